//! Defaults: they are documented, where they are of the type beside them.

use super::codes;
use super::context::Lowerer;
use super::view::View;
use crate::pointer::Pointer;
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// The default of a schema; none, with a note, where it is no value of the schema.
    pub(super) fn default_of(&mut self, view: &View<'a>, pointer: &Pointer) -> Option<Value> {
        let default = view.data.default.as_ref().filter(|default| !default.is_null())?;
        if fits(view, default) {
            return Some(default.clone());
        }
        let message = format!("the default `{default}` is not a value of the schema; it is left out");
        self.note(codes::DEFAULT, message, &pointer.child("default"));
        None
    }
}

/// Whether a default is of the type that a schema gives, and among the values that it lists.
pub(super) fn fits(view: &View<'_>, default: &Value) -> bool {
    let is_listed = view.values.is_empty() || view.values.iter().any(|value| is_same(value, default));
    let is_of_type = match view.effective_type() {
        Some("string") => default.is_string(),
        Some("integer") => default.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => default.is_number(),
        Some("boolean") => default.is_boolean(),
        Some("array") => default.is_array(),
        Some("object") => default.is_object(),
        _ => true,
    };
    is_listed && is_of_type
}

/// Whether two values are the same, `1` and `1.0` included.
fn is_same(left: &Value, right: &Value) -> bool {
    left == right || (left.is_number() && left.as_f64() == right.as_f64())
}
