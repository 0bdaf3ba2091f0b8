//! Discriminators: which value of a property means which alternative.

use super::context::Lowerer;
use super::object::Parts;
use super::{codes, component, docs};
use crate::document::schema::{Schema, SchemaArena, SchemaDiscriminator, SchemaId};
use crate::ir::{Discriminator, Docs, Ident, NameHint, TypeKind, TypeRef, Union, UnionMatch, Variant};
use crate::pointer::Pointer;
use openapiv3::OpenAPI;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// How deeply schemas are looked into for the values of a property.
const MAX_LOOK: usize = 16;

/// The components that extend each component by `allOf`.
pub(super) fn children(openapi: &OpenAPI, schemas: &SchemaArena) -> HashMap<SchemaId, Vec<SchemaId>> {
    let mut children: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for place in openapi.components.iter().flat_map(|components| components.schemas.values()) {
        let schema = &schemas[SchemaId::of(place)];
        let bases = schema.all_of.iter().filter_map(|branch| schemas[*branch].reference.as_ref()?.next);
        for base in bases {
            children.entry(base).or_default().push(schema.id);
        }
    }
    children
}

impl<'a> Lowerer<'a> {
    /// The schema that a value of `mapping` means: a reference, or the name of a component.
    fn mapping_target(&self, value: &str) -> Option<SchemaId> {
        if value.starts_with('#') {
            return self.schemas.find(&Pointer::of_reference(value)?);
        }
        let file = value.rsplit('/').next().unwrap_or(value);
        let name = match file.rsplit_once('.') {
            Some((stem, "json" | "yaml" | "yml")) => stem,
            _ => file,
        };
        self.schemas.find(&component::pointer_to(name))
    }

    /// The values of the discriminator that mean an alternative.
    pub(super) fn tags(&self, discriminator: &SchemaDiscriminator, id: SchemaId) -> Vec<String> {
        let constant = || {
            let values = self.property_values(&discriminator.property, id, &mut HashSet::new(), 0);
            values.unwrap_or_default()
        };
        let Some(reference) = &self.schemas[id].reference else { return constant() };
        let Some(target) = reference.next else { return Vec::new() };
        let means = |value: &str| self.mapping_target(value) == Some(target);
        let mapped = discriminator.mapping.iter().filter(|(_, value)| means(value));
        let mapped: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let constant = constant();
        if constant.is_empty() { reference.name().into_iter().collect() } else { constant }
    }

    /// The known values of a property, found through `allOf` and in every alternative of a nested union.
    ///
    /// Each schema is looked at once: members that share their own members would take exponential time.
    fn property_values(
        &self,
        property: &str,
        id: SchemaId,
        seen: &mut HashSet<SchemaId>,
        depth: usize,
    ) -> Option<Vec<String>> {
        let schema = self.unseen(id, seen, depth)?;
        if let Some(id) = schema.property(property) {
            return self.known_values(id, &mut HashSet::new(), depth);
        }
        let mut look = |branch: &SchemaId| self.property_values(property, *branch, seen, depth + 1);
        if let Some(values) = schema.all_of.iter().rev().find_map(&mut look) {
            return Some(values);
        }
        if !schema.has_alternatives() {
            return None;
        }
        let values: Option<Vec<Vec<String>>> = schema.one_of.iter().chain(&schema.any_of).map(look).collect();
        Some(values?.into_iter().flatten().collect())
    }

