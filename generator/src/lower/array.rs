//! Lists, and tuples.

use super::codes;
use super::context::Lowerer;
use super::docs;
use super::view::{Node, View};
use crate::document::TUPLE;
use crate::ir::{NameHint, Tuple, TupleItem, TypeKind, TypeRef};
use crate::pointer::Pointer;
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// A list of one type, or a tuple.
    pub(super) fn list(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        let members = view.items.filter(|_| view.data.extensions.contains_key(TUPLE));
        match members.and_then(|items| self.peek(items)).map(|items| View::new(items).all_of) {
            Some(members) => TypeKind::Tuple(self.tuple(view, members, pointer, hint)),
            None => TypeKind::Alias(self.array(view, pointer, hint)),
        }
    }

    fn array(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeRef {
        let Some(items) = view.items else {
            self.note(codes::ARRAY_ITEMS, "the array has no `items`; it holds any values", pointer);
            return TypeRef::List(Box::new(TypeRef::Any));
        };
        let item = self.node(items, &pointer.child("items"), &hint.inside("item"));
        TypeRef::List(Box::new(item.into_inner()))
    }

    /// A tuple, as the normalisation writes it: its items as the members of an `allOf`, then what comes after them.
    fn tuple(
        &mut self,
        view: &View<'a>,
        members: &'a [openapiv3::ReferenceOr<openapiv3::Schema>],
        pointer: &Pointer,
        hint: &NameHint,
    ) -> Tuple {
        let count = view.data.extensions.get(TUPLE).and_then(Value::as_u64);
        let count = count.and_then(|count| usize::try_from(count).ok()).unwrap_or(members.len());
        // Most documents say nothing about the length and mean all items.
        let least = view.limits.min_items.filter(|least| *least < count).unwrap_or(count);
        let at = pointer.child("items").child("allOf");
        let mut tuple = Tuple::default();
        for (index, member) in members.iter().enumerate() {
            let node = Node::from(member);
            let word = if index < count { format!("item {index}") } else { "item".to_owned() };
            let ty = self.node(node, &at.child(index), &hint.inside(word)).into_inner();
            if index >= count {
                tuple.rest = Some(ty);
                continue;
            }
            let required = index < least;
            // What is missing at the end and what is null there are one.
            let ty = match ty {
                TypeRef::Nullable(inner) if !required => *inner,
                ty => ty,
            };
            let docs = match node {
                Node::Schema(schema) => docs::of_schema(&View::new(schema), None),
                Node::Reference(_) => crate::ir::Docs::default(),
            };
            tuple.items.push(TupleItem { ty, required, boxed: false, docs });
        }
        tuple
    }
}
