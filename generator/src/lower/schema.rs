//! Schemas and references to them: which family of keywords decides the type.

use super::context::Lowerer;
use super::view::{Node, View};
use super::{codes, docs, resolve};
use crate::ir::{Access, Docs, NameHint, TypeKind, TypeRef};
use crate::pointer::Pointer;
use openapiv3::{Schema, SchemaData};
use serde_json::Value;
use std::collections::HashSet;

/// A use of a schema: its type and what the place of use says beside it.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
    pub(super) access: Access,
    pub(super) default: Option<Value>,
    pub(super) docs: Docs,
}

impl Lowered {
    pub(super) fn any() -> Self {
        Self {
            ty: TypeRef::Any,
            nullable: true,
            access: Access::default(),
            default: None,
            docs: Docs::default(),
        }
    }

    /// The type for a place inside a list or a map, where `null` needs a type of its own.
    pub(super) fn into_inner(self) -> TypeRef {
        if self.nullable && self.ty != TypeRef::Any { TypeRef::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

impl<'a> Lowerer<'a> {
    /// Lowers a schema or a reference to one.
    pub(super) fn node(&mut self, node: Node<'a>, pointer: &Pointer, hint: &NameHint) -> Lowered {
        match node {
            Node::Reference(reference) => self.reference(reference, pointer),
            Node::Schema(schema) => self.schema(schema, pointer, hint),
        }
    }

    /// Lowers a reference: the type of its target, and whether that may be `null`.
    pub(super) fn reference(&mut self, reference: &'a str, pointer: &Pointer) -> Lowered {
        let Some((schema, _)) = self.follow(Node::Reference(reference), pointer) else {
            return Lowered::any();
        };
        let Some(target) = resolve::pointer_of(reference) else { return Lowered::any() };
        let id = self.slot(&target);
        Lowered {
            ty: TypeRef::Named(id),
            nullable: self.is_nullable(&View::new(schema)),
            access: access(&schema.schema_data),
            default: None,
            docs: Docs::default(),
        }
    }

    fn schema(&mut self, schema: &'a Schema, pointer: &Pointer, hint: &NameHint) -> Lowered {
        let view = View::new(schema);
        let docs = docs::of_schema(&view, None);
        self.note_example(view.data.example.as_ref(), pointer);
        let ty = match plain(&view) {
            Some(ty) => ty,
            None => match self.known(pointer) {
                Some(id) => TypeRef::Named(id),
                None => self.inline(&view, pointer, hint, &docs),
            },
        };
        Lowered {
            nullable: ty == TypeRef::Any || self.is_nullable(&view),
            ty,
            access: access(view.data),
            default: self.default_of(&view, pointer),
            docs,
        }
    }

    fn inline(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint, docs: &Docs) -> TypeRef {
        match self.nested(pointer, |this| this.content(view, pointer, hint)) {
            None => TypeRef::Any,
            Some(TypeKind::Alias(ty)) => ty,
            Some(kind) => {
                let docs = Docs { deprecated: None, ..docs.clone() };
                self.define(pointer, hint, docs, kind)
            }
        }
    }

    /// What a schema is. Only objects, enumerations and unions need a name; the rest is an alias here.
    pub(super) fn content(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        if view.not {
            self.note(codes::SCHEMA_NOT, "`not` is not represented", &pointer.child("not"));
        }
        if let Some(kind) = self.discriminated_base(view, pointer) {
            return kind;
        }
        let has_alternatives = !view.one_of.is_empty() || !view.any_of.is_empty();
        if !view.all_of.is_empty() || (has_alternatives && view.has_properties()) {
            return self.composed(view, pointer, hint);
        }
        if !view.one_of.is_empty() && !view.any_of.is_empty() {
            return self.composed(view, pointer, hint);
        }
        if !view.one_of.is_empty() {
            return self.alternatives(view, view.one_of, &pointer.child("oneOf"), hint);
        }
        if !view.any_of.is_empty() {
            return self.alternatives(view, view.any_of, &pointer.child("anyOf"), hint);
        }
        if !view.values.is_empty() && !matches!(view.typ, Some("object" | "array")) {
            return self.enumeration(view, pointer);
        }
        if !view.values.is_empty() {
            let message = "the values that are allowed do not show in the type";
            self.note(codes::ENUM_UNCHECKED, message, &pointer.child("enum"));
        }
        self.of_type(view, pointer, hint)
    }

    /// What a schema is that another one consists of: it does not get a name beside that one's.
    pub(super) fn content_of(&mut self, node: Node<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        match (node, self.known(pointer)) {
            (Node::Schema(schema), None) => {
                let view = View::new(schema);
                let kind = self.nested(pointer, |this| this.content(&view, pointer, hint));
                kind.unwrap_or(TypeKind::Alias(TypeRef::Any))
            }
            _ => TypeKind::Alias(self.node(node, pointer, hint).ty),
        }
    }

    pub(super) fn of_type(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        if !view.values.is_empty() {
            let message = "the values of an enumeration of objects or lists are not represented";
            self.note(codes::ENUM_MIXED, message, &pointer.child("enum"));
        }
        match view.effective_type() {
            Some("object") => self.object(view, pointer, hint),
            Some("array") => self.list(view, pointer, hint),
            Some(scalar @ ("string" | "integer" | "number" | "boolean")) => {
                TypeKind::Alias(super::scalar::of_view(scalar, view))
            }
            // The reader leaves out any other `type`, and says so.
            _ => TypeKind::Alias(TypeRef::Any),
        }
    }

    /// Whether `null` is a documented value, in any of the spellings.
    pub(super) fn is_nullable(&self, view: &View<'a>) -> bool {
        self.is_nullable_within(view, &mut HashSet::new(), 0)
    }

    /// Each schema is looked at once: alternatives that share alternatives would take exponential time.
    fn is_nullable_within(
        &self,
        view: &View<'a>,
        seen: &mut HashSet<*const SchemaData>,
        hops: usize,
    ) -> bool {
        if view.data.nullable || view.lists_null() {
            return true;
        }
        if hops > 16 || !seen.insert(view.data) {
            return false;
        }
        let mut is_null = |node: Node<'a>| {
            let view = self.peek(node).map(View::new);
            view.is_some_and(|view| self.is_nullable_within(&view, seen, hops + 1))
        };
        // `null` has to be a value of each part; one that only describes takes any.
        let is_part = |part: &&'a _| {
            self.peek(Node::from(*part)).is_some_and(|schema| View::new(schema).is_structural())
        };
        let mut parts = view.all_of.iter().filter(is_part).peekable();
        if parts.peek().is_some() {
            return parts.all(|part| is_null(Node::from(part)));
        }
        view.one_of.iter().chain(view.any_of).any(|branch| is_null(Node::from(branch)))
    }
}

/// The type of a schema that is only a scalar, as most are.
pub(super) fn plain(view: &View<'_>) -> Option<TypeRef> {
    let is_alone = view.values.is_empty()
        && view.all_of.is_empty()
        && view.one_of.is_empty()
        && view.any_of.is_empty()
        && !view.not;
    match view.typ {
        Some(ty @ ("string" | "integer" | "number" | "boolean")) if is_alone => {
            Some(super::scalar::of_view(ty, view))
        }
        _ => None,
    }
}

pub(super) fn access(data: &SchemaData) -> Access {
    match (data.read_only, data.write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}
