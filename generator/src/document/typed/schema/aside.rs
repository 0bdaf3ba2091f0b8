//! Keywords that are set aside since nothing represents them, and reports of what others say in vain.

use super::keyword::Known;
use crate::document::codes;
use crate::document::grammar::{ObjectKind, Version};
use crate::document::place::JsonPlace;
use crate::document::schema::{Format, Schema, SchemaType};
use crate::document::typed::reader::Reader;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// The conditions.
const CONDITIONAL: [&str; 3] = ["if", "then", "else"];

/// The keywords whose members lowering makes fields of.
const FOLLOWED: [&str; 3] = ["then", "else", "dependentSchemas"];

/// The keywords that the grammar knows and nothing reads. Those of OpenAPI 3.0 are all read, or have no effect here.
static SET_ASIDE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let newer = ObjectKind::Schema.fields().iter().filter(|field| field.since > Version::V3_0);
    let is_read = |key: &str| matches!(Known::of(key), Some(known) if !known.is_condition());
    newer.map(|field| field.key).filter(|key| *key != "$ref" && !is_read(key)).collect()
});

/// Sets those aside that are not represented.
pub(super) fn set_aside(
    reader: &mut Reader<'_>,
    members: &mut Map<String, Value>,
    at: &JsonPlace<'_>,
    schema: &mut Schema,
) {
    let found: Vec<String> =
        members.keys().filter(|key| SET_ASIDE.contains(&key.as_str())).cloned().collect();
    for key in found {
        let Some(value) = members.shift_remove(&key) else { continue };
        let (code, what) = if CONDITIONAL.contains(&key.as_str()) {
            (codes::SCHEMA_CONDITIONAL, "the condition ")
        } else {
            (codes::SCHEMA_KEYWORD, "")
        };
        // Where it allows more, lowering reads it as what holds where nothing closer says otherwise.
        let is_lowered = match key.as_str() {
            "unevaluatedProperties" => allows_more(&value),
            "unevaluatedItems" => allows_more(&value) && members.contains_key("prefixItems"),
            _ => false,
        };
        if is_lowered {
            if let Some(keyword) = Known::of(&key) {
                keyword.read(reader, value, &at.key(&key), schema);
            }
            continue;
        }
        let message = if FOLLOWED.contains(&key.as_str()) {
            format!("the members that `{key}` speaks of may be there; the condition is not checked")
        } else {
            format!("{what}`{key}` is not represented")
        };
        reader.reporter.report(code, message, &at.key(&key));
        if let Some(keyword) = Known::of(&key) {
            // What stands inside is lost as a part of the whole, and not reported again.
            let is_heard = std::mem::replace(&mut reader.reporter.is_heard, false);
            keyword.read(reader, value.clone(), &at.key(&key), schema);
            reader.reporter.is_heard = is_heard;
        }
        schema.rare.get_or_insert_default().others.insert(key, value);
    }
}

/// Whether the value of an `unevaluated` keyword allows something.
fn allows_more(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Bool(true))
}

/// Reports that only one of several examples is kept.
pub(super) fn report_examples(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let Some(rare) = schema.rare.as_ref().filter(|rare| !rare.examples.is_empty()) else { return };
    let count = rare.examples.len() + usize::from(rare.example.is_some());
    if count > 1 {
        let message = format!("only one of {count} examples is kept");
        reader.reporter.report(codes::SCHEMA_EXAMPLES, message, &at.key("examples"));
    }
}

/// Reports what the keywords of the content say beyond a format.
pub(super) fn report_content(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let Some(rare) = &schema.rare else { return };
    let (encoding, media) = (&rare.content_encoding, &rare.content_media_type);
    if encoding.is_none() && media.is_none() {
        return;
    }
    let is_octets = || media.as_ref().and_then(Value::as_str) == Some("application/octet-stream");
    let unshown = match rare.content_format().filter(|_| schema.format.is_none()) {
        Some(_) if media.is_none() || is_octets() => return,
        Some(_) => ("contentMediaType", "`contentMediaType` does not show: the value is bytes"),
        None if encoding.is_some() => ("contentEncoding", "`contentEncoding` is not represented"),
        None => {
            ("contentMediaType", "`contentMediaType` does not show in JSON: the value is the text as it is")
        }
    };
    let (key, message) = unshown;
    reader.reporter.report(codes::SCHEMA_CONTENT, message.to_owned(), &at.key(key));
}

/// Reports a number whose format is no known one and still says that it is an integer.
pub(super) fn number_format(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let Some(format) = schema.format.as_deref().filter(|_| schema.types.contains(SchemaType::Number)) else {
        return;
    };
    if Format::kind(format) == SchemaType::Integer && Format::named(format).is_none() {
        let message = format!("`{format}` is not a format of numbers; the value is read as an integer");
        reader.reporter.report(codes::COERCED, message, &at.key("format"));
    }
}
