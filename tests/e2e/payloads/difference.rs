//! Where two JSON values differ, as leniently as the crate reads.

use serde_json::Value;
use std::collections::BTreeSet;

/// The places, such as `data[].location.city`, where what was stored is not what was sent.
pub(crate) fn between(sent: &Value, stored: &Value) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    compare(sent, stored, "", &mut places);
    places
}

fn compare(sent: &Value, stored: &Value, place: &str, places: &mut BTreeSet<String>) {
    match (sent, stored) {
        (Value::Null, Value::Null) => {}
        (Value::Object(left), Value::Object(right)) => {
            let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for key in keys {
                let inner = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare(left, right, &inner, places),
                    (Some(Value::Null), None) => {}
                    _ => {
                        places.insert(inner);
                    }
                }
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (left, right) in left.iter().zip(right) {
                compare(left, right, &format!("{place}[]"), places);
            }
        }
        (Value::Array(pairs), Value::Object(map)) if is_same_map(pairs, map) => {}
        (left, right) if scalar(left).is_some() && is_same_scalar(left, right) => {}
        _ => {
            places.insert(place.to_owned());
        }
    }
}

/// Whether a list of pairs, or an empty list, is this map.
fn is_same_map(pairs: &[Value], map: &serde_json::Map<String, Value>) -> bool {
    pairs.len() == map.len()
        && pairs.iter().all(|pair| {
            pair["key"].as_str().and_then(|key| map.get(key)).is_some_and(|value| *value == pair["value"])
        })
}

fn is_same_scalar(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Number(number), Value::Bool(value)) => number.as_u64() == Some(u64::from(*value)),
        _ => scalar(sent) == scalar(stored),
    }
}

/// A scalar as text; `1.0` is `1`.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => {
            let text = number.to_string();
            Some(text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
        }
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
