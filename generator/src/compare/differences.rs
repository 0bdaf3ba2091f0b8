//! What differs between two entries that are the same thing.

mod member;
mod operation;
mod types;

use super::catalogue::{Entry, Facts, Item, ItemRole, Shape};
use super::corrections::ChangeSite;
use super::limits::{LimitChange, LimitSite, limit_changes};
use super::renames::Renames;
use super::rules::{ChangeKind, Kind};

/// One difference, in words.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) change_kind: ChangeKind,
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
    /// Where it stands in each version, if that is known more closely than the place of the entry.
    pub(super) sites: [Option<ChangeSite>; 2],
}

impl Difference {
    fn new(change_kind: ChangeKind, was: impl Into<String>, is: impl Into<String>) -> Self {
        Self { was: Some(was.into()), is: Some(is.into()), ..Self::bare(change_kind) }
    }

    fn bare(change_kind: ChangeKind) -> Self {
        Self { change_kind, was: None, is: None, sites: [None, None] }
    }
}

/// What was found.
#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn add(&mut self, change_kind: ChangeKind, was: impl Into<String>, is: impl Into<String>) {
        self.0.push(Difference::new(change_kind, was, is));
    }

    fn has(&self, change_kinds: &[ChangeKind]) -> bool {
        self.0.iter().any(|one| change_kinds.contains(&one.change_kind))
    }
}

/// All differences of two entries, but for those of their children.
pub(super) fn differences(old: &Entry, new: &Entry, renames: &Renames) -> Vec<Difference> {
    let pair = Pair { old, new, renames };
    let mut found = Differences::default();
    match old.kind {
        Kind::Operation => pair.operation(&mut found),
        Kind::Input => pair.input(&mut found),
        Kind::Property => pair.property(&mut found),
        Kind::Type => pair.type_of(&mut found),
        Kind::Variant => pair.variant(&mut found),
        _ => pair.other(&mut found),
    }
    pair.limits(&mut found);
    pair.texts(&mut found);
    found.0
}

struct Pair<'a> {
    old: &'a Entry,
    new: &'a Entry,
    renames: &'a Renames,
}

impl Pair<'_> {
    fn items(&self, role: ItemRole) -> (Option<&Item>, Option<&Item>) {
        (self.old.item(role), self.new.item(role))
    }

    /// Whether an item has another type, the names of types aside.
    fn is_retyped(&self, old: &Item, new: &Item) -> bool {
        self.renames.apply(&old.form.types) != new.form.types
    }

    fn facts(&self) -> (&Facts, &Facts) {
        (&self.old.facts, &self.new.facts)
    }

    fn renamed(&self, found: &mut Differences) {
        if let (Some(old), Some(new)) = self.items(ItemRole::Itself) {
            let is_inside = !matches!(self.old.kind, Kind::Type | Kind::Operation | Kind::Event);
            let differs = if is_inside { old.name != new.name } else { old.path != new.path };
            if differs {
                found.add(ChangeKind::Renamed, &old.path, &new.path);
            }
        }
    }

    fn type_text(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if old.ty != new.ty {
            found.add(ChangeKind::Retyped, &old.ty, &new.ty);
        }
    }

    fn form(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if old.form != new.form
            && !(self.old.kind == Kind::Operation && (old.form.is_empty() || new.form.is_empty()))
        {
            found.add(ChangeKind::Form, &old.form, &new.form);
        }
    }

    fn other(&self, found: &mut Differences) {
        match (self.old.kind, self.items(ItemRole::Itself), self.items(ItemRole::Send)) {
            (Kind::Answer, (Some(old), new), _) if new.is_none_or(|new| old.name != new.name) => {
                let new = new.map_or("none", |new| &new.path);
                found.add(ChangeKind::Renamed, &old.path, new);
            }
            (Kind::Answer, (Some(before), Some(after)), _) if self.is_retyped(before, after) => {
                let [was, is] = [self.old, self.new].map(|entry| entry.facts.form.as_str());
                found.add(ChangeKind::Retyped, was, is);
            }
            (Kind::Event, _, (Some(before), Some(after))) if self.is_retyped(before, after) => {
                self.type_text(found);
            }
            (Kind::Event, _, (Some(_), None)) => self.type_text(found),
            (Kind::Event, _, (None, Some(_))) => {
                found.add(ChangeKind::EventTyped, &self.facts().0.ty, &self.facts().1.ty);
            }
            _ if self.old.kind == Kind::Header => {
                self.type_text(found);
                self.presence(found);
            }
            _ if self.old.kind == Kind::Scheme => self.credential(found),
            _ => {}
        }
        if self.old.kind != Kind::Answer {
            self.renamed(found);
        }
        if self.old.key != self.new.key {
            found.add(ChangeKind::Moved, &self.old.key, &self.new.key);
        }
        // Another type of an answer, or another kind of credential, says it already.
        if !found.has(&[ChangeKind::Retyped, ChangeKind::Credential]) {
            self.form(found);
        }
    }

    /// What callers have to give where an operation needs a scheme.
    fn credential(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if old.credential != new.credential && old.usage.request {
            found.add(ChangeKind::Credential, old.credential, new.credential);
        }
    }

    fn limits(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        // Where Rust has other alternatives, each of them is reported.
        let is_reported = matches!(old.shape, Some(Shape::Union | Shape::Strings | Shape::Integers))
            || found.has(&[ChangeKind::Retyped, ChangeKind::KindChanged]);
        // Callers can only send other keys where the value is not known.
        let is_open = old.holds_any || new.holds_any;
        for change in limit_changes(&old.limits, &new.limits) {
            let LimitChange { change_kind, is_alternative, was, is, sites: [before, after] } = change;
            if is_alternative && is_reported {
                continue;
            }
            let change_kind = match change_kind {
                ChangeKind::Closed if is_open => ChangeKind::Tightened,
                ChangeKind::Opened if is_open => ChangeKind::Loosened,
                change_kind => change_kind,
            };
            let sites = [site(self.old, before), site(self.new, after)];
            found.0.push(Difference { sites, ..Difference::new(change_kind, was, is) });
        }
    }

    fn texts(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if old.default != new.default {
            let is_reported = old.default.is_none() || new.default.is_none();
            let change_kind =
                if is_reported { ChangeKind::DefaultDocumented } else { ChangeKind::DefaultChanged };
            let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "not documented".to_owned());
            found.add(change_kind, word(&old.default), word(&new.default));
        }
        match (&old.deprecated, &new.deprecated) {
            (None, Some(note)) => {
                found.0.push(Difference {
                    is: Some(note.clone()).filter(|note| !note.is_empty()),
                    ..Difference::bare(ChangeKind::Deprecated)
                });
            }
            (Some(_), None) => found.0.push(Difference::bare(ChangeKind::Undeprecated)),
            _ => {}
        }
        if old.description != new.description {
            found.add(ChangeKind::Described, &old.description, &new.description);
        }
        if old.remarks != new.remarks {
            found.add(ChangeKind::Remarked, &old.remarks, &new.remarks);
        }
    }
}

fn site(entry: &Entry, site: Option<LimitSite>) -> Option<ChangeSite> {
    let source = entry.place.0;
    site.map(|site| match site {
        LimitSite::At(pointer) => ChangeSite::Thing(source, pointer),
        LimitSite::Around(pointer) => ChangeSite::Around(source, pointer),
    })
}
