//! The keywords that narrow a type.

mod value;

pub(crate) use value::{of_member, of_type};

use super::default::fits;
use crate::document::schema::{Additional, Format, Literal, Schema, SchemaArena, SchemaId, SchemaType};
use crate::ir::{
    Bound, Inner, InnerLimits, Limit, LimitKeyword, LimitKind, LimitSide, LimitValue, Limits, WrittenLimit,
};
use crate::number::Number;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How many schemas one documentation is made of beside its own: references can multiply without end.
const MOST_SCHEMAS: usize = 32;

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
    let mut left = MOST_SCHEMAS;
    let limits = together(schemas, schema, &mut left);
    (limits != Limits::default()).then(|| Box::new(limits))
}

/// What a schema says, and what those say that it is made of and that have no documentation of their own. `left` is how
/// many more are read.
fn together(schemas: &SchemaArena, schema: &Schema, left: &mut usize) -> Limits {
    let mut limits = Limits::default();
    for part in parts(schemas, schema) {
        if let Some(less) = left.checked_sub(1) {
            *left = less;
            limits.and(together(schemas, part, left));
        }
    }
    limits.and(Limits {
        default: schema.default_value().filter(|value| fits(schema, value)).map(Literal::to_string),
        inside: inside(schemas, schema, left),
        ..shown(schema)
    });
    limits
}

/// The schemas of the same values: the members of `allOf`, and the only alternative to `null`. What a reference leads
/// to is one of them where it is no object, which has documentation of its own.
fn parts<'a>(schemas: &'a SchemaArena, schema: &'a Schema) -> impl Iterator<Item = &'a Schema> {
    let is_null = |id: &SchemaId| schemas.behind(*id).is_some_and(Schema::says_null);
    let only = [&schema.one_of, &schema.any_of].into_iter().filter_map(move |alternatives| {
        let mut others = alternatives.iter().filter(|id| !is_null(id));
        others.next().filter(|_| others.next().is_none())
    });
    schema.all_of.iter().chain(only).filter_map(|id| match schemas[*id].reference {
        None => Some(&schemas[*id]),
        Some(_) => schemas.behind(*id).filter(|target| target.effective_type() != Some(SchemaType::Object)),
    })
}

/// What a schema itself says, without what stands inside of it.
fn of_schema(schema: &Schema) -> Limits {
    Limits { rest: rest(schema), ..shown(schema) }
}

/// What the documentation says of the schema itself.
fn shown(schema: &Schema) -> Limits {
    let ty = schema.effective_type();
    // A format is one of texts or of numbers.
    let is_said =
        ty.is_none_or(|ty| matches!(ty, SchemaType::String | SchemaType::Number | SchemaType::Integer));
    let is_shown = |name: &String| Format::named(name).is_some_and(|known| known.shows(ty));
    let values = if schema.typ == Some(SchemaType::Number) { schema.values() } else { &[] };
    Limits {
        format: schema.format.clone().filter(|format| is_said && !is_shown(format)),
        narrowing: narrowing(schema),
        values: values.iter().map(Literal::to_string).collect(),
        ..Limits::default()
    }
}

/// What narrows the items or the other members, where their schema stands inside.
fn inside(schemas: &SchemaArena, schema: &Schema, left: &mut usize) -> Option<Box<InnerLimits>> {
    let others = match schema.additional {
        Some(Additional::Schema(others)) => Some(others),
        Some(Additional::Any(_)) | None => None,
    };
    let others =
        others.map(|id| (if schema.properties.is_empty() { Inner::Values } else { Inner::Others }, id));
    // The items of a tuple have documentation of their own.
    let items = schema.items.filter(|_| schema.prefix_items().is_empty()).map(|id| (Inner::Items, id));
    let (of, id) = items.or(others)?;
    *left = left.checked_sub(1)?;
    let limits = together(schemas, &schemas[id], left);
    (limits != Limits::default()).then(|| Box::new(InnerLimits { of, limits }))
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
            Some(Value::Bool(false)) if keyword == "unevaluatedItems" => Some(Limit::All(vec![false.into()])),
            Some(condition @ Value::Object(_)) => Some(Limit::All(vec![bare(condition)])),
            _ => None,
        };
        add(at(keyword), limit);
    }
    let counted = |keyword: &str| match rare.others.get(keyword) {
        Some(Value::Number(count)) => Some(Bound::new(count.clone().into(), false)),
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
    let listed: Vec<Value> =
        schema.values().iter().filter(|value| !value.is_null()).map(|value| (**value).clone()).collect();
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

/// The limits in the order of their table, without those that hold for every value. Of two bounds, one is narrower.
fn narrowing(schema: &Schema) -> Vec<WrittenLimit> {
    use LimitKeyword::{ExclusiveMaximum, ExclusiveMinimum, Maximum, Minimum};
    const BOUNDS: [LimitKeyword; 4] = [Minimum, ExclusiveMinimum, Maximum, ExclusiveMaximum];
    let plain = schema.limits.iter().filter(|limit| !BOUNDS.contains(&limit.keyword) && narrows(limit));
    let mut narrowing: Vec<WrittenLimit> = plain.cloned().collect();
    for (bound, inclusive, exclusive) in
        [(schema.least(), Minimum, ExclusiveMinimum), (schema.most(), Maximum, ExclusiveMaximum)]
    {
        narrowing.extend(bound.map(|(value, is_exclusive)| WrittenLimit {
            keyword: if is_exclusive { exclusive } else { inclusive },
            value: LimitValue::Number(value.clone()),
        }));
    }
    narrowing.sort_by_key(|limit| limit.keyword);
    narrowing
}

fn narrows(limit: &WrittenLimit) -> bool {
    let row = limit.keyword.row();
    match &limit.value {
        LimitValue::Flag(holds) => *holds,
        LimitValue::Number(least) if (row.kind, row.side) == (LimitKind::Count, LimitSide::Least) => {
            *least > Number::from(0)
        }
        LimitValue::Number(_) | LimitValue::Text(_) => true,
    }
}
