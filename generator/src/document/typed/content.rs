//! Bodies and answers: request bodies, responses, media types, encodings, examples, links.

use super::info::{server, unused_text};
use super::parameter::{header, query_style};
use super::reader::Reader;
use super::schema;
use crate::document::codes;
use crate::document::place::JsonPlace;
use indexmap::IndexMap;
use openapiv3::{
    Encoding, Example, Link, LinkOperation, MediaType, QueryStyle, ReferenceOr, RequestBody, Response,
};
use serde_json::Value;

pub(super) fn request_body(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<RequestBody> {
    let mut body = RequestBody::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "description" => body.description = reader.text(value, at),
            "content" => body.content = reader.map(value, at, media_type),
            "required" => body.required = reader.flag(value, at).unwrap_or_default(),
            _ => reader.rest(value, at, &mut body.extensions),
        }
    }
    Some(body)
}

pub(super) fn response(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Response> {
    let mut response = Response::default();
    let (members, mut summary) = (reader.object(value, at)?, None);
    if !members.contains_key("description") && !members.contains_key("summary") {
        reader.missing("description", at);
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "description" => response.description = reader.text(value, at).unwrap_or_default(),
            "summary" => summary = reader.text(value, at),
            "headers" => response.headers = reader.references(value, at, header),
            "content" => response.content = reader.map(value, at, media_type),
            "links" => response.links = reader.references(value, at, link),
            _ => reader.rest(value, at, &mut response.extensions),
        }
    }
    if let Some(summary) = summary {
        let texts = [summary, response.description];
        response.description = texts.join("\n\n").trim().to_owned();
    }
    Some(response)
}

/// The key of the encoding of the parts that have none for their position.
const OTHERS: &str = "*";

/// A form of a body. `openapiv3` knows encodings by name only, so that one for a position (OpenAPI 3.2) has its number
/// as its name.
pub(super) fn media_type(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<MediaType> {
    let mut media = MediaType::default();
    let (mut positions, mut others) = (Vec::new(), None);
    // The parts of a form have names instead.
    let has_positions = at.name().starts_with("multipart/") && at.name() != "multipart/form-data";
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "schema" => media.schema = schema::outer(reader, value, at),
            "example" => media.example = Some(value).filter(|value| !value.is_null()),
            "examples" => media.examples = examples(reader, value, at),
            "encoding" => media.encoding = reader.map(value, at, encoding),
            "prefixEncoding" if has_positions => {
                positions = reader.list(value, at, encoding);
            }
            "itemEncoding" if has_positions => others = encoding(reader, value, at),
            "prefixEncoding" | "itemEncoding" => reader.unused(at),
            _ => reader.rest(value, at, &mut media.extensions),
        }
    }
    let positions = positions.into_iter().enumerate().map(|(index, encoding)| (index.to_string(), encoding));
    media.encoding.extend(positions.chain(others.map(|encoding| (OTHERS.to_owned(), encoding))));
    Some(media)
}

fn encoding(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Encoding> {
    let mut encoding = Encoding::default();
    let mut explode = None;
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "contentType" => encoding.content_type = reader.text(value, at),
            "headers" => encoding.headers = reader.references(value, at, header),
            "style" => {
                encoding.style = reader.text(value, at).and_then(|text| query_style(reader, &text, at))
            }
            "explode" => explode = reader.flag(value, at),
            "allowReserved" => encoding.allow_reserved = reader.flag(value, at).unwrap_or_default(),
            "encoding" | "prefixEncoding" | "itemEncoding" => reader.unused(at),
            _ => reader.rest(value, at, &mut encoding.extensions),
        }
    }
    // Each of these is one of a style, which is `form` unless another is given.
    if explode.is_some() || encoding.allow_reserved {
        encoding.style.get_or_insert(QueryStyle::Form);
    }
    encoding.explode = explode.unwrap_or(matches!(encoding.style, Some(QueryStyle::Form)));
    Some(encoding)
}

/// Named examples, of which the first goes into the documentation.
pub(super) fn examples(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> IndexMap<String, ReferenceOr<Example>> {
    let mut is_first = true;
    reader.map(value, at, |reader, value, at| {
        if !std::mem::take(&mut is_first) {
            reader.reporter.report(codes::EXAMPLE_UNUSED, "only the first example is kept", at);
        }
        reader.reference_or(value, at, example)
    })
}

pub(super) fn example(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Example> {
    let mut example = Example::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "summary" => example.summary = unused_text(reader, value, at),
            "description" => example.description = unused_text(reader, value, at),
            "externalValue" => example.external_value = unused_text(reader, value, at),
            "serializedValue" => reader.unused(at),
            "value" | "dataValue" => example.value = Some(value).filter(|value| !value.is_null()),
            _ => reader.rest(value, at, &mut example.extensions),
        }
    }
    Some(example)
}

pub(super) fn link(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Link> {
    let mut members = reader.object(value, at)?;
    let mut target = |key: &str| members.shift_remove(key).and_then(|value| reader.text(value, &at.key(key)));
    let operation = match (target("operationId"), target("operationRef")) {
        (Some(id), _) => LinkOperation::OperationId(id),
        (None, Some(reference)) => LinkOperation::OperationRef(reference),
        (None, None) => {
            let message = "the link has neither `operationId` nor `operationRef`; it is left out";
            reader.reporter.report(codes::PART, message, at);
            return None;
        }
    };
    let (description, request_body, server) = (None, None, None);
    let (parameters, extensions) = Default::default();
    let mut link = Link { description, operation, request_body, parameters, server, extensions };
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "description" => link.description = reader.text(value, at),
            "requestBody" => link.request_body = Some(value).filter(|value| !value.is_null()),
            "parameters" => link.parameters = reader.map(value, at, |_, value, _| Some(value)),
            "server" => link.server = self::server(reader, value, at),
            _ => reader.rest(value, at, &mut link.extensions),
        }
    }
    Some(link)
}
