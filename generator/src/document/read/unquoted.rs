//! Which schemas of strings list values without quotes, which YAML reads as numbers and booleans.

use serde_json::{Map, Value};

/// Whether a mapping is a schema of strings with a value that was read as a number or a boolean.
pub(super) fn is_affected(schema: &Map<String, Value>) -> bool {
    let values = schema.iter().flat_map(|(key, value)| match (key.as_str(), value) {
        ("enum", Value::Array(values)) => values.as_slice(),
        ("const" | "default", value) => std::slice::from_ref(value),
        _ => &[],
    });
    is_of_strings(schema) && values.into_iter().any(may_differ)
}

/// Whether a schema is of strings, and of nothing else that a scalar could be.
fn is_of_strings(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == "string",
        Some(Value::Array(kinds)) => {
            let scalars = ["boolean", "integer", "number"];
            kinds.iter().any(|kind| kind == "string")
                && !kinds.iter().any(|kind| scalars.iter().any(|it| kind == it))
        }
        _ => false,
    }
}

pub(super) fn may_differ(value: &Value) -> bool {
    value.is_number() || value.is_boolean()
}
