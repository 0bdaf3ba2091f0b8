//! Objects: structs, and maps where no property is known.

use super::codes;
use super::context::Lowerer;
use super::schema::Lowered;
use crate::document::schema::{Additional as Others, Schema, SchemaId};
use crate::ir::{Additional, Field, Ident, NameHint, Role, Struct, TypeKind, TypeRef};
use indexmap::IndexMap;

/// What the schemas of one object say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'a> {
    /// Each property with every schema that speaks of it.
    pub(super) properties: IndexMap<&'a str, Vec<SchemaId>>,
    /// The names of the required properties, each with the schema that says so, and at which place.
    pub(super) required: IndexMap<&'a str, (&'a Schema, usize)>,
    /// What other keys hold, as the last schema says that speaks of it.
    pub(super) additional: Option<(Others, &'a Schema)>,
}

impl<'a> Parts<'a> {
    /// Adds what one schema says itself.
    pub(super) fn add(&mut self, schema: &'a Schema) {
        for (name, id) in &schema.properties {
            self.properties.entry(name).or_default().push(*id);
        }
        for (index, name) in schema.required.iter().enumerate() {
            self.required.entry(name).or_insert((schema, index));
        }
        if let Some(additional) = schema.additional {
            self.additional = Some((additional, schema));
        }
    }
}

impl<'a> Lowerer<'a> {
    pub(super) fn object(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        let mut parts = Parts::default();
        parts.add(schema);
        self.object_of(&parts, hint)
    }

    /// A struct where properties are known, else a map.
    pub(super) fn object_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> TypeKind {
        if !parts.properties.is_empty() {
            return TypeKind::Struct(self.struct_of(parts, hint));
        }
        match parts.additional {
            Some((Others::Any(false), _)) => TypeKind::Struct(Struct::default()),
            Some((Others::Schema(id), _)) => {
                let value = self.node(id, &hint.inside("value"));
                TypeKind::Alias(TypeRef::Map(Box::new(value.into_inner())))
            }
            _ => TypeKind::Alias(TypeRef::Map(Box::new(TypeRef::Any))),
        }
    }

    pub(super) fn struct_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Struct {
        for (name, (schema, index)) in &parts.required {
            if !parts.properties.contains_key(name) {
                let message = format!("`{name}` is required, but no property has that name; it is ignored");
                self.reporter.warn(
                    codes::REQUIRED_UNKNOWN,
                    message,
                    schema.pointer.child("required").child(index),
                );
            }
        }
        let mut fields = Vec::with_capacity(parts.properties.len());
        for (name, ids) in &parts.properties {
            fields.push(self.field(name, ids, parts.required.contains_key(name), hint));
        }
        Struct { fields, additional: self.additional(parts, hint) }
    }

    fn additional(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Additional {
        let ty = match parts.additional {
            None => return Additional::Ignored,
            Some((Others::Any(false), schema)) => {
                let message = "members that are not known are ignored, and not refused";
                self.reporter.note(
                    codes::ADDITIONAL_PROPERTIES,
                    message,
                    schema.pointer.child("additionalProperties"),
                );
                return Additional::Ignored;
            }
            Some((Others::Any(true), _)) => TypeRef::Any,
            Some((Others::Schema(id), _)) => self.node(id, &hint.inside("value")).into_inner(),
        };
        Additional::Typed { name: Ident::default(), ty }
    }

    fn field(&mut self, name: &str, ids: &[SchemaId], required: bool, hint: &NameHint) -> Field {
        let hint = hint.inside(name);
        let lowered = match ids {
            [id] => self.node(*id, &self.property_hint(*id, hint)),
            _ => self.combined(ids, &hint),
        };
        let pointer = ids.last().map(|id| self.schemas[*id].pointer.clone()).unwrap_or_default();
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
