//! The rules for one schema, in the order in which they build on each other.

use super::{Context, keywords, types};
use crate::document::place::JsonPlace;
use serde_json::Value;

/// The keywords that the rules are about. Most schemas have none of them, and are not asked for each.
const KEYWORDS: [&str; 5] = ["anyOf", "oneOf", "$recursiveRef", "$defs", "definitions"];

/// Brings one schema to what the reader takes; the schemas inside it are visited afterwards.
pub(super) fn normalise(slot: &mut Value, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let Value::Object(schema) = slot else { return };
    if !schema.keys().any(|key| KEYWORDS.contains(&key.as_str())) {
        return;
    }
    // First, because the only branch that is left brings keywords along.
    types::null_branches(schema, at, context);
    keywords::recursive_reference(schema, at);
    keywords::remove(schema, at, context);
}
