//! Merges a schema with its `$ref` and `allOf` into one schema.

use super::{Object, Sampler};
use serde_json::Value;

/// How deeply `allOf` and references may be nested in each other.
const DEPTH: usize = 24;

/// A schema without `$ref` and `allOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged {
    pub(super) schema: Object,
    /// Whether no value satisfies it: a part is `false`, or two parts have types without a common value.
    pub(super) is_never: bool,
}

impl Sampler<'_> {
    /// A schema, its references and the members of its `allOf` as one schema.
    pub(super) fn merged(&self, schema: &Value) -> Merged {
        let mut merged = Merged::default();
        self.merge(schema, &mut merged, 0);
        merged
    }

    fn merge(&self, schema: &Value, into: &mut Merged, depth: usize) {
        let Some(schema) = schema.as_object() else {
            into.is_never |= schema == &Value::Bool(false);
            return;
        };
        if depth < DEPTH {
            let target =
                schema.get("$ref").and_then(Value::as_str).and_then(|reference| self.target(reference));
            if let Some(target) = target {
                self.merge(target, into, depth + 1);
            }
            for part in super::schema::list(schema, "allOf") {
                self.merge(part, into, depth + 1);
            }
        }
        for (keyword, value) in schema {
            if !matches!(keyword.as_str(), "$ref" | "allOf") {
                into.is_never |= !add(&mut into.schema, keyword, value);
            }
        }
    }
}

/// Adds a keyword to the others; false if no value satisfies both.
fn add(schema: &mut Object, keyword: &str, value: &Value) -> bool {
    let Some(known) = schema.get_mut(keyword) else {
        schema.insert(keyword.to_owned(), value.clone());
        return true;
    };
    match (keyword, known, value) {
        ("type", known, more) => {
            let Some(common) = common_kinds(known, more) else { return false };
            *known = common;
        }
        ("const", known, more) if known != more => return false,
        ("properties", Value::Object(known), Value::Object(more)) => {
            for (name, property) in more {
                match known.get_mut(name) {
                    Some(known) => both(known, property),
                    None => drop(known.insert(name.clone(), property.clone())),
                }
            }
        }
        ("required", Value::Array(known), Value::Array(more)) => {
            let more: Vec<_> = more.iter().filter(|name| !known.contains(name)).cloned().collect();
            known.extend(more);
        }
        ("enum", Value::Array(known), Value::Array(more)) => {
            known.retain(|value| more.contains(value));
            return !known.is_empty();
        }
        ("items", known, more) => both(known, more),
        ("minimum" | "minLength" | "minItems" | "minProperties", known, more) => {
            replace_if(known, more, more.as_f64() > known.as_f64());
        }
        ("maximum" | "maxLength" | "maxItems" | "maxProperties", known, more) => {
            replace_if(known, more, more.as_f64() < known.as_f64());
        }
        // A second list of alternatives: a value needs one of each, and the maker chooses them one after the other.
        ("oneOf" | "anyOf", known, more) if known != more => {
            let part = Value::Object(Object::from_iter([(keyword.to_owned(), more.clone())]));
            if let Value::Array(parts) = schema.entry(MORE).or_insert_with(|| Value::Array(Vec::new())) {
                parts.push(part);
            }
        }
        // The outer schema is closer to the place.
        (_, known, more) => *known = more.clone(),
    }
    true
}

/// The types that two `type`s have in common, in the order of the second; `None` if there are none.
fn common_kinds(known: &Value, more: &Value) -> Option<Value> {
    let names = |kinds: &Value| match kinds {
        Value::Array(names) => names.clone(),
        one => vec![one.clone()],
    };
    let (known, more) = (names(known), names(more));
    let common = more.iter().filter_map(|kind| match kind.as_str() {
        _ if known.contains(kind) => Some(kind.clone()),
        // An integer is a number.
        Some("integer") if known.iter().any(|known| known == "number") => Some(kind.clone()),
        Some("number") => known.iter().find(|known| *known == "integer").cloned(),
        _ => None,
    });
    let mut common: Vec<_> = common.collect();
    if common.len() < 2 { common.pop() } else { Some(Value::Array(common)) }
}

/// The keyword under which a second list of alternatives is kept.
pub(super) const MORE: &str = "allOf";

/// Two schemas that a value has to satisfy together.
fn both(known: &mut Value, more: &Value) {
    if known != more {
        let parts = vec![known.take(), more.clone()];
        *known = Value::Object(Object::from_iter([("allOf".to_owned(), Value::Array(parts))]));
    }
}

fn replace_if(known: &mut Value, more: &Value, is_tighter: bool) {
    if is_tighter {
        *known = more.clone();
    }
}
