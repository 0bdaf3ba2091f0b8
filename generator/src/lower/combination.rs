//! Properties of which several schemas speak, in each other's `allOf`.
//!
//! What they say together is a type of its own, whose properties may be combinations in turn: a few schemas combine in
//! exponentially many ways. So inside one component or operation the same schemas become one type, which may contain
//! itself, and what all combinations of a document have is bounded.

use super::codes;
use super::composition::Place;
use super::conjunction::{Disjunction, Term};
use super::context::Lowerer;
use super::docs;
use super::memo::{Combination, Key};
use super::object::first_schema;
use super::schema::Lowered;
use crate::document::schema::SchemaId;
use crate::ir::{Docs, NameHint, TypeKind, TypeRef};
use crate::pointer::Pointer;
use std::collections::HashSet;

/// How many properties the combinations of one document may have together.
const MAX_PROPERTIES: usize = 5_000;

impl<'a> Lowerer<'a> {
    /// Lowers a place of which several schemas speak.
    pub(super) fn combined(&mut self, terms: &[Term], hint: &NameHint) -> Lowered {
        let ids: Vec<SchemaId> =
            terms.iter().filter_map(|term| first_schema(std::slice::from_ref(term))).collect();
        let structural: Vec<Term> = terms.iter().filter(|term| self.has_form(term)).cloned().collect();
        let Some(&last) = ids.last() else { return Lowered::any() };
        let said = self.multiplied(&structural);
        let members: Vec<SchemaId> = structural.iter().filter_map(only_schema).collect();
        let like = self.like(&said, &members);
        let chosen = match (like, structural.as_slice()) {
            (Some(like), _) => like,
            (None, [Term::Schema(only)]) => *only,
            _ => last,
        };
        let mut lowered = self.node_or_nothing(chosen, like.is_some() || structural.len() < 2, hint);
        lowered.nullable |= said.allows_null;
        for schema in ids.iter().map(|id| &self.schemas[*id]).filter(|schema| schema.reference.is_none()) {
            lowered.docs.give_way(docs::of_schema(self.schemas, schema, None));
            lowered.default = schema.default_value().map(ToString::to_string).or(lowered.default);
        }
        if like.is_none()
            && let Some(ty) = self.combination(&structural, &said, last, &lowered.docs, hint)
        {
            lowered.ty = ty;
        }
        lowered
    }

    fn node_or_nothing(&mut self, chosen: SchemaId, is_whole: bool, hint: &NameHint) -> Lowered {
        let hint = self.property_hint(chosen, hint.clone());
        if is_whole { self.node(chosen, &hint) } else { self.use_of(chosen) }
    }

    fn has_form(&self, term: &Term) -> bool {
        match term {
            Term::Schema(id) => self.is_structural(*id),
            Term::Any(_) => true,
        }
    }

    /// The type that several schemas give together; `None` where the last of them decides alone.
    fn combination(
        &mut self,
        terms: &[Term],
        said: &Disjunction<'a>,
        last: SchemaId,
        docs: &Docs,
        hint: &NameHint,
    ) -> Option<TypeRef> {
        let mut members: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            let member = match term {
                Term::Schema(id) => self.follow(*id).map(|schema| Term::Schema(schema.id)),
                Term::Any(_) => Some(term.clone()),
            };
            members.extend(member.filter(|member| !members.contains(member)));
        }
        if let [] | [Term::Schema(_)] = members.as_slice() {
            return None;
        }
        let key = (hint.words.first().cloned(), members);
        if let Some(known) = self.combinations.known.get(&key) {
            return Some(self.known_combination(known.clone(), key));
        }
        let last_pointer = &self.schemas[last].pointer;
        self.report(said, last_pointer);
        if !self.affords(said) {
            let message = "the schemas of this property combine in too many ways; it takes any value";
            self.reporter.report(codes::ALL_OF_COMBINATIONS, message, last_pointer);
            return Some(TypeRef::Any);
        }
        let place = self.unused_place(last_pointer.child("allOf"));
        let open = Combination::Open(hint.clone(), place.clone(), None);
        self.combinations.known.insert(key.clone(), open);
        let kind = self.nested(&place, |this| this.formed(said, Place { pointer: &place, hint }));
        let kind = kind.unwrap_or(TypeKind::Alias(TypeRef::Any));
        let ty = match (self.combinations.known.get(&key), kind) {
            (Some(Combination::Open(_, _, Some(id))), kind) => {
                let id = *id;
                self.api[id].kind = kind;
                self.api[id].docs = docs.clone();
                TypeRef::Named(id)
            }
            (_, TypeKind::Alias(ty)) => ty,
            (_, kind) => self.define(&place, hint, docs.clone(), kind),
        };
        self.combinations.known.insert(key, Combination::Done(ty.clone()));
        Some(ty)
    }

    /// The type of a combination that was met before. One that is still being lowered contains itself, and gets its
    /// type now.
    fn known_combination(&mut self, known: Combination, key: Key) -> TypeRef {
        match known {
            Combination::Done(ty) => ty,
            Combination::Open(_, _, Some(id)) => TypeRef::Named(id),
            Combination::Open(hint, place, None) => {
                let id = self.add(&place, hint.clone(), Docs::default(), TypeKind::Alias(TypeRef::Any));
                self.combinations.known.insert(key, Combination::Open(hint, place, Some(id)));
                TypeRef::Named(id)
            }
        }
    }

    /// Whether one more combination is within the bound. What has no properties does not multiply.
    fn affords(&mut self, said: &Disjunction<'_>) -> bool {
        let names = said.conjuncts.iter().map(|conjunct| {
            let schemas = conjunct.schemas.iter();
            let names: HashSet<&str> =
                schemas.flat_map(|schema| &schema.properties).map(|(name, _)| name.as_str()).collect();
            names.len()
        });
        let size: usize = names.sum();
        let properties = self.combinations.properties.saturating_add(size);
        let affords = size == 0 || properties <= MAX_PROPERTIES;
        if affords {
            self.combinations.properties = properties;
        }
        affords
    }

    /// A place for a type: the last of the schemas may be part of other combinations too.
    pub(super) fn unused_place(&self, place: Pointer) -> Pointer {
        let mut numbers = 2..;
        let mut unused = place.clone();
        while self.known(&unused).is_some() {
            unused = place.child(format!("combination {}", numbers.next().unwrap_or(0)));
        }
        unused
    }
}

fn only_schema(term: &Term) -> Option<SchemaId> {
    match term {
        Term::Schema(id) => Some(*id),
        Term::Any(_) => None,
    }
}
