//! Keywords that hold schemas: references with siblings, tuples, patterns of property names.

use super::{Context, Object};
use crate::document::codes;
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// What stands beside a `$ref` counts in 3.1, and is meant to in many documents of 3.0: the reference goes into `allOf`.
pub(super) fn reference_siblings(schema: &mut Object) {
    if schema.len() < 2 || !schema.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let Some(reference) = schema.shift_remove("$ref") else { return };
    // A summary is what a Reference Object of 3.1 has in the place of a description.
    if let Some(summary) = schema.shift_remove("summary") {
        schema.entry("description").or_insert(summary);
    }
    let reference = json!({ "$ref": reference });
    match schema.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.insert(0, reference),
        _ => {
            schema.insert("allOf".to_owned(), json!([reference]));
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

/// The extension of a list that is a tuple: how many items have a schema of their own.
///
/// OpenAPI 3.0 has no tuples. The items stand as the members of an `allOf` under `items`, followed by the schema of
/// all further ones if there is one.
pub(crate) const TUPLE: &str = "x-normalised-tuple";

/// A tuple keeps the schemas of its items apart.
pub(super) fn prefix_items(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let prefix = match (schema.shift_remove("prefixItems"), schema.get("items")) {
        (Some(Value::Array(prefix)), _) => prefix,
        // As the drafts of JSON Schema before 2020-12 had it.
        (_, Some(Value::Array(_))) => {
            match (schema.shift_remove("items"), schema.shift_remove("additionalItems")) {
                (Some(Value::Array(prefix)), rest) => {
                    schema.extend(rest.map(|rest| ("items".to_owned(), rest)));
                    prefix
                }
                _ => return,
            }
        }
        _ => return,
    };
    let count = prefix.len();
    let is_closed = schema.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= count as u64);
    let members_at = at.key("items");
    let members_at = members_at.key("allOf");
    for index in 0..count {
        context.moved(&members_at.index(index), &at.key("prefixItems").index(index));
    }
    context.moved(&members_at.index(count), &at.key("items"));
    let mut members = prefix;
    match schema.shift_remove("items") {
        // The type cannot say that there are no more items, so its documentation does.
        Some(Value::Bool(false)) => {
            schema.entry("maxItems").or_insert(json!(count));
        }
        Some(rest @ Value::Object(_)) if !is_closed => members.push(rest),
        Some(Value::Bool(true)) if !is_closed => members.push(json!({})),
        _ if is_closed => {}
        _ => context.reporter.note(
            codes::SCHEMA_PREFIX_ITEMS,
            format!("a tuple of {count} items; more items, which nothing forbids, are not kept"),
            &at.key("prefixItems"),
        ),
    }
    if members.is_empty() {
        schema.insert("maxItems".to_owned(), json!(0));
        schema.insert("items".to_owned(), json!({}));
        return;
    }
    if count == 0 {
        schema.extend(members.pop().map(|rest| ("items".to_owned(), rest)));
        return;
    }
    schema.insert("items".to_owned(), json!({ "allOf": members }));
    schema.insert(TUPLE.to_owned(), json!(count));
    if !schema.contains_key("type") {
        schema.insert("type".to_owned(), json!("array"));
    }
}

/// Names that follow a pattern are additional properties of any of the schemas.
pub(super) fn pattern_properties(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else { return };
    let names: Vec<String> = patterns.keys().map(|pattern| format!("`{pattern}`")).collect();
    let message = format!("the patterns of names are not checked: {}", names.join(", "));
    context.reporter.note(codes::SCHEMA_PATTERN_PROPERTIES, message, &at.key("patternProperties"));
    let from = at.key("patternProperties");
    if let (Some(pattern), 1) = (patterns.keys().next(), patterns.len()) {
        context.moved(&at.key("additionalProperties"), &from.key(pattern));
    }
    // The order of the patterns means nothing, so it must not show.
    let mut patterns: Vec<(String, Value)> = patterns.into_iter().collect();
    patterns.sort_by(|(left, _), (right, _)| left.cmp(right));
    let mut kinds: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match schema.shift_remove("additionalProperties") {
        Some(rest @ Value::Object(_)) => kinds.push(rest),
        Some(Value::Bool(true)) => kinds = vec![json!({})],
        _ => {}
    }
    if !kinds.is_empty() {
        schema.insert("additionalProperties".to_owned(), any_of(kinds));
    }
}

/// One schema for any of several.
fn any_of(schemas: Vec<Value>) -> Value {
    let mut distinct: Vec<Value> = Vec::with_capacity(schemas.len());
    for schema in schemas {
        if !distinct.contains(&schema) {
            distinct.push(schema);
        }
    }
    if distinct.len() > 1 {
        return json!({ "anyOf": distinct });
    }
    distinct.pop().unwrap_or_else(|| json!({}))
}
