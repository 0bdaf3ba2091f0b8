//! Resolves references to the anchors of JSON Schema into pointers to the schemas that have them.

use super::walk::schemas;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The keywords that define an anchor.
const ANCHORS: [&str; 2] = ["$anchor", "$dynamicAnchor"];

/// The keywords that refer to one. A dynamic reference may mean another schema only where several have the same anchor.
const REFERENCES: [&str; 2] = ["$ref", "$dynamicRef"];

/// Replaces each reference to an anchor that one schema has by a reference to its pointer.
pub(super) fn resolve(document: &mut Value) {
    let places = places(document);
    if places.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    schemas(document, &mut |slot, _| {
        let Value::Object(schema) = slot else { return };
        let found = REFERENCES.into_iter().find(|key| schema.contains_key(*key));
        let Some((key, Value::String(reference))) = found.and_then(|key| schema.get_key_value(key)) else {
            return;
        };
        let Some((name, place)) = reference.strip_prefix('#').and_then(|name| places.get_key_value(name))
        else {
            return;
        };
        let Some(place) = place else { return };
        used.insert(name.clone());
        let key = key.clone();
        schema.shift_remove(&key);
        schema.insert("$ref".to_owned(), place.to_reference().into());
    });
    schemas(document, &mut |slot, _| {
        let Value::Object(schema) = slot else { return };
        for key in ANCHORS {
            if schema.get(key).and_then(Value::as_str).is_some_and(|name| used.contains(name)) {
                schema.shift_remove(key);
            }
        }
    });
}

/// Where each anchor is; `None` where several schemas have it.
fn places(document: &mut Value) -> BTreeMap<String, Option<Pointer>> {
    let mut places: BTreeMap<String, Option<Pointer>> = BTreeMap::new();
    schemas(document, &mut |slot, at| {
        for name in ANCHORS.into_iter().filter_map(|key| slot.get(key)?.as_str()) {
            let here = Some(at.pointer());
            let known = places.entry(name.to_owned()).or_insert_with(|| here.clone());
            if *known != here {
                *known = None;
            }
        }
    });
    places
}
