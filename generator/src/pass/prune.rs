//! Removes the types that nothing refers to.
//!
//! Components of documents in the style of operations stay, since callers may want them (events, messages in other
//! channels), with what they use. Documents of Graph are made for their operations, so there nothing else stays.

use crate::diagnostic::SourceId;
use crate::ir::{Api, Event, Style, TypeId, TypeRef, visit};
use foldhash::{HashSet, HashSetExt};

pub(super) fn run(api: &mut Api) {
    let reached = reached(api);
    visit::retain_types(api, &|id, _| reached.contains(&id));
}

fn reached(api: &Api) -> HashSet<TypeId> {
    let graph: HashSet<SourceId> = api
        .operations
        .iter()
        .filter(|operation| operation.style == Style::Graph)
        .map(|operation| operation.source)
        .collect();
    let mut open: Vec<TypeId> = Vec::new();
    for operation in &api.operations {
        let refs = visit::sent(operation).into_iter().chain(visit::received(operation));
        open.extend(refs.filter_map(|ty| ty.named()));
        open.extend(operation.selects);
    }
    open.extend(api.events.iter().flat_map(Event::payloads).filter_map(TypeRef::named));
    let components = (0..)
        .map(TypeId)
        .zip(&api.types)
        .filter(|(_, definition)| definition.hint.given && !graph.contains(&definition.source));
    open.extend(components.map(|(id, _)| id));
    let mut reached = HashSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(visit::uses(&api[id]).into_iter().filter_map(|ty| ty.named()));
        }
    }
    reached
}
