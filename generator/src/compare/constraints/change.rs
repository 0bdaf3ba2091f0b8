//! How the constraints of two versions differ.

use super::constraint::ConstraintChangeKind;
use super::{Alternative, Constraint, Constraints};
use crate::compare::version_model::Location;
use std::collections::{BTreeMap, BTreeSet};

/// One constraint that differs.
#[derive(Debug, PartialEq)]
pub(in crate::compare) struct ConstraintChange {
    pub(in crate::compare) kind: ConstraintChangeKind,
    /// In words: `items.maxLength 5`, `no items.maxLength`.
    pub(in crate::compare) was: String,
    pub(in crate::compare) is: String,
    /// Where it is written, or the schema around it where it is not there.
    pub(in crate::compare) old_place: Option<Location>,
    pub(in crate::compare) new_place: Option<Location>,
}

/// The constraints that differ, in the order of their paths.
pub(in crate::compare) fn constraint_changes(old: &Constraints, new: &Constraints) -> Vec<ConstraintChange> {
    let mut walk = Walk { path: String::new(), old_place: None, new_place: None, found: Vec::new() };
    walk.compare(old, new);
    walk.found
}

struct Walk {
    /// Where the walk stands, with a dot at the end: `items.`.
    path: String,
    old_place: Option<Location>,
    new_place: Option<Location>,
    found: Vec<ConstraintChange>,
}

impl Walk {
    fn compare(&mut self, old: &Constraints, new: &Constraints) {
        // Plain types that are compared on their own are part of the whole where one took the place of another.
        if !old.referred.keys().eq(new.referred.keys()) {
            return self.compare(&old.whole(), &new.whole());
        }
        let outer = (self.old_place.clone(), self.new_place.clone());
        self.old_place = old.place.clone().or_else(|| outer.0.clone());
        self.new_place = new.place.clone().or_else(|| outer.1.clone());
        self.own(old, new);
        self.inside(old, new);
        self.alternatives(old, new);
        (self.old_place, self.new_place) = outer;
    }

    fn within(&mut self, part: &str, old: &Constraints, new: &Constraints) {
        let length = self.path.len();
        self.path.push_str(part);
        self.path.push('.');
        self.compare(old, new);
        self.path.truncate(length);
    }

    fn own(&mut self, old: &Constraints, new: &Constraints) {
        use ConstraintChangeKind::{Closed, Loosened, Opened, Tightened};
        for keyword in union(&old.own, &new.own) {
            let (before, after) = (old.own.get(keyword), new.own.get(keyword));
            let is_closing = keyword == "additionalProperties" || keyword == "unevaluatedProperties";
            let kind = match (before, after) {
                (Some(before), Some(after)) => before.change_to(after, keyword),
                // It may be a constraint of what is compared on its own.
                (None, Some(_)) if old.is_tracked => None,
                (Some(_), None) if new.is_tracked => None,
                (None, _) => Some(if is_closing { Closed } else { Tightened }),
                (_, None) => Some(if is_closing { Opened } else { Loosened }),
            };
            let Some(kind) = kind else { continue };
            let word = |constraint: Option<&Constraint>| match constraint {
                Some(constraint) => constraint.word(&self.path, keyword),
                None => format!("no {}{keyword}", self.path),
            };
            let place = |side: &Constraints, constraint: Option<&Constraint>| {
                constraint
                    .map(|constraint| constraint.place.clone())
                    .or_else(|| side.lost.get(keyword).cloned())
            };
            self.found.push(ConstraintChange {
                kind,
                was: word(before),
                is: word(after),
                old_place: place(old, before).or_else(|| self.old_place.clone()),
                new_place: place(new, after).or_else(|| self.new_place.clone()),
            });
        }
    }

    fn inside(&mut self, old: &Constraints, new: &Constraints) {
        let nothing =
            |side: &Constraints| Constraints { is_tracked: side.is_tracked, ..Constraints::default() };
        for part in union(&old.inside, &new.inside) {
            match (old.inside.get(part), new.inside.get(part)) {
                (Some(old), Some(new)) => self.within(part, old, new),
                // A property that came or went is reported as such.
                _ if part.starts_with("properties.") => {}
                (Some(old), None) => self.within(part, old, &nothing(new)),
                (None, Some(new)) => self.within(part, &nothing(old), new),
                (None, None) => {}
            }
        }
    }

    /// Alternatives of one kind belong together: first those that are the same, then the others in their order.
    fn alternatives(&mut self, old: &Constraints, new: &Constraints) {
        let kinds: BTreeSet<&str> =
            old.alternatives.iter().chain(&new.alternatives).map(|one| one.kind.as_str()).collect();
        let is_tracked =
            old.alternatives.iter().chain(&new.alternatives).any(|one| one.constraints.is_tracked);
        for kind in kinds {
            let of = |side: &Constraints| -> Vec<Alternative> {
                side.alternatives.iter().filter(|one| one.kind == kind).cloned().collect()
            };
            let (mut before, mut after) = (of(old), of(new));
            before.retain(|one| {
                let same = after
                    .iter()
                    .position(|other| constraint_changes(&one.constraints, &other.constraints).is_empty());
                same.map(|at| after.remove(at)).is_none()
            });
            for (one, other) in before.iter().zip(&after) {
                let part = format!("{}.{kind}", other.keyword);
                self.within(&part, &one.constraints, &other.constraints);
            }
            let paired = before.len().min(after.len());
            let gone = before.into_iter().skip(paired).map(|one| (one, true));
            for (one, is_gone) in gone.chain(after.into_iter().skip(paired).map(|one| (one, false))) {
                if !is_tracked {
                    self.alternative(&one, is_gone);
                }
            }
        }
    }

    /// An alternative that only one side has.
    fn alternative(&mut self, one: &Alternative, is_gone: bool) {
        let there = format!("{}{}.{}", self.path, one.keyword, one.kind);
        let absent = format!("no {there}");
        let (was, is) = if is_gone { (there, absent) } else { (absent, there) };
        let place = one.constraints.place.clone();
        let (old_place, new_place) = match is_gone {
            true => (place, self.new_place.clone()),
            false => (self.old_place.clone(), place),
        };
        self.found.push(ConstraintChange {
            kind: ConstraintChangeKind::Alternatives,
            was,
            is,
            old_place,
            new_place,
        });
    }
}

fn union<'a, V>(old: &'a BTreeMap<String, V>, new: &'a BTreeMap<String, V>) -> BTreeSet<&'a String> {
    old.keys().chain(new.keys()).collect()
}
