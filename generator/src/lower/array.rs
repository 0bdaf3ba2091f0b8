//! Lists.

use super::codes;
use super::context::Lowerer;
use super::view::View;
use crate::ir::{NameHint, TypeRef};
use crate::pointer::Pointer;

impl<'a> Lowerer<'a> {
    pub(super) fn array(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeRef {
        let Some(items) = view.items else {
            self.note(codes::ARRAY_ITEMS, "the array has no `items`; it holds any values", pointer);
            return TypeRef::List(Box::new(TypeRef::Any));
        };
        let item = self.node(items, &pointer.child("items"), &hint.inside("item"));
        TypeRef::List(Box::new(item.into_inner()))
    }
}
