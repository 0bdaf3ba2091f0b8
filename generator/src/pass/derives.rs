//! Decides which types can be compared and hashed, which have a default, and which callers write.

use crate::ir::{Api, TypeDef, TypeId, TypeKind, TypeRef, visit};

pub(super) fn run(api: &mut Api) {
    let comparable =
        greatest(api, |definition, known| visit::uses(definition).into_iter().all(|ty| is_eq(ty, known)));
    let defaulted = greatest(api, has_default);
    for (index, definition) in api.types.iter_mut().enumerate() {
        definition.is_eq = comparable[index];
        definition.has_default = defaulted[index];
        definition.has_constructor =
            definition.usage.request && matches!(definition.kind, TypeKind::Struct(_));
    }
}

/// The largest set of types that a test accepts, given that set: whatever it refuses falls out, until nothing changes.
fn greatest(api: &Api, test: impl Fn(&TypeDef, &[bool]) -> bool) -> Vec<bool> {
    let mut known = vec![true; api.types.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    for (index, definition) in api.types.iter().enumerate() {
        for id in visit::uses(definition).into_iter().filter_map(TypeRef::named) {
            if let Some(users) = users.get_mut(id.0 as usize) {
                users.push(index);
            }
        }
    }
    let mut open: Vec<usize> = (0..api.types.len()).collect();
    while let Some(index) = open.pop() {
        if known[index] && !test(&api.types[index], &known) {
            known[index] = false;
            open.extend(&users[index]);
        }
    }
    known
}

/// Floating-point numbers have no equality, nor has JSON, which may hold them.
fn is_eq(ty: &TypeRef, known: &[bool]) -> bool {
    match ty {
        TypeRef::Float | TypeRef::Any => false,
        TypeRef::Named(id) => is_known(*id, known),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => is_eq(inner, known),
        _ => true,
    }
}

fn has_default(definition: &TypeDef, known: &[bool]) -> bool {
    let object = match &definition.kind {
        TypeKind::Struct(object) => object,
        // A constant: there is only one value to give.
        TypeKind::Enumeration(enumeration) => return enumeration.values.len() == 1,
        TypeKind::Tuple(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {
            return false;
        }
    };
    object.fields.iter().all(|field| {
        // A type that is boxed into itself has a default only through an `Option`.
        field.is_option() || (!field.boxed && field.ty.has_default(|id| is_known(id, known)))
    })
}

fn is_known(id: TypeId, known: &[bool]) -> bool {
    known.get(id.0 as usize).copied().unwrap_or(false)
}
