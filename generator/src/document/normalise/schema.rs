//! The rules for one schema, in the order in which they build on each other.

use super::walk::Role;
use super::{Notes, keywords, structure, types};
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// Brings one schema to 3.0; the schemas inside it are visited afterwards.
pub(super) fn normalise(slot: &mut Value, role: Role, at: &JsonPlace<'_>, notes: &mut Notes<'_>) {
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
    types::null_branches(schema, at, notes);
    structure::recursive_reference(schema, at);
    keywords::remove(schema, at, notes);
    structure::reference_siblings(schema);
    keywords::constant(schema, at, notes);
    keywords::bounds(schema);
    keywords::examples(schema, at, notes);
    keywords::content(schema, at, notes);
    structure::prefix_items(schema, at, notes);
    structure::pattern_properties(schema, at, notes);
    types::type_lists(schema, at, notes);
    types::null_in_enum(schema);
}
