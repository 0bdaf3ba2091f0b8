//! The keywords that narrow a type.

mod value;

pub(crate) use value::{of_member, of_type};

use super::default::fits;
use super::scalar;
use crate::document::schema::{Additional, Schema, SchemaArena, SchemaType};
use crate::ir::{Bound, Count, Limit, Limits};
use crate::pointer::Pointer;
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// The keywords that hold a schema or schemas and become no type: what they say is kept as it is written.
const CONDITIONS: [&str; 9] = [
    "not",
    "if",
    "then",
    "else",
    "contains",
    "dependentSchemas",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// What narrows the values of a schema, if anything does, for its documentation.
pub(super) fn of(schemas: &SchemaArena, schema: &Schema) -> Option<Box<Limits>> {
    let limits = Limits {
        default: schema.default_value().filter(|value| fits(schema, value)).cloned(),
        element: element(schemas, schema),
        rest: BTreeMap::new(),
        ..of_schema(schema)
    };
    (limits != Limits::default()).then(|| Box::new(limits))
}

/// What a schema itself says, without what stands inside of it.
fn of_schema(schema: &Schema) -> Limits {
    let ty = schema.effective_type();
    // A format is one of texts or of numbers.
    let is_said =
        ty.is_none_or(|ty| matches!(ty, SchemaType::String | SchemaType::Number | SchemaType::Integer));
    let mut limits = Limits {
        format: schema.format.clone().filter(|format| is_said && !scalar::shows_format(ty, format)),
        values: if schema.typ == Some(SchemaType::Number) { schema.values().to_vec() } else { Vec::new() },
        rest: rest(schema),
        ..Limits::default()
    };
    if let Some(written) = &schema.limits {
        limits.length = count(written.min_length, written.max_length);
        limits.items = count(written.min_items, written.max_items);
        limits.properties = count(written.min_properties, written.max_properties);
        limits.unique_items = written.unique_items;
        limits.minimum = written.least().map(bound);
        limits.maximum = written.most().map(bound);
        limits.multiple_of.clone_from(&written.multiple_of);
        limits.pattern.clone_from(&written.pattern);
    }
    limits
}

/// What narrows the items or the other members, where their schema stands inside.
fn element(schemas: &SchemaArena, schema: &Schema) -> Option<Box<Limits>> {
    let other = match schema.additional {
        Some(Additional::Schema(other)) => Some(other),
        Some(Additional::Any(_)) | None => None,
    };
    // The items of a tuple have documentation of their own.
    let items = schema.items.filter(|_| schema.prefix_items().is_empty());
    of(schemas, &schemas[items.or(other)?])
}

/// What the type does not show and no sentence says.
fn rest(schema: &Schema) -> BTreeMap<Pointer, Limit> {
    let mut rest = BTreeMap::new();
    let mut add = |place: Pointer, limit: Option<Limit>| rest.extend(limit.map(|limit| (place, limit)));
    let at = |keyword: &str| Pointer::root().child(keyword);
    let is_closed = schema.written_additional() == Some(Additional::Any(false));
    add(at("additionalProperties"), is_closed.then_some(Limit::Closed));
    add(at("enum"), values(schema).map(Limit::Values));
    let Some(rare) = &schema.rare else { return rest };
    for keyword in CONDITIONS {
        let condition = rare.others.get(keyword);
        let limit = match condition {
            Some(Value::Bool(false)) if keyword == "unevaluatedProperties" => Some(Limit::Closed),
            Some(condition @ Value::Object(_)) => Some(Limit::All(vec![bare(condition)])),
            _ => None,
        };
        add(at(keyword), limit);
    }
    let counted = |keyword: &str| match rare.others.get(keyword) {
        Some(Value::Number(count)) => Some(Bound { value: count.clone(), is_exclusive: false }),
        _ => None,
    };
    let least = counted("minContains").filter(|least| least.value.as_f64().is_some_and(|least| least > 0.0));
    add(at("minContains"), least.map(Limit::Least));
    add(at("maxContains"), counted("maxContains").map(Limit::Most));
    for (name, needed) in
        rare.others.get("dependentRequired").and_then(Value::as_object).into_iter().flatten()
    {
        add(at("dependentRequired").child(name), needed.as_array().cloned().map(Limit::Names));
    }
    rest
}

/// The values that a schema lists, where they are neither an enumeration nor in a sentence.
fn values(schema: &Schema) -> Option<Vec<Value>> {
    let listed: Vec<Value> = schema.values().iter().filter(|value| !value.is_null()).cloned().collect();
    let is_whole = |value: &Value| value.is_i64() || value.is_u64();
    let is_shown = listed.iter().all(Value::is_string)
        || listed.iter().all(is_whole)
        || matches!(schema.typ, Some(SchemaType::String | SchemaType::Number));
    (!is_shown).then_some(listed)
}

/// A schema without its documentation.
fn bare(value: &Value) -> Value {
    let is_text =
        |key: &str, value: &Value| value.is_string() && ["title", "description", "$comment"].contains(&key);
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(key, value)| !is_text(key, value));
            Value::Object(kept.map(|(key, value)| (key.clone(), bare(value))).collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.iter().map(bare).collect()),
        other => other.clone(),
    }
}

/// What holds for every count anyway is not a limit.
fn count(least: Option<usize>, most: Option<usize>) -> Count {
    let wide = |count: usize| u64::try_from(count).ok();
    Count { least: least.filter(|least| *least > 0).and_then(wide), most: most.and_then(wide) }
}

fn bound((value, is_exclusive): (&Number, bool)) -> Bound {
    Bound { value: value.clone(), is_exclusive }
}
