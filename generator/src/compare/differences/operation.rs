//! How operations differ.

use super::{Difference, Differences, Pair};
use crate::compare::catalogue::{BOTH_WAYS, Facts, ItemRole};
use crate::compare::corrections::ChangeSite;
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
        match (&old.listing, &new.listing) {
            (old, new) if old == new => {}
            (None, Some(new)) => found.add(ChangeKind::ListFollowed, "not followed", new),
            (Some(old), Some(new)) if new.strip_suffix(BOTH_WAYS) == Some(old) => {
                found.add(ChangeKind::ListFollowed, old, new);
            }
            (Some(old), new) => {
                found.add(ChangeKind::ListRetyped, old, new.as_deref().unwrap_or("not followed"));
            }
            (None, None) => {}
        }
        self.form(found);
        if old.server != new.server {
            found.add(ChangeKind::Server, &old.server, &new.server);
        }
        access(old, new, found);
        self.permissions(found);
    }

    /// What differs in the permissions that an operation needs; each has an entry of its own.
    fn permissions(&self, found: &mut Differences) {
        for (change_kind, these, those) in [
            (ChangeKind::PermissionAdded, self.new, self.old),
            (ChangeKind::PermissionGone, self.old, self.new),
        ] {
            let (source, pointer) = &these.place;
            let list = pointer.child("x-graph-permissions");
            let own = these.facts.permissions.iter().enumerate();
            for (index, permission) in own.filter(|(_, one)| !those.facts.permissions.contains(one)) {
                let text = Some(format!("permission {permission}"));
                let site = Some(ChangeSite::Thing(*source, list.child(index)));
                let around = Some(ChangeSite::Around(those.place.0, those.place.1.clone()));
                let is_new = change_kind == ChangeKind::PermissionAdded;
                let (was, is) = if is_new { (None, text) } else { (text, None) };
                let sites = if is_new { [around, site] } else { [site, around] };
                found.0.push(Difference { was, is, sites, ..Difference::bare(change_kind) });
            }
        }
    }
}

/// What one way to authorise needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Needed {
    schemes: BTreeSet<String>,
    scopes: BTreeSet<String>,
}

impl Needed {
    fn is_within(&self, given: &Self) -> bool {
        self.schemes.is_subset(&given.schemes) && self.scopes.is_subset(&given.scopes)
    }
}

fn requirements(facts: &Facts) -> BTreeSet<Needed> {
    let scopes = facts.scopes.iter().map(|scopes| scopes.iter().cloned().collect());
    let scopes = scopes.chain(std::iter::repeat_with(BTreeSet::new));
    let sets = facts.security.iter().map(|set| set.iter().cloned().collect());
    sets.zip(scopes).map(|(schemes, scopes)| Needed { schemes, scopes }).collect()
}

fn scopes(facts: &Facts) -> String {
    let sets = facts.scopes.iter().map(|set| match set.as_slice() {
        [] => "no scope".to_owned(),
        set => set.join(" and "),
    });
    sets.collect::<Vec<_>>().join(" or ")
}

/// What differs in the rights that an operation needs.
fn access(old: &Facts, new: &Facts, found: &mut Differences) {
    let (before, after) = (requirements(old), requirements(new));
    if before != after {
        // Whoever authorises as before is still let in: by one alternative, or since nothing is needed.
        let accepts = |given: &Needed| after.is_empty() || after.iter().any(|needed| needed.is_within(given));
        let nothing = Needed::default();
        let is_open = if before.is_empty() { accepts(&nothing) } else { before.iter().all(accepts) };
        let schemes = |all: &BTreeSet<Needed>| -> BTreeSet<BTreeSet<String>> {
            all.iter().map(|needed| needed.schemes.clone()).collect()
        };
        let is_scopes = schemes(&before) == schemes(&after);
        let change_kind = match (is_scopes, is_open) {
            (true, true) => ChangeKind::ScopeGone,
            (true, false) => ChangeKind::ScopeAdded,
            (false, true) => ChangeKind::SecurityLoosened,
            (false, false) => ChangeKind::SecurityTightened,
        };
        let words = if is_scopes { scopes } else { alternatives };
        found.add(change_kind, words(old), words(new));
    }
}

fn alternatives(facts: &Facts) -> String {
    let sets: Vec<_> = facts.security.iter().map(|set| set.join(" and ")).collect();
    if sets.is_empty() { "nothing".to_owned() } else { sets.join(", or ") }
}
