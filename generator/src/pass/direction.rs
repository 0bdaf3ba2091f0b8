//! Finds out which types travel in requests, which in answers, and which in what the API sends by itself.

use crate::ir::{Access, Additional, Api, Event, TypeDef, TypeId, TypeKind, TypeRef, visit};

pub(super) fn run(api: &mut Api) {
    let roots = |refs: Vec<&TypeRef>| refs.into_iter().filter_map(TypeRef::named).collect::<Vec<_>>();
    let sent = api.operations.iter().flat_map(|operation| roots(visit::sent(operation))).collect();
    let answers = api.operations.iter().flat_map(|operation| roots(visit::received(operation)));
    let events: Vec<_> = api.events.iter().flat_map(Event::payloads).filter_map(TypeRef::named).collect();
    let received = answers.chain(events.clone()).collect();
    for (id, is_sent) in reach(api, sent, Access::ReadOnly).into_iter().enumerate() {
        api.types[id].usage.request = is_sent;
    }
    for (id, is_received) in reach(api, received, Access::WriteOnly).into_iter().enumerate() {
        api.types[id].usage.response = is_received;
    }
    for (id, is_told) in reach(api, events, Access::WriteOnly).into_iter().enumerate() {
        api.types[id].is_private = is_told;
    }
}

/// Which types are reached from the given ones, not through properties of the excluded access.
fn reach(api: &Api, mut open: Vec<TypeId>, excluded: Access) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    while let Some(id) = open.pop() {
        match reached.get_mut(id.0 as usize) {
            Some(known) if !*known => *known = true,
            _ => continue,
        }
        open.extend(members(&api[id], excluded).into_iter().filter_map(TypeRef::named));
    }
    reached
}

fn members(definition: &TypeDef, excluded: Access) -> Vec<&TypeRef> {
    let TypeKind::Struct(object) = &definition.kind else { return visit::uses(definition) };
    let fields = object.fields.iter().filter(|field| field.access != excluded);
    let mut refs: Vec<_> = fields.map(|field| &field.ty).collect();
    if let Additional::Typed { ty, .. } = &object.additional {
        refs.push(ty);
    }
    refs
}
