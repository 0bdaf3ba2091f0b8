//! Keywords of 3.1 that 3.0 says in another way, or not at all.

use super::{Context, Object};
use crate::document::codes;
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// Where schemas lie that others refer to; those have been moved to the components.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];
const CONDITIONAL: [&str; 3] = ["if", "then", "else"];
const LOST: [&str; 19] = [
    "$schema",
    "$comment",
    "$vocabulary",
    "$recursiveAnchor",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "contentSchema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$recursiveRef",
];

/// Leaves out what 3.0 has no word for.
pub(super) fn remove(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    for key in DEFINITIONS {
        definitions(schema.shift_remove(key), &at.key(key), context);
    }
    for key in CONDITIONAL {
        if schema.shift_remove(key).is_some() {
            context.reporter.note(
                codes::SCHEMA_CONDITIONAL,
                format!("the condition `{key}` is not represented"),
                &at.key(key),
            );
        }
    }
    for key in LOST {
        if schema.shift_remove(key).is_some() {
            context.reporter.note(codes::SCHEMA_KEYWORD, format!("`{key}` is not represented"), &at.key(key));
        }
    }
}

/// Reports the definitions that nothing refers to: the others are references to where they were moved by now.
pub(super) fn definitions(definitions: Option<Value>, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    for (name, schema) in definitions.as_ref().and_then(Value::as_object).into_iter().flatten() {
        if schema.get("$ref").is_none() {
            let message = format!("nothing refers to `{name}`; it is left out");
            context.reporter.note(codes::COMPONENT_UNUSED, message, &at.key(name));
        }
    }
}

/// `const: x` is `enum: [x]`, of the type of x.
pub(super) fn constant(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let Some(value) = schema.shift_remove("const") else { return };
    if let Some(Value::Array(values)) = schema.get("enum")
        && !values.contains(&value)
    {
        context.reporter.note(
            codes::SCHEMA_CONST,
            "`const` is not among the values of `enum`",
            &at.key("const"),
        );
    }
    let kind = match &value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
    };
    if let (Some(kind), false) = (kind, schema.contains_key("type") || schema.contains_key("allOf")) {
        schema.insert("type".to_owned(), json!(kind));
    }
    schema.insert("enum".to_owned(), json!([value]));
    context.moved(&at.key("enum"), &at.key("const"));
}

/// `exclusiveMinimum: 5` is `minimum: 5` and `exclusiveMinimum: true`; the tighter of two bounds holds.
pub(super) fn bounds(schema: &mut Object) {
    for (exclusive, inclusive, sign) in
        [("exclusiveMinimum", "minimum", 1.0), ("exclusiveMaximum", "maximum", -1.0)]
    {
        let Some(bound) = schema.get(exclusive).filter(|bound| bound.is_number()).cloned() else { continue };
        let (new, old) = (bound.as_f64(), schema.get(inclusive).and_then(Value::as_f64));
        let is_tighter = old.is_none_or(|old| new.is_some_and(|new| new * sign >= old * sign));
        if is_tighter {
            schema.insert(inclusive.to_owned(), bound);
            schema.insert(exclusive.to_owned(), json!(true));
        } else {
            schema.shift_remove(exclusive);
        }
    }
}

/// `examples: [a, b]` is `example: a`.
pub(super) fn examples(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let all = match schema.shift_remove("examples") {
        None => return,
        Some(Value::Array(items)) => items,
        // Some write the named examples of a media type here.
        Some(Value::Object(named)) => named
            .into_iter()
            .map(|(_, mut example)| match example.get_mut("value") {
                Some(value) => value.take(),
                None => example,
            })
            .collect(),
        Some(single) => vec![single],
    };
    let count = all.len() + usize::from(schema.contains_key("example"));
    if count > 1 {
        let message = format!("only one of {count} examples is kept");
        context.reporter.note(codes::SCHEMA_EXAMPLES, message, &at.key("examples"));
    }
    if let (Some(first), false) = (all.into_iter().next(), schema.contains_key("example")) {
        schema.insert("example".to_owned(), first);
    }
}

/// `contentEncoding: base64` is `format: byte`, a binary `contentMediaType` is `format: binary`.
pub(super) fn content(schema: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    let encoding = schema.shift_remove("contentEncoding");
    let media = schema.shift_remove("contentMediaType");
    let has_format = schema.contains_key("format");
    let media_text = media.as_ref().and_then(Value::as_str).unwrap_or_default();
    let format = match encoding.as_ref().and_then(Value::as_str) {
        Some("base64") => Some("byte"),
        Some("binary") => Some("binary"),
        None if media.is_some() && !is_text(media_text) => Some("binary"),
        _ => None,
    };
    match format {
        Some(format) if !has_format => {
            schema.insert("format".to_owned(), json!(format));
            if media.is_some() && media_text != "application/octet-stream" {
                let message = "`contentMediaType` does not show: the value is bytes";
                context.reporter.note(codes::SCHEMA_CONTENT, message, &at.key("contentMediaType"));
            }
        }
        _ if encoding.is_none() && media.is_none() => {}
        _ => {
            let key = if encoding.is_some() { "contentEncoding" } else { "contentMediaType" };
            context.reporter.note(codes::SCHEMA_CONTENT, format!("`{key}` is not represented"), &at.key(key));
        }
    }
}

fn is_text(media: &str) -> bool {
    media.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"].iter().any(|kind| media.contains(kind))
}
