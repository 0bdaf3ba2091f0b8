//! The types that were renamed from one version to the other.

use super::catalogue::{TypeNames, names};
use super::version_model::VersionModel;
use crate::ir::{TypeDef, TypeId, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The types that have another name in the newer version.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// The names in the documents, new by old.
    pub(super) types: BTreeMap<String, String>,
    /// The names in Rust, new by old.
    pub(super) rust: BTreeMap<String, String>,
}

impl Renames {
    /// The text of a Rust type or signature with the new names of types.
    pub(super) fn apply(&self, text: &str) -> String {
        if self.rust.is_empty() {
            return text.to_owned();
        }
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut renamed = String::with_capacity(text.len());
        for part in text.split_inclusive(|letter| !is_part(letter)) {
            let word = part.trim_end_matches(|letter| !is_part(letter));
            renamed.push_str(self.rust.get(word).map_or(word, String::as_str));
            renamed.push_str(part.get(word.len()..).unwrap_or_default());
        }
        renamed
    }
}

/// Finds the types that were renamed: those of one version only that have the Rust name or the members of just one of
/// the other.
pub(super) fn renames(old: &VersionModel, new: &VersionModel) -> Renames {
    let (old_names, new_names) = (names(&old.api), names(&new.api));
    let (known_before, known_after): (BTreeSet<_>, BTreeSet<_>) =
        (old_names.values().collect(), new_names.values().collect());
    let (mut before, mut after) = (only(old, &old_names, &known_after), only(new, &new_names, &known_before));
    let mut renames = Renames::default();
    for key in [rust_name, members] {
        let (from, mut to) = (grouped(&before, key), grouped(&after, key));
        for (key, names) in from {
            if let ([from], Some([to])) = (names.as_slice(), to.remove(&key).as_deref()) {
                renames.types.insert((*from).clone(), (*to).clone());
            }
        }
        let taken: BTreeSet<&String> = renames.types.values().collect();
        before.retain(|(name, _)| !renames.types.contains_key(*name));
        after.retain(|(name, _)| !taken.contains(name));
    }
    let new_by_name: BTreeMap<_, _> = new_names.iter().map(|(id, name)| (name, *id)).collect();
    for (id, name) in &old_names {
        let Some(other) = new_by_name.get(renames.types.get(name).unwrap_or(name)) else { continue };
        let (from, to) = (&old.api[*id].name, &new.api[*other].name);
        if from != to {
            renames.rust.insert(from.to_string(), to.to_string());
        }
    }
    renames
}

/// Types by their names.
type Only<'a> = Vec<(&'a String, &'a TypeDef)>;

/// Whether a type is a component, and what is inside of it.
type Members = (bool, Vec<String>);

/// The types that the other version does not know.
fn only<'a>(model: &'a VersionModel, names: &'a TypeNames, known: &BTreeSet<&String>) -> Only<'a> {
    let types = (0..).map(TypeId).zip(&model.api.types);
    let named = types.filter_map(|(id, definition)| Some((names.get(&id)?, definition)));
    named.filter(|(name, _)| !known.contains(name)).collect()
}

/// The names of the types that have the same key.
fn grouped<'a>(
    types: &[(&'a String, &TypeDef)],
    key: fn(&TypeDef) -> Option<Members>,
) -> BTreeMap<Members, Vec<&'a String>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, definition) in types {
        if let Some(key) = key(definition) {
            found.entry(key).or_default().push(*name);
        }
    }
    found
}

fn rust_name(definition: &TypeDef) -> Option<Members> {
    Some((true, vec![definition.name.to_string()]))
}

/// What is inside of a type, by its names on the wire.
fn members(definition: &TypeDef) -> Option<Members> {
    let is_component = definition.pointer.as_str().starts_with("/components/schemas/");
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
    (!members.is_empty()).then_some((is_component, members))
}
