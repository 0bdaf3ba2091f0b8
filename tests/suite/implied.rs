//! The type that the keywords of a schema imply: `minimum` is about numbers.

use boon::{Compiler, Schemas};
use serde_json::{Map, Value, json};

/// The keywords that are about values of one type.
const OF_TYPE: [(&str, &[&str]); 4] = [
    (
        "object",
        &[
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "propertyNames",
            "unevaluatedProperties",
        ],
    ),
    (
        "array",
        &[
            "items",
            "prefixItems",
            "contains",
            "minContains",
            "maxContains",
            "minItems",
            "maxItems",
            "uniqueItems",
            "unevaluatedItems",
        ],
    ),
    (
        "string",
        &[
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
        ],
    ),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
];

/// Keywords that hold a schema which the value, or a part of it, must fit.
const SCHEMA: [&str; 7] = [
    "additionalProperties",
    "items",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "then",
    "else",
];

/// Those that hold a list of schemas.
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Those that hold schemas by name.
const MAP: [&str; 4] = ["properties", "patternProperties", "dependentSchemas", "$defs"];

/// Which values are valid by the schema, and of the type that its keywords imply; `None` if it cannot be compiled,
/// since it refers to another document.
pub(super) fn validator(schema: &Value) -> Option<impl Fn(&Value) -> bool> {
    const URL: &str = "https://suite.example/schema.json";
    let mut compiler = Compiler::new();
    compiler.add_resource(URL, with_types(schema)).ok()?;
    let mut schemas = Schemas::new();
    let index = compiler.compile(URL, &mut schemas).ok()?;
    Some(move |value: &Value| schemas.validate(value, index).is_ok())
}

/// The schema with the implied types written down.
fn with_types(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut members: Map<String, Value> =
        members.iter().map(|(keyword, value)| (keyword.clone(), inside(keyword, value))).collect();
    let types = OF_TYPE.iter().filter(|(_, keywords)| keywords.iter().any(|one| members.contains_key(*one)));
    let types: Vec<&str> = types.map(|(name, _)| *name).collect();
    if !types.is_empty() && !["type", "enum", "const"].iter().any(|one| members.contains_key(*one)) {
        members.insert("type".to_owned(), json!(types));
    }
    Value::Object(members)
}

/// The value of a keyword, with the types of the schemas in it.
fn inside(keyword: &str, value: &Value) -> Value {
    match value {
        Value::Array(items) if LIST.contains(&keyword) => items.iter().map(with_types).collect(),
        Value::Object(members) if MAP.contains(&keyword) => {
            Value::Object(members.iter().map(|(name, one)| (name.clone(), with_types(one))).collect())
        }
        Value::Object(_) if SCHEMA.contains(&keyword) => with_types(value),
        other => other.clone(),
    }
}
