//! Classifying differences by the table of rules.

use super::catalogue::{Entry, Facts, Item, ItemRole};
use super::corrections::ChangeSite;
use super::detected::Detected;
use super::differences::Difference;
use super::report::{Call, ItemChange, Subject};
use super::rules::{self, ChangeKind, Kind};
use crate::ir::Usage;
use std::collections::{BTreeMap, BTreeSet};

/// The changes that were found, and the Rust items that they explain.
#[derive(Debug, Default)]
pub(super) struct Classified {
    pub(super) changes: Vec<Detected>,
    /// The items that are gone together with another one, which is reported.
    pub(super) beside: BTreeSet<String>,
    /// What took the place of items, by path.
    pub(super) successors: BTreeMap<String, String>,
    /// What the older document says of deprecated items, by path.
    pub(super) notes: BTreeMap<String, String>,
    /// The calls that have to be written in another way.
    pub(super) calls: BTreeMap<Subject, Call>,
}

impl Classified {
    /// Something that only one version has.
    pub(super) fn alone(&mut self, subject: &Subject, entry: &Entry, change_kind: ChangeKind) {
        let is_old = change_kind == ChangeKind::Removed;
        let shown = |item: &Item| match is_old {
            true => item_change(Some(item), None),
            false => item_change(None, Some(item)),
        };
        if is_old {
            entry.items.iter().for_each(|item| self.note(entry, item));
            self.beside.extend(entry.items.iter().skip(1).map(|item| item.path.clone()));
        }
        let is_typed = !matches!(entry.kind, Kind::Operation | Kind::Type);
        let words = Some(words(&entry.facts)).filter(|words| is_typed && !words.is_empty());
        let place = site(None, entry);
        let named = entry.items.iter().filter(|item| is_named(item.role));
        let claims: BTreeSet<_> = entry.items.iter().map(|item| item.path.clone()).collect();
        let is_whole = |item: &&Item| item.role != ItemRole::Argument;
        let whole = entry.items.iter().filter(is_whole).map(|item| item.path.clone()).collect();
        // An answer that has a variant takes it along.
        let is_variant = is_old && entry.kind == Kind::Answer && !entry.items.is_empty();
        let change_kind = if is_variant { ChangeKind::Renamed } else { change_kind };
        self.changes.push(Detected {
            rule: rules::find(entry.kind, change_kind, entry.facts.usage),
            kind: entry.kind,
            key: entry.shown.clone(),
            subject: subject.clone(),
            operations: Vec::new(),
            part: entry.part.clone(),
            type_name: (entry.kind == Kind::Type).then(|| entry.key.clone()),
            travels: entry.facts.travels.clone(),
            mentions: if is_old {
                [entry.all_mentions(), BTreeSet::new()]
            } else {
                [BTreeSet::new(), entry.all_mentions()]
            },
            was: words.clone().filter(|_| is_old),
            is: words.filter(|_| !is_old),
            named: named.clone().map(|item| item.path.clone()).collect(),
            items: named.map(shown).collect(),
            claims,
            whole,
            consequences: Vec::new(),
            old_place: place.clone().filter(|_| is_old),
            new_place: place.filter(|_| !is_old),
        });
    }

    /// Something that differs.
    pub(super) fn pair(&mut self, subject: &Subject, old: &Entry, new: &Entry, difference: Difference) {
        let usage = Usage {
            request: old.facts.usage.request || new.facts.usage.request,
            response: old.facts.usage.response || new.facts.usage.response,
        };
        // That an operation moved says nothing of its function: where that changed too, it is reported separately.
        let has_moved = old.kind == Kind::Operation && difference.change_kind == ChangeKind::Moved;
        let mut about = About::default();
        if is_about_items(difference.change_kind) && !has_moved {
            about = self.item_changes(old, new, difference.change_kind);
        }
        let About { mut items, named, claims, mut whole } = about;
        if items.is_empty() {
            items.extend(new.items.first().map(|item| item_change(Some(item), Some(item))));
        }
        let travels = travels(old, new, difference.change_kind);
        let mentioned = match difference.change_kind {
            ChangeKind::KindChanged => [old, new].map(Entry::all_mentions),
            ChangeKind::AbilityLost if travels.is_some() => [old.all_mentions(), BTreeSet::new()],
            ChangeKind::AbilityGained if travels.is_some() => [BTreeSet::new(), new.all_mentions()],
            _ => [old, new].map(|entry| entry.facts.mentions.clone()),
        };
        if difference.change_kind == ChangeKind::KindChanged {
            whole.extend(old.items.iter().chain(&new.items).map(|item| item.path.clone()));
        }
        let [old_place, new_place] = difference.sites;
        self.changes.push(Detected {
            rule: rules::find(old.kind, difference.change_kind, usage),
            kind: old.kind,
            key: new.shown.clone(),
            subject: subject.clone(),
            operations: Vec::new(),
            part: new.part.clone(),
            type_name: None,
            travels,
            mentions: [&mentioned[0] - &mentioned[1], &mentioned[1] - &mentioned[0]],
            was: difference.was,
            is: difference.is,
            items,
            named,
            claims,
            whole,
            consequences: Vec::new(),
            old_place: site(old_place, old),
            new_place: site(new_place, new),
        });
    }

