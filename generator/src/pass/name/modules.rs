//! Names of modules. Words that read the same in Rust are one module.

use super::keep::Naming;
use super::operations;
use crate::ir::{Api, Event, EventKind, Ident, Operation};
use crate::name_lock::{NameLock, Scope};
use crate::naming;
use std::collections::BTreeMap;
use std::iter::repeat;

/// Modules that an operation may stand in, the preferred one first.
type Choice = Vec<String>;

pub(super) fn run(api: &mut Api, naming: &Naming) {
    let is_webhook = |event: &Event| event.kind == EventKind::Webhook;
    let has_webhooks = api.events.iter().any(is_webhook).then_some("webhooks");
    let has_callbacks = api.events.iter().any(|event| !is_webhook(event)).then_some("callbacks");
    let has_oauth = (!api.oauth.is_empty()).then_some("oauth");
    let has_servers = (!api.named_servers.is_empty()).then_some("servers");
    let taken = has_webhooks.into_iter().chain(has_callbacks).chain(has_oauth).chain(has_servers);
    let taken: Vec<&str> = taken.collect();
    for tag in &mut api.tags {
        tag.module = Ident(naming::module(&tag.module.0, &taken));
    }
    if let Some(published) = naming.lock() {
        keep(&mut api.operations, published, &taken);
    }
    let modules = api.operations.iter_mut().map(|operation| &mut operation.module);
    for module in modules.chain(api.node_edges.iter_mut().map(|node| &mut node.module)) {
        for (segment, taken) in module.iter_mut().zip([taken.as_slice()].into_iter().chain(repeat(&[][..]))) {
            *segment = Ident(naming::module(&segment.0, taken));
        }
    }
}

/// Leaves operations in the modules where they were published. New ones join those that they belong with.
fn keep(operations: &mut [Operation], published: &NameLock, taken: &[&str]) {
    let choices: Vec<Choice> = operations.iter().map(|operation| choice(operation, taken)).collect();
    let known: Vec<(&str, &Scope)> = published.scopes_of(operations::SCOPE).collect();
    let own: Vec<Option<(usize, &str)>> =
        operations.iter().zip(&choices).map(|(operation, choice)| home(operation, choice, &known)).collect();
    let mut homes: BTreeMap<&Choice, (usize, &str)> = BTreeMap::new();
    for (choice, own) in choices.iter().zip(&own) {
        let Some(own) = own else { continue };
        // Where they are in several, the choice decides, not the order of the document.
        homes.entry(choice).and_modify(|home| *home = (*home).min(*own)).or_insert(*own);
    }
    for ((operation, own), choice) in operations.iter_mut().zip(&own).zip(&choices) {
        if let Some((_, home)) = own.as_ref().or_else(|| homes.get(choice)) {
            operation.module = vec![Ident((*home).to_owned())];
        }
    }
}

fn choice(operation: &Operation, taken: &[&str]) -> Choice {
    match operation.module.as_slice() {
        [one] => [one]
            .into_iter()
            .chain(&operation.other_modules)
            .map(|one| naming::module(one.as_str(), taken))
            .collect(),
        // In the style of Graph the modules are the path.
        _ => Vec::new(),
    }
}

/// The module where an operation was published, with its rank in the choice. It may have been split into words in
/// another way then.
fn home<'n>(
    operation: &Operation,
    choice: &Choice,
    known: &[(&'n str, &'n Scope)],
) -> Option<(usize, &'n str)> {
    let key = operations::key(operation);
    let letters = |module: &str| module.replace('_', "");
    let homes = known.iter().filter(|(_, names)| names.exact(&key).is_some()).filter_map(|(module, _)| {
        let rank = choice.iter().position(|one| letters(one) == letters(module))?;
        Some((rank, *module))
    });
    homes.min()
}
