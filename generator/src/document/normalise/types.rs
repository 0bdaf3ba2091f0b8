//! Null as an alternative of its own.

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
