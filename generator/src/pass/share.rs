//! Joins the inline types that say the same in several places.
//!
//! Documents repeat inline schemas: the filter of one list is that of another, a body of `update` has the objects of
//! `create`. One type for all of them is less to compile, and a caller can hand on a value that was read in one place
//! to another. Two inline types are one if the document calls them the same in the end (the property that holds them)
//! and they have the same structure, all the way down; neither documentation counts nor the order of members and
//! values, which is taken from the first place. Components stay as they are, since their names are those of the
//! document.

use super::lock;
use crate::diagnostic::SourceId;
use crate::ir::structure::{Identity, classes};
use crate::ir::{Api, Docs, NameHint, TypeId, TypeKind, visit};
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// Words that lowering adds and that name no thing of the document.
const POSITIONS: [&str; 2] = ["item", "value"];

/// What types have in common that become one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Group {
    source: SourceId,
    class: u32,
    /// What the places are called in the end: `["capture_method"]`, `["tags", "item"]`.
    words: Vec<String>,
}

pub(super) fn run(api: &mut Api) {
    let mut kept: HashMap<TypeId, TypeId> = HashMap::new();
    let groups = groups(api).into_values().flat_map(|members| apart(api, members)).collect::<Vec<_>>();
    for members in groups.into_iter().filter(|members| members.len() > 1) {
        let first = members[0];
        let hint = shared_hint(api, &members);
        let docs = shared_docs(api, &members);
        let others = members.iter().skip(1).map(|id| &api[*id]);
        let places = others.flat_map(|one| [one.place()].into_iter().chain(one.joined.clone()));
        let places: Vec<_> = places.collect();
        let definition = &mut api[first];
        (definition.hint, definition.docs) = (hint, docs);
        definition.joined.extend(places);
        kept.extend(members.into_iter().skip(1).map(|other| (other, first)));
    }
    if kept.is_empty() {
        return;
    }
    visit::join(api, &kept);
}

/// Keeps types apart that were published under different names. One that was not published goes with the first of them.
fn apart(api: &Api, members: Vec<TypeId>) -> Vec<Vec<TypeId>> {
    let Some(names) = api.names.as_ref().and_then(|lock| lock.scope(lock::TYPE)) else {
        return vec![members];
    };
    let mut published: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    let mut new = Vec::new();
    for id in members {
        let found = lock::type_keys(api, &api[id]).find_map(|key| names.exact(&key));
        match found {
            Some(one) => published.entry(&one.name).or_default().push(id),
            None => new.push(id),
        }
    }
    let mut groups: Vec<_> = published.into_values().collect();
    match groups.first_mut() {
        Some(first) => first.extend(new),
        None => groups.push(new),
    }
    groups
}

/// The types that become one, each list in an order that does not depend on the document.
fn groups(api: &Api) -> BTreeMap<Group, Vec<TypeId>> {
    let classes = classes(api, |id, definition| match definition.hint.given {
        true => Identity::Own(id),
        false => Identity::None,
    });
    let mut groups: BTreeMap<Group, Vec<TypeId>> = BTreeMap::new();
    for (index, definition) in (0..).zip(&api.types) {
        if definition.hint.given || matches!(definition.kind, TypeKind::Alias(_)) {
            continue;
        }
        let Some(class) = classes.get(index as usize).copied() else { continue };
        let Some(words) = end(&definition.hint.words) else { continue };
        let group = Group { source: definition.source, class, words: words.to_vec() };
        groups.entry(group).or_default().push(TypeId(index));
    }
    for members in groups.values_mut() {
        members.sort_by_key(|id| {
            let definition = &api[*id];
            (definition.hint.words.len(), &definition.hint, &definition.pointer)
        });
    }
    groups
}

/// The last word that names a thing, with what follows it; `None` for a word that stands alone, which is a name.
pub(super) fn end(words: &[String]) -> Option<&[String]> {
    let last = words.iter().rposition(|word| !POSITIONS.contains(&word.as_str()))?;
    if last == 0 { None } else { words.get(last..) }
}

/// The words that all places end with. The first place is what the name falls back to.
fn shared_hint(api: &Api, members: &[TypeId]) -> NameHint {
    let first = &api[members[0]].hint.words;
    let mut length = first.len();
    for id in members {
        let other = &api[*id].hint.words;
        let common = first.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right);
        length = length.min(common.count());
    }
    let words = first.get(first.len() - length..).unwrap_or_default().to_vec();
    NameHint { words, given: false, longer: api[members[0]].hint.full().to_vec() }
}

/// The documentation, where all places say the same; else each of them says it at the member that holds the type.
fn shared_docs(api: &Api, members: &[TypeId]) -> Docs {
    let first = &api[members[0]].docs;
    if members.iter().all(|id| api[*id].docs == *first) { first.clone() } else { Docs::default() }
}
