//! Decides how the values of each variant of a tagged union carry the tag.
//!
//! A discriminator is a hint: it does not change which values are valid. What the type of a variant requires is always
//! there. Where the type may do without it, a value without a tag may be of that variant, and is written as it was.

use crate::ir::{Api, Discriminator, TagUse, TypeId, TypeKind, TypeRef, Union, UnionMatch};

/// How deeply unions in unions are looked into.
const MAX_LOOK: usize = 8;

/// What a type says of a property.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Required,
    Optional,
    /// It is not among the members.
    Nothing,
}

pub(super) fn run(api: &mut Api) {
    for index in 0..api.types.len() {
        let Some((union, property)) = tagged(api, index) else { continue };
        let says: Vec<Says> =
            union.variants.iter().map(|variant| of_type(api, &variant.ty, property, 0)).collect();
        let is_declared = says.iter().any(|says| *says != Says::Nothing);
        let is_object: Vec<bool> = union.variants.iter().map(|variant| is_object(api, &variant.ty)).collect();
        let TypeKind::Union(union) = &mut api.types[index].kind else { continue };
        for ((variant, says), is_object) in union.variants.iter_mut().zip(says).zip(is_object) {
            variant.tag_use = match says {
                Says::Required => TagUse::Required,
                Says::Optional => TagUse::Optional,
                // Where no alternative has the member, nothing else could say which one a value is of.
                Says::Nothing if !is_declared => TagUse::Added,
                Says::Nothing => variant.tag_use,
            };
            let is_told = says == Says::Nothing && variant.tags.len() == 1 && !variant.is_default;
            if is_object && is_told && variant.tag_use == TagUse::Added {
                variant.tag_use = TagUse::TakenOut;
            }
        }
    }
}

fn tagged(api: &Api, index: usize) -> Option<(&Union, &str)> {
    match &api.types.get(index)?.kind {
        TypeKind::Union(union) => match &union.matching {
            UnionMatch::Tagged(Discriminator { property }) => Some((union, property)),
            UnionMatch::Untagged => None,
        },
        _ => None,
    }
}

fn is_object(api: &Api, ty: &TypeRef) -> bool {
    match api.resolve(ty) {
        TypeRef::Map(_) => true,
        TypeRef::Named(id) => matches!(api[*id].kind, TypeKind::Struct(_)),
        _ => false,
    }
}

fn of_type(api: &Api, ty: &TypeRef, property: &str, depth: usize) -> Says {
    let TypeRef::Named(id) = api.resolve(ty) else { return Says::Nothing };
    match &api[*id].kind {
        TypeKind::Struct(object) => {
            let field = object.fields.iter().find(|field| field.wire_name == property);
            field.map_or(Says::Nothing, |field| {
                if field.required && !field.nullable { Says::Required } else { Says::Optional }
            })
        }
        TypeKind::Union(union) if depth < MAX_LOOK => of_alternatives(api, *id, union, property, depth),
        _ => Says::Nothing,
    }
}

/// A union that is tagged by the property itself adds what its variants lack.
fn of_alternatives(api: &Api, id: TypeId, union: &Union, property: &str, depth: usize) -> Says {
    let inner = union.variants.iter().filter(|variant| variant.ty != TypeRef::Named(id));
    let inner: Vec<Says> = inner.map(|variant| of_type(api, &variant.ty, property, depth + 1)).collect();
    let all = |one: Says| inner.iter().all(|says| *says == one);
    if all(Says::Required) {
        Says::Required
    } else if all(Says::Nothing) {
        Says::Nothing
    } else {
        Says::Optional
    }
}
