//! How the demands of two versions differ.

use super::{Alternative, Constraints, Spot};
use std::collections::{BTreeMap, BTreeSet};

/// How the demands on a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum Trend {
    /// Some values are no longer allowed.
    Tighter,
    /// Values are allowed that were not.
    Looser,
    /// Which of the two cannot be told.
    Different,
    /// An object takes no keys any more that it does not name.
    Closed,
    /// It takes them now.
    Opened,
    /// There is another alternative, or one less.
    Alternatives,
}

/// One demand that differs.
#[derive(Debug, PartialEq)]
pub(in crate::compare) struct Shift {
    pub(in crate::compare) trend: Trend,
    /// In words: `items.maxLength 5`, `no items.maxLength`.
    pub(in crate::compare) was: String,
    pub(in crate::compare) is: String,
    /// Where it is written, or the schema around it where it is not there.
    pub(in crate::compare) old_place: Option<Spot>,
    pub(in crate::compare) new_place: Option<Spot>,
}

/// The demands that differ, in the order of their paths.
pub(in crate::compare) fn shifts(old: &Constraints, new: &Constraints) -> Vec<Shift> {
    let mut walk = Walk { path: String::new(), old_place: None, new_place: None, found: Vec::new() };
    walk.compare(old, new);
    walk.found
}

struct Walk {
    /// Where the walk stands, with a dot at the end: `items.`.
    path: String,
    old_place: Option<Spot>,
    new_place: Option<Spot>,
    found: Vec<Shift>,
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
        for keyword in union(&old.own, &new.own) {
            let (before, after) = (old.own.get(keyword), new.own.get(keyword));
            let is_closing = keyword == "additionalProperties" || keyword == "unevaluatedProperties";
            let trend = match (before, after) {
                (Some(before), Some(after)) => before.trend(after, keyword),
                // What is compared on its own may demand it.
                (None, Some(_)) if old.is_told => None,
                (Some(_), None) if new.is_told => None,
                (None, _) => Some(if is_closing { Trend::Closed } else { Trend::Tighter }),
                (_, None) => Some(if is_closing { Trend::Opened } else { Trend::Looser }),
            };
            let Some(trend) = trend else { continue };
            let word = |demand: Option<&super::Demand>| match demand {
                Some(demand) => demand.word(&self.path, keyword),
                None => format!("no {}{keyword}", self.path),
            };
            let place = |side: &Constraints, demand: Option<&super::Demand>| {
                demand.map(|demand| demand.place.clone()).or_else(|| side.lost.get(keyword).cloned())
            };
            self.found.push(Shift {
                trend,
                was: word(before),
                is: word(after),
                old_place: place(old, before).or_else(|| self.old_place.clone()),
                new_place: place(new, after).or_else(|| self.new_place.clone()),
            });
        }
    }

    fn inside(&mut self, old: &Constraints, new: &Constraints) {
        let nothing = |side: &Constraints| Constraints { is_told: side.is_told, ..Constraints::default() };
        for part in union(&old.inside, &new.inside) {
            match (old.inside.get(part), new.inside.get(part)) {
                (Some(old), Some(new)) => self.within(part, old, new),
                // That a property came or went is told.
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
        let is_told = old.alternatives.iter().chain(&new.alternatives).any(|one| one.constraints.is_told);
        for kind in kinds {
            let of = |side: &Constraints| -> Vec<Alternative> {
                side.alternatives.iter().filter(|one| one.kind == kind).cloned().collect()
            };
            let (mut before, mut after) = (of(old), of(new));
            before.retain(|one| {
                let same =
                    after.iter().position(|other| shifts(&one.constraints, &other.constraints).is_empty());
                same.map(|at| after.remove(at)).is_none()
            });
            for (one, other) in before.iter().zip(&after) {
                let part = format!("{}.{kind}", other.keyword);
                self.within(&part, &one.constraints, &other.constraints);
            }
            let paired = before.len().min(after.len());
            let gone = before.into_iter().skip(paired).map(|one| (one, true));
            for (one, is_gone) in gone.chain(after.into_iter().skip(paired).map(|one| (one, false))) {
                if !is_told {
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
        self.found.push(Shift { trend: Trend::Alternatives, was, is, old_place, new_place });
    }
}

fn union<'a, V>(old: &'a BTreeMap<String, V>, new: &'a BTreeMap<String, V>) -> BTreeSet<&'a String> {
    old.keys().chain(new.keys()).collect()
}
