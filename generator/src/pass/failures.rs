//! Decides what the body of an error holds.
//!
//! Where all documented bodies have one type, it is that type, whatever the status. Several types become an enum by
//! status. Most operations of an API have the same few types of errors, so one enum serves all operations that agree on
//! the type of each status. It is named for the types and not for an operation: another operation does not change its
//! name.

use super::answers::told_apart;
use crate::ir::{
    AnswerSet, AnswerSetId, AnswerVariant, Api, Ident, MediaKind, NameHint, Operation, Payload, Statuses,
    Style, TypeRef,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many types the name of an enum lists at most.
const NAMED: usize = 3;

/// How long a name that lists types is at most.
const LENGTH: usize = 40;

/// A type by what does not depend on the order of the document: its name and where it stands.
type Key = (String, String);

/// A status, and what tells a body from the others that it can have.
type Place = (Statuses, Vec<MediaKind>);

/// Which status has which type.
type Bodies = BTreeMap<Place, Key>;

pub(super) fn run(api: &mut Api) {
    let mut groups: BTreeMap<BTreeSet<Key>, BTreeMap<Bodies, Vec<usize>>> = BTreeMap::new();
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let bodies: Bodies = typed(operation).map(|(place, ty)| (place, key(api, &ty))).collect();
        let types: BTreeSet<Key> = bodies.values().cloned().collect();
        if types.len() > 1 {
            groups.entry(types).or_default().entry(bodies).or_default().push(index);
        } else {
            let only = typed(operation).next().map(|(_, ty)| Payload::Json(ty));
            api.operations[index].failure = only;
        }
    }
    for (types, group) in &groups {
        for (bodies, operations) in merged(group) {
            add(api, types, &bodies, &operations);
        }
    }
}

/// The documented bodies of errors, by status.
fn typed(operation: &Operation) -> impl Iterator<Item = (Place, TypeRef)> {
    let errors = operation.errors.iter().filter(|_| operation.style == Style::Operation);
    errors.flat_map(|error| {
        let told = error.statuses.map(|statuses| (statuses, told_apart(&error.bodies)));
        let bodies = told.into_iter().flat_map(|(statuses, told)| {
            told.into_iter().map(move |(media, payload)| ((statuses, media), payload))
        });
        bodies.filter_map(|(place, payload)| match payload {
            Payload::Json(ty) => Some((place, ty)),
            _ => None,
        })
    })
}

fn key(api: &Api, ty: &TypeRef) -> Key {
    match ty {
        TypeRef::Named(id) => (api[*id].hint.words.join(" "), api[*id].pointer.as_str().to_owned()),
        TypeRef::List(inner) => {
            let (name, place) = key(api, inner);
            (format!("{name} list"), place)
        }
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => {
            let (name, place) = key(api, inner);
            (format!("{name} map"), place)
        }
        TypeRef::String => ("text".to_owned(), String::new()),
        other => (format!("{other:?}"), String::new()),
    }
}

/// Joins those that agree, in an order that does not depend on the document.
fn merged(group: &BTreeMap<Bodies, Vec<usize>>) -> Vec<(Bodies, Vec<usize>)> {
    let mut merged: Vec<(Bodies, Vec<usize>)> = Vec::new();
    for (bodies, operations) in group {
        match merged.iter_mut().find(|(known, _)| agree(known, bodies)) {
            Some((known, all)) => {
                known.extend(bodies.iter().map(|(place, ty)| (place.clone(), ty.clone())));
                all.extend(operations);
            }
            None => merged.push((bodies.clone(), operations.clone())),
        }
    }
    merged
}

