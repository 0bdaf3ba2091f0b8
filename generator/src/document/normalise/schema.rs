//! The rules for one schema, in the order in which they build on each other.

use super::walk::Role;
use super::{Context, keywords, structure, types};
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// Brings one schema to 3.0; the schemas inside it are visited afterwards.
pub(super) fn normalise(slot: &mut Value, role: Role, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    if let Value::Bool(everything) = slot {
        // These keywords are booleans in 3.0 too, or are left out as they are.
        let is_native = role == Role::Keyword && at.name() == "additionalProperties";
        if !is_native {
            *slot = if *everything { json!({}) } else { json!({ "not": {} }) };
        }
        return;
    }
    let Value::Object(schema) = slot else { return };
    // First, because the only branch that is left brings keywords along.
    types::null_branches(schema, at, context);
    structure::recursive_reference(schema, at);
    keywords::remove(schema, at, context);
    structure::reference_siblings(schema);
    keywords::constant(schema, at, context);
    keywords::bounds(schema);
    keywords::examples(schema, at, context);
    keywords::content(schema, at, context);
    structure::prefix_items(schema, at, context);
    structure::pattern_properties(schema, at, context);
    types::type_lists(schema, at, context);
    types::null_in_enum(schema);
}
