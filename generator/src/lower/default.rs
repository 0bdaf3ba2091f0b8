//! Defaults: they are documented, where they are of the type beside them.

use super::codes;
use super::context::Lowerer;
use crate::document::schema::{Schema, SchemaType};
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// The default of a schema; `None`, with a note, where it is not a value of the schema.
    pub(super) fn default_of(&mut self, schema: &'a Schema) -> Option<Value> {
        let default = schema.default_value()?;
        if fits(schema, default) {
            return Some(default.clone());
        }
        let message = format!("the default `{default}` is not a value of the schema; it is left out");
        self.reporter.note(codes::DEFAULT, message, schema.pointer.child("default"));
        None
    }
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
