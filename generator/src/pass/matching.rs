//! Decides how the alternatives of untagged unions are distinguished.
//!
//! Where every alternative is an object with a required property of known values (or a union tagged by it), and no two
//! share a value, that property is the tag, although the document does not call it a discriminator. Elsewhere the
//! alternatives are tried: one that requires more goes before one that requires a part of that, which would take its
//! values.

use crate::ir::{
    Additional, Api, Discriminator, Field, NameHint, Struct, TypeKind, TypeRef, Union, UnionMatch, Variant,
};
use std::collections::BTreeSet;

/// How often a union may wait for the tags of the unions that it consists of.
const ROUNDS: usize = 4;

pub(super) fn run(api: &mut Api) {
    for _ in 0..ROUNDS {
        decide(api);
    }
}

fn decide(api: &mut Api) {
    for index in 0..api.types.len() {
        let TypeKind::Union(union) = &api.types[index].kind else { continue };
        let decided = match &union.matching {
            UnionMatch::Tagged(tag) => apart(api, union, &tag.property),
            UnionMatch::Untagged => tagged(api, union).unwrap_or_else(|| ordered(api, union)),
        };
        api.types[index].kind = TypeKind::Union(decided);
    }
}

/// Makes a variant for each tag of an object that does not hold the tag itself, since it would be lost.
fn apart(api: &Api, union: &Union, property: &str) -> Union {
    let is_lost = |variant: &Variant| {
        let keeps = |object: &Struct| {
            object.additional != Additional::Ignored
                || object.fields.iter().any(|field| field.wire_name == property)
        };
        variant.tags.len() > 1 && object(api, variant).is_some_and(|object| !keeps(object))
    };
    let mut union = union.clone();
    let variants = std::mem::take(&mut union.variants);
    for variant in variants {
        if !is_lost(&variant) {
            union.variants.push(variant);
            continue;
        }
        union.variants.extend(variant.tags.iter().map(|tag| Variant {
            hint: NameHint::of(vec![tag.clone()]),
            tags: vec![tag.clone()],
            ..variant.clone()
        }));
    }
    union
}

fn object<'a>(api: &'a Api, variant: &Variant) -> Option<&'a Struct> {
    let TypeRef::Named(id) = variant.ty else { return None };
    match &api[id].kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    }
}

fn tagged(api: &Api, union: &Union) -> Option<Union> {
    candidates(api, union.variants.first()?).into_iter().find_map(|name| {
        let mut seen = BTreeSet::new();
        let mut tags = Vec::with_capacity(union.variants.len());
        for variant in &union.variants {
            let values = tags_of(api, variant, name)?;
            if !values.iter().all(|value| seen.insert(value.clone())) {
                return None;
            }
            tags.push(values);
        }
        let mut union = union.clone();
        for (variant, tags) in union.variants.iter_mut().zip(tags) {
            variant.tags = tags;
        }
        union.matching = UnionMatch::Tagged(Discriminator { property: name.to_owned() });
        Some(union)
    })
}

/// The properties that may identify an alternative: those that an object requires, or the tag of a union.
fn candidates<'a>(api: &'a Api, variant: &Variant) -> Vec<&'a str> {
    if let Some(Union { matching: UnionMatch::Tagged(tag), .. }) = nested(api, variant) {
        return vec![&tag.property];
    }
    let fields = object(api, variant).into_iter().flat_map(|object| &object.fields);
    let mut names: Vec<&str> = fields.filter(|field| field.required).map(wire_name).collect();
    names.sort_unstable();
    names
}

/// The values of a property that mean an alternative.
fn tags_of(api: &Api, variant: &Variant, property: &str) -> Option<Vec<String>> {
    match nested(api, variant) {
        Some(Union { matching: UnionMatch::Tagged(tag), variants, .. }) if tag.property == property => {
            Some(distinct(variants.iter().flat_map(|variant| variant.tags.clone())))
        }
        Some(_) => None,
        None => values(api, object(api, variant)?.fields.iter().find(|field| field.wire_name == property)?),
    }
}

/// Each value once: the alternatives of an alternative may share one.
fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// The union that an alternative is.
fn nested<'a>(api: &'a Api, variant: &Variant) -> Option<&'a Union> {
    let TypeRef::Named(id) = variant.ty else { return None };
    match &api[id].kind {
        TypeKind::Union(union) => Some(union),
        _ => None,
    }
}

fn wire_name(field: &Field) -> &str {
    &field.wire_name
}

/// The values of a required property with known strings.
fn values(api: &Api, field: &Field) -> Option<Vec<String>> {
    let TypeRef::Named(id) = field.ty else { return None };
    match &api[id].kind {
        TypeKind::Enumeration(known) if field.required && !field.nullable && !known.is_integer => {
            Some(distinct(known.values.iter().map(|value| value.wire.clone())))
        }
        _ => None,
    }
}

fn ordered(api: &Api, union: &Union) -> Union {
    let mut union = union.clone();
    let required = |variant: &Variant| -> Option<BTreeSet<&str>> {
        let fields = object(api, variant)?.fields.iter();
        Some(fields.filter(|field| field.required).map(wire_name).collect())
    };
    // An insertion that only moves a variant before those whose requirements it includes keeps the rest in order.
    let mut sorted: Vec<Variant> = Vec::with_capacity(union.variants.len());
    for variant in union.variants.drain(..) {
        let own = required(&variant);
        let place = own.and_then(|own| {
            sorted.iter().position(|known| {
                required(known).is_some_and(|known| known.is_subset(&own) && known.len() < own.len())
            })
        });
        sorted.insert(place.unwrap_or(sorted.len()), variant);
    }
    union.variants = sorted;
    union
}
