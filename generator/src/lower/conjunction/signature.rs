//! Whether two disjunctions say the same, so that a schema is nothing but another one.

use super::{Conjunct, Disjunction, Kind, Kinds};
use crate::document::schema::{Schema, SchemaArena, SchemaId, SchemaType};
use std::collections::BTreeSet;

/// What a conjunct says, without the schemas that add nothing to that.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Signature<'a> {
    kinds: Kinds,
    values: Option<BTreeSet<String>>,
    formats: BTreeSet<&'a str>,
    parts: BTreeSet<SchemaId>,
    /// The schemas that have a type of the project's.
    given: BTreeSet<SchemaId>,
}

impl<'a> Disjunction<'a> {
    /// Whether two disjunctions say the same of the form of a value.
    pub(in crate::lower) fn is_like(&self, other: &Self, schemas: &SchemaArena) -> bool {
        let all: Vec<&Conjunct<'a>> = self.conjuncts.iter().collect();
        other.is_made_of(&all, schemas)
    }

    /// Whether some conjuncts say together what this disjunction says.
    pub(in crate::lower) fn is_made_of(&self, conjuncts: &[&Conjunct<'a>], schemas: &SchemaArena) -> bool {
        let signatures = |conjuncts: &mut dyn Iterator<Item = &Conjunct<'a>>| {
            let mut signatures: Vec<_> = conjuncts.map(|conjunct| conjunct.signature(schemas)).collect();
            signatures.sort();
            signatures
        };
        self.conjuncts.len() == conjuncts.len()
            && signatures(&mut self.conjuncts.iter()) == signatures(&mut conjuncts.iter().copied())
    }
}

impl<'a> Conjunct<'a> {
    /// The kinds that are left, or of which the schemas speak where no type says so.
    pub(in crate::lower) fn meant(&self) -> Kinds {
        if !self.kinds.is_all() {
            return self.kinds.without_null();
        }
        let implied: Vec<Kinds> = self.schemas.iter().filter_map(|schema| Kinds::implied(schema)).collect();
        let order = [SchemaType::Object, SchemaType::Array, SchemaType::String];
        let first = order.into_iter().map(Kinds::from).find(|kinds| implied.contains(kinds));
        first.or(implied.last().copied()).unwrap_or(Kinds::ALL)
    }

    /// The kinds that it has types for, in the order in which the first schema with a type lists them.
    pub(in crate::lower) fn each_kind(&self) -> Vec<Kind> {
        let meant = self.meant();
        if meant.is_all() {
            return vec![Kind::Any];
        }
        let mut kinds = meant.each();
        let listed = self.schemas.iter().map(|schema| schema.types).find(|types| types.iter().count() > 1);
        if let Some(types) = listed {
            let listed: Vec<Kind> = types.iter().filter_map(Kind::of).collect();
            kinds.sort_by_key(|kind| listed.iter().position(|listed| listed == kind));
        }
        kinds
    }

    fn signature(&self, schemas: &SchemaArena) -> Signature<'a> {
        let has_places = self.schemas.iter().any(|schema| !schema.prefix_items().is_empty());
        let parts: Vec<&Schema> = self
            .schemas
            .iter()
            .copied()
            .filter(|schema| speaks_of_parts(schemas, schema, has_places))
            .collect();
        let only_requires = |schema: &Schema| {
            schema.properties.is_empty()
                && !schema.has_items()
                && schema.additional.is_none()
                && schema.unevaluated().is_none()
                && schema.conditional().next().is_none()
        };
        let is_implied = |schema: &Schema| {
            let is_required = |name: &String| {
                parts.iter().any(|other| !only_requires(other) && other.required.contains(name))
            };
            only_requires(schema) && schema.required.iter().all(is_required)
        };
        Signature {
            kinds: self.meant(),
            values: self.values.as_ref().map(|values| values.iter().map(ToString::to_string).collect()),
            formats: self.schemas.iter().filter_map(|schema| schema.format.as_deref()).collect(),
            given: self
                .schemas
                .iter()
                .filter(|schema| schema.given.is_some())
                .map(|schema| schema.id)
                .collect(),
            parts: parts.iter().filter(|schema| !is_implied(schema)).map(|schema| schema.id).collect(),
        }
    }
}

/// Whether a schema says something of the members or the items of a value. Beside items with places of their own, any
/// items are more of them.
fn speaks_of_parts(schemas: &SchemaArena, schema: &Schema, has_places: bool) -> bool {
    let has_form = |id: SchemaId| schemas.behind(id).is_none_or(Schema::is_structural);
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.prefix_items().is_empty()
        || schema.items.is_some_and(|id| has_places || has_form(id))
        || schema.additional.is_some()
        || schema.unevaluated().is_some()
        || schema.conditional().next().is_some()
}
