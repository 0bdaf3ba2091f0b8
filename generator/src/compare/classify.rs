//! Classifying differences by the table of rules.

use super::catalogue::{Entry, Facts, Item, ItemRole};
use super::corrections::ChangeSite;
use super::differences::Difference;
use super::report::ItemChange;
use super::rules::{self, ChangeKind, Kind, Rule};
use crate::ir::Usage;
use std::collections::{BTreeMap, BTreeSet};

/// The changes that were found, and the Rust items that they explain.
#[derive(Debug, Default)]
pub(super) struct Classified {
    pub(super) changes: Vec<Detected>,
    /// The items that a change is about, by path.
    pub(super) explained: BTreeSet<String>,
    /// The items that are gone, new or renamed with all that is inside of them.
    pub(super) whole: BTreeSet<String>,
    /// The items that are gone together with another one, which is reported.
    pub(super) beside: BTreeSet<String>,
    /// What took the place of items, by path.
    pub(super) successors: BTreeMap<String, String>,
    /// What the older document says of deprecated items, by path.
    pub(super) notes: BTreeMap<String, String>,
}

/// A change whose places are not yet lines of files.
#[derive(Debug)]
pub(super) struct Detected {
    pub(super) rule: &'static Rule,
    pub(super) kind: Kind,
    pub(super) key: String,
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
    pub(super) items: Vec<ItemChange>,
    pub(super) old_place: Option<ChangeSite>,
    pub(super) new_place: Option<ChangeSite>,
}

impl Classified {
    /// Something that only one version has.
    pub(super) fn alone(&mut self, entry: &Entry, change_kind: ChangeKind) {
        let is_old = change_kind == ChangeKind::Removed;
        let shown = |item: &Item| match is_old {
            true => ItemChange { before: Some(item.shown()), after: None },
            false => ItemChange { before: None, after: Some(item.shown()) },
        };
        for item in &entry.items {
            self.whole.insert(item.path.clone());
            if is_old {
                self.note(entry, item);
            }
        }
        if is_old {
            self.beside.extend(entry.items.iter().skip(1).map(|item| item.path.clone()));
        }
        let is_typed = !matches!(entry.kind, Kind::Operation | Kind::Type);
        let words = Some(words(&entry.facts)).filter(|words| is_typed && !words.is_empty());
        let place = Some(site(None, entry));
        // The request and the name of its errors go with their function.
        let is_named =
            |item: &&Item| !matches!(item.role, ItemRole::Request | ItemRole::Send | ItemRole::Failure);
        let named = entry.items.iter().filter(is_named);
        // An answer that has a variant takes it along.
        let is_variant = is_old && entry.kind == Kind::Answer && !entry.items.is_empty();
        let change_kind = if is_variant { ChangeKind::Renamed } else { change_kind };
        self.changes.push(Detected {
            rule: rules::find(entry.kind, change_kind, entry.facts.usage),
            kind: entry.kind,
            key: entry.shown.clone(),
            was: words.clone().filter(|_| is_old),
            is: words.filter(|_| !is_old),
            items: named.map(shown).collect(),
            old_place: place.clone().filter(|_| is_old),
            new_place: place.filter(|_| !is_old),
        });
    }

    /// Something that differs.
    pub(super) fn pair(&mut self, old: &Entry, new: &Entry, difference: Difference) {
        let usage = Usage {
            request: old.facts.usage.request || new.facts.usage.request,
            response: old.facts.usage.response || new.facts.usage.response,
        };
        // That an operation moved says nothing of its function: where that changed too, it is reported separately.
        let has_moved = old.kind == Kind::Operation && difference.change_kind == ChangeKind::Moved;
        let mut items = match is_about_items(difference.change_kind) && !has_moved {
            true => self.item_changes(old, new),
            false => Vec::new(),
        };
        if items.is_empty() {
            let shown = new.items.first().map(|item| Some(item.shown()));
            items.extend(shown.map(|shown| ItemChange { before: shown.clone(), after: shown }));
        }
        if difference.change_kind == ChangeKind::KindChanged {
            self.whole.extend(old.items.iter().chain(&new.items).map(|item| item.path.clone()));
        }
        let [old_place, new_place] = difference.sites;
        self.changes.push(Detected {
            rule: rules::find(old.kind, difference.change_kind, usage),
            kind: old.kind,
            key: new.shown.clone(),
            was: difference.was,
            is: difference.is,
            items,
            old_place: Some(site(old_place, old)),
            new_place: Some(site(new_place, new)),
        });
    }

