//! Named types and what is inside them.

use super::builder::Builder;
use super::{Entry, Item, ItemRole, Shape, type_text};
use crate::compare::items::implementation;
use crate::compare::rules::Kind;
use crate::compare::same_types::components;
use crate::document::schema::Literal;
use crate::ir::{
    Access, Additional, Enumeration, Field, Struct, Tuple, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionMatch, Usage,
};
use crate::pointer::Pointer;

impl Builder<'_> {
    pub(super) fn types(&self) -> Vec<Entry> {
        (0..)
            .map(TypeId)
            .zip(&self.api.types)
            .map(|(id, definition)| self.type_entry(id, definition))
            .collect()
    }

    fn type_entry(&self, id: TypeId, definition: &TypeDef) -> Entry {
        let name = self.names.get(&id).cloned().unwrap_or_default();
        let at = (definition.source, &definition.pointer);
        let components = components(definition);
        let word = if components.contains(&name) { "schema" } else { "type" };
        let mut entry = self.entry(Kind::Type, &name, format!("{word} {name}"), at);
        entry.facts.components = components;
        let path = format!("models::{}", definition.name);
        entry.items.extend(self.item_at(ItemRole::Itself, path.clone(), definition.name.as_str()));
        self.documented(&mut entry.facts, &definition.docs);
        self.limited_type(&mut entry.facts, at);
        entry.facts.usage = usage(definition);
        entry.items.extend(self.abilities(&path));
        entry.items.extend(self.selection(definition));
        let owner = Owner { name: &name, path: &path, definition };
        match &definition.kind {
            TypeKind::Struct(object) => {
                entry.facts.shape = Some(Shape::Object);
                entry.children = self.properties(&owner, object);
            }
            TypeKind::Enumeration(values) => {
                entry.facts.shape = Some(if values.is_integer { Shape::Integers } else { Shape::Strings });
                entry.children = self.values(&owner, values);
            }
            TypeKind::Union(union) => {
                entry.facts.shape = Some(Shape::Union);
                entry.facts.form = match &union.matching {
                    UnionMatch::Tagged(tag) => format!("chosen by the property `{}`", tag.property),
                    UnionMatch::Untagged => "chosen by trying".to_owned(),
                };
                entry.children = self.variants(&owner, union);
            }
            TypeKind::Tuple(tuple) => {
                entry.facts.shape = Some(Shape::Tuple);
                entry.facts.ty = self.tuple(tuple);
                entry.facts.mentions =
                    self.mentioned(tuple.items.iter().map(|item| &item.ty).chain(&tuple.rest));
            }
            TypeKind::Alias(ty) => {
                entry.facts.shape = Some(Shape::Alias);
                self.typed(&mut entry.facts, ty);
            }
        }
        entry
    }

    /// The items that say what a type can do.
    fn abilities(&self, path: &str) -> Vec<Item> {
        let traits = [(ItemRole::Equal, "Eq"), (ItemRole::Hashed, "Hash"), (ItemRole::Defaulted, "Default")];
        let traits = traits.map(|(role, name)| self.item_at(role, implementation(path, name), name));
        let new = self.item_at(ItemRole::New, format!("{path}::new"), "new");
        traits.into_iter().chain([new]).flatten().collect()
    }

    /// The enum of the fields that a read can ask for, and where it is called `Field`.
    fn selection(&self, definition: &TypeDef) -> Vec<Item> {
        let own = self.item(ItemRole::Selection, "models", "::", &definition.field_enum);
        let module = &definition.field_module;
        let used = self.item_at(ItemRole::Selection, format!("fields::{module}::Field"), "Field");
        own.into_iter().flat_map(|own| [Some(own), used.clone()]).flatten().collect()
    }

    fn tuple(&self, tuple: &Tuple) -> String {
        let items = tuple.items.iter().map(|item| {
            let optional = if item.required { "" } else { ", optional" };
            type_text::of(self.names, &item.ty) + optional
        });
        let rest = tuple.rest.iter().map(|rest| format!("then {}", type_text::of(self.names, rest)));
        items.chain(rest).collect::<Vec<_>>().join("; ")
    }

    fn properties(&self, owner: &Owner<'_>, object: &Struct) -> Vec<Entry> {
        let properties = object.fields.iter().map(|field| self.property(owner, field));
        properties.chain(self.rest(owner, &object.additional)).collect()
    }

    /// What holds the keys beside the properties. Members that are not known are no part of the document, but callers
    /// name their field.
    fn rest(&self, owner: &Owner<'_>, additional: &Additional) -> Option<Entry> {
        let member = |key| self.member(Kind::Property, key, owner, &owner.definition.pointer);
        match additional {
            Additional::Ignored => None,
            Additional::Kept { name } => {
                let mut entry = member("unknown members");
                entry.facts.travels = Some(owner.name.to_owned());
                entry.items.extend(self.item(ItemRole::Itself, owner.path, ".", name));
                Some(entry)
            }
            Additional::Typed { name, ty } => {
                let mut entry = member("other keys");
                self.typed(&mut entry.facts, &TypeRef::Map(Box::new(ty.clone())));
                entry.items.extend(self.item(ItemRole::Itself, owner.path, ".", name));
                entry.items.extend(self.item(ItemRole::Setter, owner.path, "::", name));
                Some(entry)
            }
        }
    }

    fn member(&self, kind: Kind, key: &str, owner: &Owner<'_>, pointer: &Pointer) -> Entry {
        let at = (owner.definition.source, pointer);
        let mut entry = self.entry(kind, key, format!("{}.{key}", owner.name), at);
        entry.part = key.to_owned();
        entry.facts.usage = owner.definition.usage;
        entry
    }

    fn property(&self, owner: &Owner<'_>, field: &Field) -> Entry {
        let mut entry = self.member(Kind::Property, &field.wire_name, owner, &field.pointer);
        entry.items.extend(self.item(ItemRole::Itself, owner.path, ".", &field.name));
        self.field(&mut entry, field, &format!("{}::new", owner.path), owner.path);
        let selectors = format!("models::{}", owner.definition.field_enum);
        entry.items.extend(self.item(ItemRole::Selector, &selectors, "::", &field.selector));
        entry.items.extend(self.item(ItemRole::NestedSelector, &selectors, "::", &field.name));
        let facts = &mut entry.facts;
        facts.options = u8::from(field.is_option()) + u8::from(field.is_clearable());
        facts.is_boxed = field.boxed;
        facts.is_written = owner.definition.has_constructor;
        facts.usage = match field.access {
            Access::ReadOnly => Usage { request: false, ..facts.usage },
            Access::WriteOnly => Usage { response: false, ..facts.usage },
            Access::ReadWrite => facts.usage,
        };
        entry
    }

    /// What a property is to callers, in a type or in the body of a request: `function` has its argument, `setters` its
    /// setters.
    pub(super) fn field(&self, entry: &mut Entry, field: &Field, function: &str, setters: &str) {
        let at = (entry.place.0, &field.pointer);
        self.given(entry, &field.name, &field.role, function, setters);
        self.documented(&mut entry.facts, &field.docs);
        self.limited(&mut entry.facts, at);
        self.defaulted(&mut entry.facts, &field.default, at);
        self.typed(&mut entry.facts, &field.ty);
        entry.facts.required = field.required;
        entry.facts.nullable = field.nullable;
        entry.facts.access = field.access;
    }

    fn values(&self, owner: &Owner<'_>, values: &Enumeration) -> Vec<Entry> {
        let values = values.values.iter().map(|value| {
            let pointer = self.value_pointer(owner, &value.wire);
            let mut entry = self.member(Kind::Value, &value.wire, owner, &pointer);
            entry.other_keys.push(value.variant.to_string());
            self.documented(&mut entry.facts, &value.docs);
            entry.items.extend(self.item(ItemRole::Itself, owner.path, "::", &value.variant));
            entry
        });
        values.collect()
    }

    /// The variant of a union for what has another tag, or none: it is not in the document, but callers name it.
    fn other_values(&self, owner: &Owner<'_>, union: &Union) -> Option<Entry> {
        let item = self.item(ItemRole::Itself, owner.path, "::", &union.unknown)?;
        let mut entry = self.member(Kind::Variant, "other values", owner, &owner.definition.pointer);
        entry.items.push(item);
        Some(entry)
    }

    /// Where a value of an enum stands.
    fn value_pointer(&self, owner: &Owner<'_>, wire: &str) -> Pointer {
        let TypeDef { source, pointer, .. } = owner.definition;
        let place = self.model.schemas(*source).and_then(|schemas| {
            let schema = &schemas[schemas.find(pointer)?];
            let spelled = |value: &serde_json::Value| value.as_str().map_or(value.to_string(), str::to_owned);
            let is_it = |value: &Literal| spelled(value) == wire;
            Some(schema.place_of_values().child(schema.values().iter().position(is_it)?))
        });
        place.unwrap_or_else(|| pointer.clone())
    }

    fn variants(&self, owner: &Owner<'_>, union: &Union) -> Vec<Entry> {
        let variants = union.variants.iter().map(|variant| {
            let ty = type_text::of(self.names, &variant.ty);
            let mut entry = self.member(Kind::Variant, &ty, owner, &owner.definition.pointer);
            entry.other_keys.push(variant.name.to_string());
            self.documented(&mut entry.facts, &variant.docs);
            entry.facts.ty = ty;
            entry.facts.mentions = self.mentioned([&variant.ty]);
            entry.facts.wire_name = variant.tags.join(", ");
            entry.facts.is_boxed = variant.boxed;
            entry.items.extend(self.item(ItemRole::Itself, owner.path, "::", &variant.name));
            entry
        });
        variants.chain(self.other_values(owner, union)).collect()
    }
}

/// The type that something is inside of.
struct Owner<'a> {
    /// Its name in the document.
    name: &'a str,
    /// Its path in Rust.
    path: &'a str,
    definition: &'a TypeDef,
}

/// In which directions a type travels. One that is only another name counts as sent, which is the graver, where nothing
/// else decides.
fn usage(definition: &TypeDef) -> Usage {
    let is_alias = matches!(definition.kind, TypeKind::Alias(_));
    Usage { request: definition.usage.request || is_alias, ..definition.usage }
}
