//! Components of the document that consist of a reference to another file: its target takes their name.

use super::library::{Library, Location};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The component that stands for a part of another file: its place below `/components/<section>`.
pub(super) type Homes = HashMap<(Location, String), Pointer>;

/// The member of a mapping: its key, its value and its place.
type Member = (String, Value, Location);

/// Finds them. Where several components refer to the same part, the one named like its file wins, then the first by
/// name, so that the order of the document does not matter.
pub(super) fn find(document: &Value, library: &mut Library<'_>) -> Homes {
    let mut homes = Homes::new();
    let root = Location { file: library.document(), pointer: Pointer::root().child("components") };
    let sections = document.get("components").and_then(|components| entries(components, &root, library));
    for (section, value, at) in sections.unwrap_or_default() {
        let mut found: Vec<(bool, String, Location)> = Vec::new();
        for (key, _, location) in entries(&value, &at, library).unwrap_or_default() {
            let end = library.home(location);
            if end.file != root.file {
                found.push((!library.path(end.file).contains(&key), key, end));
            }
        }
        found.sort();
        for (_, key, end) in found {
            let place = root.pointer.child(&section).child(&key);
            homes.entry((end, section.clone())).or_insert(place);
        }
    }
    homes
}

/// The members of a mapping, which may itself be a reference.
fn entries(value: &Value, at: &Location, library: &mut Library<'_>) -> Option<Vec<Member>> {
    let (mut value, mut at) = (value.clone(), at.clone());
    let mut seen = HashSet::new();
    while let Some(Value::String(reference)) = value.get("$ref") {
        let next = library.target(at.file, reference).ok()?;
        value = library.get(&next)?;
        if !seen.insert(std::mem::replace(&mut at, next)) {
            return None;
        }
    }
    let Value::Object(members) = value else { return None };
    let entry = |(key, value): (String, Value)| {
        let location = Location { file: at.file, pointer: at.pointer.child(&key) };
        (key, value, location)
    };
    Some(members.into_iter().map(entry).collect())
}
