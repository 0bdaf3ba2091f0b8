//! Types: lists of types, and null as a type of its own.

use super::structure::TUPLE;
use super::{Context, Object};
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// A branch of null makes the rest nullable.
pub(super) fn null_branches(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(branches)) = schema.get_mut(key) else { continue };
        let before = branches.len();
        let kept: Vec<usize> =
            (0..before).filter(|at| branches.get(*at).is_some_and(|one| !is_null(one))).collect();
        if kept.len() == before {
            continue;
        }
        branches.retain(|branch| !is_null(branch));
        let place = at.key(key);
        for (to, &from) in kept.iter().enumerate().filter(|(to, from)| to != *from) {
            context.moved(&place.index(to), &place.index(from));
        }
        let only = if branches.len() == 1 { branches.pop() } else { None };
        let is_empty = branches.is_empty();
        schema.insert("nullable".to_owned(), json!(true));
        if !is_empty {
            continue;
        }
        schema.shift_remove(key);
        match only {
            Some(only) => {
                let from = place.index(kept.first().copied().unwrap_or_default());
                absorb(schema, only, (at, &from), context);
            }
            None => {
                schema.entry("enum").or_insert(json!([null]));
            }
        }
    }
}

/// Whether a schema allows null and nothing else.
fn is_null(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let says_null = members.iter().any(|(key, value)| match key.as_str() {
        "type" => *value == json!("null") || *value == json!(["null"]),
        "enum" => *value == json!([null]),
        "const" => value.is_null(),
        _ => false,
    });
    let is_bare = members
        .keys()
        .all(|key| ["type", "enum", "const", "nullable", "title", "description"].contains(&key.as_str()));
    // `{type: string, enum: [null]}` is a nullable text that happens to list only null.
    let has_type = members.get("type").is_some_and(|kind| *kind != json!("null") && *kind != json!(["null"]));
    says_null && is_bare && !has_type
}

/// Takes the only branch that is left into the schema around it.
fn absorb(
    schema: &mut Object,
    only: Value,
    (at, from): (&JsonPlace<'_>, &JsonPlace<'_>),
    context: &mut Context<'_>,
) {
    match only {
        Value::Object(members)
            if !members.contains_key("$ref") && !members.keys().any(|key| schema.contains_key(key)) =>
        {
            for key in members.keys() {
                context.moved(&at.key(key), &from.key(key));
            }
            schema.extend(members);
        }
        // An inner `nullable` says what the outer one says already.
        other => match schema.get_mut("allOf") {
            Some(Value::Array(parts)) => {
                context.moved(&at.key("allOf").index(parts.len()), from);
                parts.push(other);
            }
            _ => {
                context.moved(&at.key("allOf").index(0), from);
                schema.insert("allOf".to_owned(), json!([other]));
            }
        },
    }
}

/// `type: [T, "null"]` is a nullable T, `type: [A, B]` is any of A and B, `type: "null"` is an enumeration of null.
pub(super) fn type_lists(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let listed = match schema.get("type") {
        Some(Value::String(kind)) if kind == "null" => vec![kind.clone()],
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(|kind| kind.as_str().map(ToOwned::to_owned)).collect()
        }
        None => kinds_of_values(schema),
        _ => return,
    };
    let mut kinds: Vec<String> = Vec::new();
    for kind in &listed {
        let is_covered = kind == "integer" && listed.iter().any(|other| other == "number");
        if kind != "null" && !is_covered && !kinds.contains(kind) {
            kinds.push(kind.clone());
        }
    }
    let nullable = listed.iter().any(|kind| kind == "null");
    if nullable {
        schema.insert("nullable".to_owned(), json!(true));
    }
    match kinds.as_slice() {
        [] if listed.is_empty() => {}
        [] => {
            schema.shift_remove("type");
            if nullable && !schema.contains_key("enum") {
                schema.insert("enum".to_owned(), json!([null]));
                context.moved(&at.key("enum"), &at.key("type"));
            }
        }
        [kind] => {
            schema.insert("type".to_owned(), json!(kind));
        }
        // All of them, `number` holding `integer`: any value.
        _ if kinds.len() > 4 => {
            schema.shift_remove("type");
        }
        _ => split(schema, &kinds, at, context),
    }
}

