//! Bytes and parts: what a schema says of a body that is no JSON, or of the parts of a form.

use super::context::Lowerer;
use crate::document::schema::{Format, Schema, SchemaArena, SchemaId, SchemaType};
use serde_json::Value;

/// How deeply schemas are looked into.
const MAX_LOOK: usize = 24;

/// The media type of bytes of which nothing else is known.
pub(super) const OCTETS: &str = "application/octet-stream";

impl<'a> Lowerer<'a> {
    /// Whether a schema describes any sequence of octets, which no JSON holds: `format: binary`.
    pub(super) fn is_bytes(&self, id: SchemaId) -> bool {
        holds(self.schemas, id, 0, &|schema| schema.format.as_deref() == Some("binary"))
    }

    /// As [`is_bytes`](Self::is_bytes), and whether outside of JSON its text would be the bytes of a media type that is
    /// no text (JSON Schema 2020-12, section 8).
    pub(super) fn is_raw(&self, id: SchemaId) -> bool {
        holds(self.schemas, id, 0, &|schema| {
            schema.format.as_deref() == Some("binary") || is_raw_text(schema)
        })
    }

    /// The media type of a text in base64, where the schema is one.
    pub(super) fn base64_media_type(&self, id: SchemaId) -> Option<&'a str> {
        let id = self.item_of(id).unwrap_or(id);
        let schema = self.peek(id)?;
        let is_base64 = schema.format.as_deref().is_some_and(Format::is_base64)
            || content_encoding(schema).is_some_and(Format::is_base64);
        is_base64.then(|| content_media_type(schema).unwrap_or(OCTETS))
    }

    /// The items of a list.
    pub(super) fn item_of(&self, id: SchemaId) -> Option<SchemaId> {
        self.peek(id)?.items
    }

    /// The properties of an object with those that its members of `allOf` bring, in the order of the document.
    pub(super) fn parts(&self, id: SchemaId) -> Vec<(&'a str, SchemaId)> {
        let mut parts = Vec::new();
        self.add_parts(id, 0, &mut parts);
        parts
    }

    fn add_parts(&self, id: SchemaId, depth: usize, parts: &mut Vec<(&'a str, SchemaId)>) {
        let Some(schema) = self.peek(id).filter(|_| depth < MAX_LOOK) else { return };
        for member in &schema.all_of {
            self.add_parts(*member, depth + 1, parts);
        }
        for (name, id) in &schema.properties {
            if parts.iter().all(|(known, _)| known != name) {
                parts.push((name, *id));
            }
        }
    }
}

/// Whether outside of JSON the text would be the bytes of a media type that is no text.
pub(super) fn is_raw_text(schema: &Schema) -> bool {
    let is_unformatted = schema.format.is_none() && content_encoding(schema).is_none();
    is_unformatted && content_media_type(schema).is_some_and(|media| !is_text(media))
}

/// Whether a schema, one of those it is made of, or each of its alternatives is a text of which this holds.
fn holds(schemas: &SchemaArena, id: SchemaId, depth: usize, is_wanted: &dyn Fn(&Schema) -> bool) -> bool {
    let Some(schema) = schemas.behind(id).filter(|_| depth < MAX_LOOK) else { return false };
    if !matches!(schema.typ, None | Some(SchemaType::String)) {
        return false;
    }
    let inside = |id: &SchemaId| holds(schemas, *id, depth + 1, is_wanted);
    let is_null = |id: &SchemaId| schemas.behind(*id).is_some_and(Schema::says_null);
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of).filter(|id| !is_null(id)).peekable();
    is_wanted(schema)
        || schema.all_of.iter().any(inside)
        || (alternatives.peek().is_some() && alternatives.all(inside))
}

fn content_media_type(schema: &Schema) -> Option<&str> {
    schema.rare.as_ref()?.content_media_type.as_ref().and_then(Value::as_str)
}

fn content_encoding(schema: &Schema) -> Option<&str> {
    schema.rare.as_ref()?.content_encoding.as_ref().and_then(Value::as_str)
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"].iter().any(|kind| media_type.contains(kind))
}
