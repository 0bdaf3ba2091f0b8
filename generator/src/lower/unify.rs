//! Joins the types that several documents of one version have in common.
//!
//! Meta repeats shared schemas in each download. Two types are one if they have the same name and the same
//! structure, all the way down; documentation does not count. Types of one name and different structures stay two.

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::ir::{Additional, Api, NameHint, TypeDef, TypeId, TypeKind, TypeRef};
use crate::pass::visit;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Joins the types of all documents.
pub(super) fn run(api: &mut Api, documents: &[Document], diagnostics: &mut Diagnostics) {
    if documents.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<NameHint, Vec<TypeId>> = BTreeMap::new();
    for (index, definition) in (0..).zip(&api.types) {
        groups.entry(definition.hint.clone()).or_default().push(TypeId(index));
    }
    let mut joined: HashMap<TypeId, TypeId> = HashMap::new();
    for group in groups.values() {
        let mut kept: Vec<TypeId> = Vec::new();
        for &id in group {
            match kept.iter().find(|known| is_same(api, **known, id)) {
                Some(known) => {
                    joined.insert(id, *known);
                }
                None => {
                    report_clash(api, &kept, id, diagnostics);
                    kept.push(id);
                }
            }
        }
    }
    visit::refs_mut(api, &mut |ty| {
        visit::ids_mut(ty, &mut |id| {
            if let Some(known) = joined.get(id) {
                *id = *known;
            }
        })
    });
    visit::retain_types(api, &|id, _| !joined.contains_key(&id));
}

fn report_clash(api: &Api, kept: &[TypeId], id: TypeId, diagnostics: &mut Diagnostics) {
    let definition = &api[id];
    if !definition.hint.given || kept.iter().all(|known| api[*known].source == definition.source) {
        return;
    }
    let name = definition.hint.words.join(" ");
    let message = format!("another document has a different schema called `{name}`; both are kept");
    diagnostics.push(
        Diagnostic::warning(codes::COMPONENT_CLASH, message)
            .at(definition.source, &definition.pointer)
            .hint("give one of them another name under `names` in the manifest"),
    );
}

/// Whether two types have the same structure, all the way down.
fn is_same(api: &Api, left: TypeId, right: TypeId) -> bool {
    let mut assumed = HashSet::new();
    let mut open = vec![(left, right)];
    while let Some((left, right)) = open.pop() {
        if left == right || !assumed.insert((left, right)) {
            continue;
        }
        if !same_definition(&api[left], &api[right], &mut open) {
            return false;
        }
    }
    true
}

fn same_definition(left: &TypeDef, right: &TypeDef, open: &mut Vec<(TypeId, TypeId)>) -> bool {
    if left.hint != right.hint {
        return false;
    }
    match (&left.kind, &right.kind) {
        (TypeKind::Struct(left), TypeKind::Struct(right)) => {
            left.fields.len() == right.fields.len()
                && left.fields.iter().zip(&right.fields).all(|(left, right)| {
                    left.wire_name == right.wire_name
                        && left.required == right.required
                        && left.nullable == right.nullable
                        && left.access == right.access
                        && left.default == right.default
                        && same_ref(&left.ty, &right.ty, open)
                })
                && match (&left.additional, &right.additional) {
                    (Additional::Ignored, Additional::Ignored) => true,
                    (Additional::Typed { ty: left, .. }, Additional::Typed { ty: right, .. }) => {
                        same_ref(left, right, open)
                    }
                    _ => false,
                }
        }
        (TypeKind::Enumeration(left), TypeKind::Enumeration(right)) => {
            left.is_integer == right.is_integer
                && left.values.len() == right.values.len()
                && left.values.iter().zip(&right.values).all(|(left, right)| left.wire == right.wire)
        }
        (TypeKind::Union(left), TypeKind::Union(right)) => {
            left.matching == right.matching
                && left.variants.len() == right.variants.len()
                && left
                    .variants
                    .iter()
                    .zip(&right.variants)
                    .all(|(left, right)| left.tags == right.tags && same_ref(&left.ty, &right.ty, open))
        }
        (TypeKind::Tuple(left), TypeKind::Tuple(right)) => {
            left.items.len() == right.items.len()
                && left.items.iter().zip(&right.items).all(|(left, right)| {
                    left.required == right.required && same_ref(&left.ty, &right.ty, open)
                })
                && match (&left.rest, &right.rest) {
                    (Some(left), Some(right)) => same_ref(left, right, open),
                    (left, right) => left.is_none() && right.is_none(),
                }
        }
        (TypeKind::Alias(left), TypeKind::Alias(right)) => same_ref(left, right, open),
        _ => false,
    }
}

fn same_ref(left: &TypeRef, right: &TypeRef, open: &mut Vec<(TypeId, TypeId)>) -> bool {
    match (left, right) {
        (TypeRef::Named(left), TypeRef::Named(right)) => {
            open.push((*left, *right));
            true
        }
        (TypeRef::List(left), TypeRef::List(right))
        | (TypeRef::Map(left), TypeRef::Map(right))
        | (TypeRef::Nullable(left), TypeRef::Nullable(right)) => same_ref(left, right, open),
        _ => left == right,
    }
}