/// The types of the values of an `enum` without a type, if they are scalars of several.
fn kinds_of_values(schema: &Object) -> Vec<String> {
    let is_composed = ["$ref", "allOf", "anyOf", "oneOf", "not"].iter().any(|key| schema.contains_key(*key));
    let Some(Value::Array(values)) = schema.get("enum").filter(|_| !is_composed) else { return Vec::new() };
    let kinds = ["string", "integer", "number", "boolean", "array", "object"];
    let is_kind = |value: &Value, kind: &str| is_of(value, kind) && (kind != "number" || value.is_f64());
    let found = kinds.into_iter().filter(|kind| values.iter().any(|value| is_kind(value, kind)));
    let found: Vec<String> = found.map(ToOwned::to_owned).collect();
    let is_number = |kind: &String| kind == "integer" || kind == "number";
    let is_mixed = found.len() > 1 && !found.iter().all(is_number);
    if is_mixed && !found.iter().any(|kind| kind == "array" || kind == "object") { found } else { Vec::new() }
}

/// Makes a branch for each type, which takes along the keywords that speak of this type only.
fn split(schema: &mut Object, kinds: &[String], at: &JsonPlace<'_>, context: &mut Context<'_>) {
    schema.shift_remove("type");
    let values = schema.shift_remove("enum");
    if values.as_ref().and_then(Value::as_array).is_some_and(|values| values.contains(&Value::Null)) {
        schema.insert("nullable".to_owned(), json!(true));
    }
    let mut branches = Vec::new();
    for kind in kinds {
        let mut branch = Object::new();
        branch.insert("type".to_owned(), json!(kind));
        for &key in keywords_of(kind, schema) {
            if let Some(value) = schema.get(key) {
                context.moved(&at.key("anyOf").index(branches.len()).key(key), &at.key(key));
                branch.insert(key.to_owned(), value.clone());
            }
        }
        if let Some(Value::Array(values)) = &values {
            let own: Vec<&Value> = values.iter().filter(|value| is_of(value, kind)).collect();
            if own.is_empty() {
                continue;
            }
            branch.insert("enum".to_owned(), json!(own));
        }
        branches.push(Value::Object(branch));
    }
    for kind in kinds {
        for &key in keywords_of(kind, schema) {
            schema.shift_remove(key);
        }
    }
    match (branches.len(), schema.contains_key("anyOf"), schema.get_mut("allOf")) {
        (0, ..) => {
            schema.extend(values.map(|values| ("enum".to_owned(), values)));
        }
        (1, ..) => {
            // It comes from the schema itself.
            absorb(schema, branches.pop().unwrap_or_default(), (at, at), context);
        }
        (_, false, _) => {
            schema.insert("anyOf".to_owned(), json!(branches));
        }
        (_, true, Some(Value::Array(parts))) => parts.push(json!({ "anyOf": branches })),
        (_, true, _) => {
            schema.insert("allOf".to_owned(), json!([{ "anyOf": branches }]));
        }
    }
}

fn keywords_of(kind: &str, schema: &Object) -> &'static [&'static str] {
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let is_number =
        ["int", "uint", "float", "double", "decimal"].iter().any(|start| format.starts_with(start));
    match kind {
        "string" if !is_number => &["format", "pattern", "minLength", "maxLength"],
        "string" => &["pattern", "minLength", "maxLength"],
        "number" | "integer" if is_number => {
            &["format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
        }
        "number" | "integer" => &["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
        "array" => &["items", TUPLE, "minItems", "maxItems", "uniqueItems"],
        "object" => &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
        _ => &[],
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// A null among the values makes the schema nullable, which some documents forget to say.
pub(super) fn null_in_enum(schema: &mut Object) {
    if schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.contains(&Value::Null)) {
        schema.insert("nullable".to_owned(), json!(true));
    }
}