    /// A Rust item that nothing explains.
    pub(super) fn item(&mut self, change_kind: ChangeKind, path: &str, item: ItemChange) {
        self.changes.push(Detected {
            rule: rules::find(Kind::Item, change_kind, Usage::default()),
            kind: Kind::Item,
            key: path.to_owned(),
            subject: Subject { kind: Kind::Item, name: "Rust items".to_owned() },
            operations: Vec::new(),
            part: path.to_owned(),
            type_name: None,
            travels: None,
            mentions: Default::default(),
            was: None,
            is: None,
            items: vec![item],
            named: BTreeSet::from([path.to_owned()]),
            claims: BTreeSet::from([path.to_owned()]),
            whole: BTreeSet::from([path.to_owned()]),
            consequences: Vec::new(),
            old_place: None,
            new_place: None,
        });
    }

    /// Items that need other features than before.
    pub(super) fn features(&mut self, change_kind: ChangeKind, words: [String; 2], items: Vec<ItemChange>) {
        let Some(first) = items.first() else { return };
        self.item(change_kind, &first.path.clone(), first.clone());
        if let Some(change) = self.changes.last_mut() {
            let [was, is] = words;
            let more =
                if items.len() == 1 { String::new() } else { format!(" and {} more", items.len() - 1) };
            change.key = format!("{}{more}", change.key);
            change.part.clone_from(&change.key);
            (change.was, change.is) = (Some(was), Some(is));
            change.consequences = items.into_iter().skip(1).collect();
        }
    }

    /// The items of a pair that are not what they were.
    fn item_changes(&mut self, old: &Entry, new: &Entry, change_kind: ChangeKind) -> About {
        let mut about = About::default();
        let mut roles: Vec<_> = old.items.iter().chain(&new.items).map(|item| item.role).collect();
        roles.sort();
        roles.dedup();
        for role in roles {
            let (before, after) = (old.item(role), new.item(role));
            about.claims.extend([before, after].into_iter().flatten().map(|item| item.path.clone()));
            match (before, after) {
                (Some(before), Some(after)) if before.path != after.path => {
                    about.whole.extend([before.path.clone(), after.path.clone()]);
                    self.successors.insert(before.path.clone(), after.path.clone());
                }
                (Some(before), None) if is_given(role) => {
                    // What was a setter is an argument now, or the other way round.
                    let is_new = |item: &&Item| is_given(item.role) && old.item(item.role).is_none();
                    let instead = new.items.iter().find(is_new);
                    self.successors.extend(instead.map(|item| (before.path.clone(), item.path.clone())));
                }
                _ => {}
            }
            if let Some(before) = before {
                self.note(old, before);
            }
            let lone = before.xor(after);
            about.whole.extend(lone.filter(|_| role != ItemRole::Argument).map(|item| item.path.clone()));
            if before != after && shows(change_kind, role) && (role.ability().is_none() || lone.is_some()) {
                about.named.extend([before, after].into_iter().flatten().map(|item| item.path.clone()));
                about.items.push(changed(before, after));
            }
        }
        about
    }

    fn note(&mut self, entry: &Entry, item: &Item) {
        let note = entry.facts.deprecated.as_ref().filter(|note| !note.is_empty());
        self.notes.extend(note.map(|note| (item.path.clone(), note.clone())));
    }
}

/// The place of a difference, if that is known, else of the thing that differs. What the project says has none.
fn site(site: Option<ChangeSite>, entry: &Entry) -> Option<ChangeSite> {
    let own = || ChangeSite::Thing(entry.place.0, entry.place.1.clone());
    (entry.kind != Kind::Mapped).then(|| site.unwrap_or_else(own))
}

