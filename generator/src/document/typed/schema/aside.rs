//! Keywords that are set aside and reported since nothing represents them, and those that become another keyword while
//! a schema is read: `contentEncoding` and `contentMediaType` become a `format`.

use super::keyword::KEYWORDS;
use crate::document::codes;
use crate::document::grammar::{ObjectKind, Version};
use crate::document::place::JsonPlace;
use crate::document::schema::Schema;
use crate::document::typed::reader::Reader;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// The conditions.
const CONDITIONAL: [&str; 3] = ["if", "then", "else"];

/// The keywords that the grammar knows and nothing reads. Those of OpenAPI 3.0 are all read, or have no effect here.
static SET_ASIDE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let newer = ObjectKind::Schema.fields().iter().filter(|field| field.since > Version::V3_0);
    let is_read = |key: &str| key == "$ref" || KEYWORDS.iter().any(|keyword| keyword.name == key);
    newer.map(|field| field.key).filter(|key| !is_read(key)).collect()
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
        reader.reporter.note(code, format!("{what}`{key}` is not represented"), &at.key(&key));
        schema.rare.get_or_insert_default().others.insert(key, value);
    }
}

/// Reports that only one of several examples is kept.
pub(super) fn report_examples(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let Some(rare) = schema.rare.as_ref().filter(|rare| !rare.examples.is_empty()) else { return };
    let count = rare.examples.len() + usize::from(rare.example.is_some());
    if count > 1 {
        let message = format!("only one of {count} examples is kept");
        reader.reporter.note(codes::SCHEMA_EXAMPLES, message, &at.key("examples"));
    }
}

/// `contentEncoding: base64` is `format: byte`, a binary `contentMediaType` is `format: binary`.
pub(super) fn content(reader: &mut Reader<'_>, schema: &mut Schema, at: &JsonPlace<'_>) {
    let Some(rare) = &schema.rare else { return };
    let (encoding, media) = (&rare.content_encoding, &rare.content_media_type);
    if encoding.is_none() && media.is_none() {
        return;
    }
    let media_text = media.as_ref().and_then(Value::as_str).unwrap_or_default();
    let format = match encoding.as_ref().and_then(Value::as_str) {
        Some("base64") => Some("byte"),
        Some("binary") => Some("binary"),
        None if media.is_some() && !is_text(media_text) => Some("binary"),
        _ => None,
    };
    let unshown = match format.filter(|_| schema.format.is_none()) {
        Some(_) if media.is_none() || media_text == "application/octet-stream" => None,
        Some(_) => Some(("contentMediaType", "`contentMediaType` does not show: the value is bytes")),
        None if encoding.is_some() => Some(("contentEncoding", "`contentEncoding` is not represented")),
        None => Some(("contentMediaType", "`contentMediaType` is not represented")),
    };
    if let Some((key, message)) = unshown {
        reader.reporter.note(codes::SCHEMA_CONTENT, message.to_owned(), &at.key(key));
    }
    schema.format = schema.format.take().or(format.map(str::to_owned));
}

fn is_text(media: &str) -> bool {
    media.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"].iter().any(|kind| media.contains(kind))
}
