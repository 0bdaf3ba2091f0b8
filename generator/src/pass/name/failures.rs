//! Names for the errors of each operation. The enum behind them may belong to several operations.

use super::keep::Naming;
use super::scope::{GIVEN, Item};
use super::used::used_types;
use crate::ir::{Api, BodyKind, Ident, OperationId, Payload};
use crate::name_lock::Key;
use crate::naming::reserved;
use std::collections::HashSet;

/// Names the aliases of the operations of a module. They yield to the requests and to their bodies.
pub(super) fn run(api: &mut Api, module: &str, members: &[OperationId], naming: &mut Naming) {
    let has_enum = |id: &&OperationId| matches!(api[**id].failure, Some(Payload::OneOf(_)));
    let with_enum: Vec<OperationId> = members.iter().filter(has_enum).copied().collect();
    let taken = taken(api, members);
    let is_taken = |name: &str| {
        reserved::is_type(name) || taken.contains(name) || matches!(name, "Edge" | "Error" | "Field")
    };
    let items = with_enum.iter().map(|id| {
        let request = &api[*id].request;
        let more = vec![format!("{request}Failure"), format!("{request}ErrorBody")];
        Item::new(GIVEN, format!("{request}Error")).or_else(move || more)
    });
    let keys = |index: usize| vec![Key::of(api[with_enum[index]].function.as_str())];
    let scope = format_args!("error of {module}");
    let names = naming.assign(scope, items.collect(), keys, &is_taken, "");
    for (id, name) in with_enum.iter().zip(names) {
        api.operations[id.0 as usize].failure_alias = Some(Ident(name));
    }
}

/// The names of other types in the module.
fn taken(api: &Api, members: &[OperationId]) -> HashSet<String> {
    let mut taken = used_types(api, members);
    for operation in members.iter().map(|id| &api[*id]) {
        taken.insert(operation.request.0.clone());
        if let Some(BodyKind::Choice { union, .. }) = operation.body.as_ref().map(|body| &body.kind) {
            taken.insert(union.0.clone());
        }
    }
    taken
}