/// What a difference is about.
#[derive(Default)]
struct About {
    items: Vec<ItemChange>,
    named: BTreeSet<String>,
    claims: BTreeSet<String>,
    whole: BTreeSet<String>,
}

/// An item that is not what it was. What kind of type it is, is said where nothing else differs.
fn changed(before: Option<&Item>, after: Option<&Item>) -> ItemChange {
    let change = item_change(before, after);
    if before.is_none() || change.before != change.after {
        return change;
    }
    let whole = |item: &Item| format!("{}: {}", item.path, item.form.text);
    ItemChange { before: before.map(whole), after: after.map(whole), ..change }
}

fn item_change(before: Option<&Item>, after: Option<&Item>) -> ItemChange {
    let item = before.or(after);
    ItemChange {
        path: item.map(|item| item.path.clone()).unwrap_or_default(),
        before: before.map(Item::shown),
        after: after.map(Item::shown),
        is_aside: item.is_some_and(|item| matches!(item.role, ItemRole::Selector | ItemRole::NestedSelector)),
    }
}

fn is_given(role: ItemRole) -> bool {
    matches!(role, ItemRole::Setter | ItemRole::Argument)
}

/// Whether an item is named where its thing came or went: the request goes with its function, and what a type can do
/// with the type.
fn is_named(role: ItemRole) -> bool {
    use ItemRole::{Answers, Failure, Fallible, Listed, Listing, Request, Send, Stream};
    role.ability().is_none()
        && !matches!(role, Answers | Request | Send | Stream | Listing | Listed | Failure | Fallible)
}

/// Whether a difference shows items of this role.
fn shows(change_kind: ChangeKind, role: ItemRole) -> bool {
    match change_kind {
        ChangeKind::AbilityLost | ChangeKind::AbilityGained => role.ability().is_some(),
        ChangeKind::FailureRetyped | ChangeKind::FailureTyped => {
            matches!(role, ItemRole::Failure | ItemRole::Fallible)
        }
        ChangeKind::StreamRetyped | ChangeKind::StreamTyped => role == ItemRole::Stream,
        ChangeKind::ListRetyped | ChangeKind::ListFollowed => {
            matches!(role, ItemRole::Listing | ItemRole::Listed)
        }
        // What a list or a stream gives has a row of its own.
        _ => {
            let has_row = matches!(role, ItemRole::Listing | ItemRole::Listed | ItemRole::Stream);
            role.ability().is_none() && role != ItemRole::Fallible && !has_row
        }
    }
}

/// Whether a difference can be seen in Rust items; others only concern what is said of them.
fn is_about_items(change_kind: ChangeKind) -> bool {
    use ChangeKind::{
        Closed, ConstraintChanged, Credential, DefaultChanged, DefaultDocumented, Deprecated, Described,
        Form, Loosened, Opened, PermissionAdded, PermissionGone, PresenceKept, Readable, Remarked, Respelled,
        ScopeAdded, ScopeGone, SecurityLoosened, SecurityTightened, Server, Tightened, Undeprecated,
        WriteOnly,
    };
    let texts = [Deprecated, Described, Remarked, Undeprecated, DefaultChanged, DefaultDocumented];
    let api = [Closed, ConstraintChanged, Form, Loosened, Opened, Respelled, Server, Tightened, PresenceKept];
    let rights =
        [PermissionAdded, PermissionGone, SecurityLoosened, SecurityTightened, ScopeAdded, ScopeGone];
    let rights = [rights.as_slice(), &[Credential, WriteOnly, Readable]].concat();
    ![texts.as_slice(), &api, &rights].iter().any(|group| group.contains(&change_kind))
}

/// The name of a type that only can be made by callers now, or be read field by field, or no longer can.
fn travels(old: &Entry, new: &Entry, change_kind: ChangeKind) -> Option<String> {
    let (these, those) = match change_kind {
        ChangeKind::AbilityLost => (old, new),
        ChangeKind::AbilityGained => (new, old),
        _ => return None,
    };
    let own = these.items.iter().map(|item| item.role).filter(|role| those.item(*role).is_none());
    let mut abilities = own.filter(|role| role.ability().is_some());
    let is_way = |role| matches!(role, ItemRole::New | ItemRole::Selection);
    abilities.all(is_way).then(|| new.key.clone())
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
