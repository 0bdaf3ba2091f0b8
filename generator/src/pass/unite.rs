//! Inline enums that were published as one type and of which one place has grown: they stay one type.
//!
//! An enum that lists one more value breaks nobody, since each takes unknown values. It would if the place that grew
//! got a type of its own, only because two places happened to be alike before. So the type has the values of all of
//! its places, and each place says which of them are its own.

use super::lock;
use super::share::end;
use crate::diagnostic::SourceId;
use crate::ir::{Api, BodyKind, Docs, EnumerationValue, TypeId, TypeKind, TypeRef, visit};
use foldhash::{HashMap, HashMapExt};
use std::collections::{BTreeMap, BTreeSet};

/// What the types have in common that are united: the document, what the places are called, the published name, and
/// whether the values are integers.
type Group = (SourceId, Vec<String>, String, bool);

pub(super) fn run(api: &mut Api) {
    let mut own: HashMap<TypeId, String> = HashMap::new();
    for members in groups(api).into_values().filter(|members| members.len() > 1) {
        let lists: Vec<&[EnumerationValue]> = members.iter().map(|id| values(api, *id)).collect();
        let Some(all) = united(&lists) else { continue };
        let short: Vec<(TypeId, String)> = members
            .iter()
            .zip(&lists)
            .filter(|(_, list)| list.len() < all.len())
            .map(|(id, list)| (*id, named(list)))
            .collect();
        own.extend(short);
        for id in members {
            if let TypeKind::Enumeration(enumeration) = &mut api[id].kind {
                enumeration.values.clone_from(&all);
            }
        }
    }
    if !own.is_empty() {
        say_at_each_place(api, &own);
    }
}

/// The inline enums that were published under one name.
fn groups(api: &Api) -> BTreeMap<Group, Vec<TypeId>> {
    let mut groups: BTreeMap<Group, Vec<TypeId>> = BTreeMap::new();
    let Some(names) = api.names.as_ref().and_then(|names| names.scope(lock::TYPE)) else { return groups };
    for (index, definition) in (0..).zip(&api.types) {
        let TypeKind::Enumeration(enumeration) = &definition.kind else { continue };
        let published = lock::type_keys(api, definition).find_map(|key| names.exact(&key));
        let words = end(&definition.hint.words).filter(|_| !definition.hint.given);
        if let (Some(published), Some(words)) = (published, words) {
            let name = published.name.clone();
            let group = (definition.source, words.to_vec(), name, enumeration.is_integer);
            groups.entry(group).or_default().push(TypeId(index));
        }
    }
    groups
}

fn values(api: &Api, id: TypeId) -> &[EnumerationValue] {
    match &api[id].kind {
        TypeKind::Enumeration(enumeration) => &enumeration.values,
        _ => &[],
    }
}

/// The values of all lists, those of the longest first; `None` where the lists agree, or have nothing in common.
fn united(lists: &[&[EnumerationValue]]) -> Option<Vec<EnumerationValue>> {
    let sets: Vec<BTreeSet<&str>> =
        lists.iter().map(|list| list.iter().map(|value| value.wire.as_str()).collect()).collect();
    let first = sets.first()?;
    let is_alike = sets.iter().all(|set| set == first);
    if is_alike || sets.iter().any(|set| set.is_disjoint(first)) {
        return None;
    }
    let mut order: Vec<&&[EnumerationValue]> = lists.iter().collect();
    order.sort_by_key(|list| std::cmp::Reverse(list.len()));
    let mut all: Vec<EnumerationValue> = Vec::new();
    for value in order.into_iter().copied().flatten() {
        if all.iter().all(|known| known.wire != value.wire) {
            all.push(value.clone());
        }
    }
    Some(all)
}

fn named(list: &[EnumerationValue]) -> String {
    let values: Vec<String> = list.iter().map(|value| format!("`{}`", value.wire)).collect();
    format!("The documented values of this place are {}.", values.join(", "))
}

/// Notes the values of a place where a field or a parameter holds the type.
fn say_at_each_place(api: &mut Api, own: &HashMap<TypeId, String>) {
    for definition in &mut api.types {
        if let TypeKind::Struct(object) = &mut definition.kind {
            object.fields.iter_mut().for_each(|field| say(&mut field.ty, &mut field.docs, own));
        }
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|one| say(&mut one.ty, &mut one.docs, own));
        if let Some(BodyKind::Properties(fields)) = operation.body.as_mut().map(|body| &mut body.kind) {
            fields.iter_mut().for_each(|field| say(&mut field.ty, &mut field.docs, own));
        }
    }
}

fn say(ty: &mut TypeRef, docs: &mut Docs, own: &HashMap<TypeId, String>) {
    let mut said = None;
    visit::ids_mut(ty, &mut |id| said = said.or_else(|| own.get(&*id)));
    let Some(said) = said else { return };
    docs.description = Some(match docs.description.take().or_else(|| docs.summary.clone()) {
        Some(text) => format!("{}\n\n{said}", text.trim_end()),
        None => said.clone(),
    });
}
