//! In which directions plain types with a name travel.
//!
//! One that is only another name stands in Rust where it is used as what it is, so the types do not tell: what refers to it does.

use super::Entry;
use crate::compare::rules::Kind;
use crate::compare::side::Side;
use crate::ir::Usage;
use std::collections::BTreeMap;

/// What kind of type such a type is.
pub(super) const SHAPE: &str = "a name for another type";

/// Gives such types the directions of what refers to them. One that nothing refers to keeps its own.
pub(super) fn direct(entries: &mut [Entry], side: &Side) {
    let mut found = BTreeMap::new();
    entries.iter().for_each(|entry| note(entry, &mut found));
    for entry in entries.iter_mut().filter(|entry| is_plain(entry)) {
        let (source, pointer) = &entry.place;
        if let Some(usage) = found.get(side.in_document(*source, pointer).as_str()) {
            entry.facts.usage = *usage;
        }
    }
}

fn is_plain(entry: &Entry) -> bool {
    entry.kind == Kind::Type && entry.facts.shape == SHAPE
}

fn note(entry: &Entry, found: &mut BTreeMap<String, Usage>) {
    // What a plain type refers to is part of what refers to that.
    if !is_plain(entry) {
        let usage = entry.facts.usage;
        entry.facts.constraints.each_reference(&mut |place| {
            let known = found.entry(place.to_owned()).or_default();
            known.request |= usage.request;
            known.response |= usage.response;
        });
    }
    entry.children.iter().for_each(|child| note(child, found));
}
