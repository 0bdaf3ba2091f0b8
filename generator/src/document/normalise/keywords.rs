//! Definitions inside a schema, and references to what is around it.

use super::{Context, Object};
use crate::document::codes;
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// Where schemas lie that others refer to; those have been moved to the components.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

/// Leaves out the definitions inside a schema.
pub(super) fn remove(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    for key in DEFINITIONS {
        definitions(schema.shift_remove(key), &at.key(key), context);
    }
}

/// Reports the definitions that nothing refers to: the others are references to where they were moved by now.
pub(super) fn definitions(definitions: Option<Value>, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    for (name, schema) in definitions.as_ref().and_then(Value::as_object).into_iter().flatten() {
        if schema.get("$ref").is_none() {
            let message = format!("nothing refers to `{name}`; it is left out");
            context.reporter.report(codes::COMPONENT_UNUSED, message, &at.key(name));
        }
    }
}

/// `$recursiveRef: "#"` of the draft 2019-09 means the component around it.
pub(super) fn recursive_reference(schema: &mut Object, at: &JsonPlace<'_>) {
    if schema.get("$recursiveRef") != Some(&json!("#")) || schema.contains_key("$ref") {
        return;
    }
    let pointer = at.pointer();
    let mut tokens = pointer.as_str().split('/').skip(1);
    if let (Some("components"), Some("schemas"), Some(name)) = (tokens.next(), tokens.next(), tokens.next()) {
        schema.shift_remove("$recursiveRef");
        schema.insert("$ref".to_owned(), json!(format!("#/components/schemas/{name}")));
    }
}
