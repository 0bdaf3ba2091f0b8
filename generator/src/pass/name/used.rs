//! The names of types that stand in the module of the operations which use them.

use crate::ir::{Api, OperationId, TypeRef, visit};
use std::collections::HashSet;

/// The names of the types that the operations of a module speak of.
pub(super) fn used_types(api: &Api, members: &[OperationId]) -> HashSet<String> {
    let mut used = HashSet::new();
    for operation in members.iter().map(|id| &api[*id]) {
        let refs = visit::sent(operation).into_iter().chain(visit::received(operation));
        let ids = refs.filter_map(TypeRef::named).chain(operation.selects);
        for definition in ids.map(|id| &api[id]) {
            used.insert(definition.name.0.clone());
            used.insert(definition.field_enum.0.clone());
        }
    }
    used
}
