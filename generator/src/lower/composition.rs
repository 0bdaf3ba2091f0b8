//! `allOf`, and alternatives beside properties: several schemas that speak of one value.

use super::context::Lowerer;
use super::object::Parts;
use super::schema::plain;
use super::shape::Shape;
use super::union::Branch;
use super::{codes, component, docs, scalar};
use crate::document::schema::{Literal, Schema, SchemaDiscriminator, SchemaId, SchemaType};
use crate::ir::{NameHint, TypeKind};
use crate::pointer::Pointer;
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many schemas may stand in each other's `allOf`.
const MAX_NESTING: usize = 64;

/// What the schemas of an `allOf` say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Merge<'a> {
    parts: Parts<'a>,
    alternatives: Vec<Alternatives<'a>>,
    /// The members that are not objects.
    others: Vec<SchemaId>,
    is_object: bool,
    /// The schemas whose members are part of it. What two members extend is added once, since members that share their
    /// own members would take exponential time.
    done: HashSet<SchemaId>,
}

/// A `oneOf` or `anyOf` among the members.
#[derive(Clone, Debug)]
struct Alternatives<'a> {
    branches: &'a [SchemaId],
    keyword: &'static str,
    pointer: Pointer,
    discriminator: Option<&'a SchemaDiscriminator>,
}

impl Merge<'_> {
    /// How many properties its types have: those of the schema itself, once for each alternative.
    pub(super) fn size(&self) -> usize {
        let branches: usize = self.alternatives.iter().map(|alternatives| alternatives.branches.len()).sum();
        match (self.parts.properties.len(), branches) {
            (properties, 0) => properties,
            (properties, branches) => properties.max(1).saturating_mul(branches),
        }
    }
}

impl<'a> Lowerer<'a> {
    pub(super) fn composed(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        if let Some(id) = self.only_member(schema) {
            return self.formatted(schema, id).unwrap_or_else(|| self.content_of(id, hint));
        }
        if !schema.values().is_empty() {
            return self.enumeration(schema);
        }
        let mut merge = Merge::default();
        self.collect(schema, &mut merge, &mut Vec::new());
        self.decide(merge, schema, &schema.pointer, hint)
    }

    /// The single member that says anything about the form: then the whole is that member with other documentation.
    fn only_member(&self, schema: &'a Schema) -> Option<SchemaId> {
        let says_more = !schema.properties.is_empty()
            || schema.additional.is_some()
            || schema.has_items()
            || !schema.required.is_empty()
            || !schema.values().is_empty()
            || schema.has_alternatives();
        if says_more {
            return None;
        }
        let mut found = None;
        for id in &schema.all_of {
            let inner = self.peek(*id)?;
            let is_base = inner.discriminator().is_some() && inner.one_of.is_empty();
            if is_base && component::name_of(&schema.pointer).is_some() {
                // A child that adds nothing to its base is still not any of the children.
                return None;
            }
            if inner.is_structural() {
                if found.is_some() {
                    return None;
                }
                found = Some(*id);
            } else if !inner.required.is_empty() {
                return None;
            }
        }
        found
    }

    /// A member that is a scalar, with the format that stands beside it.
    fn formatted(&self, schema: &'a Schema, member: SchemaId) -> Option<TypeKind> {
        let inner = self.peek(member)?;
        let typ = inner.typ.filter(|_| plain(inner).is_some() && inner.format.is_none())?;
        let is_given = schema.format.is_some() && schema.typ.is_none_or(|own| own == typ);
        is_given.then(|| TypeKind::Alias(scalar::of_schema(typ, schema)))
    }

    /// Adds one member.
    pub(super) fn member(&mut self, id: SchemaId, merge: &mut Merge<'a>, stack: &mut Vec<SchemaId>) {
        let Some(schema) = self.follow(id) else { return };
        match self.shape(id, None) {
            Shape::Object | Shape::Mixed => self.collect(schema, merge, stack),
            _ if !schema.all_of.is_empty() => self.collect(schema, merge, stack),
            _ if schema.is_structural() => merge.others.push(id),
            _ => self.add_to(&mut merge.parts, schema),
        }
    }

