//! The keywords of a schema that are constraints.

use serde_json::{Map, Value};

/// The keywords whose value is a constraint as it stands.
pub(super) const PLAIN: [&str; 18] = [
    "minLength",
    "minItems",
    "minProperties",
    "minContains",
    "maxLength",
    "maxItems",
    "maxProperties",
    "maxContains",
    "pattern",
    "multipleOf",
    "uniqueItems",
    "format",
    "not",
    "contains",
    "if",
    "then",
    "else",
    "dependentSchemas",
];

/// The formats that have a Rust type; the type says it already.
const TYPED: [&str; 14] = [
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float",
    "double",
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "byte",
    "binary",
    "password",
];

/// The keyword that a constraint is known by.
pub(super) fn canonical(keyword: &str) -> &str {
    match keyword {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        "const" => "enum",
        keyword => keyword,
    }
}

/// Whether a schema takes `null` and nothing else.
pub(super) fn is_null(schema: &Value) -> bool {
    let is = |keyword: &str, value: Value| schema.get(keyword) == Some(&value);
    let has_type = schema.get("type").is_some_and(|kind| kind != "null");
    let lists_null = is("enum", Value::Array(vec![Value::Null])) || is("const", Value::Null);
    is("type", "null".into()) || is("type", Value::Array(vec!["null".into()])) || (lists_null && !has_type)
}

/// The `type` that a schema gives itself.
pub(super) fn kind(schema: &Value) -> Option<String> {
    match schema.get("type")? {
        Value::String(kind) => Some(kind.clone()),
        Value::Array(kinds) => {
            let kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            Some(kinds.collect::<Vec<_>>().join(" or "))
        }
        _ => None,
    }
}

/// Whether a value of a keyword allows everything, or says what the type says already.
pub(super) fn is_nothing(keyword: &str, value: &Value) -> bool {
    match keyword {
        "not" | "contains" | "if" | "then" | "else" | "dependentSchemas" => !value.is_object(),
        "format" => !value.is_string() || TYPED.iter().any(|typed| value == typed),
        "uniqueItems" => *value != Value::Bool(true),
        "pattern" => !value.is_string(),
        "minLength" | "minItems" | "minProperties" | "minContains" => {
            value.as_f64().is_none_or(|least| least <= 0.0)
        }
        _ => !value.is_number(),
    }
}

/// The values that a schema lists, where no enum of Rust has them: those of texts and of whole numbers become one.
pub(super) fn values(schema: &Map<String, Value>) -> Option<(&'static str, Value)> {
    let (keyword, listed) = match (schema.get("const"), schema.get("enum")) {
        (Some(only), _) => ("const", vec![only.clone()]),
        (None, Some(Value::Array(values))) => ("enum", values.clone()),
        _ => return None,
    };
    let listed: Vec<Value> = listed.into_iter().filter(|value| !value.is_null()).collect();
    let is_whole = |value: &Value| value.is_i64() || value.is_u64();
    let is_enum = listed.iter().all(Value::is_string)
        || listed.iter().all(is_whole)
        || schema.get("type").is_some_and(|kind| kind == "string");
    (!is_enum).then_some((keyword, Value::Array(listed)))
}

/// A schema without its documentation.
pub(super) fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_text = |key: &str, value: &Value| {
                value.is_string() && ["title", "description", "$comment"].contains(&key)
            };
            let kept = members.iter().filter(|(key, value)| !is_text(key, value));
            Value::Object(kept.map(|(key, value)| (key.clone(), bare(value))).collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(bare).collect()),
        other => other.clone(),
    }
}
