//! One change at the root of a document that reaches many operations is one row.

use super::classify::Detected;
use super::corrections::ChangeSite;
use super::report::Subject;
use super::rules::{ChangeKind, Kind};
use super::version_model::VersionModel;
use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// The row of a change, what it was and what it is.
type Said = (&'static str, Option<String>, Option<String>);

/// Makes one change of those that say the same of several operations.
pub(super) fn merge(changes: Vec<Detected>, old: &VersionModel, new: &VersionModel) -> Vec<Detected> {
    let mut groups: BTreeMap<Said, Vec<Detected>> = BTreeMap::new();
    let mut merged = Vec::new();
    for change in changes {
        match root_key(change.rule.change_kind) {
            Some(_) => {
                let key = (change.rule.id, change.was.clone(), change.is.clone());
                groups.entry(key).or_default().push(change);
            }
            None => merged.push(change),
        }
    }
    for mut group in groups.into_values() {
        let rest = group.split_off(1);
        merged.extend(group.into_iter().map(|first| one(first, rest.as_slice(), old, new)));
    }
    merged
}

/// The key of the root that operations take something from.
fn root_key(change_kind: ChangeKind) -> Option<&'static str> {
    match change_kind {
        ChangeKind::Server => Some("servers"),
        ChangeKind::SecurityTightened
        | ChangeKind::SecurityLoosened
        | ChangeKind::ScopeAdded
        | ChangeKind::ScopeGone => Some("security"),
        _ => None,
    }
}

/// A change with what else it is about.
fn one(mut first: Detected, rest: &[Detected], old: &VersionModel, new: &VersionModel) -> Detected {
    let (Some(key), false) = (root_key(first.rule.change_kind), rest.is_empty()) else { return first };
    first.key = format!("{} operations", rest.len() + 1);
    first.part.clone_from(&first.key);
    first.subject = Subject { kind: Kind::Operation, name: first.key.clone() };
    first.consequences = rest.iter().flat_map(|change| change.items.iter().cloned()).collect();
    let pointer = Pointer::root().child(key);
    for (model, site) in [(old, &mut first.old_place), (new, &mut first.new_place)] {
        let Some(ChangeSite::Thing(source, _)) = site else { continue };
        if model.document(*source).is_some_and(|document| document.pointer(pointer.as_str()).is_some()) {
            *site = Some(ChangeSite::Thing(*source, pointer.clone()));
        }
    }
    first
}
