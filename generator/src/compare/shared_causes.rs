//! What is written once and reaches many operations is one change: at the root of a document, in a component, or in a
//! path that several operations have.

use super::corrections::ChangeSite;
use super::detected::Detected;
use super::report::{ItemChange, Subject};
use super::rules::{ChangeKind, Kind};
use super::version_model::{Location, VersionModel};
use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// What is the same in changes that are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    rule: &'static str,
    was: Option<String>,
    is: Option<String>,
    written: Written,
}

/// Where a change is written for all operations that it reaches.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    /// Under a key of the root.
    AtTheRoot(&'static str),
    /// What an operation takes or answers, and its places in the two documents.
    Shared { part: String, places: [Option<Location>; 2] },
}

/// Makes one change of those that say the same of several operations.
pub(super) fn merge(changes: Vec<Detected>, old: &VersionModel, new: &VersionModel) -> Vec<Detected> {
    let mut groups: BTreeMap<Said, Vec<Detected>> = BTreeMap::new();
    let mut merged = Vec::new();
    for change in changes {
        match written(&change) {
            Some(written) => {
                let (was, is) = (change.was.clone(), change.is.clone());
                groups.entry(Said { rule: change.rule.id, was, is, written }).or_default().push(change);
            }
            None => merged.push(change),
        }
    }
    for (said, mut group) in groups {
        let mut operations: Vec<Subject> = group.iter().map(|change| change.subject.clone()).collect();
        operations.sort();
        operations.dedup();
        if operations.len() > 1 {
            let rest = group.split_off(1);
            let first =
                group.into_iter().map(|first| one(first, &rest, &operations, &said.written, [old, new]));
            merged.extend(first);
        } else {
            merged.append(&mut group);
        }
    }
    merged
}

fn written(change: &Detected) -> Option<Written> {
    if let Some(key) = root_key(change.rule.change_kind) {
        return Some(Written::AtTheRoot(key));
    }
    if !matches!(change.kind, Kind::Input | Kind::Answer | Kind::Failure) {
        return None;
    }
    let places = [&change.old_place, &change.new_place].map(|site| match site {
        Some(ChangeSite::Thing(source, pointer)) => Some((*source, pointer.clone())),
        _ => None,
    });
    let is_known = places.iter().any(Option::is_some);
    is_known.then(|| Written::Shared { part: change.part.clone(), places })
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
fn one(
    mut first: Detected,
    rest: &[Detected],
    operations: &[Subject],
    written: &Written,
    models: [&VersionModel; 2],
) -> Detected {
    let count = format!("{} operations", operations.len());
    match written {
        Written::AtTheRoot(key) => {
            first.key = count;
            for (model, site) in models.into_iter().zip([&mut first.old_place, &mut first.new_place]) {
                to_the_root(site, key, model);
            }
        }
        Written::Shared { part, .. } => first.key = format!("{part} of {count}"),
    }
    first.part.clone_from(&first.key);
    first.subject = Subject { kind: Kind::Operation, name: first.key.clone() };
    first.operations = operations.to_vec();
    for change in rest {
        // The operations and their calls say it.
        let items = change.items.iter().map(|item| ItemChange { is_aside: true, ..item.clone() });
        first.consequences.extend(items.chain(change.consequences.iter().cloned()));
    }
    first
}

/// Makes the place of an operation that of a key of the root, if the document has it.
fn to_the_root(site: &mut Option<ChangeSite>, key: &str, model: &VersionModel) {
    let Some(ChangeSite::Thing(source, _)) = site else { return };
    let pointer = Pointer::root().child(key);
    if model.document(*source).is_some_and(|document| document.pointer(pointer.as_str()).is_some()) {
        *site = Some(ChangeSite::Thing(*source, pointer));
    }
}