    /// Adds a schema with its members, from the inside out.
    fn collect(&mut self, schema: &'a Schema, merge: &mut Merge<'a>, stack: &mut Vec<SchemaId>) {
        // An alternative that extends the schema whose alternative it is adds nothing to it; circles are reported
        // apart.
        if stack.contains(&schema.id) {
            return;
        }
        if stack.len() >= MAX_NESTING {
            let message = format!("more than {MAX_NESTING} schemas extend each other; the rest is left out");
            self.reporter.warn(codes::SCHEMA_DEPTH, message, &schema.pointer);
            return;
        }
        if !merge.done.insert(schema.id) {
            return;
        }
        stack.push(schema.id);
        for id in &schema.all_of {
            self.member(*id, merge, stack);
        }
        stack.pop();
        self.collect_alternatives(schema, merge);
        merge.is_object |= schema.typ == Some(SchemaType::Object) || !schema.properties.is_empty();
        self.add_to(&mut merge.parts, schema);
    }

    fn collect_alternatives(&mut self, schema: &'a Schema, merge: &mut Merge<'a>) {
        for (keyword, branches) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            if branches.is_empty() {
                continue;
            }
            let pointer = schema.pointer.child(keyword);
            if !branches.iter().any(|branch| self.is_structural(*branch)) {
                self.required_alternatives(&pointer);
                continue;
            }
            let discriminator = schema.discriminator();
            merge.alternatives.push(Alternatives { branches, keyword, pointer, discriminator });
        }
    }

    pub(super) fn required_alternatives(&mut self, pointer: &Pointer) {
        let message =
            "the alternatives only differ in what is required or allowed; they are not distinguished";
        self.reporter.note(codes::REQUIRED_ALTERNATIVES, message, pointer);
    }

    /// What the members are together. `pointer` is the place of a type that is made of them.
    pub(super) fn decide(
        &mut self,
        mut merge: Merge<'a>,
        schema: &'a Schema,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        if merge.parts.properties.is_empty() && merge.alternatives.is_empty() {
            self.report_conflict(&merge.others, pointer);
            if let Some(id) = self.narrowest(&merge.others) {
                if schema.has_items() && self.detail(schema.id) >= self.detail(id) {
                    return self.of_type(schema, hint);
                }
                return self.content_of(id, hint);
            }
            let is_known = merge.is_object || merge.parts.additional.is_some();
            return if is_known { self.object_of(&merge.parts, hint) } else { self.of_type(schema, hint) };
        }
        if !merge.others.is_empty() {
            let message = "some members are objects and others are not; the objects are used";
            self.reporter.warn(codes::ALL_OF_CONFLICT, message, pointer);
        }
        match merge.alternatives.pop() {
            None => TypeKind::Struct(self.struct_of(&merge.parts, hint)),
            Some(only) if merge.alternatives.is_empty() => {
                if merge.parts.properties.is_empty() && merge.parts.required.is_empty() {
                    return self.alternatives(schema, only.branches, &only.pointer, hint);
                }
                let own = (*pointer == schema.pointer).then_some(schema.id);
                self.distribute(&merge, &only, (pointer, own), hint)
            }
            Some(last) => {
                merge.alternatives.push(last);
                self.weaken(&mut merge, pointer);
                TypeKind::Struct(self.struct_of(&merge.parts, hint))
            }
        }
    }

    /// Says that no value can be of all members, of which only one is used.
    fn report_conflict(&mut self, others: &[SchemaId], pointer: &Pointer) {
        let schemas: Vec<_> = others.iter().filter_map(|id| self.peek(*id)).collect();
        let shapes: Vec<_> = others.iter().map(|id| self.shape(*id, None)).collect();
        let fit = |left: Shape, right: Shape| {
            let is_open = |shape| matches!(shape, Shape::Any | Shape::Mixed | Shape::Several | Shape::Null);
            let is_alike = (left.is_text() && right.is_text()) || (left.is_number() && right.is_number());
            left == right || is_open(left) || is_open(right) || is_alike
        };
        let mut formats: Vec<_> = schemas.iter().filter_map(|schema| schema.format.as_ref()).collect();
        formats.dedup();
        let lists: Vec<_> =
            schemas.iter().map(|schema| schema.values()).filter(|list| !list.is_empty()).collect();
        let is_part = |part: &[Literal], whole: &[Literal]| part.iter().all(|value| whole.contains(value));
        let have_part = lists.iter().any(|part| lists.iter().all(|whole| is_part(part, whole)));
        let what = if !shapes.windows(2).all(|pair| fit(pair[0], pair[1])) {
            "types"
        } else if formats.len() > 1 {
            "formats"
        } else if !lists.is_empty() && !have_part {
            "values"
        } else {
            return;
        };
        let message = format!("the members have different {what}; only one of them is used");
        self.reporter.warn(codes::ALL_OF_CONFLICT, message, pointer);
    }

    /// The member that says most: an enumeration, of several the shortest, else what has items, of several those of
    /// which most is said, else what has a format, else an integer, else the last.
    fn narrowest(&self, others: &[SchemaId]) -> Option<SchemaId> {
        let rank = |id: SchemaId| {
            let Some(schema) = self.peek(id) else { return (0, 0, Reverse(0)) };
            let rank = if !schema.values().is_empty() {
                5
            } else if schema.has_items() {
                4
            } else if schema.format.is_some() {
                3
            } else if schema.typ == Some(SchemaType::Integer) {
                2
            } else {
                1
            };
            (rank, self.detail(id), Reverse(schema.values().len()))
        };
        others.iter().copied().max_by_key(|id| rank(*id))
    }

    /// One struct for each alternative, with what all of them share.
    fn distribute(
        &mut self,
        merge: &Merge<'a>,
        alternatives: &Alternatives<'a>,
        (pointer, own): (&Pointer, Option<SchemaId>),
        hint: &NameHint,
    ) -> TypeKind {
        let mut branches = Vec::new();
        let words = self.branch_words(alternatives.branches, alternatives.discriminator, None);
        for (index, (&id, word)) in alternatives.branches.iter().zip(words).enumerate() {
            let at = &self.schemas[id].pointer;
            let shape = self.shape(id, None);
            if shape == Shape::Null {
                continue;
            }
            let Some(schema) = self.follow(id) else { continue };
            let mut inner = Merge { parts: merge.parts.clone(), is_object: true, ..Merge::default() };
            self.member(id, &mut inner, &mut own.into_iter().collect());
            if !inner.others.is_empty() {
                let message = "an alternative is not an object, although the schema has properties";
                self.reporter.warn(codes::ALL_OF_CONFLICT, message, at);
                continue;
            }
            if !inner.alternatives.is_empty() {
                self.weaken(&mut inner, at);
            }
            let place = pointer.child(alternatives.keyword).child(index);
            let hint = hint.inside(word.clone());
            let kind = TypeKind::Struct(self.struct_of(&inner.parts, &hint));
            let docs = docs::of_schema(self.schemas, schema, Some(&word));
            let ty = self.define(&place, &hint, docs.clone(), kind);
            branches.push(Branch { id, shape, word, ty: Some(ty), docs });
        }
        self.union_of(branches, alternatives.discriminator, &alternatives.pointer, hint)
    }

    /// Takes the properties of all alternatives, all of them optional.
    fn weaken(&mut self, merge: &mut Merge<'a>, pointer: &Pointer) {
        let message = "several sets of alternatives in one schema; the properties of all become optional";
        self.reporter.warn(codes::ALTERNATIVES_MERGED, message, pointer);
        let required = merge.parts.required.clone();
        let mut rounds = 0;
        while let Some(alternatives) = merge.alternatives.pop() {
            rounds += 1;
            if rounds > MAX_NESTING {
                break;
            }
            for id in alternatives.branches {
                self.member(*id, merge, &mut Vec::new());
            }
        }
        merge.parts.required = required;
    }
}
