//! Keywords that hold schemas: references with siblings, tuples, patterns of property names.

use super::{Notes, Object};
use crate::document::codes;
use crate::document::place::Place;
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
pub(super) fn recursive_reference(schema: &mut Object, at: &Place<'_>) {
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

/// A tuple is a list of any of its schemas, with as many items as it has at most, where it says so.
pub(super) fn prefix_items(schema: &mut Object, at: &Place<'_>, notes: &mut Notes<'_>) {
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
    notes.note(
        codes::SCHEMA_PREFIX_ITEMS,
        "a tuple is read as a list of any of its items",
        &at.key("prefixItems"),
    );
    remember_any_of(&prefix, &at.key("items"), &at.key("prefixItems"), notes);
    let mut kinds = prefix.clone();
    match schema.shift_remove("items") {
        Some(Value::Bool(false)) => {
            schema.entry("maxItems").or_insert(json!(prefix.len()));
        }
        Some(rest @ Value::Object(_)) => kinds.push(rest),
        _ => {}
    }
    schema.insert("items".to_owned(), any_of(kinds));
}

/// Names that follow a pattern are additional properties of any of the schemas.
pub(super) fn pattern_properties(schema: &mut Object, at: &Place<'_>, notes: &mut Notes<'_>) {
    let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else { return };
    let names: Vec<String> = patterns.keys().map(|pattern| format!("`{pattern}`")).collect();
    let message = format!("the patterns of names are not checked: {}", names.join(", "));
    notes.note(codes::SCHEMA_PATTERN_PROPERTIES, message, &at.key("patternProperties"));
    let from = at.key("patternProperties");
    if let (Some(pattern), 1) = (patterns.keys().next(), patterns.len()) {
        notes.moved(&at.key("additionalProperties"), &from.key(pattern));
    }
    let mut kinds: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    if let Some(rest @ Value::Object(_)) = schema.shift_remove("additionalProperties") {
        kinds.push(rest);
    }
    if !kinds.is_empty() {
        schema.insert("additionalProperties".to_owned(), any_of(kinds));
    }
}

/// Remembers where the schemas of a list go as alternatives; which of several that are the same is of no interest.
fn remember_any_of(schemas: &[Value], to: &Place<'_>, from: &Place<'_>, notes: &mut Notes<'_>) {
    let mut distinct: Vec<&Value> = Vec::with_capacity(schemas.len());
    for (index, schema) in schemas.iter().enumerate() {
        if !distinct.contains(&schema) {
            notes.moved(&to.key("anyOf").index(distinct.len()), &from.index(index));
            distinct.push(schema);
        }
    }
    if distinct.len() < 2 {
        notes.moved(to, &from.index(0));
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
