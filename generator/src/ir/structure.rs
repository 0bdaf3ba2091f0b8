//! Finds out which types have the same structure, all the way down.

use crate::ir::visit;
use crate::ir::{
    Access, Additional, Api, Discriminator, Enumeration, EnumerationValue, Field, NameHint, Struct, TagUse,
    Tuple, TypeDef, TypeId, TypeKind, TypeRef, Union, UnionMatch, Variant,
};
use std::collections::HashMap;
use std::hash::Hash;

/// What distinguishes two types that have the same structure.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum Identity<'a> {
    /// Nothing does.
    None,
    /// Another name.
    Name(&'a NameHint),
    /// The type itself: it is like no other.
    Own(TypeId),
}

/// The structure of a type, without that of the types it uses.
///
/// Members and values are sorted, since their order in the document does not change what is sent and received.
/// Alternatives keep their order, in which they are tried.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Shape<'a> {
    Struct(Vec<Member<'a>>, Option<TypeRef>),
    Enumeration(bool, Vec<(&'a str, Option<&'a str>)>),
    Union(Option<&'a str>, Vec<Alternative<'a>>),
    Tuple(Vec<(TypeRef, bool)>, Option<TypeRef>),
    Alias(TypeRef),
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Member<'a> {
    wire_name: &'a str,
    ty: TypeRef,
    required: bool,
    nullable: bool,
    access: Access,
    default: Option<String>,
    is_deprecated: bool,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Alternative<'a> {
    words: &'a [String],
    ty: TypeRef,
    tags: &'a [String],
    tag_use: TagUse,
    is_default: bool,
    holds_all: bool,
}

/// The number of the class of each type. Two types are in one class if they have the same structure, all the way down,
/// and the same identity. Documentation does not count, except for what is deprecated.
///
/// All types begin in as few classes as their own structure allows. Then a class is split as long as its members use
/// types of different classes. That way, recursive types need no special care.
pub(crate) fn classes<'a>(api: &'a Api, identity: impl Fn(TypeId, &'a TypeDef) -> Identity<'a>) -> Vec<u32> {
    let types = (0..).map(TypeId).zip(&api.types);
    let key = |(id, definition)| (identity(id, definition), shape(definition), particular(definition));
    let mut classes = number(types.map(key));
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

/// Whether two references are to the same types, by the classes of all types.
pub(crate) fn is_same(classes: &[u32], left: &TypeRef, right: &TypeRef) -> bool {
    let class = |ty: &TypeRef| ty.named().and_then(|id| classes.get(id.0 as usize));
    form(left) == form(right) && class(left) == class(right)
}

/// How many steps of the types that a type uses count in its fingerprint.
const DEPTH: usize = 8;

/// A fingerprint of the structure of each type: the same in the next run as long as the structure is the same. Of the
/// types that a type uses, a component counts by its name and an inline type by its structure, as deep as people nest.
pub(crate) fn fingerprints(api: &Api) -> Vec<u64> {
    let uses: Vec<Vec<usize>> = api.types.iter().map(used).collect();
    let shapes: Vec<u64> =
        api.types.iter().map(|definition| sum(&format!("{:?}", shape(definition)))).collect();
    let with_uses = |index: usize, seen: &[u64]| {
        let used = uses[index].iter().filter_map(|index| seen.get(*index));
        let used: Vec<String> = used.map(|sum| format!("{sum:x}")).collect();
        sum(&format!("{:x} {}", shapes[index], used.join(" ")))
    };
    // What a type is to those that use it.
    let seen = |(index, definition): (usize, &TypeDef), inner: &dyn Fn(usize) -> u64| {
        if definition.hint.given { sum(&definition.hint.words.join(" ")) } else { inner(index) }
    };
    let types = || api.types.iter().enumerate();
    let mut sums: Vec<u64> = types().map(|one| seen(one, &|index| shapes[index])).collect();
    for _ in 0..DEPTH {
        sums = types().map(|one| seen(one, &|index| with_uses(index, &sums))).collect();
    }
    (0..api.types.len()).map(|index| with_uses(index, &sums)).collect()
}

/// The FNV-1a sum of a text: the same everywhere, which the hash of the standard library need not be.
fn sum(text: &str) -> u64 {
    let add = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, add)
}

/// Numbers things: the same number for what is equal.
fn number<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<u32> {
    let mut numbers = HashMap::with_capacity(things.size_hint().0);
    things
        .map(|thing| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(thing).or_insert(next)
        })
        .collect()
}

/// What is particular to single members and has no part in the fingerprint, which few types have anything of: those
/// that only some values have as their type, those that may be numbers as well as texts, and those with one value.
fn particular(definition: &TypeDef) -> Vec<(&str, bool, bool, Option<&str>)> {
    let TypeKind::Struct(object) = &definition.kind else { return Vec::new() };
    let members = sorted(object).into_iter();
    let members = members
        .map(|field| (&*field.wire_name, field.is_loose, field.is_numeric_text, field.only.as_deref()));
    members.filter(|(_, is_loose, is_numeric, only)| *is_loose || *is_numeric || only.is_some()).collect()
}

/// The types that a type uses, in the order of its [`Shape`].
fn used(definition: &TypeDef) -> Vec<usize> {
    let uses = match &definition.kind {
        TypeKind::Struct(object) => {
            let rest = match &object.additional {
                Additional::Ignored | Additional::Kept { name: _ } => None,
                Additional::Typed { name: _, ty } => Some(ty),
            };
            sorted(object).into_iter().map(|field| &field.ty).chain(rest).collect()
        }
        _ => visit::uses(definition),
    };
    uses.into_iter().filter_map(TypeRef::named).map(|id| id.0 as usize).collect()
}

fn sorted(object: &Struct) -> Vec<&Field> {
    let mut fields: Vec<&Field> = object.fields.iter().collect();
    fields.sort_by(|left, right| left.wire_name.cmp(&right.wire_name));
    fields
}

fn shape(definition: &TypeDef) -> Shape<'_> {
    match &definition.kind {
        TypeKind::Struct(object) => {
            let rest = match &object.additional {
                // Whether unknown members are kept follows from the directions, which are no part of the structure.
                Additional::Ignored | Additional::Kept { name: _ } => None,
                Additional::Typed { name: _, ty } => Some(form(ty)),
            };
            Shape::Struct(sorted(object).into_iter().map(member).collect(), rest)
        }
        TypeKind::Enumeration(Enumeration { values, is_integer, unknown: _, order: _ }) => {
            let mut values: Vec<_> = values.iter().map(value).collect();
            values.sort_unstable();
            Shape::Enumeration(*is_integer, values)
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
        default: default.clone(),
        is_deprecated: field.docs.deprecated.is_some(),
    }
}

fn value(value: &EnumerationValue) -> (&str, Option<&str>) {
    (&value.wire, value.title.as_deref())
}

fn alternative(variant: &Variant) -> Alternative<'_> {
    Alternative {
        words: &variant.hint.words,
        ty: form(&variant.ty),
        tags: &variant.tags,
        tag_use: variant.tag_use,
        is_default: variant.is_default,
        holds_all: variant.holds_all,
    }
}

/// A type without the identity of the type that it uses.
fn form(ty: &TypeRef) -> TypeRef {
    let mut form = ty.clone();
    visit::ids_mut(&mut form, &mut |id| id.0 = 0);
    form
}
