//! The keywords of a schema, for OpenAPI 3.0 and 3.1 alike.

use super::Object;
use serde_json::Value;

/// The types that a schema allows, from its `type`; empty if it has none.
pub(super) fn kinds(schema: &Object) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The type of value to make: the first in `type` that is not `null`, or the one that the other keywords apply to.
pub(super) fn kind(schema: &Object) -> Option<&str> {
    let kinds = kinds(schema);
    if let Some(kind) = kinds.iter().find(|kind| **kind != "null").or(kinds.first()) {
        return Some(kind);
    }
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| schema.contains_key(*keyword));
    if has(&["properties", "additionalProperties", "required", "minProperties", "maxProperties"]) {
        Some("object")
    } else if has(&["items", "prefixItems", "minItems", "maxItems", "uniqueItems"]) {
        Some("array")
    } else if has(&["pattern", "format", "minLength", "maxLength"]) {
        Some("string")
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        Some("number")
    } else {
        None
    }
}

/// Whether `null` is a value: OpenAPI 3.0 says `nullable`, 3.1 lists the type.
pub(super) fn takes_null(schema: &Object) -> bool {
    is_set(schema, "nullable") || kinds(schema).contains(&"null")
}

/// Whether a keyword is present and true.
pub(super) fn is_set(schema: &Object, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}

/// A keyword with a count, such as `minLength`.
pub(super) fn count(schema: &Object, keyword: &str) -> Option<usize> {
    let number = schema.get(keyword)?;
    let whole = number.as_u64().or_else(|| number.as_f64().filter(|number| *number >= 0.0).map(|n| n as u64));
    usize::try_from(whole?).ok()
}

/// A keyword with a list; empty if it is missing.
pub(super) fn list<'s>(schema: &'s Object, keyword: &str) -> &'s [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The names of the required properties.
pub(super) fn required(schema: &Object) -> Vec<&str> {
    list(schema, "required").iter().filter_map(Value::as_str).collect()
}

/// The lower and the upper bound of a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub(super) lower: Option<Bound>,
    pub(super) upper: Option<Bound>,
}

/// One end of a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) value: f64,
    /// Whether the bound itself is excluded.
    pub(super) is_exclusive: bool,
}

impl Bounds {
    pub(super) fn of(schema: &Object) -> Self {
        Self {
            lower: bound(schema, "minimum", "exclusiveMinimum", f64::gt),
            upper: bound(schema, "maximum", "exclusiveMaximum", f64::lt),
        }
    }

    /// Whether a number is within the bound.
    pub(super) fn hold(&self, number: f64) -> bool {
        let above = self.lower.is_none_or(|bound| {
            if bound.is_exclusive { number > bound.value } else { number >= bound.value }
        });
        let below = self.upper.is_none_or(|bound| {
            if bound.is_exclusive { number < bound.value } else { number <= bound.value }
        });
        above && below
    }
}

/// In OpenAPI 3.0 the exclusive keyword is a flag on the other one, in 3.1 it is a bound of its own.
fn bound(
    schema: &Object,
    keyword: &str,
    exclusive: &str,
    is_tighter: fn(&f64, &f64) -> bool,
) -> Option<Bound> {
    let plain = schema.get(keyword).and_then(Value::as_f64);
    let plain = plain.map(|value| Bound { value, is_exclusive: is_set(schema, exclusive) });
    let own = schema.get(exclusive).and_then(Value::as_f64).map(|value| Bound { value, is_exclusive: true });
    match (plain, own) {
        (Some(plain), Some(own)) if is_tighter(&plain.value, &own.value) => Some(plain),
        (plain, own) => own.or(plain),
    }
}
