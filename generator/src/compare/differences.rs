//! What differs between two entries that are the same thing.

mod member;
mod operation;
mod types;

use super::catalogue::{Entry, Facts, Item, ItemRole};
use super::corrections::ChangeSite;
use super::limits::{LimitChange, LimitChangeKind, LimitSite, limit_changes};
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

/// All differences of two entries, but for those of their children.
pub(super) fn differences(old: &Entry, new: &Entry, renames: &Renames) -> Vec<Difference> {
    let pair = Pair { old, new, renames };
    let mut found = Vec::new();
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
    found
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
        self.renames.apply(&old.types) != new.types
    }

    fn facts(&self) -> (&Facts, &Facts) {
        (&self.old.facts, &self.new.facts)
    }

    fn renamed(&self, found: &mut Vec<Difference>) {
        if let (Some(old), Some(new)) = self.items(ItemRole::Itself) {
            let is_inside = !matches!(self.old.kind, Kind::Type | Kind::Operation | Kind::Event);
            let differs = if is_inside { old.name != new.name } else { old.path != new.path };
            if differs {
                found.push(Difference::new(ChangeKind::Renamed, &old.path, &new.path));
            }
        }
    }

    fn type_text(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.ty != new.ty {
            found.push(Difference::new(ChangeKind::Retyped, &old.ty, &new.ty));
        }
    }

    fn form(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.form != new.form
            && !(self.old.kind == Kind::Operation && (old.form.is_empty() || new.form.is_empty()))
        {
            found.push(Difference::new(ChangeKind::Form, &old.form, &new.form));
        }
    }

    fn other(&self, found: &mut Vec<Difference>) {
        match (self.old.kind, self.items(ItemRole::Itself), self.items(ItemRole::Send)) {
            (Kind::Answer, (Some(old), new), _) if new.is_none_or(|new| old.name != new.name) => {
                let new = new.map_or("none", |new| &new.path);
                found.push(Difference::new(ChangeKind::Renamed, &old.path, new));
            }
            (Kind::Event, _, (Some(before), Some(after))) if self.is_retyped(before, after) => {
                self.type_text(found);
            }
            (Kind::Event, _, (old, new)) if old.is_some() != new.is_some() => {
                self.type_text(found);
            }
            _ if self.old.kind == Kind::Header => self.type_text(found),
            _ => {}
        }
        if self.old.kind != Kind::Answer {
            self.renamed(found);
        }
        if self.old.key != self.new.key {
            found.push(Difference::new(ChangeKind::Moved, &self.old.key, &self.new.key));
        }
        self.form(found);
    }

    fn limits(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        // Where Rust has other alternatives, each of them is reported.
        let is_reported = matches!(old.shape, "a union" | "an enum of strings" | "an enum of integers")
            || found
                .iter()
                .any(|one| matches!(one.change_kind, ChangeKind::Retyped | ChangeKind::KindChanged));
        // Callers can only send other keys where the value is not known.
        let is_open = [old, new].iter().any(|facts| facts.ty.contains("any value"));
        for LimitChange { kind, was, is, sites: [before, after] } in limit_changes(&old.limits, &new.limits) {
            let change_kind = match kind {
                LimitChangeKind::Alternatives if is_reported => continue,
                LimitChangeKind::Closed if !is_open => ChangeKind::Closed,
                LimitChangeKind::Opened if !is_open => ChangeKind::Opened,
                LimitChangeKind::Tightened | LimitChangeKind::Closed => ChangeKind::Tightened,
                LimitChangeKind::Loosened | LimitChangeKind::Opened => ChangeKind::Loosened,
                LimitChangeKind::Different | LimitChangeKind::Alternatives => ChangeKind::ConstraintChanged,
            };
            let sites = [site(self.old, before), site(self.new, after)];
            found.push(Difference { sites, ..Difference::new(change_kind, was, is) });
        }
    }

    fn texts(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.default != new.default {
            let is_reported = old.default.is_none() || new.default.is_none();
            let change_kind =
                if is_reported { ChangeKind::DefaultDocumented } else { ChangeKind::DefaultChanged };
            let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "not documented".to_owned());
            found.push(Difference::new(change_kind, word(&old.default), word(&new.default)));
        }
        match (&old.deprecated, &new.deprecated) {
            (None, Some(note)) => {
                found.push(Difference {
                    is: Some(note.clone()).filter(|note| !note.is_empty()),
                    ..Difference::bare(ChangeKind::Deprecated)
                });
            }
            (Some(_), None) => found.push(Difference::bare(ChangeKind::Undeprecated)),
            _ => {}
        }
        if old.description != new.description {
            found.push(Difference::new(ChangeKind::Described, &old.description, &new.description));
        }
        if old.remarks != new.remarks {
            found.push(Difference::new(ChangeKind::Remarked, &old.remarks, &new.remarks));
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
