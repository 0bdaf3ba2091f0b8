//! Finds the types whose fields a read can select: what an operation answers, and the objects inside.

use crate::ir::{Api, TypeId, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api) {
    let mut open: Vec<TypeId> = api.operations.iter().filter_map(|operation| operation.selects).collect();
    while let Some(id) = open.pop() {
        if api[id].is_selectable {
            continue;
        }
        let TypeKind::Struct(object) = &api[id].kind else { continue };
        open.extend(object.fields.iter().filter_map(|field| nested(&field.ty)));
        api[id].is_selectable = true;
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
