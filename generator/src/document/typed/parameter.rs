//! Parameters and headers.

use super::content::{examples, media_type};
use super::reader::Reader;
use super::schema;
use crate::document::codes;
use crate::document::place::JsonPlace;
use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr, Schema,
};
use serde_json::Value;

/// Where a parameter is that is the whole query (OpenAPI 3.2). `openapiv3` has no such place, so that its extensions
/// say so under the keyword.
const QUERYSTRING: &str = "querystring";

/// The style of cookies as they are (OpenAPI 3.2), for which the extensions say so too.
const COOKIE_STYLE: &str = "cookie";

/// What parameters and headers have in common, and what only some of them have.
#[derive(Default)]
struct Members {
    name: Option<String>,
    location: Option<String>,
    description: Option<String>,
    required: bool,
    deprecated: Option<bool>,
    schema: Option<ReferenceOr<Schema>>,
    content: Option<IndexMap<String, openapiv3::MediaType>>,
    example: Option<Value>,
    examples: IndexMap<String, ReferenceOr<openapiv3::Example>>,
    explode: Option<bool>,
    style: Option<String>,
    allow_reserved: bool,
    allow_empty_value: Option<bool>,
    extensions: IndexMap<String, Value>,
}

fn members(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Members> {
    let mut read = Members::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "name" => read.name = reader.text(value, at),
            "in" => read.location = reader.text(value, at),
            "description" => read.description = reader.text(value, at),
            "required" => read.required = reader.flag(value, at).unwrap_or_default(),
            "deprecated" => read.deprecated = reader.flag(value, at),
            "schema" => read.schema = schema::outer(reader, value, at),
            "content" => read.content = Some(reader.map(value, at, media_type)),
            "example" => read.example = Some(value).filter(|value| !value.is_null()),
            "examples" => read.examples = examples(reader, value, at),
            "explode" => read.explode = reader.flag(value, at),
            "style" => read.style = reader.text(value, at),
            "allowReserved" => read.allow_reserved = reader.flag(value, at).unwrap_or_default(),
            "allowEmptyValue" => read.allow_empty_value = reader.flag(value, at),
            _ => reader.rest(value, at, &mut read.extensions),
        }
    }
    Some(read)
}

impl Members {
    fn format(&mut self, reader: &mut Reader<'_>, at: &JsonPlace<'_>) -> ParameterSchemaOrContent {
        match (self.schema.take(), self.content.take()) {
            (Some(schema), content) => {
                if content.is_some() {
                    reader.unused(&at.key("content"));
                }
                ParameterSchemaOrContent::Schema(schema)
            }
            (None, Some(content)) => ParameterSchemaOrContent::Content(content),
            (None, None) => {
                reader.missing("schema", at);
                ParameterSchemaOrContent::Schema(schema::missing(reader, &at.key("schema")))
            }
        }
    }

    /// The style, if it is one of those that the place of the parameter allows.
    fn style<T: Default + Clone>(
        &self,
        allowed: &[(&str, T)],
        reader: &mut Reader<'_>,
        at: &JsonPlace<'_>,
    ) -> T {
        let Some(style) = &self.style else { return T::default() };
        choose(style, allowed, reader, &at.key("style")).unwrap_or_default()
    }
}

