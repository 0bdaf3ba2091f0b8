//! Discriminators: which value of a property means which alternative.

use super::context::Lowerer;
use super::{codes, component, docs};
use crate::document::schema::{Schema, SchemaArena, SchemaDiscriminator, SchemaId};
use crate::ir::{
    Discriminator, Docs, Ident, NameHint, TagUse, TypeKind, TypeRef, Union, UnionMatch, Variant,
};
use crate::pointer::Pointer;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use openapiv3::OpenAPI;

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

    /// The values of the discriminator that mean each of the alternatives: those of the mapping, else those that the
    /// alternative lists for the property and no other one does, else the name of its schema.
    pub(super) fn tags(&self, discriminator: &SchemaDiscriminator, ids: &[SchemaId]) -> Vec<Tags> {
        let mut all: Vec<Tags> = ids.iter().map(|id| self.own_tags(discriminator, *id)).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for value in all.iter().flat_map(|tags| &tags.values) {
            *counts.entry(value.clone()).or_default() += 1;
        }
        for (tags, id) in all.iter_mut().zip(ids) {
            let is_shared = tags.values.iter().any(|value| counts.get(value).is_some_and(|count| *count > 1));
            if is_shared && tags.source == TagSource::Listed {
                tags.choose(self.schema_name(*id));
            }
        }
        all
    }

    fn own_tags(&self, discriminator: &SchemaDiscriminator, id: SchemaId) -> Tags {
        let schema = &self.schemas[id];
        let target = schema.reference.as_ref().map_or(Some(id), |reference| reference.next);
        let means = |value: &str| target.is_some() && self.mapping_target(value) == target;
        let mapped = discriminator.mapping.iter().filter(|(_, value)| means(value));
        let values: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
        if !values.is_empty() {
            return Tags { values, source: TagSource::Mapped };
        }
        let mut values = self.property_values(&discriminator.property, id, &mut HashSet::new(), 0);
        let mut seen = HashSet::new();
        values.iter_mut().for_each(|values| values.retain(|value| seen.insert(value.clone())));
        match values.filter(|values| !values.is_empty()) {
            Some(values) => Tags { values, source: TagSource::Listed },
            None => Tags { values: self.schema_name(id).into_iter().collect(), source: TagSource::Implied },
        }
    }

    /// The name of the schema that a reference leads to, or that is a component itself.
    fn schema_name(&self, id: SchemaId) -> Option<String> {
        let schema = &self.schemas[id];
        match &schema.reference {
            Some(reference) => reference.name().filter(|_| reference.next.is_some()),
            None => component::name_of(&schema.pointer),
        }
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
            let texts = schema.values().iter().filter_map(|value| value.as_str());
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
        let Some(value) = &discriminator.default else { return };
        let at = pointer.parent().unwrap_or_default().child("discriminator").child("defaultMapping");
        let Some(ty) = self.mapped(value, &at) else { return };
        match variants.iter_mut().find(|variant| variant.ty == ty) {
            Some(variant) => variant.is_default = true,
            None => variants.push(Variant { tags: Vec::new(), is_default: true, ..tagged(value, ty) }),
        }
    }

    fn mapped(&mut self, value: &str, at: &Pointer) -> Option<TypeRef> {
        let target = self.mapping_target(value);
        if target.is_none() {
            let message = format!("`{value}` of the mapping is not in the document; it is left out");
            self.reporter.report(codes::DISCRIMINATOR, message, at);
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
        let children: Vec<SchemaId> =
            self.descendants(schema.id).into_iter().map(|(_, child)| child).collect();
        for (child, tags) in children.iter().zip(self.tags(discriminator, &children)) {
            let ty = TypeRef::Named(self.slot(*child));
            let is_known = |variant: &Variant| {
                variant.ty == ty || variant.tags.iter().any(|tag| tags.values.contains(tag))
            };
            if !variants.iter().any(is_known) {
                let hint = NameHint::of(self.schema_name(*child).into_iter().collect());
                variants.push(Variant { hint, ..tags.variant(ty) });
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
        let parts = self.parts_of(&[schema]);
        let kind = TypeKind::Struct(self.struct_of(&parts, &hint));
        self.define(&place, &hint, docs::of_schema(self.schemas, schema, None), kind)
    }

    /// The components that extend a component, directly or through others, by name.
    fn descendants(&self, base: SchemaId) -> Vec<(String, SchemaId)> {
        let mut seen = HashSet::from_iter([base]);
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

/// The values of a discriminator that mean an alternative.
#[derive(Clone, Debug)]
pub(super) struct Tags {
    pub(super) values: Vec<String>,
    source: TagSource,
}

/// Where the values come from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum TagSource {
    Mapped,
    /// The property lists them.
    Listed,
    /// It is the name of the schema.
    Implied,
}

impl Tags {
    /// How a value carries its tag, if its type has no member for it: what only the name of the schema implies is not
    /// written.
    pub(super) fn tag_use(&self) -> TagUse {
        if self.source == TagSource::Implied { TagUse::Optional } else { TagUse::Added }
    }

    /// Leaves the value that is the name of the schema, in whatever case, if it is one of them.
    fn choose(&mut self, name: Option<String>) {
        let Some(name) = name else { return };
        let is_name = |value: &&String| value.eq_ignore_ascii_case(&name);
        let exact = self.values.iter().find(|value| **value == name);
        if let Some(value) = exact.or_else(|| self.values.iter().find(is_name)).cloned() {
            self.values = vec![value];
        }
    }

    fn variant(self, ty: TypeRef) -> Variant {
        Variant { tag_use: self.tag_use(), tags: self.values, ..tagged("", ty) }
    }
}

fn tagged(tag: &str, ty: TypeRef) -> Variant {
    Variant {
        hint: NameHint::of(vec![tag.to_owned()]),
        name: Ident::default(),
        ty,
        tags: vec![tag.to_owned()],
        tag_use: TagUse::Added,
        is_default: false,
        holds_all: false,
        boxed: false,
        docs: Docs::default(),
    }
}
