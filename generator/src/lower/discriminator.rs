//! Discriminators: which value of a property means which alternative.

use super::context::Lowerer;
use super::object::Parts;
use super::resolve;
use super::view::{Node, View};
use super::{codes, docs};
use crate::ir::{Discriminator, Docs, Ident, NameHint, TypeKind, TypeRef, Union, UnionMatch, Variant};
use crate::pointer::Pointer;
use openapiv3::{OpenAPI, ReferenceOr, Schema};
use std::collections::{HashMap, HashSet};

/// How deeply schemas are looked into for the values of a property.
const MAX_LOOK: usize = 16;

/// The components that extend each component by `allOf`.
pub(super) fn children(openapi: &OpenAPI) -> HashMap<String, Vec<String>> {
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    let Some(components) = &openapi.components else { return children };
    for (name, schema) in &components.schemas {
        let Some(schema) = schema.as_item() else { continue };
        for branch in View::new(schema).all_of {
            if let Node::Reference(reference) = Node::from(branch) {
                let pointer = resolve::pointer_of(reference);
                if let Some(base) = pointer.and_then(|pointer| resolve::component_name(&pointer)) {
                    children.entry(base).or_default().push(name.clone());
                }
            }
        }
    }
    children
}

/// The place that a value of `mapping` means: a reference, or the name of a component.
fn target(value: &str) -> Option<Pointer> {
    if value.starts_with('#') {
        return resolve::pointer_of(value);
    }
    let file = value.rsplit('/').next().unwrap_or(value);
    let name = match file.rsplit_once('.') {
        Some((stem, "json" | "yaml" | "yml")) => stem,
        _ => file,
    };
    Some(resolve::component_pointer(name))
}

impl<'a> Lowerer<'a> {
    /// The values of the discriminator that mean an alternative.
    pub(super) fn tags(&self, discriminator: &openapiv3::Discriminator, node: Node<'a>) -> Vec<String> {
        let Node::Reference(reference) = node else {
            return self.inline_tags(discriminator, node);
        };
        let Some(pointer) = resolve::pointer_of(reference) else { return Vec::new() };
        let mapped: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, value)| target(value).as_ref() == Some(&pointer))
            .map(|(tag, _)| tag.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let constant = self.inline_tags(discriminator, node);
        if constant.is_empty() { pointer.last().into_iter().collect() } else { constant }
    }

    /// The values that the property itself may have in an alternative.
    fn inline_tags(&self, discriminator: &openapiv3::Discriminator, node: Node<'a>) -> Vec<String> {
        let values = self.property_values(&discriminator.property_name, node, &mut HashSet::new(), 0);
        values.unwrap_or_default()
    }

    /// The known values of a property, found through `allOf` and in every alternative of a nested union.
    ///
    /// Each schema is looked at once: members that share their own members would take exponential time.
    fn property_values(
        &self,
        property: &str,
        node: Node<'a>,
        seen: &mut HashSet<*const Schema>,
        depth: usize,
    ) -> Option<Vec<String>> {
        let schema = self.peek(node)?;
        if depth > MAX_LOOK || !seen.insert(schema) {
            return None;
        }
        let view = View::new(schema);
        if let Some(node) = view.properties.and_then(|properties| properties.get(property)) {
            return self.known_values(Node::from(node), &mut HashSet::new(), depth);
        }
        let mut look = |branch: &'a ReferenceOr<Schema>| {
            self.property_values(property, Node::from(branch), seen, depth + 1)
        };
        if let Some(values) = view.all_of.iter().rev().find_map(&mut look) {
            return Some(values);
        }
        let branches: Vec<_> = view.one_of.iter().chain(view.any_of).collect();
        if branches.is_empty() {
            return None;
        }
        let values: Option<Vec<Vec<String>>> = branches.into_iter().map(look).collect();
        Some(values?.into_iter().flatten().collect())
    }

    /// The strings that a schema lists, those of its alternatives included.
    fn known_values(
        &self,
        node: Node<'a>,
        seen: &mut HashSet<*const Schema>,
        depth: usize,
    ) -> Option<Vec<String>> {
        let schema = self.peek(node)?;
        if depth > MAX_LOOK || !seen.insert(schema) {
            return None;
        }
        let view = View::new(schema);
        if !view.values.is_empty() {
            return Some(view.values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect());
        }
        let branches = view.all_of.iter().chain(view.one_of).chain(view.any_of);
        let found: Vec<String> = branches
            .filter_map(|branch| self.known_values(Node::from(branch), seen, depth + 1))
            .flatten()
            .collect();
        (!found.is_empty()).then_some(found)
    }

    /// Adds the alternatives that only the mapping names.
    pub(super) fn add_mapped(
        &mut self,
        discriminator: &'a openapiv3::Discriminator,
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
        let target = target(value).filter(|target| resolve::node_at(self.openapi, target).is_some());
        if target.is_none() {
            let message = format!("`{value}` of the mapping is not in the document; it is left out");
            self.warn(codes::DISCRIMINATOR, message, at);
        }
        target.map(|target| TypeRef::Named(self.slot(&target)))
    }

    /// A component with a discriminator that others extend: where it is referred to, it is any of those.
    pub(super) fn discriminated_base(&mut self, view: &View<'a>, pointer: &Pointer) -> Option<TypeKind> {
        let discriminator = view.data.discriminator.as_ref()?;
        let name = resolve::component_name(pointer)?;
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return None;
        }
        let mut variants: Vec<Variant> = Vec::new();
        for (tag, value) in &discriminator.mapping {
            let at = pointer.child("discriminator").child("mapping").child(tag);
            let ty = match target(value) {
                Some(target) if target == *pointer => Some(self.base_itself(view, pointer, &name)),
                _ => self.mapped(value, &at),
            };
            let Some(ty) = ty else { continue };
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(variant) => variant.tags.push(tag.clone()),
                None => variants.push(tagged(tag, ty)),
            }
        }
        for child in self.descendants(&name) {
            let ty = TypeRef::Named(self.slot(&resolve::component_pointer(&child)));
            let is_tag = variants.iter().any(|variant| variant.tags.contains(&child));
            if !is_tag && variants.iter().all(|variant| variant.ty != ty) {
                variants.push(tagged(&child, ty));
            }
        }
        if variants.is_empty() {
            return None;
        }
        let matching = UnionMatch::Tagged(Discriminator { property: discriminator.property_name.clone() });
        Some(TypeKind::Union(Union { variants, matching, unknown: Ident::default() }))
    }

    /// The struct of a base that is one of its own alternatives.
    fn base_itself(&mut self, view: &View<'a>, pointer: &Pointer, name: &str) -> TypeRef {
        let hint = self.component_hint(name).inside("base");
        let site = pointer.child("discriminator").child("base");
        if let Some(id) = self.known(&site) {
            return TypeRef::Named(id);
        }
        let mut parts = Parts::default();
        parts.add(view, pointer);
        let kind = TypeKind::Struct(self.struct_of(&parts, &hint));
        self.define(&site, &hint, docs::of_schema(view, None), kind)
    }

    /// The components that extend a component, directly or through others, by name.
    fn descendants(&self, name: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut seen = HashSet::from([name.to_owned()]);
        let mut open = vec![name.to_owned()];
        while let Some(base) = open.pop() {
            for child in self.children.get(&base).into_iter().flatten() {
                if seen.insert(child.clone()) {
                    found.push(child.clone());
                    open.push(child.clone());
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
