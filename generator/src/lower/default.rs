//! Defaults: they are documented, where they are of the type beside them.

use super::codes;
use super::context::Lowerer;
use crate::document::schema::{Literal, Schema, SchemaArena, SchemaId, SchemaType};
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// The default of a schema; as JSON text; `None`, with a note, where it is not a value of the schema.
    pub(super) fn default_of(&mut self, schema: &'a Schema) -> Option<String> {
        let default = schema.default_value()?;
        if fits(schema, default) {
            return Some(default.to_string());
        }
        let message = format!("the default `{default}` is not a value of the schema; it is left out");
        self.reporter.report(codes::DEFAULT, message, schema.pointer.child("default"));
        None
    }
}

/// How many references and members of `allOf` may stand in each other.
const MAX_DEPTH: usize = 32;

/// The default of a schema, or of what it refers to: that which stands closest to it.
pub(crate) fn behind(schemas: &SchemaArena, id: SchemaId) -> Option<&Literal> {
    closest(schemas, id, MAX_DEPTH)
}

fn closest(schemas: &SchemaArena, id: SchemaId, depth: usize) -> Option<&Literal> {
    let (schema, depth) = (&schemas[id], depth.checked_sub(1)?);
    let next = schema.reference.as_ref().and_then(|reference| reference.next);
    // Where there is one alternative beside `null`, that is the schema.
    let only = [&schema.any_of, &schema.one_of].into_iter().filter(|branches| branches.len() == 1).flatten();
    let inner = next.iter().chain(&schema.all_of).chain(only);
    schema.default_value().or_else(|| inner.filter_map(|id| closest(schemas, *id, depth)).next())
}

/// Whether a default is of the type that a schema gives, and among the values that it lists.
pub(super) fn fits(schema: &Schema, default: &Value) -> bool {
    let is_listed = schema.values().is_empty() || schema.values().iter().any(|value| is_same(value, default));
    let is_of_type = match schema.effective_type() {
        Some(SchemaType::String) => default.is_string(),
        Some(SchemaType::Integer) => default.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some(SchemaType::Number) => default.is_number(),
        Some(SchemaType::Boolean) => default.is_boolean(),
        Some(SchemaType::Array) => default.is_array(),
        Some(SchemaType::Object) => default.is_object(),
        Some(SchemaType::Null) | None => true,
    };
    is_listed && is_of_type
}

/// Whether two values are the same, `1` and `1.0` included.
fn is_same(left: &Value, right: &Value) -> bool {
    left == right || (left.is_number() && left.as_f64() == right.as_f64())
}
