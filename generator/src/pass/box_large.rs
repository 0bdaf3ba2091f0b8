//! Boxes the fields and variants whose type is large.
//!
//! A node that holds a dozen other nodes by value would be tens of kilobytes: each move copies it, and a list of them
//! is mostly empty space. Sizes are estimates for 64 bits, from the inside out, after the cycles were boxed.

use crate::ir::{Additional, Api, IntegerWidth, TextFormat, TypeId, TypeKind, TypeRef};

/// Structs and unions beyond this many bytes are boxed where they stand inside another type.
const LARGE: usize = 512;

pub(super) fn run(api: &mut Api) {
    let mut sizes = Sizes(vec![Size::Unknown; api.types.len()]);
    for index in 0..api.types.len() {
        sizes.settle(api, index);
    }
    for definition in &mut api.types {
        match &mut definition.kind {
            TypeKind::Struct(object) => {
                object.fields.iter_mut().for_each(|field| field.boxed |= sizes.is_large(&field.ty));
            }
            TypeKind::Union(union) => {
                union.variants.iter_mut().for_each(|variant| variant.boxed |= sizes.is_large(&variant.ty));
            }
            TypeKind::Tuple(tuple) => {
                tuple.items.iter_mut().for_each(|item| item.boxed |= sizes.is_large(&item.ty));
            }
            TypeKind::Enumeration(_) | TypeKind::Alias(_) => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Size {
    Unknown,
    /// On the path of the walk: a use of it is inside a cycle, which only pointers can close.
    OnPath,
    Known(usize),
}

/// The estimated size of each type.
struct Sizes(Vec<Size>);

impl Sizes {
    /// Finds the size of a type after those of what it holds by value; without recursion, since documents can be deep.
    fn settle(&mut self, api: &Api, start: usize) {
        let mut path = vec![start];
        while let Some(&index) = path.last() {
            if let Size::Known(_) = self.0[index] {
                path.pop();
                continue;
            }
            self.0[index] = Size::OnPath;
            let open = held_by_value(&api.types[index].kind).filter(|held| self.0[*held] == Size::Unknown);
            let depth = path.len();
            path.extend(open);
            if path.len() == depth {
                self.0[index] = Size::Known(self.of_kind(&api.types[index].kind));
                path.pop();
            }
        }
    }

    fn is_large(&self, ty: &TypeRef) -> bool {
        held(ty).is_some() && self.of_ref(ty) > LARGE
    }

    fn of_kind(&self, kind: &TypeKind) -> usize {
        match kind {
            TypeKind::Struct(object) => {
                let rest = match object.additional {
                    Additional::Ignored => 0,
                    Additional::Kept { .. } => POINTER,
                    Additional::Typed { .. } => 3 * POINTER,
                };
                object.fields.iter().map(|field| self.of_member(&field.ty, field.boxed)).sum::<usize>() + rest
            }
            TypeKind::Union(union) => {
                let sizes = union.variants.iter().map(|variant| self.of_member(&variant.ty, variant.boxed));
                sizes.max().unwrap_or(0).max(4 * POINTER) + POINTER
            }
            TypeKind::Tuple(tuple) => {
                let rest = if tuple.rest.is_some() { 3 * POINTER } else { 0 };
                tuple.items.iter().map(|item| self.of_member(&item.ty, item.boxed)).sum::<usize>() + rest
            }
            TypeKind::Enumeration(_) => 3 * POINTER,
            TypeKind::Alias(ty) => self.of_ref(ty),
        }
    }

    /// What is boxed, and what will be boxed for its size, counts as a pointer.
    fn of_member(&self, ty: &TypeRef, is_boxed: bool) -> usize {
        if is_boxed || self.is_large(ty) { POINTER } else { self.of_ref(ty) }
    }

    fn of_ref(&self, ty: &TypeRef) -> usize {
        match ty {
            TypeRef::Named(id) => match self.0[id.0 as usize] {
                Size::Known(size) => size,
                Size::Unknown | Size::OnPath => POINTER,
            },
            TypeRef::Nullable(inner) => match held(inner) {
                Some(id) => self.of_ref(&TypeRef::Named(TypeId(id as u32))),
                None => 3 * POINTER,
            },
            TypeRef::Boolean => 1,
            TypeRef::Integer(IntegerWidth::I32 | IntegerWidth::U32) => POINTER,
            TypeRef::Integer(IntegerWidth::I64 | IntegerWidth::U64) | TypeRef::Float => 2 * POINTER,
            TypeRef::String | TypeRef::Secret | TypeRef::List(_) | TypeRef::Map(_) => 3 * POINTER,
            TypeRef::Any => 4 * POINTER,
            TypeRef::Timestamp => 5 * POINTER,
            TypeRef::Text(TextFormat::Base64 | TextFormat::Base64Url) => 6 * POINTER,
            TypeRef::Text(_) => 4 * POINTER,
            // Nothing is known of it; most are small.
            TypeRef::Mapped(_) => 4 * POINTER,
            TypeRef::Bytes => 10 * POINTER,
        }
    }
}

/// The types that a type holds by value, by index.
fn held_by_value(kind: &TypeKind) -> Box<dyn Iterator<Item = usize> + '_> {
    match kind {
        TypeKind::Struct(object) => {
            Box::new(object.fields.iter().filter(|field| !field.boxed).filter_map(|field| held(&field.ty)))
        }
        TypeKind::Union(union) => Box::new(
            union.variants.iter().filter(|variant| !variant.boxed).filter_map(|variant| held(&variant.ty)),
        ),
        TypeKind::Tuple(tuple) => {
            Box::new(tuple.items.iter().filter(|item| !item.boxed).filter_map(|item| held(&item.ty)))
        }
        TypeKind::Alias(ty) => Box::new(held(ty).into_iter()),
        TypeKind::Enumeration(_) => Box::new(std::iter::empty()),
    }
}

/// The named type that a use holds by value, by index.
fn held(ty: &TypeRef) -> Option<usize> {
    match ty {
        TypeRef::Named(TypeId(id)) => Some(*id as usize),
        TypeRef::Nullable(inner) => match **inner {
            TypeRef::Named(TypeId(id)) => Some(id as usize),
            _ => None,
        },
        _ => None,
    }
}

const POINTER: usize = 8;

#[cfg(test)]
mod tests {
    use super::run;
    use crate::emit::tests::sample::{definition, field};
    use crate::ir::{Api, Field, Struct, TypeDef, TypeId, TypeKind, TypeRef};

    fn structure(fields: Vec<Field>) -> TypeDef {
        definition("Sample", "sample", TypeKind::Struct(Struct { fields, ..Struct::default() }))
    }

    fn named(id: u32) -> TypeRef {
        TypeRef::Named(TypeId(id))
    }

    #[test]
    fn a_large_type_is_boxed_inside_others_and_does_not_make_them_large() {
        let large = structure((0..30).map(|_| field("text", TypeRef::String)).collect());
        let holder = structure(vec![field("large", named(0)), field("small", named(3))]);
        let outer =
            structure(vec![field("holder", named(1)), field("list", TypeRef::List(Box::new(named(0))))]);
        let small = structure(vec![field("text", TypeRef::String)]);
        let mut api = Api { types: vec![large, holder, outer, small], ..Api::default() };
        run(&mut api);
        let boxed = |index: usize| match &api.types[index].kind {
            TypeKind::Struct(object) => object.fields.iter().map(|field| field.boxed).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        assert_eq!(boxed(1), [true, false]);
        assert_eq!(boxed(2), [false, false]);
    }
}