/// The parameters of a list. One that is left out keeps its number, as an empty reference, so that the places of the
/// others stay right.
pub(super) fn parameters(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Vec<ReferenceOr<Parameter>> {
    let nothing = || ReferenceOr::Reference { reference: String::new() };
    reader.list(value, at, |reader, value, at| {
        Some(reader.reference_or(value, at, parameter).unwrap_or_else(nothing))
    })
}

pub(super) fn parameter(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Parameter> {
    let mut read = members(reader, value, at)?;
    let Some(location) = read.location.take() else {
        reader.reporter.report(codes::PARAMETER, "the parameter has no `in`; it is left out", at);
        return None;
    };
    let Some(name) = read.name.take() else {
        reader.reporter.report(codes::PARAMETER, "the parameter has no `name`; it is left out", at);
        return None;
    };
    if !["query", "path", "header", "cookie", QUERYSTRING].contains(&location.as_str()) {
        let message = format!("the parameter `{name}` is in `{location}`, which OpenAPI 3 does not have");
        reader.reporter.report(codes::PARAMETER, message + "; it is left out", at);
        return None;
    }
    if location != "query" {
        for (is_there, keyword) in [
            (read.allow_reserved, "allowReserved"),
            (read.allow_empty_value == Some(true), "allowEmptyValue"),
        ] {
            if is_there {
                reader.unused(&at.key(keyword));
            }
        }
    }
    let is_cookie_style = location == "cookie" && read.style.as_deref() == Some(COOKIE_STYLE);
    if is_cookie_style {
        read.style = None;
        read.extensions.insert("style".to_owned(), Value::from(COOKIE_STYLE));
    }
    if location == QUERYSTRING && read.content.is_none() {
        let message =
            format!("the parameter `{name}` is the whole query and has no `content`; it is left out");
        reader.reporter.report(codes::PARAMETER, message, at);
        return None;
    }
    if location == QUERYSTRING {
        read.extensions.insert("in".to_owned(), Value::from(QUERYSTRING));
        if read.style.take().is_some() {
            reader.unused(&at.key("style"));
        }
    }
    let parameter_data = ParameterData {
        name,
        description: read.description.take(),
        required: read.required,
        deprecated: read.deprecated,
        format: read.format(reader, at),
        example: read.example.take(),
        examples: std::mem::take(&mut read.examples),
        explode: read.explode,
        extensions: std::mem::take(&mut read.extensions),
    };
    Some(match location.as_str() {
        "path" => Parameter::Path { parameter_data, style: read.style(&path_styles(), reader, at) },
        "header" => Parameter::Header {
            parameter_data,
            style: read.style(&[("simple", HeaderStyle::Simple)], reader, at),
        },
        "cookie" => Parameter::Cookie {
            parameter_data,
            style: read.style(&[("form", CookieStyle::Form)], reader, at),
        },
        _ => Parameter::Query {
            parameter_data,
            allow_reserved: read.allow_reserved,
            style: read.style(&query_styles(), reader, at),
            allow_empty_value: read.allow_empty_value,
        },
    })
}

pub(super) fn header(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Header> {
    let mut read = members(reader, value, at)?;
    // A header is written in one way; where it is read, its type says whether it is a list.
    for (is_there, keyword) in [(read.style.is_some(), "style"), (read.explode.is_some(), "explode")] {
        if is_there {
            reader.unused(&at.key(keyword));
        }
    }
    Some(Header {
        style: read.style(&[("simple", HeaderStyle::Simple)], reader, at),
        format: read.format(reader, at),
        description: read.description,
        required: read.required,
        deprecated: read.deprecated,
        example: read.example,
        examples: read.examples,
        extensions: read.extensions,
    })
}

fn path_styles() -> [(&'static str, PathStyle); 3] {
    [("simple", PathStyle::Simple), ("label", PathStyle::Label), ("matrix", PathStyle::Matrix)]
}

fn query_styles() -> [(&'static str, QueryStyle); 4] {
    [
        ("form", QueryStyle::Form),
        ("spaceDelimited", QueryStyle::SpaceDelimited),
        ("pipeDelimited", QueryStyle::PipeDelimited),
        ("deepObject", QueryStyle::DeepObject),
    ]
}

/// The style of a member of a form body.
pub(super) fn query_style(reader: &mut Reader<'_>, text: &str, at: &JsonPlace<'_>) -> Option<QueryStyle> {
    choose(text, &query_styles(), reader, at)
}

fn choose<T: Clone>(
    text: &str,
    allowed: &[(&str, T)],
    reader: &mut Reader<'_>,
    at: &JsonPlace<'_>,
) -> Option<T> {
    let found = allowed.iter().find(|(name, _)| *name == text).map(|(_, style)| style.clone());
    if found.is_none() {
        let names: Vec<String> = allowed.iter().map(|(name, _)| format!("`{name}`")).collect();
        reader.refuse(text, &names.join(", "), at);
    }
    found
}
