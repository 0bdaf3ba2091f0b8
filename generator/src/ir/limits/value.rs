//! The limits of one value with all that is inside of it, as the schemas of a document say.
//!
//! Passes join types and leave types out; what each schema allows is still of interest to a comparison.

use super::Limit;
use crate::number::Number;
use crate::pointer::Pointer;
use serde_json::Value;
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
    /// Whether one of its schemas says that the numbers among its values are integers.
    pub is_of_integers: bool,
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

    /// Makes limits of numbers those of integers, wherever the values are integers: a schema of the part says so, or
    /// each of its alternatives. `is_of_integers` says so of the value itself.
    pub(crate) fn of_integers(mut self, is_of_integers: bool) -> Self {
        let is_inside = |path: &str| is_of_integers && path.is_empty();
        let whole: BTreeSet<String> =
            self.parts.keys().filter(|path| is_inside(path) || self.has_integers(path)).cloned().collect();
        for (path, part) in &mut self.parts {
            if whole.contains(path) {
                part.limits.retain_mut(PlacedLimit::becomes_one_of_integers);
            }
        }
        for one in &mut self.alternatives {
            one.limits = std::mem::take(&mut one.limits).of_integers(whole.contains(&one.path));
        }
        self
    }

    /// Whether the numbers among the values of a part are integers.
    fn has_integers(&self, path: &str) -> bool {
        let of = |keyword: &str| {
            let mut own =
                self.alternatives.iter().filter(|one| one.path == path && one.keyword == keyword).peekable();
            own.peek().is_some() && own.all(|one| one.limits.has_integers(""))
        };
        self.parts.get(path).is_some_and(|part| part.is_of_integers) || of("anyOf") || of("oneOf")
    }

    /// The parts at a path and around it, from the outside in.
    pub fn around<'a>(&'a self, path: &'a str) -> impl DoubleEndedIterator<Item = (&'a String, &'a Part)> {
        self.parts.iter().filter(move |(at, _)| path.starts_with(at.as_str()))
    }
}

impl PlacedLimit {
    /// Makes it a limit of integers; false where it says nothing of them.
    fn becomes_one_of_integers(&mut self) -> bool {
        match &mut self.limit {
            Limit::Least(bound) | Limit::Most(bound) => bound.is_of_integers = true,
            Limit::All(values) if self.keyword.as_str() == "/multipleOf" => {
                values.retain(|value| multiple(value) != Some(1));
                return !values.is_empty();
            }
            _ => {}
        }
        true
    }
}

/// What integers are multiples of that are multiples of this value.
fn multiple(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => Number::Held(number.clone()).integer_multiple(),
        _ => None,
    }
}
