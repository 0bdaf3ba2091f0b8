//! Decides how the alternatives of untagged unions are told apart.
//!
//! Where every alternative is an object with a required property of known values, and no two share a value, that
//! property is the tag, although the document does not call it a discriminator. Elsewhere the alternatives are tried:
//! then one that requires more goes before one that requires a part of that, which would take its values.

use crate::ir::{Api, Discriminator, Field, Struct, TypeKind, TypeRef, Union, UnionMatch, Variant};
use std::collections::BTreeSet;

pub(super) fn run(api: &mut Api) {
    for index in 0..api.types.len() {
        let TypeKind::Union(union) = &api.types[index].kind else { continue };
        if union.matching != UnionMatch::Untagged {
            continue;
        }
        let decided = tagged(api, union).unwrap_or_else(|| ordered(api, union));
        api.types[index].kind = TypeKind::Union(decided);
    }
}

fn object<'a>(api: &'a Api, variant: &Variant) -> Option<&'a Struct> {
    let TypeRef::Named(id) = variant.ty else { return None };
    match &api[id].kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    }
}

fn tagged(api: &Api, union: &Union) -> Option<Union> {
    let objects: Option<Vec<&Struct>> = union.variants.iter().map(|variant| object(api, variant)).collect();
    let objects = objects?;
    let (first, others) = objects.split_first()?;
    let mut names: Vec<&str> = first.fields.iter().filter(|field| field.required).map(wire_name).collect();
    names.sort_unstable();
    names.into_iter().find_map(|name| {
        let mut seen = BTreeSet::new();
        let mut tags = Vec::with_capacity(union.variants.len());
        for object in [first].into_iter().chain(others) {
            let values = values(api, object.fields.iter().find(|field| field.wire_name == name)?)?;
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

fn wire_name(field: &Field) -> &str {
    &field.wire_name
}

/// The values of a required property with known strings.
fn values(api: &Api, field: &Field) -> Option<Vec<String>> {
    let TypeRef::Named(id) = field.ty else { return None };
    match &api[id].kind {
        TypeKind::Enumeration(known) if field.required && !field.nullable && !known.is_integer => {
            Some(known.values.iter().map(|value| value.wire.clone()).collect())
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
