//! Names of modules. Words that read the same in Rust are one module.

use crate::ir::{Api, Event, EventKind, Ident};
use crate::naming;
use std::iter::repeat;

pub(super) fn run(api: &mut Api) {
    let is_webhook = |event: &Event| event.kind == EventKind::Webhook;
    let has_webhooks = api.events.iter().any(is_webhook).then_some("webhooks");
    let has_callbacks = api.events.iter().any(|event| !is_webhook(event)).then_some("callbacks");
    let taken: Vec<&str> = has_webhooks.into_iter().chain(has_callbacks).collect();
    let modules = api.operations.iter_mut().map(|operation| &mut operation.module);
    for module in modules.chain(api.node_edges.iter_mut().map(|node| &mut node.module)) {
        for (segment, taken) in module.iter_mut().zip([taken.as_slice()].into_iter().chain(repeat(&[][..]))) {
            *segment = Ident(naming::module(&segment.0, taken));
        }
    }
}
