//! What several schemas say together of one value, as a disjunction of conjunctions.
//!
//! `allOf`, `oneOf`, `anyOf` and lists of types are multiplied out: each conjunct is one way in which the schemas can
//! be met, with the JSON kinds and the known values that are left, and the schemas that speak of the value in it. Their
//! own keywords count, their applicators no longer do. A way in which nothing is left is dropped. All of this only
//! reads the arena.

mod kinds;
mod search;
mod signature;
#[cfg(test)]
mod tests;

pub(super) use kinds::{Kind, Kinds};
pub(super) use search::multiplied;

use crate::document::schema::{Schema, SchemaDiscriminator, SchemaId};
use crate::pointer::Pointer;
use serde_json::Value;

/// Something that speaks of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// A schema, or a reference to one.
    Schema(SchemaId),
    /// Any of several conjunctions of terms: a member that alternatives describe differently.
    Any(Vec<Vec<Term>>),
}

/// Alternatives among what the schemas say.
#[derive(Clone, Debug)]
pub(super) struct Alternatives<'a> {
    pub(super) branches: Vec<Vec<Term>>,
    pub(super) keyword: &'static str,
    /// The schema whose alternatives these are, unless they were put together.
    pub(super) owner: Option<&'a Schema>,
}

/// Which alternative was chosen: of which alternatives, and which one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Choice {
    pub(super) set: usize,
    pub(super) index: usize,
}

/// One way in which all schemas are met.
#[derive(Clone, Debug)]
pub(super) struct Conjunct<'a> {
    /// The kinds that every schema with a type or with values allows.
    pub(super) kinds: Kinds,
    /// The values that every schema with values lists, without `null`.
    pub(super) values: Option<Vec<&'a Value>>,
    /// The schemas that speak of the value, from the inside out.
    pub(super) schemas: Vec<&'a Schema>,
    /// The alternatives that were chosen, from the outside in.
    pub(super) choices: Vec<Choice>,
}

/// What several schemas say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Disjunction<'a> {
    pub(super) conjuncts: Vec<Conjunct<'a>>,
    pub(super) sets: Vec<Alternatives<'a>>,
    /// Whether `null` is a value, and some schema says so.
    pub(super) allows_null: bool,
    /// The alternatives that only differ in what is required or forbidden, which no type shows.
    pub(super) indistinct: Vec<Pointer>,
    /// References that lead nowhere.
    pub(super) unknown: Vec<SchemaId>,
    /// Where the bounds were met: the rest is left out.
    pub(super) cut: Option<Cut>,
}

/// Why the rest was left out.
#[derive(Clone, Debug)]
pub(super) enum Cut {
    /// Too many schemas extend each other, up to the one at this place.
    Depth(Pointer),
    /// There are too many ways to meet all schemas.
    Count,
}

impl<'a> Alternatives<'a> {
    /// The schema that stands for an alternative: the last of those that it consists of.
    pub(super) fn schema(&self, index: usize) -> SchemaId {
        fn last(terms: &[Term]) -> SchemaId {
            match terms.last() {
                Some(Term::Schema(id)) => *id,
                Some(Term::Any(branches)) => branches.last().map(|terms| last(terms)).unwrap_or_default(),
                None => SchemaId::default(),
            }
        }
        self.branches.get(index).map(|terms| last(terms)).unwrap_or_default()
    }

    /// The schema that an alternative is, if it is one.
    pub(super) fn only_schema(&self, index: usize) -> Option<SchemaId> {
        match self.branches.get(index)?.as_slice() {
            [Term::Schema(id)] => Some(*id),
            _ => None,
        }
    }

    pub(super) fn discriminator(&self) -> Option<&'a SchemaDiscriminator> {
        self.owner?.discriminator()
    }

    /// Whether a value may be of several of them at once.
    pub(super) fn may_be_several(&self) -> bool {
        self.keyword == "anyOf" && self.discriminator().is_none()
    }
}
