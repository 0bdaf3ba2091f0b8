//! Puts everything into an order that does not depend on the document: types by name, operations by place.

use crate::ir::{Api, TypeId, visit};

pub(super) fn run(api: &mut Api) {
    let mut order: Vec<TypeId> = (0..).map(TypeId).take(api.types.len()).collect();
    order.sort_by(|left, right| api[*left].name.cmp(&api[*right].name));
    visit::reorder_types(api, &order);
    api.operations
        .sort_by(|left, right| (&left.module, &left.function).cmp(&(&right.module, &right.function)));
    api.events.sort_by(|left, right| left.name.cmp(&right.name));
    api.security_schemes.sort_by(|left, right| left.name.cmp(&right.name));
    api.error_codes.sort_by_key(|known| known.code);
    api.node_edges.sort_by(|left, right| left.module.cmp(&right.module));
}
