//! The constraints that schemas put on values beside their type.
//!
//! A constraint belongs to the nearest thing around it that is compared on its own: a property, a parameter, a named
//! type. What is between them, such as the values of a map or an alternative of text, has no Rust item to be reported
//! with.

mod change;
mod constraint;
mod keyword;
mod read;
mod tracked;

pub(super) use change::{ConstraintChange, constraint_changes};
pub(super) use constraint::ConstraintChangeKind;
pub(super) use read::Reader;
pub(super) use tracked::Tracked;

use super::version_model::Location;
use constraint::Constraint;
use std::collections::BTreeMap;

/// The constraints of a schema and of what is inside of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Constraints {
    /// Where the schema is written.
    place: Option<Location>,
    /// What overlays took away of it, by keyword.
    lost: BTreeMap<String, Location>,
    /// Its own constraints, by keyword; those of an `allOf` are one with it.
    own: BTreeMap<String, Constraint>,
    /// Those on parts of the value: `items`, `additionalProperties`, `properties.name`.
    inside: BTreeMap<String, Self>,
    alternatives: Vec<Alternative>,
    /// Those of the components it refers to that are plain types, by their places. They are compared on their own too.
    referred: BTreeMap<String, Self>,
    /// Whether a part of it is a type that is compared on its own.
    is_tracked: bool,
    /// Whether a part of it was not read, since there is too much of it.
    is_cut: bool,
}

/// One of several schemas of which a value needs one.
#[derive(Clone, Debug, PartialEq)]
struct Alternative {
    keyword: &'static str,
    /// What it is: its `type`.
    kind: String,
    constraints: Constraints,
}

impl Constraints {
    /// Those of something that is compared on its own.
    fn tracked() -> Self {
        Self { is_tracked: true, ..Self::default() }
    }

    /// With the constraints of the components that it refers to as its own.
    fn whole(&self) -> Self {
        let mut whole = Self { referred: BTreeMap::new(), ..self.clone() };
        for referred in self.referred.values() {
            whole.absorb(referred.whole());
        }
        whole
    }

    /// Calls for the place of each plain type with a name that it refers to, and of those that these refer to; false
    /// where some are not known.
    pub(super) fn each_reference(&self, call: &mut impl FnMut(&str)) -> bool {
        self.referred.keys().for_each(|place| call(place));
        let parts = self.referred.values().chain(self.inside.values());
        let parts = parts.chain(self.alternatives.iter().map(|one| &one.constraints));
        parts.fold(!self.is_cut, |is_whole, part| part.each_reference(call) && is_whole)
    }

    /// Adds the constraints of another schema on the same value.
    fn absorb(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        self.lost.extend(other.lost);
        for (keyword, constraint) in other.own {
            self.add(keyword, constraint);
        }
        for (part, constraints) in other.inside {
            self.inside.entry(part).or_default().absorb(constraints);
        }
        self.alternatives.extend(other.alternatives);
        self.referred.extend(other.referred);
        self.is_tracked |= other.is_tracked;
        self.is_cut |= other.is_cut;
    }

    /// Adds a constraint to those that are there.
    fn add(&mut self, keyword: String, constraint: Constraint) {
        match self.own.remove(&keyword) {
            Some(known) => {
                let both = known.and(constraint, &keyword);
                self.own.insert(keyword, both);
            }
            None => {
                self.own.insert(keyword, constraint);
            }
        }
    }
}

#[cfg(test)]
mod tests;
