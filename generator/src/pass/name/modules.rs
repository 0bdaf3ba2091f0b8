//! Names of modules. Words that read the same in Rust are one module.

use super::{reserved, words};
use crate::ir::{Api, Event, EventKind, Ident};
use std::iter::repeat;

pub(super) fn run(api: &mut Api) {
    let is_webhook = |event: &Event| event.kind == EventKind::Webhook;
    let has_webhooks = api.events.iter().any(is_webhook).then_some("webhooks");
    let has_callbacks = api.events.iter().any(|event| !is_webhook(event)).then_some("callbacks");
    let taken: Vec<&str> = has_webhooks.into_iter().chain(has_callbacks).collect();
    let modules = api.operations.iter_mut().map(|operation| &mut operation.module);
    for module in modules.chain(api.node_edges.iter_mut().map(|node| &mut node.module)) {
        for (segment, taken) in module.iter_mut().zip([taken.as_slice()].into_iter().chain(repeat(&[][..]))) {
            *segment = Ident(name(&segment.0, taken));
        }
    }
}

/// The name of a module where some are taken.
pub(super) fn name(word: &str, taken: &[&str]) -> String {
    let name = words::snake(word);
    if reserved::is_module(&name) || taken.contains(&name.as_str()) { format!("{name}_api") } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn modules_stay_out_of_the_way() {
        assert_eq!(name("Business AI", &[]), "business_ai");
        assert_eq!(name("security", &[]), "security_api");
        assert_eq!(name("self", &[]), "self_api");
        assert_eq!(name("type", &[]), "type");
        assert_eq!(name("Webhooks", &["webhooks"]), "webhooks_api");
    }
}
