//! What a schema demands of values beside their type, and which demands ask for more than others.

use super::side::Side;
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The demands, by keyword; those of the items of a list begin with `items.`.
pub(super) type Constraints = BTreeMap<String, Value>;

/// The keywords whose larger values allow less, then those whose smaller values do, then those that cannot be compared.
const LOWER: [&str; 5] = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const UPPER: [&str; 5] = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const OTHER: [&str; 4] = ["pattern", "multipleOf", "uniqueItems", "format"];

/// The formats that have a Rust type; the type tells them already.
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

/// How the demands on a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trend {
    /// Some values are no longer allowed.
    Tighter,
    /// Values are allowed that were not.
    Looser,
    /// Which of the two cannot be told.
    Different,
}

/// The demands of the schema at a place, or of the schema of the parameter that stands there.
pub(super) fn of(side: &Side, source: SourceId, pointer: &Pointer) -> Constraints {
    let mut found = Constraints::new();
    let schema = pointer.child("schema");
    let start = if side.value(source, &schema).is_some() { schema } else { pointer.clone() };
    for (prefix, pointer) in [("", start.clone()), ("items.", start.child("items"))] {
        let written = side.value(source, &pointer);
        for keyword in LOWER.iter().chain(&UPPER).chain(&OTHER) {
            // Of a document that is as it was written, the members stand where their schema does.
            let value = match side.is_corrected(source) {
                true => side.value(source, &pointer.child(keyword)),
                false => written.and_then(|schema| schema.get(keyword)),
            };
            let Some(value) = value else { continue };
            let is_nothing = *value == Value::Bool(false)
                || value.is_object()
                || (*keyword == "format" && TYPED.iter().any(|typed| value == typed));
            if !is_nothing {
                found.insert(format!("{prefix}{keyword}"), value.clone());
            }
        }
    }
    found
}

/// The demands that differ, each with its trend.
pub(super) fn differences<'a>(old: &'a Constraints, new: &'a Constraints) -> Vec<(&'a str, Trend)> {
    let keywords: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keywords
        .into_iter()
        .filter(|keyword| old.get(*keyword) != new.get(*keyword))
        .map(|keyword| (keyword.as_str(), trend(keyword, old.get(keyword), new.get(keyword))))
        .collect()
}

fn trend(keyword: &str, old: Option<&Value>, new: Option<&Value>) -> Trend {
    let (old, new) = match (old, new) {
        (None, _) => return Trend::Tighter,
        (_, None) => return Trend::Looser,
        (Some(old), Some(new)) => (old.as_f64(), new.as_f64()),
    };
    let name = keyword.rsplit('.').next().unwrap_or(keyword);
    let order = old.zip(new).and_then(|(old, new)| new.partial_cmp(&old));
    match order {
        Some(Ordering::Greater) if LOWER.contains(&name) => Trend::Tighter,
        Some(Ordering::Less) if LOWER.contains(&name) => Trend::Looser,
        Some(Ordering::Less) if UPPER.contains(&name) => Trend::Tighter,
        Some(Ordering::Greater) if UPPER.contains(&name) => Trend::Looser,
        _ => Trend::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::{Constraints, Trend, differences};
    use serde_json::json;

    #[test]
    fn each_demand_has_its_trend() {
        let of = |text| serde_json::from_value::<Constraints>(text).unwrap();
        let old = of(json!({"maxLength": 10, "minimum": 1, "pattern": "a", "items.maximum": 3}));
        let new = of(json!({"maxLength": 5, "minimum": 0, "pattern": "b", "multipleOf": 2}));
        assert_eq!(
            differences(&old, &new),
            [
                ("items.maximum", Trend::Looser),
                ("maxLength", Trend::Tighter),
                ("minimum", Trend::Looser),
                ("multipleOf", Trend::Tighter),
                ("pattern", Trend::Different),
            ]
        );
    }
}
