//! The limits of one value with all that is inside of it, as the schemas of a document say.
//!
//! Passes join types and leave types out; what each schema allows is still of interest to a comparison.

use super::Limit;
use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// The limits of a value and of what is inside of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueLimits {
    /// The parts of the value by their paths, each with a dot at the end: `items.`, `properties.name.`. The path of the
    /// value itself is empty.
    pub parts: BTreeMap<String, Part>,
    /// The alternatives that the value or a part of it has.
    pub alternatives: Vec<Alternative>,
    /// The places of the plain types with a name that it refers to, and that these refer to.
    pub references: BTreeSet<Pointer>,
    /// Whether a part of it was not read, since there is too much of it.
    pub is_cut: bool,
}

/// A part of a value. The members of an `allOf` speak of one part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Where its schema stands.
    pub place: Option<Pointer>,
    /// What its schemas say.
    pub limits: Vec<PlacedLimit>,
    /// The places of the plain types with a name that stand for it.
    pub references: BTreeSet<Pointer>,
    /// What each type that has a definition and stands for it is behind, as of a limit.
    pub types: Vec<Vec<String>>,
    /// Whether it is a property.
    pub is_property: bool,
}

/// A limit as a schema has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLimit {
    /// Its place in the schema: `/maxLength`.
    pub keyword: Pointer,
    /// What it says.
    pub limit: Limit,
    /// Where it stands.
    pub place: Pointer,
    /// The paths of the parts around it for which a plain type with a name stands.
    pub behind: Vec<String>,
}

/// One of several schemas of which a value needs one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The path of the part that has alternatives.
    pub path: String,
    /// `anyOf` or `oneOf`.
    pub keyword: &'static str,
    /// What it is: its `type`.
    pub kind: String,
    /// What it says.
    pub limits: ValueLimits,
    /// As of a limit.
    pub behind: Vec<String>,
}

impl ValueLimits {
    /// Calls for the place of each plain type with a name that it refers to; false where some are not known.
    pub fn each_reference(&self, call: &mut impl FnMut(&Pointer)) -> bool {
        self.references.iter().for_each(&mut *call);
        let alternatives = self.alternatives.iter();
        alternatives.fold(!self.is_cut, |is_whole, one| one.limits.each_reference(call) && is_whole)
    }

    /// The part at a path, which is there from now on.
    pub fn part(&mut self, path: &str) -> &mut Part {
        self.parts.entry(path.to_owned()).or_default()
    }

    /// The parts at a path and around it, from the outside in.
    pub fn around<'a>(&'a self, path: &'a str) -> impl DoubleEndedIterator<Item = (&'a String, &'a Part)> {
        self.parts.iter().filter(move |(at, _)| path.starts_with(at.as_str()))
    }
}
