//! Boxes the fields and variants by which a type would contain itself by value.
//!
//! A depth-first walk boxes every use that leads back into its own path: each cycle has such a use, and nothing
//! else is boxed. The walk goes by hints and wire names, so the order of the document does not matter.

use crate::ir::{Api, TypeId, TypeKind, TypeRef};

/// A use by value: which type holds it, and which field or variant it is.
#[derive(Clone, Copy)]
struct Use {
    member: usize,
    target: TypeId,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    OnPath,
    Done,
}

pub(super) fn run(api: &mut Api) {
    let uses: Vec<Vec<Use>> = (0..api.types.len()).map(|index| uses_by_value(api, index)).collect();
    let mut marks = vec![Mark::New; api.types.len()];
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by(|left, right| {
        let key = |index: usize| (&api.types[index].hint, api.types[index].source, &api.types[index].pointer);
        key(*left).cmp(&key(*right))
    });
    for start in order {
        walk(api, &uses, &mut marks, start);
    }
}

fn walk(api: &mut Api, uses: &[Vec<Use>], marks: &mut [Mark], start: usize) {
    if marks[start] != Mark::New {
        return;
    }
    marks[start] = Mark::OnPath;
    let mut path = vec![(start, 0)];
    while let Some((holder, next)) = path.last_mut() {
        let holder = *holder;
        let Some(&used) = uses[holder].get(*next) else {
            marks[holder] = Mark::Done;
            path.pop();
            continue;
        };
        *next += 1;
        let target = used.target.0 as usize;
        match marks[target] {
            Mark::New => {
                marks[target] = Mark::OnPath;
                path.push((target, 0));
            }
            Mark::OnPath => put_in_box(api, holder, used.member),
            Mark::Done => {}
        }
    }
}

fn put_in_box(api: &mut Api, holder: usize, member: usize) {
    match &mut api.types[holder].kind {
        TypeKind::Struct(object) => object.fields[member].boxed = true,
        TypeKind::Union(union) => union.variants[member].boxed = true,
        TypeKind::Tuple(tuple) => tuple.items[member].boxed = true,
        TypeKind::Enumeration(_) | TypeKind::Alias(_) => {}
    }
}

fn uses_by_value(api: &Api, index: usize) -> Vec<Use> {
    let by_value = |(member, ty): (usize, &TypeRef)| {
        let target = match ty {
            TypeRef::Named(id) => *id,
            TypeRef::Nullable(inner) => match **inner {
                TypeRef::Named(id) => id,
                _ => return None,
            },
            _ => return None,
        };
        Some(Use { member, target })
    };
    match &api.types[index].kind {
        TypeKind::Struct(object) => {
            let mut fields: Vec<_> = object.fields.iter().enumerate().collect();
            fields.sort_by(|(_, left), (_, right)| left.wire_name.cmp(&right.wire_name));
            fields.into_iter().map(|(member, field)| (member, &field.ty)).filter_map(by_value).collect()
        }
        TypeKind::Union(union) => {
            union.variants.iter().map(|variant| &variant.ty).enumerate().filter_map(by_value).collect()
        }
        TypeKind::Tuple(tuple) => {
            tuple.items.iter().map(|item| &item.ty).enumerate().filter_map(by_value).collect()
        }
        TypeKind::Enumeration(_) | TypeKind::Alias(_) => Vec::new(),
    }
}
