//! In which directions plain types with a name travel.
//!
//! One that is only another name stands in Rust where it is used as what it is, so the types do not tell: what refers
//! to it does.

use super::{Entry, Shape};
use crate::ir::Usage;
use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// Gives such types the directions of what refers to them. One that nothing refers to keeps its own, and so do all
/// where there is too much to look at.
pub(super) fn direct(entries: &mut [Entry]) {
    let mut found = BTreeMap::new();
    if !entries.iter().all(|entry| note(entry, &mut found)) {
        return;
    }
    for entry in entries.iter_mut().filter(|entry| is_plain(entry)) {
        if let Some(usage) = found.get(&entry.place.1) {
            entry.facts.usage = *usage;
        }
    }
}

fn is_plain(entry: &Entry) -> bool {
    entry.facts.shape == Some(Shape::Alias)
}

/// Notes what an entry refers to; false where some of it is not known.
fn note(entry: &Entry, found: &mut BTreeMap<Pointer, Usage>) -> bool {
    // What a plain type refers to is part of what refers to that.
    let is_whole = is_plain(entry) || {
        let usage = entry.facts.usage;
        entry.facts.limits.each_reference(&mut |place| {
            let known = found.entry(place.clone()).or_default();
            known.request |= usage.request;
            known.response |= usage.response;
        })
    };
    is_whole && entry.children.iter().all(|child| note(child, found))
}
