//! Finds the types whose fields a read can select: what an operation answers, and the objects inside.

use crate::ir::{Api, TypeId, TypeKind, TypeRef};
use std::collections::HashSet;

pub(super) fn run(api: &mut Api) {
    let mut open: Vec<TypeId> = api.operations.iter().filter_map(|operation| operation.selects).collect();
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api[id].kind {
            TypeKind::Struct(object) => {
                open.extend(object.fields.iter().filter_map(|field| nested(&field.ty)));
                api[id].is_selectable = true;
            }
            TypeKind::Alias(ty) => open.extend(nested(ty)),
            TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::Tuple(_) => {}
        }
    }
}

/// The type of the objects that a field holds; the keys of a map cannot be selected.
fn nested(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::List(inner) | TypeRef::Nullable(inner) => nested(inner),
        _ => None,
    }
}
