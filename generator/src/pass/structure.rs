//! Finds out which types have the same structure, all the way down.

use crate::ir::{
    Access, Additional, Api, Discriminator, Enumeration, EnumerationValue, Field, NameHint, Struct, Tuple,
    TypeDef, TypeId, TypeKind, TypeRef, Union, UnionMatch, Variant,
};
use crate::pass::visit;
use std::collections::HashMap;
use std::hash::Hash;

/// What tells two types apart although they have the same structure.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum Identity<'a> {
    /// Nothing does.
    None,
    /// Another name.
    Name(&'a NameHint),
    /// The type itself: it is like no other.
    Own(TypeId),
}

/// The structure of a type, but for the types that it uses.
#[derive(PartialEq, Eq, Hash)]
enum Shape<'a> {
    Struct(Vec<Member<'a>>, Option<TypeRef>),
    Enumeration(bool, Vec<(&'a str, Option<&'a str>)>),
    Union(Option<&'a str>, Vec<Alternative<'a>>),
    Tuple(Vec<(TypeRef, bool)>, Option<TypeRef>),
    Alias(TypeRef),
}

#[derive(PartialEq, Eq, Hash)]
struct Member<'a> {
    wire_name: &'a str,
    ty: TypeRef,
    required: bool,
    nullable: bool,
    access: Access,
    default: Option<String>,
    is_deprecated: bool,
}

#[derive(PartialEq, Eq, Hash)]
struct Alternative<'a> {
    words: &'a [String],
    ty: TypeRef,
    tags: &'a [String],
}

/// The number of the class of each type. Two types are in one class if they have the same structure, all the way down, and
/// nothing else tells them apart; documentation does not count, but for what is deprecated.
///
/// All types begin in as few classes as their own structure allows; then a class is split as long as its members use
/// types of different classes. Recursive types need no special care that way.
pub(crate) fn classes<'a>(api: &'a Api, identity: impl Fn(TypeId, &'a TypeDef) -> Identity<'a>) -> Vec<u32> {
    let types = (0..).map(TypeId).zip(&api.types);
    let mut classes = number(types.map(|(id, definition)| (identity(id, definition), shape(definition))));
    let uses: Vec<Vec<usize>> = api.types.iter().map(used).collect();
    let mut count = 0;
    loop {
        let class = |index: &usize| classes.get(*index).copied();
        let split = number(
            uses.iter()
                .enumerate()
                .map(|(index, used)| (class(&index), used.iter().map(class).collect::<Vec<_>>())),
        );
        let found = split.iter().max().copied().unwrap_or_default();
        classes = split;
        if found == count {
            return classes;
        }
        count = found;
    }
}

/// Numbers things: the same number for what is equal.
fn number<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<u32> {
    let mut numbers = HashMap::new();
    things
        .map(|thing| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(thing).or_insert(next)
        })
        .collect()
}

fn used(definition: &TypeDef) -> Vec<usize> {
    visit::uses(definition).into_iter().filter_map(TypeRef::named).map(|id| id.0 as usize).collect()
}

fn shape(definition: &TypeDef) -> Shape<'_> {
    match &definition.kind {
        TypeKind::Struct(Struct { fields, additional }) => {
            let rest = match additional {
                Additional::Ignored => None,
                Additional::Typed { name: _, ty } => Some(form(ty)),
            };
            Shape::Struct(fields.iter().map(member).collect(), rest)
        }
        TypeKind::Enumeration(Enumeration { values, is_integer, unknown: _ }) => {
            Shape::Enumeration(*is_integer, values.iter().map(value).collect())
        }
        TypeKind::Union(Union { variants, matching, unknown: _ }) => {
            let property = match matching {
                UnionMatch::Tagged(Discriminator { property }) => Some(property.as_str()),
                UnionMatch::Untagged => None,
            };
            Shape::Union(property, variants.iter().map(alternative).collect())
        }
        TypeKind::Tuple(Tuple { items, rest }) => {
            let items = items.iter().map(|item| (form(&item.ty), item.required));
            Shape::Tuple(items.collect(), rest.as_ref().map(form))
        }
        TypeKind::Alias(ty) => Shape::Alias(form(ty)),
    }
}

fn member(field: &Field) -> Member<'_> {
    let Field { pointer: _, wire_name, name: _, ty, required, nullable, access, default, .. } = field;
    Member {
        wire_name,
        ty: form(ty),
        required: *required,
        nullable: *nullable,
        access: *access,
        default: default.as_ref().map(ToString::to_string),
        is_deprecated: field.docs.deprecated.is_some(),
    }
}

fn value(value: &EnumerationValue) -> (&str, Option<&str>) {
    (&value.wire, value.title.as_deref())
}

fn alternative(variant: &Variant) -> Alternative<'_> {
    Alternative { words: &variant.hint.words, ty: form(&variant.ty), tags: &variant.tags }
}

/// A type without the identity of the type that it uses.
fn form(ty: &TypeRef) -> TypeRef {
    let mut form = ty.clone();
    visit::ids_mut(&mut form, &mut |id| id.0 = 0);
    form
}
