//! Names of functions, of their request types, and of arguments and setters.

use super::members::snake;
use super::scope::{GIVEN, Item, assign};
use super::{reserved, words};
use crate::ir::{Api, BodyKind, Ident, Operation, OperationId, ParameterLocation, TypeRef};
use crate::pass::visit;
use std::collections::{BTreeMap, HashSet};

pub(super) fn run(api: &mut Api) {
    for members in by_module(api).values() {
        functions(api, members);
        requests(api, members);
    }
    for operation in &mut api.operations {
        members(operation);
    }
}

/// The operations of each module, in an order that does not depend on the document.
fn by_module(api: &Api) -> BTreeMap<Vec<Ident>, Vec<OperationId>> {
    let mut modules: BTreeMap<Vec<Ident>, Vec<OperationId>> = BTreeMap::new();
    for (index, operation) in (0..).zip(&api.operations) {
        modules.entry(operation.module.clone()).or_default().push(OperationId(index));
    }
    for members in modules.values_mut() {
        members.sort_by(|left, right| {
            let key = |id: OperationId| {
                let operation = &api[id];
                (&operation.hint, &operation.documented_path, &operation.method, operation.source)
            };
            key(*left).cmp(&key(*right))
        });
    }
    modules
}

fn functions(api: &mut Api, members: &[OperationId]) {
    let has_edges = members
        .first()
        .is_some_and(|first| api.node_edges.iter().any(|node| node.module == api[*first].module));
    let is_taken = |name: &str| reserved::is_function(name) || (has_edges && name == "edge");
    let items: Vec<Item> = members
        .iter()
        .map(|id| {
            let operation = &api[*id];
            let text = operation.hint.words.join(" ");
            let method = operation.method.to_ascii_lowercase();
            let item = snake(&text, is_taken);
            item.or(words::snake(&format!("{text} {method}")))
                .or(words::snake(&format!("{text} {method} {}", operation.documented_path)))
        })
        .collect();
    for (id, name) in members.iter().zip(assign(&items, &is_taken, "_")) {
        api.operations[id.0 as usize].function = Ident(name);
    }
}

fn requests(api: &mut Api, members: &[OperationId]) {
    let used = used_types(api, members);
    let is_taken =
        |name: &str| reserved::is_type(name) || used.contains(name) || matches!(name, "Edge" | "Field");
    let items: Vec<Item> = members
        .iter()
        .map(|id| {
            let name = words::pascal(api[*id].function.as_str());
            Item::new(GIVEN, name.clone()).or(format!("{name}Request")).or(format!("{name}Call"))
        })
        .collect();
    for (id, name) in members.iter().zip(assign(&items, &is_taken, "")) {
        api.operations[id.0 as usize].request = Ident(name);
    }
}

/// The names of the types that the operations of a module speak of.
fn used_types(api: &Api, members: &[OperationId]) -> HashSet<String> {
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

/// The arguments and setters of one request. The path comes first, since it is always an argument, then the body.
fn members(operation: &mut Operation) {
    let (selects, pages) = (operation.selects.is_some(), operation.paging.is_some());
    let is_taken = |name: &str| reserved::is_request_member(name, selects, pages);
    let mut items = Vec::new();
    for parameter in &operation.parameters {
        if selects && parameter.location == ParameterLocation::Query && parameter.wire_name == "fields" {
            // It is written as the selection, and its name belongs to that.
            items.push(Item::new(5, "fields_selection".to_owned()));
            continue;
        }
        let (priority, word) = match parameter.location {
            ParameterLocation::Path => (0, "path"),
            ParameterLocation::Query => (2, "query"),
            ParameterLocation::Header => (3, "header"),
            ParameterLocation::Cookie => (4, "cookie"),
        };
        items.push(member(&parameter.wire_name, priority, word, is_taken));
    }
    match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Properties(fields)) => {
            items.extend(fields.iter().map(|field| member(&field.wire_name, 1, "body", is_taken)));
        }
        Some(BodyKind::Value { .. }) => items.push(Item::new(5, "body".to_owned()).or("request_body")),
        None => {}
    }
    let mut names = assign(&items, &is_taken, "_").into_iter().map(Ident);
    for (parameter, name) in operation.parameters.iter_mut().zip(&mut names) {
        parameter.name = name;
    }
    match operation.body.as_mut().map(|body| &mut body.kind) {
        Some(BodyKind::Properties(fields)) => {
            for (field, name) in fields.iter_mut().zip(names) {
                field.name = name;
            }
        }
        Some(BodyKind::Value { name, .. }) => *name = names.next().unwrap_or_default(),
        None => {}
    }
}

fn member(text: &str, priority: u8, word: &str, is_taken: impl Fn(&str) -> bool) -> Item {
    let plain = words::snake(text);
    let item = Item::new(priority, plain.clone());
    let item = if is_taken(&plain) { item.or(format!("{plain}_value")) } else { item };
    item.or(format!("{word}_{plain}"))
        .or(words::snake(&words::spelled(text)))
        .or(words::snake(&words::with_case(text)))
}
