//! Properties of which several schemas speak, in each other's `allOf`.
//!
//! What they say together is a type of its own, whose properties may be combinations in turn: a few schemas combine in
//! exponentially many ways. So inside one component or operation the same schemas become one type, which may contain
//! itself, and what all combinations of a document have is bounded.

use super::codes;
use super::composition::Merge;
use super::context::Lowerer;
use super::docs;
use super::memo::{Combination, Key};
use super::schema::Lowered;
use crate::document::schema::SchemaId;
use crate::ir::{Docs, NameHint, TypeKind, TypeRef};
use crate::pointer::Pointer;

/// How many properties the combinations of one document may have together.
const MAX_PROPERTIES: usize = 5_000;

impl<'a> Lowerer<'a> {
    /// Lowers a property of which several schemas speak.
    pub(super) fn combined(&mut self, ids: &[SchemaId], hint: &NameHint) -> Lowered {
        let structural: Vec<_> = ids.iter().copied().filter(|id| self.is_structural(*id)).collect();
        let Some(&last) = ids.last() else { return Lowered::any() };
        let chosen = if let [only] = structural.as_slice() { *only } else { last };
        let mut lowered = self.node(chosen, &self.property_hint(chosen, hint.clone()));
        for schema in ids.iter().map(|id| &self.schemas[*id]).filter(|schema| schema.reference.is_none()) {
            lowered.docs.give_way(docs::of_schema(self.schemas, schema, None));
            lowered.default = schema.default_value().map(ToString::to_string).or(lowered.default);
        }
        if let Some(ty) = self.combination(&structural, &lowered.docs, hint) {
            lowered.ty = ty;
        }
        lowered
    }

    /// The type that several schemas give together; `None` where the last of them decides alone.
    fn combination(&mut self, ids: &[SchemaId], docs: &Docs, hint: &NameHint) -> Option<TypeRef> {
        let last = *ids.last()?;
        let mut members: Vec<SchemaId> = Vec::with_capacity(ids.len());
        for id in ids {
            let schema = self.follow(*id).map(|schema| schema.id);
            members.extend(schema.filter(|schema| !members.contains(schema)));
        }
        let schema = self.peek(last)?;
        if members.len() < 2 {
            return None;
        }
        let key = (hint.words.first().cloned(), members);
        if let Some(known) = self.combinations.known.get(&key) {
            return Some(self.known_combination(known.clone(), key));
        }
        let mut merge = Merge::default();
        for id in ids {
            self.member(*id, &mut merge, &mut Vec::new());
        }
        let last_pointer = &self.schemas[last].pointer;
        if !self.affords(&merge) {
            let message = "the schemas of this property combine in too many ways; only the last one is used";
            self.reporter.warn(codes::ALL_OF_COMBINATIONS, message, last_pointer);
            return None;
        }
        let place = self.unused_place(last_pointer.child("allOf"));
        let open = Combination::Open(hint.clone(), place.clone(), None);
        self.combinations.known.insert(key.clone(), open);
        let kind = self.nested(&place, |this| this.decide(merge, schema, &place, hint));
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
    fn affords(&mut self, merge: &Merge<'_>) -> bool {
        let properties = self.combinations.properties.saturating_add(merge.size());
        let affords = merge.size() == 0 || properties <= MAX_PROPERTIES;
        if affords {
            self.combinations.properties = properties;
        }
        affords
    }

    /// A place for a type: the last of the schemas may be part of other combinations too.
    fn unused_place(&self, place: Pointer) -> Pointer {
        let mut numbers = 2..;
        let mut unused = place.clone();
        while self.known(&unused).is_some() {
            unused = place.child(format!("combination {}", numbers.next().unwrap_or(0)));
        }
        unused
    }
}