    /// The strings that a schema lists, those of its alternatives included.
    fn known_values(&self, id: SchemaId, seen: &mut HashSet<SchemaId>, depth: usize) -> Option<Vec<String>> {
        let schema = self.unseen(id, seen, depth)?;
        if !schema.values().is_empty() {
            let texts = schema.values().iter().filter_map(Value::as_str);
            return Some(texts.map(str::to_owned).collect());
        }
        let branches = schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of);
        let found: Vec<String> =
            branches.filter_map(|branch| self.known_values(*branch, seen, depth + 1)).flatten().collect();
        (!found.is_empty()).then_some(found)
    }

    /// The schema behind another, unless it was looked at before.
    fn unseen(&self, id: SchemaId, seen: &mut HashSet<SchemaId>, depth: usize) -> Option<&'a Schema> {
        self.peek(id).filter(|schema| depth <= MAX_LOOK && seen.insert(schema.id))
    }

    /// Adds the alternatives that only the mapping names.
    pub(super) fn add_mapped(
        &mut self,
        discriminator: &'a SchemaDiscriminator,
        variants: &mut Vec<Variant>,
        pointer: &Pointer,
    ) {
        for (tag, value) in &discriminator.mapping {
            if variants.iter().any(|variant| variant.tags.contains(tag)) {
                continue;
            }
            let at = pointer.parent().unwrap_or_default().child("discriminator").child("mapping").child(tag);
            let Some(ty) = self.mapped(value, &at) else { continue };
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(variant) => variant.tags.push(tag.clone()),
                None => variants.push(tagged(tag, ty)),
            }
        }
    }

    fn mapped(&mut self, value: &str, at: &Pointer) -> Option<TypeRef> {
        let target = self.mapping_target(value);
        if target.is_none() {
            let message = format!("`{value}` of the mapping is not in the document; it is left out");
            self.reporter.warn(codes::DISCRIMINATOR, message, at);
        }
        target.map(|target| TypeRef::Named(self.slot(target)))
    }

    /// A component with a discriminator that others extend: where it is referred to, it is any of those.
    pub(super) fn discriminated_base(&mut self, schema: &'a Schema) -> Option<TypeKind> {
        let discriminator = schema.discriminator()?;
        let name = component::name_of(&schema.pointer)?;
        let mut variants: Vec<Variant> = Vec::new();
        for (tag, value) in &discriminator.mapping {
            let at = schema.pointer.child("discriminator").child("mapping").child(tag);
            let ty = match self.mapping_target(value) {
                Some(target) if target == schema.id => Some(self.base_itself(schema, &name)),
                _ => self.mapped(value, &at),
            };
            let Some(ty) = ty else { continue };
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(variant) => variant.tags.push(tag.clone()),
                None => variants.push(tagged(tag, ty)),
            }
        }
        for (name, child) in self.descendants(schema.id) {
            let ty = TypeRef::Named(self.slot(child));
            let is_tag = variants.iter().any(|variant| variant.tags.contains(&name));
            if !is_tag && variants.iter().all(|variant| variant.ty != ty) {
                variants.push(tagged(&name, ty));
            }
        }
        if variants.is_empty() {
            return None;
        }
        let matching = UnionMatch::Tagged(Discriminator { property: discriminator.property.clone() });
        Some(TypeKind::Union(Union { variants, matching, unknown: Ident::default() }))
    }

    /// The struct of a base that is one of its own alternatives.
    fn base_itself(&mut self, schema: &'a Schema, name: &str) -> TypeRef {
        let hint = self.component_hint(name).inside("base");
        let place = schema.pointer.child("discriminator").child("base");
        if let Some(id) = self.known(&place) {
            return TypeRef::Named(id);
        }
        let mut parts = Parts::default();
        parts.add(schema);
        let kind = TypeKind::Struct(self.struct_of(&parts, &hint));
        self.define(&place, &hint, docs::of_schema(self.schemas, schema, None), kind)
    }

    /// The components that extend a component, directly or through others, by name.
    fn descendants(&self, base: SchemaId) -> Vec<(String, SchemaId)> {
        let mut seen = HashSet::from([base]);
        let (mut found, mut open) = (Vec::new(), vec![base]);
        while let Some(base) = open.pop() {
            for &child in self.children.get(&base).into_iter().flatten() {
                if seen.insert(child) {
                    open.push(child);
                    found.extend(component::name_of(&self.schemas[child].pointer).map(|name| (name, child)));
                }
            }
        }
        found.sort();
        found
    }
}

fn tagged(tag: &str, ty: TypeRef) -> Variant {
    Variant {
        hint: NameHint::of(vec![tag.to_owned()]),
        name: Ident::default(),
        ty,
        tags: vec![tag.to_owned()],
        boxed: false,
        docs: Docs::default(),
    }
}
