//! Objects: structs, and maps where no property is known.

use super::codes;
use super::context::Lowerer;
use super::schema::Lowered;
use super::view::{Node, View};
use crate::ir::{Additional, Field, Ident, NameHint, Role, Struct, TypeKind, TypeRef};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::AdditionalProperties;

/// What the schemas of one object say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'a> {
    /// Each property with every schema that speaks of it.
    pub(super) properties: IndexMap<&'a str, Vec<(Node<'a>, Pointer)>>,
    /// The names of the required properties, each with its place.
    pub(super) required: IndexMap<&'a str, Pointer>,
    /// What other keys hold, as the last schema says that speaks of it.
    pub(super) additional: Option<(&'a AdditionalProperties, Pointer)>,
}

impl<'a> Parts<'a> {
    /// Adds what one schema says itself.
    pub(super) fn add(&mut self, view: &View<'a>, pointer: &Pointer) {
        let at = pointer.child("properties");
        for (name, node) in view.properties.into_iter().flatten() {
            self.properties.entry(name).or_default().push((Node::from(node), at.child(name)));
        }
        let at = pointer.child("required");
        for (index, name) in view.required.iter().enumerate() {
            self.required.entry(name).or_insert_with(|| at.child(index));
        }
        if let Some(additional) = view.additional {
            self.additional = Some((additional, pointer.child("additionalProperties")));
        }
    }
}

impl<'a> Lowerer<'a> {
    pub(super) fn object(&mut self, view: &View<'a>, pointer: &Pointer, hint: &NameHint) -> TypeKind {
        let mut parts = Parts::default();
        parts.add(view, pointer);
        self.object_of(&parts, hint)
    }

    /// A struct where properties are known, else a map.
    pub(super) fn object_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> TypeKind {
        if !parts.properties.is_empty() {
            return TypeKind::Struct(self.struct_of(parts, hint));
        }
        match &parts.additional {
            Some((AdditionalProperties::Any(false), _)) => TypeKind::Struct(Struct::default()),
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                let value = self.node(Node::from(&**schema), pointer, &hint.inside("value"));
                TypeKind::Alias(TypeRef::Map(Box::new(value.into_inner())))
            }
            _ => TypeKind::Alias(TypeRef::Map(Box::new(TypeRef::Any))),
        }
    }

    pub(super) fn struct_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Struct {
        for (name, pointer) in &parts.required {
            if !parts.properties.contains_key(name) {
                let message = format!("`{name}` is required, but no property has that name; it is ignored");
                self.warn(codes::REQUIRED_UNKNOWN, message, pointer);
            }
        }
        let mut fields = Vec::with_capacity(parts.properties.len());
        for (name, nodes) in &parts.properties {
            fields.push(self.field(name, nodes, parts.required.contains_key(name), hint));
        }
        Struct { fields, additional: self.additional(parts, hint) }
    }

    fn additional(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Additional {
        let ty = match &parts.additional {
            None => return Additional::Ignored,
            Some((AdditionalProperties::Any(false), pointer)) => {
                let message = "members that are not known are ignored, and not refused";
                self.note(codes::ADDITIONAL_PROPERTIES, message, pointer);
                return Additional::Ignored;
            }
            Some((AdditionalProperties::Any(true), _)) => TypeRef::Any,
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                self.node(Node::from(&**schema), pointer, &hint.inside("value")).into_inner()
            }
        };
        Additional::Typed { name: Ident::default(), ty }
    }

    fn field(&mut self, name: &str, nodes: &[(Node<'a>, Pointer)], required: bool, hint: &NameHint) -> Field {
        let hint = hint.inside(name);
        let lowered = match nodes {
            [(node, pointer)] => self.node(*node, pointer, &self.property_hint(pointer, hint)),
            _ => self.combined(nodes, &hint),
        };
        let pointer = nodes.last().map(|(_, pointer)| pointer.clone()).unwrap_or_default();
        let Lowered { ty, nullable, access, default, docs } = lowered;
        Field {
            pointer,
            wire_name: name.to_owned(),
            name: Ident::default(),
            ty,
            required,
            nullable,
            role: Role::default(),
            access,
            default,
            boxed: false,
            docs,
            selector: Ident::default(),
        }
    }
}