/// Whether no status has one type here and another there. A range or the default speaks for all statuses that it holds.
fn agree(left: &Bodies, right: &Bodies) -> bool {
    let ranges = |bodies: &Bodies| {
        let ranges = bodies.keys().filter(|(statuses, _)| !matches!(statuses, Statuses::Code(_)));
        ranges.cloned().collect::<Vec<_>>()
    };
    ranges(left) == ranges(right)
        && left.keys().chain(right.keys()).all(|(statuses, _)| {
            match (effective(left, *statuses), effective(right, *statuses)) {
                (left, right) if left.is_empty() || right.is_empty() => true,
                (left, right) => left == right,
            }
        })
}

/// The types of a status, or of a range, by what tells them apart.
fn effective(bodies: &Bodies, statuses: Statuses) -> Vec<(&[MediaKind], &Key)> {
    let class = match statuses {
        Statuses::Code(code) => u8::try_from(code / 100).ok().map(Statuses::Class),
        _ => None,
    };
    let of = |place: Statuses| {
        let own = bodies.iter().filter(move |((statuses, _), _)| *statuses == place);
        own.map(|((_, media), key)| (media.as_slice(), key)).collect::<Vec<_>>()
    };
    let places = [Some(statuses), class, Some(Statuses::Default)];
    places.into_iter().flatten().map(of).find(|own| !own.is_empty()).unwrap_or_default()
}

fn add(api: &mut Api, types: &BTreeSet<Key>, bodies: &Bodies, operations: &[usize]) {
    let of_set = || operations.iter().filter_map(|index| api.operations.get(*index));
    let variants = bodies.keys().filter_map(|place| {
        let (payload, description) = of_set().find_map(|operation| find(operation, place))?;
        Some(AnswerVariant {
            statuses: place.0,
            media: place.1.clone(),
            payload,
            name: Ident::default(),
            // Each operation has its own words, which stand there.
            description: Some(description).filter(|_| operations.len() == 1),
        })
    });
    let sources: BTreeSet<_> = of_set().map(|operation| operation.source).collect();
    let set = AnswerSet {
        sources: sources.into_iter().collect(),
        hint: hint(types, bodies),
        name: Ident::default(),
        is_failure: true,
        variants: variants.collect(),
    };
    let id = AnswerSetId(u32::try_from(api.answer_sets.len()).unwrap_or(u32::MAX));
    api.answer_sets.push(set);
    for index in operations {
        api.operations[*index].failure = Some(Payload::OneOf(id));
    }
}

/// What the body of an operation holds in this place, and what the document says about the error.
fn find(operation: &Operation, place: &Place) -> Option<(Payload, String)> {
    let (_, ty) = typed(operation).find(|(known, _)| known == place)?;
    let error = operation.errors.iter().find(|error| error.statuses == Some(place.0))?;
    Some((Payload::Json(ty), error.description.clone()))
}

/// `BasicError or ValidationError`; where that would be long, `errors 400 to 500`.
fn hint(types: &BTreeSet<Key>, bodies: &Bodies) -> NameHint {
    let mut words = Vec::new();
    for (name, _) in types.iter().take(NAMED) {
        words.extend([name.clone(), "or".to_owned()]);
    }
    if types.len() > NAMED {
        words.push("others".to_owned());
    } else {
        words.pop();
    }
    let length = words
        .iter()
        .map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).count())
        .sum::<usize>();
    if types.len() <= NAMED && length <= LENGTH {
        return NameHint::of(words);
    }
    NameHint { words: of_statuses(bodies), given: false, longer: words }
}

/// The first and the last status, and whether there is a default.
fn of_statuses(bodies: &Bodies) -> Vec<String> {
    let mut statuses: Vec<Statuses> = bodies.keys().map(|(statuses, _)| *statuses).collect();
    statuses.dedup();
    let mut listed = statuses.iter().filter(|statuses| **statuses != Statuses::Default);
    let (first, last) = (listed.next(), listed.next_back());
    let mut words = vec!["errors".to_owned()];
    words.extend(first.map(ToString::to_string));
    words.extend(last.map(|last| format!("to {last}")));
    if statuses.contains(&Statuses::Default) {
        words.push("and others".to_owned());
    }
    words
}
