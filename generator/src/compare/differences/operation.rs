//! How operations differ.

use super::{Difference, Differences, Pair};
use crate::compare::catalogue::{Facts, ItemRole};
use crate::compare::rules::ChangeKind;
use std::collections::BTreeSet;

impl Pair<'_> {
    pub(super) fn operation(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        self.renamed(found);
        if self.old.key != self.new.key {
            found.add(ChangeKind::Moved, &self.old.shown, &self.new.shown);
        }
        match self.items(ItemRole::Send) {
            (Some(before), Some(after)) if self.is_retyped(before, after) => {
                found.add(ChangeKind::Retyped, &old.ty, &new.ty);
            }
            _ => {}
        }
        match (&old.failure, &new.failure) {
            (old, new) if old == new => {}
            (None, Some(new)) => found.add(ChangeKind::FailureTyped, "untyped", new),
            (Some(old), new) => {
                let new = new.as_deref().unwrap_or("untyped");
                found.add(ChangeKind::FailureRetyped, old, new);
            }
            (None, None) => {}
        }
        match (&old.stream, &new.stream) {
            (old, new) if old == new => {}
            (None, Some(new)) => found.add(ChangeKind::StreamTyped, "untyped", new),
            (Some(old), new) => {
                found.add(ChangeKind::StreamRetyped, old, new.as_deref().unwrap_or("untyped"));
            }
            (None, None) => {}
        }
        self.form(found);
        if old.server != new.server {
            found.add(ChangeKind::Server, &old.server, &new.server);
        }
        access(old, new, found);
    }
}

/// What differs in the rights that an operation needs.
fn access(old: &Facts, new: &Facts, found: &mut Differences) {
    let set = |facts: &Facts| -> BTreeSet<BTreeSet<String>> {
        let sets = facts.security.iter();
        sets.map(|set| set.iter().cloned().collect()).collect()
    };
    let (before, after) = (set(old), set(new));
    if before != after {
        // Whoever authorises as before is still let in: by one alternative, or since nothing is needed.
        let accepts =
            |given: &BTreeSet<String>| after.is_empty() || after.iter().any(|needed| needed.is_subset(given));
        let nothing = BTreeSet::new();
        let is_open = if before.is_empty() { accepts(&nothing) } else { before.iter().all(accepts) };
        let change_kind = if is_open { ChangeKind::SecurityLoosened } else { ChangeKind::SecurityTightened };
        found.add(change_kind, alternatives(old), alternatives(new));
    }
    for (change_kind, these, those) in
        [(ChangeKind::PermissionAdded, new, old), (ChangeKind::PermissionGone, old, new)]
    {
        for permission in these.permissions.iter().filter(|one| !those.permissions.contains(one)) {
            let text = Some(permission.clone());
            let (was, is) =
                if change_kind == ChangeKind::PermissionAdded { (None, text) } else { (text, None) };
            found.0.push(Difference { was, is, ..Difference::bare(change_kind) });
        }
    }
}

fn alternatives(facts: &Facts) -> String {
    let sets: Vec<_> = facts.security.iter().map(|set| set.join(" and ")).collect();
    if sets.is_empty() { "nothing".to_owned() } else { sets.join(", or ") }
}
