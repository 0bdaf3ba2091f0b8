//! How single properties of a form are written ("Encoding Object").

use super::context::Lowerer;
use super::parameter::query_style;
use super::{codes, component};
use crate::document::schema::{Schema, SchemaId, SchemaType};
use crate::ir::{BodyKind, ContentType, ParameterStyle, PropertyEncoding, Style, TypeRef};
use crate::pointer::Pointer;
use openapiv3::{Encoding, Header, MediaType, ParameterSchemaOrContent, ReferenceOr};
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// How the properties of a form are written of which something else than the usual is known.
    pub(super) fn encodings(
        &mut self,
        media: &'a MediaType,
        content_type: &ContentType,
        kind: &BodyKind,
        pointer: &Pointer,
    ) -> Vec<PropertyEncoding> {
        if !content_type.is_form() {
            return Vec::new();
        }
        let at = pointer.child("encoding");
        let mut encodings = Vec::with_capacity(media.encoding.len());
        for (property, encoding) in &media.encoding {
            let at = at.child(property);
            let headers =
                if content_type.is_multipart() { self.part_headers(encoding, &at) } else { Vec::new() };
            encodings.push(PropertyEncoding {
                content_type: encoding.content_type.clone(),
                headers,
                style: encoding.style.as_ref().map(query_style),
                explode: encoding.explode,
                allow_reserved: encoding.allow_reserved,
                ..PropertyEncoding::of(property)
            });
        }
        if let Some(schema) = media.schema.as_ref().filter(|_| content_type.is_multipart()) {
            self.complete(&mut encodings, SchemaId::of(schema), content_type);
        }
        if self.document.style == Style::Graph {
            encodings.extend(plain_lists(kind, &encodings));
        }
        if !matches!(content_type, ContentType::Parts(_)) {
            encodings.retain(PropertyEncoding::says_anything);
            encodings.sort_by(|left, right| left.property.cmp(&right.property));
        }
        encodings
    }

    /// Adds what the schema says of the parts: their media type, where they are base64, and their order, where it is
    /// that of the document.
    fn complete(&self, encodings: &mut Vec<PropertyEncoding>, schema: SchemaId, content_type: &ContentType) {
        let parts = self.parts(schema);
        for (property, part) in &parts {
            let media_type = self.base64_media_type(*part);
            let known = encodings.iter().position(|known| known.property == *property);
            let index = known.unwrap_or_else(|| {
                encodings.push(PropertyEncoding::of(property));
                encodings.len() - 1
            });
            if let Some(own) = encodings.get_mut(index) {
                own.content_type = own.content_type.take().or(media_type.map(str::to_owned));
            }
        }
        if matches!(content_type, ContentType::Parts(_)) {
            let place =
                |encoding: &PropertyEncoding| parts.iter().position(|(name, _)| *name == encoding.property);
            encodings.sort_by_key(|encoding| place(encoding).unwrap_or(usize::MAX));
        }
    }

    /// The headers of a part whose one value the document gives. The media type has a place of its own.
    fn part_headers(&mut self, encoding: &'a Encoding, pointer: &Pointer) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, node) in &encoding.headers {
            if name.eq_ignore_ascii_case("content-type") {
                let message = "the media type of a part is not taken from its headers";
                self.reporter.report(codes::ENCODING, message, pointer.child("headers").child(name));
                continue;
            }
            match self.header_schema(node).and_then(only_value) {
                Some(value) => headers.push((name.clone(), value)),
                None => {
                    let message =
                        format!("the header `{name}` of a part has no single value; a file can be given it");
                    self.reporter.report(codes::ENCODING, message, pointer.child("headers").child(name));
                }
            }
        }
        headers
    }

    /// The schema of a header, where that stands in it itself.
    fn header_schema(&self, node: &'a ReferenceOr<Header>) -> Option<&'a Schema> {
        let (header, _) = component::resolve(self.openapi, |components| &components.headers, node)?;
        let ParameterSchemaOrContent::Schema(place) = &header.format else { return None };
        Some(&self.schemas[SchemaId::of(place)]).filter(|schema| schema.reference.is_none())
    }
}

/// The Graph API reads the lists in a form as JSON text.
fn plain_lists(kind: &BodyKind, known: &[PropertyEncoding]) -> Vec<PropertyEncoding> {
    let BodyKind::Properties(fields) = kind else { return Vec::new() };
    let is_list = |ty: &TypeRef| matches!(ty, TypeRef::List(item) if **item != TypeRef::Bytes);
    let lists = fields.iter().filter(|field| is_list(&field.ty));
    let lists = lists.filter(|field| known.iter().all(|known| known.property != field.wire_name));
    lists
        .map(|field| PropertyEncoding {
            style: Some(ParameterStyle::Plain),
            ..PropertyEncoding::of(&field.wire_name)
        })
        .collect()
}

/// The default of a header, or the only value that it may have.
fn only_value(schema: &Schema) -> Option<String> {
    match (schema.default_value(), schema.values()) {
        (Some(default), _) => match &**default {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(default.to_string()),
            _ => None,
        },
        (None, [only]) if schema.typ == Some(SchemaType::String) => only.as_str().map(str::to_owned),
        _ => None,
    }
}
