//! Which types of the two versions are the same, and what the comparison calls them.
//!
//! A type is what callers know it by: its Rust name, which the name lock keeps. What has no namesake is looked for by
//! its members and, last, by its place in the documents.

use super::renames::Renames;
use super::version_model::VersionModel;
use crate::diagnostic::SourceId;
use crate::ir::{Api, SchemaPlace, TypeDef, TypeId, TypeKind};
use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// What the comparison calls each type of a version.
pub(super) type TypeNames = BTreeMap<TypeId, String>;

/// The types of both versions.
#[derive(Debug, Default)]
pub(super) struct SameTypes {
    /// What they are called, in the older and in the newer version: types that are the same have one name.
    pub(super) names: [TypeNames; 2],
    /// Those that Rust calls otherwise.
    pub(super) renames: Renames,
}

/// Finds the types that are the same.
pub(super) fn same_types(old: &VersionModel, new: &VersionModel) -> SameTypes {
    let (old, new) = (&old.api, &new.api);
    let mut pairs = Pairs { old, new, new_of: BTreeMap::new(), taken: BTreeSet::new() };
    pairs.by_one(rust_name);
    pairs.by_one(members);
    pairs.by_any(places);
    pairs.named()
}

/// The pairs that were found so far.
struct Pairs<'a> {
    old: &'a Api,
    new: &'a Api,
    new_of: BTreeMap<TypeId, TypeId>,
    taken: BTreeSet<TypeId>,
}

impl Pairs<'_> {
    /// Joins types that have a key which no other type of their version has.
    fn by_one<K: Ord>(&mut self, key: impl Fn(&Api, &TypeDef) -> Option<K>) {
        self.by_any(|api, definition| key(api, definition).into_iter().collect());
    }

    /// Joins types that have one of several such keys, the preferred one first.
    fn by_any<K: Ord>(&mut self, keys: impl Fn(&Api, &TypeDef) -> Vec<K>) {
        let mut after: BTreeMap<K, Vec<TypeId>> = BTreeMap::new();
        for (id, definition) in ids(self.new).filter(|(id, _)| !self.taken.contains(id)) {
            for key in keys(self.new, definition) {
                after.entry(key).or_default().push(id);
            }
        }
        let mut before: BTreeMap<K, Vec<(usize, TypeId)>> = BTreeMap::new();
        for (id, definition) in ids(self.old).filter(|(id, _)| !self.new_of.contains_key(id)) {
            for (rank, key) in keys(self.old, definition).into_iter().enumerate() {
                before.entry(key).or_default().push((rank, id));
            }
        }
        let mut found: Vec<(usize, TypeId, TypeId)> = Vec::new();
        for (key, old) in before {
            if let ([(rank, old)], Some([new])) = (old.as_slice(), after.get(&key).map(Vec::as_slice)) {
                found.push((*rank, *old, *new));
            }
        }
        found.sort_by_key(|(rank, ..)| *rank);
        for (_, old, new) in found {
            if !self.new_of.contains_key(&old) && self.taken.insert(new) {
                self.new_of.insert(old, new);
            }
        }
    }

    /// Gives the types their names: that of the component, else that in Rust.
    fn named(self) -> SameTypes {
        let after = names(self.new, ids(self.new), &BTreeSet::new());
        let known: BTreeSet<&String> = after.values().collect();
        let alone = ids(self.old).filter(|(id, _)| !self.new_of.contains_key(id));
        let mut before = names(self.old, alone, &known);
        let mut renames = Renames::default();
        for (old, new) in &self.new_of {
            before.extend(after.get(new).map(|name| (*old, name.clone())));
            let (from, to) = (&self.old[*old].name, &self.new[*new].name);
            if from != to {
                renames.0.insert(from.to_string(), to.to_string());
            }
        }
        SameTypes { names: [before, after], renames }
    }
}

/// The names of types; no two have the same, and none has one that is taken.
fn names<'a>(
    api: &Api,
    types: impl Iterator<Item = (TypeId, &'a TypeDef)>,
    taken: &BTreeSet<&String>,
) -> TypeNames {
    let types: Vec<_> = types.collect();
    let name =
        |definition: &TypeDef| component(&definition.pointer).unwrap_or_else(|| definition.name.to_string());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, definition) in ids(api) {
        *counts.entry(name(definition)).or_default() += 1;
    }
    let named = types.into_iter().map(|(id, definition)| {
        let name = name(definition);
        let is_one = counts.get(&name) == Some(&1) && !taken.contains(&name);
        (id, if is_one { name } else { format!("models::{}", definition.name) })
    });
    named.collect()
}

fn ids(api: &Api) -> impl Iterator<Item = (TypeId, &TypeDef)> {
    (0..).map(TypeId).zip(&api.types)
}

fn rust_name(_: &Api, definition: &TypeDef) -> Option<String> {
    Some(definition.name.to_string()).filter(|name| !name.is_empty())
}

/// Whether a type is a component, and what is inside of it, by its names on the wire.
fn members(_: &Api, definition: &TypeDef) -> Option<(bool, Vec<String>)> {
    let mut members: Vec<String> = match &definition.kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| field.wire_name.clone()).collect(),
        TypeKind::Enumeration(values) => {
            values.values.iter().map(|value| format!("={}", value.wire)).collect()
        }
        TypeKind::Union(union) => {
            union.variants.iter().map(|variant| format!("|{}", variant.hint.words.join("."))).collect()
        }
        TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
    };
    members.sort();
    (!members.is_empty()).then(|| (component(&definition.pointer).is_some(), members))
}

/// The documents and the places of the schemas that became a type.
fn places(api: &Api, definition: &TypeDef) -> Vec<(String, Pointer)> {
    let document = |source: SourceId| {
        let named = api.documents.iter().find(|(file, _)| *file == source);
        named.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    all_places(definition).map(|(_, source, pointer)| (document(source), pointer)).collect()
}

/// The names of the components that became a type.
pub(super) fn components(definition: &TypeDef) -> BTreeSet<String> {
    all_places(definition).filter_map(|(_, _, pointer)| component(&pointer)).collect()
}

fn all_places(definition: &TypeDef) -> impl Iterator<Item = SchemaPlace> + '_ {
    std::iter::once(definition.place()).chain(definition.joined.iter().cloned())
}

/// The name of the component that stands at a place.
fn component(pointer: &Pointer) -> Option<String> {
    let name = pointer.as_str().strip_prefix("/components/schemas/")?;
    pointer.last().filter(|_| !name.contains('/'))
}
