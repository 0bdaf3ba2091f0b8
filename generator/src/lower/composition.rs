//! `allOf`, and alternatives beside properties: several schemas that speak of one value.

use super::context::Lowerer;
use super::object::Parts;
use super::schema::plain;
use super::shape::Shape;
use super::union::Branch;
use super::view::{Node, View};
use super::{codes, docs, resolve, scalar};
use crate::ir::{NameHint, TypeKind};
use crate::pointer::Pointer;
use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many schemas may stand in each other's `allOf`.
const MAX_NESTING: usize = 64;

/// What the schemas of an `allOf` say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Merge<'a> {
    parts: Parts<'a>,
    alternatives: Vec<Alternatives<'a>>,
    /// The members that are no objects.
    others: Vec<(Node<'a>, Pointer)>,
    is_object: bool,
    /// The schemas whose members are part of it. What two members extend is added once, since members that share their
    /// own members would take exponential time.
    done: HashSet<Pointer>,
}

/// A `oneOf` or `anyOf` among the members.
#[derive(Clone, Debug)]
struct Alternatives<'a> {
    branches: &'a [ReferenceOr<Schema>],
    keyword: &'static str,
    pointer: Pointer,
    discriminator: Option<&'a Discriminator>,
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
    pub(super) fn composed(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        if let Some((node, at)) = self.only_member(view, pointer) {
            return self.formatted(view, node).unwrap_or_else(|| self.content_of(node, &at, hint));
        }
        if !view.values.is_empty() {
            return self.enumeration(view, pointer);
        }
        let mut merge = Merge::default();
        self.collect(view, pointer, &mut merge, &mut Vec::new());
        self.decide(merge, view, pointer, hint)
    }

    pub(super) fn is_structural(&self, node: Node<'a>) -> bool {
        self.peek(node).is_none_or(|schema| View::new(schema).is_structural())
    }

    /// The single member that says anything about the form: then the whole is that member with other documentation.
    fn only_member(&self, view: &View<'a>, pointer: &Pointer) -> Option<(Node<'a>, Pointer)> {
        let says_more = view.has_properties()
            || view.additional.is_some()
            || view.items.is_some()
            || !view.required.is_empty()
            || !view.values.is_empty()
            || !view.one_of.is_empty()
            || !view.any_of.is_empty();
        if says_more {
            return None;
        }
        let mut found = None;
        for (index, branch) in view.all_of.iter().enumerate() {
            let node = Node::from(branch);
            let schema = self.peek(node)?;
            let inner = View::new(schema);
            let is_base = inner.data.discriminator.is_some() && inner.one_of.is_empty();
            if is_base && resolve::component_name(pointer).is_some() {
                // A child that adds nothing to its base is still not any of the children.
                return None;
            }
            if inner.is_structural() {
                if found.is_some() {
                    return None;
                }
                found = Some((node, pointer.child("allOf").child(index)));
            } else if !inner.required.is_empty() {
                return None;
            }
        }
        found
    }

    /// A member that is a scalar, with the format that stands beside it.
    fn formatted(&self, view: &View<'a>, member: Node<'a>) -> Option<TypeKind> {
        let inner = View::new(self.peek(member)?);
        let ty = inner.typ.filter(|_| plain(&inner).is_some() && inner.format.is_none())?;
        let is_given = view.format.is_some() && view.typ.is_none_or(|own| own == ty);
        is_given.then(|| TypeKind::Alias(scalar::of_view(ty, view)))
    }

    /// Adds one member.
    pub(super) fn member(
        &mut self,
        node: Node<'a>,
        at: &Pointer,
        merge: &mut Merge<'a>,
        stack: &mut Vec<Pointer>,
    ) {
        let Some((schema, place)) = self.follow(node, at) else { return };
        let view = View::new(schema);
        match self.shape(node, None) {
            Shape::Object | Shape::Mixed => self.collect(&view, &place, merge, stack),
            _ if !view.all_of.is_empty() => self.collect(&view, &place, merge, stack),
            _ if view.is_structural() => merge.others.push((node, at.clone())),
            _ => merge.parts.add(&view, &place),
        }
    }

    /// Adds a schema with its members, from the inside out.
    fn collect(
        &mut self,
        view: &View<'a>,
        pointer: &Pointer,
        merge: &mut Merge<'a>,
        stack: &mut Vec<Pointer>,
    ) {
        // An alternative that extends the schema whose alternative it is adds nothing to it; circles are reported apart.
        if stack.contains(pointer) {
            return;
        }
        if stack.len() >= MAX_NESTING {
            let message = format!("more than {MAX_NESTING} schemas extend each other; the rest is left out");
            self.warn(codes::SCHEMA_DEPTH, message, pointer);
            return;
        }
        if !merge.done.insert(pointer.clone()) {
            return;
        }
        stack.push(pointer.clone());
        for (index, branch) in view.all_of.iter().enumerate() {
            self.member(Node::from(branch), &pointer.child("allOf").child(index), merge, stack);
        }
        stack.pop();
        self.collect_alternatives(view, pointer, merge);
        merge.is_object |= view.typ == Some("object") || view.has_properties();
        merge.parts.add(view, pointer);
    }

    fn collect_alternatives(&mut self, view: &View<'a>, pointer: &Pointer, merge: &mut Merge<'a>) {
        for (keyword, branches) in [("oneOf", view.one_of), ("anyOf", view.any_of)] {
            if branches.is_empty() {
                continue;
            }
            let at = pointer.child(keyword);
            if branches.iter().all(|branch| !self.is_structural(Node::from(branch))) {
                self.required_alternatives(&at);
                continue;
            }
            merge.alternatives.push(Alternatives {
                branches,
                keyword,
                pointer: at,
                discriminator: view.data.discriminator.as_ref(),
            });
        }
    }

    pub(super) fn required_alternatives(&mut self, pointer: &Pointer) {
        let message = "the alternatives only differ in what is required or allowed; they are not told apart";
        self.note(codes::REQUIRED_ALTERNATIVES, message, pointer);
    }

    pub(super) fn decide(
        &mut self,
        mut merge: Merge<'a>,
        view: &View<'a>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        if merge.parts.properties.is_empty() && merge.alternatives.is_empty() {
            self.report_conflict(&merge.others, pointer);
            if let Some((node, at)) = self.narrowest(&merge.others) {
                return self.content_of(node, &at, hint);
            }
            let is_known = merge.is_object || merge.parts.additional.is_some();
            return if is_known {
                self.object_of(&merge.parts, hint)
            } else {
                self.of_type(view, pointer, hint)
            };
        }
        if !merge.others.is_empty() {
            let message = "some members are objects and others are not; the objects are used";
            self.warn(codes::ALL_OF_CONFLICT, message, pointer);
        }
        match merge.alternatives.pop() {
            None => TypeKind::Struct(self.struct_of(&merge.parts, hint)),
            Some(only) if merge.alternatives.is_empty() => {
                if merge.parts.properties.is_empty() && merge.parts.required.is_empty() {
                    return self.alternatives(view, only.branches, &only.pointer, hint);
                }
                self.distribute(&merge, &only, pointer, hint)
            }
            Some(last) => {
                merge.alternatives.push(last);
                self.weaken(&mut merge, pointer);
                TypeKind::Struct(self.struct_of(&merge.parts, hint))
            }
        }
    }

    /// Says that no value can be of all members, of which only one is used.
    fn report_conflict(&mut self, others: &[(Node<'a>, Pointer)], pointer: &Pointer) {
        let views: Vec<_> = others.iter().filter_map(|(node, _)| self.peek(*node).map(View::new)).collect();
        let shapes: Vec<_> = others.iter().map(|(node, _)| self.shape(*node, None)).collect();
        let fit = |left: Shape, right: Shape| {
            let is_open = |shape| matches!(shape, Shape::Any | Shape::Mixed | Shape::Several | Shape::Null);
            let is_alike = (left.is_text() && right.is_text()) || (left.is_number() && right.is_number());
            left == right || is_open(left) || is_open(right) || is_alike
        };
        let mut formats: Vec<_> = views.iter().filter_map(|view| view.format).collect();
        formats.dedup();
        let lists: Vec<_> = views.iter().map(|view| &view.values).filter(|list| !list.is_empty()).collect();
        let is_part = |part: &[Value], whole: &[Value]| part.iter().all(|value| whole.contains(value));
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
        self.warn(codes::ALL_OF_CONFLICT, message, pointer);
    }

    /// The member that says most: an enumeration, of several the shortest, else what has items or a format, else an integer, else the last.
    fn narrowest(&self, others: &[(Node<'a>, Pointer)]) -> Option<(Node<'a>, Pointer)> {
        let rank = |node: Node<'a>| {
            let Some(schema) = self.peek(node) else { return (0, Reverse(0)) };
            let view = View::new(schema);
            let rank = if !view.values.is_empty() {
                5
            } else if view.items.is_some() {
                4
            } else if view.format.is_some() {
                3
            } else if view.typ == Some("integer") {
                2
            } else {
                1
            };
            (rank, Reverse(view.values.len()))
        };
        others.iter().max_by_key(|(node, _)| rank(*node)).cloned()
    }

    /// One struct for each alternative, with what all of them share.
    fn distribute(
        &mut self,
        merge: &Merge<'a>,
        alternatives: &Alternatives<'a>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        let mut branches = Vec::new();
        let words = self.branch_words(alternatives.branches, alternatives.discriminator, None);
        for (index, (branch, word)) in alternatives.branches.iter().zip(words).enumerate() {
            let (node, at) = (Node::from(branch), alternatives.pointer.child(index));
            let shape = self.shape(node, None);
            if shape == Shape::Null {
                continue;
            }
            let Some((schema, _)) = self.follow(node, &at) else { continue };
            let mut own = Merge { parts: merge.parts.clone(), is_object: true, ..Merge::default() };
            self.member(node, &at, &mut own, &mut vec![pointer.clone()]);
            if !own.others.is_empty() {
                let message = "an alternative is no object, although the schema has properties";
                self.warn(codes::ALL_OF_CONFLICT, message, &at);
                continue;
            }
            if !own.alternatives.is_empty() {
                self.weaken(&mut own, &at);
            }
            let site = pointer.child(alternatives.keyword).child(index);
            let inner = hint.inside(word.clone());
            let kind = TypeKind::Struct(self.struct_of(&own.parts, &inner));
            let docs = docs::of_schema(&View::new(schema), Some(&word));
            let ty = self.define(&site, &inner, docs.clone(), kind);
            branches.push(Branch { node, pointer: at, shape, word, ty: Some(ty), docs });
        }
        self.union_of(branches, alternatives.discriminator, &alternatives.pointer, hint)
    }

    /// Takes the properties of all alternatives, all of them optional.
    fn weaken(&mut self, merge: &mut Merge<'a>, pointer: &Pointer) {
        let message = "several sets of alternatives in one schema; the properties of all become optional";
        self.warn(codes::ALTERNATIVES_MERGED, message, pointer);
        let required = merge.parts.required.clone();
        let mut rounds = 0;
        while let Some(alternatives) = merge.alternatives.pop() {
            rounds += 1;
            if rounds > MAX_NESTING {
                break;
            }
            for (index, branch) in alternatives.branches.iter().enumerate() {
                let at = alternatives.pointer.child(index);
                self.member(Node::from(branch), &at, merge, &mut Vec::new());
            }
        }
        merge.parts.required = required;
    }
}
