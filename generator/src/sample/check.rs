//! Whether a value satisfies a schema.

use super::schema::{Bounds, count, is_set, kinds, list, required, takes_null};
use super::{Object, Sampler, format, pattern};
use serde_json::Value;

/// The depth to which a value is checked; everything below is assumed to be valid.
const DEPTH: usize = 24;

pub(super) fn is_valid(sampler: Sampler<'_>, schema: &Value, value: &Value) -> bool {
    Check { sampler }.holds(schema, value, 0)
}

struct Check<'d> {
    sampler: Sampler<'d>,
}

impl Check<'_> {
    fn holds(&self, schema: &Value, value: &Value, depth: usize) -> bool {
        if depth >= DEPTH {
            return true;
        }
        let Some(schema) = schema.as_object() else { return schema != &Value::Bool(false) };
        if let Some(target) =
            schema.get("$ref").and_then(Value::as_str).and_then(|to| self.sampler.target(to))
            && !self.holds(target, value, depth + 1)
        {
            return false;
        }
        if value.is_null() && takes_null(schema) {
            return true;
        }
        let is_met = |part: &Value| self.holds(part, value, depth + 1);
        list(schema, "allOf").iter().all(is_met)
            && (list(schema, "anyOf").is_empty() || list(schema, "anyOf").iter().any(is_met))
            && (list(schema, "oneOf").is_empty()
                || list(schema, "oneOf").iter().filter(|part| is_met(part)).count() == 1)
            && !schema.get("not").is_some_and(is_met)
            && is_of_type(schema, value)
            && is_listed(schema, value)
            && match value {
                Value::String(text) => is_text(schema, text),
                Value::Number(number) => number.as_f64().is_none_or(|number| is_number(schema, number)),
                Value::Array(items) => self.is_list(schema, items, depth),
                Value::Object(members) => self.is_object(schema, members, depth),
                Value::Null | Value::Bool(_) => true,
            }
    }

    fn is_list(&self, schema: &Object, items: &[Value], depth: usize) -> bool {
        let first = list(schema, "prefixItems");
        let rest = schema.get("items");
        let are_met = items.iter().enumerate().all(|(at, item)| {
            first.get(at).or(rest).is_none_or(|schema| self.holds(schema, item, depth + 1))
        });
        let differ =
            || items.iter().enumerate().all(|(at, item)| !items.iter().take(at).any(|one| one == item));
        are_met
            && self.contains(schema, items, depth)
            && is_counted(schema, items.len(), "minItems", "maxItems")
            && (!is_set(schema, "uniqueItems") || differ())
    }

    /// Whether as many items as there have to be are of the schema that the list contains.
    fn contains(&self, schema: &Object, items: &[Value], depth: usize) -> bool {
        let Some(contained) = schema.get("contains") else { return true };
        let found = items.iter().filter(|item| self.holds(contained, item, depth + 1)).count();
        found >= count(schema, "minContains").unwrap_or(1)
            && count(schema, "maxContains").is_none_or(|most| found <= most)
    }

    /// Whether all that depends on a member is as it has to be, and all names are.
    fn is_consistent(&self, schema: &Object, members: &Object, depth: usize) -> bool {
        let dependent = |keyword: &str| {
            let said = schema.get(keyword).and_then(Value::as_object).into_iter().flatten();
            said.filter(|(name, _)| members.contains_key(*name)).map(|(_, said)| said).collect::<Vec<_>>()
        };
        let whole = Value::Object(members.clone());
        let names = dependent("dependentRequired").into_iter().filter_map(Value::as_array).flatten();
        let has = |name: &Value| name.as_str().is_some_and(|name| members.contains_key(name));
        let is_name = |name: &String| {
            let name = Value::String(name.clone());
            schema.get("propertyNames").is_none_or(|names| self.holds(names, &name, depth + 1))
        };
        names.into_iter().all(has)
            && dependent("dependentSchemas").into_iter().all(|said| self.holds(said, &whole, depth + 1))
            && members.keys().all(is_name)
    }

    fn is_object(&self, schema: &Object, members: &Object, depth: usize) -> bool {
        let properties = schema.get("properties").and_then(Value::as_object);
        let has_patterns = schema.contains_key("patternProperties");
        let other = schema.get("additionalProperties").filter(|_| !has_patterns);
        let are_met = members.iter().all(|(name, value)| {
            let property = properties.and_then(|properties| properties.get(name)).or(other);
            property.is_none_or(|schema| self.holds(schema, value, depth + 1))
        });
        // Properties of the other direction may be missing.
        let is_elsewhere = |name: &str| {
            let property = properties.and_then(|properties| properties.get(name));
            property.is_some_and(|property| self.sampler.is_elsewhere(property))
        };
        let are_there = required(schema).iter().all(|name| members.contains_key(*name) || is_elsewhere(name));
        are_met
            && are_there
            && self.is_consistent(schema, members, depth)
            && is_counted(schema, members.len(), "minProperties", "maxProperties")
    }
}

fn is_of_type(schema: &Object, value: &Value) -> bool {
    let kinds = kinds(schema);
    kinds.is_empty()
        || kinds.iter().any(|kind| match *kind {
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "boolean" => value.is_boolean(),
            "object" => value.is_object(),
            "array" => value.is_array(),
            "null" => value.is_null(),
            _ => true,
        })
}

fn is_listed(schema: &Object, value: &Value) -> bool {
    let values = list(schema, "enum");
    (values.is_empty() || values.contains(value)) && schema.get("const").is_none_or(|fixed| fixed == value)
}

fn is_text(schema: &Object, text: &str) -> bool {
    let keyword = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
    is_counted(schema, text.chars().count(), "minLength", "maxLength")
        && keyword("pattern").is_none_or(|pattern| pattern::matches(pattern, text))
        && keyword("format").is_none_or(|format| format::is_valid(format, text))
}

fn is_number(schema: &Object, number: f64) -> bool {
    let step = schema.get("multipleOf").and_then(Value::as_f64).filter(|step| *step > 0.0);
    let is_multiple = step.is_none_or(|step| ((number / step) - (number / step).round()).abs() < 1e-9);
    Bounds::of(schema).hold(number) && is_multiple
}

fn is_counted(schema: &Object, length: usize, fewest: &str, most: &str) -> bool {
    count(schema, fewest).is_none_or(|fewest| length >= fewest)
        && count(schema, most).is_none_or(|most| length <= most)
}