    /// A Rust item that nothing explains.
    pub(super) fn item(&mut self, change_kind: ChangeKind, path: &str, item: ItemChange) {
        self.changes.push(Detected {
            rule: rules::find(Kind::Item, change_kind, Usage::default()),
            kind: Kind::Item,
            key: path.to_owned(),
            was: None,
            is: None,
            items: vec![item],
            old_place: None,
            new_place: None,
        });
    }

    /// The items of a pair that are not what they were.
    fn item_changes(&mut self, old: &Entry, new: &Entry) -> Vec<ItemChange> {
        let mut changes = Vec::new();
        let mut roles: Vec<_> = old.items.iter().chain(&new.items).map(|item| item.role).collect();
        roles.sort();
        roles.dedup();
        for role in roles {
            let (before, after) = (old.item(role), new.item(role));
            self.explained.extend([before, after].into_iter().flatten().map(|item| item.path.clone()));
            match (before, after) {
                (Some(before), Some(after)) if before.path != after.path => {
                    self.whole.extend([before.path.clone(), after.path.clone()]);
                    self.successors.insert(before.path.clone(), after.path.clone());
                }
                (Some(before), None) => {
                    // What was a setter is an argument now, or the other way round.
                    let instead = new.items.iter().find(|item| old.item(item.role).is_none());
                    self.successors.extend(instead.map(|item| (before.path.clone(), item.path.clone())));
                }
                _ => {}
            }
            if let Some(before) = before {
                self.note(old, before);
            }
            if before != after {
                let shown = |item: Option<&Item>| item.map(Item::shown);
                changes.push(ItemChange { before: shown(before), after: shown(after) });
            }
        }
        changes
    }

    fn note(&mut self, entry: &Entry, item: &Item) {
        let note = entry.facts.deprecated.as_ref().filter(|note| !note.is_empty());
        self.notes.extend(note.map(|note| (item.path.clone(), note.clone())));
    }
}

/// The place of a difference, if that is known, else of the thing that differs.
fn site(site: Option<ChangeSite>, entry: &Entry) -> ChangeSite {
    site.unwrap_or_else(|| ChangeSite::Thing(entry.place.0, entry.place.1.clone()))
}

/// Whether a difference can be seen in Rust items; others only concern what is said of them.
fn is_about_items(change_kind: ChangeKind) -> bool {
    use ChangeKind::{
        AbilityGained, AbilityLost, Closed, ConstraintChanged, DefaultChanged, DefaultDocumented, Deprecated,
        Described, Form, Loosened, Opened, PermissionAdded, PermissionGone, PresenceKept, Remarked,
        Respelled, SecurityLoosened, SecurityTightened, Server, Tightened, Undeprecated,
    };
    let texts = [Deprecated, Described, Remarked, Undeprecated, DefaultChanged, DefaultDocumented];
    let api = [Closed, ConstraintChanged, Form, Loosened, Opened, Respelled, Server, Tightened, PresenceKept];
    let rights =
        [PermissionAdded, PermissionGone, SecurityLoosened, SecurityTightened, AbilityGained, AbilityLost];
    ![texts.as_slice(), &api, &rights].iter().any(|group| group.contains(&change_kind))
}

/// What is said in short of something that only one version has.
fn words(facts: &Facts) -> String {
    let mut words = facts.ty.clone();
    if facts.nullable && !words.is_empty() {
        words.push_str(" or null");
    }
    if facts.required && !words.is_empty() {
        words.push_str(", required");
    }
    words
}
