//! Names of functions and of their request types.

use super::keep::Naming;
use super::scope::{DERIVED, GIVEN, Item, SHORTENED};
use super::used::used_types;
use super::{arguments, failures, path};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Body, BodyKind, Ident, Operation, OperationId};
use crate::name_lock::Key;
use crate::naming::{reserved, words};
use crate::pass::codes::NAME_CHANGED;
use std::collections::BTreeMap;

/// The scope of the functions of a module in a name lock, before the path of the module.
pub(super) const SCOPE: &str = "function of ";

pub(super) fn run(api: &mut Api, naming: &mut Naming, diagnostics: &mut Diagnostics) {
    for (module, members) in by_module(api) {
        let module = path(&module);
        functions(api, &module, &members, naming);
        report(api, &members, diagnostics);
        requests(api, &module, &members, naming);
        choices(api, &module, &members, naming);
        failures::run(api, &module, &members, naming);
    }
    for operation in &mut api.operations {
        arguments::run(operation, naming);
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

fn functions(api: &mut Api, module: &str, members: &[OperationId], naming: &mut Naming) {
    let has_edges = members
        .first()
        .is_some_and(|first| api.node_edges.iter().any(|node| node.module == api[*first].module));
    let is_taken = |name: &str| reserved::is_function(name) || (has_edges && name == "edge");
    let items = members.iter().map(|id| function(&api[*id], &is_taken)).collect();
    let keys = |index: usize| vec![key(&api[members[index]])];
    let names = naming.assign(format_args!("{SCOPE}{module}"), items, keys, &is_taken, "_");
    for (id, name) in members.iter().zip(names) {
        let operation = &mut api.operations[id.0 as usize];
        let alias = operation.alias.take().map(|id| words::snake(&id));
        operation.alias = alias.filter(|alias| !alias.is_empty() && *alias != name);
        operation.function = Ident(name);
    }
}

/// What the name lock calls an operation.
pub(super) fn key(operation: &Operation) -> Key {
    let place = format!("{} {}", operation.method, operation.documented_path);
    Key { text: operation.hint.full().join(" "), place }
}

/// The candidates for a function: what its module leaves of its name, then its name.
fn function<'o>(operation: &'o Operation, is_taken: &'o dyn Fn(&str) -> bool) -> Item<'o> {
    let text = operation.hint.words.join(" ");
    let plain = words::snake(&text);
    let mut shorter = operation.shorter.iter().map(|name| words::snake(name));
    // What the document says in full comes before what is left of something longer, and a name that a framework made
    // longer, since another operation has it, yields to that one.
    let yields = operation.yields || !operation.hint.longer.is_empty();
    let item = match shorter.next().filter(|first| *first != plain) {
        Some(first) if yields => Item::new(SHORTENED, first),
        Some(first) => Item::new(DERIVED, first),
        None if yields => Item::new(SHORTENED, plain.clone()),
        None => Item::of(&text, plain.clone()),
    };
    item.or_else(move || {
        let longer = words::snake(&operation.hint.full().join(" "));
        let names = shorter.chain([plain.clone(), longer]);
        names.chain(distinctions(operation, &text, is_taken(&plain))).collect()
    })
}

/// What tells two operations of one name apart: the method, then the path.
fn distinctions(operation: &Operation, text: &str, is_taken: bool) -> Vec<String> {
    let method = operation.method.to_ascii_lowercase();
    let path = &operation.documented_path;
    if !operation.hint.given {
        // It is made of the method and the path, so what is left is how that is spelled.
        let slash = if path.ends_with('/') { " slash" } else { "" };
        return vec![
            words::snake(&format!("{text}{slash}")),
            words::snake(&format!("{method} {path}{slash}")),
        ];
    }
    let with_method = words::snake(&format!("{text} {method}"));
    let with_path = words::snake(&format!("{text} {method} {path}"));
    let first =
        if is_taken { format!("{}_call", words::snake(text)) } else { words::snake(&words::with_case(text)) };
    vec![first, with_method, with_path]
}

/// Notes the operations that are not called by their operationId.
fn report(api: &Api, members: &[OperationId], diagnostics: &mut Diagnostics) {
    for operation in members.iter().map(|id| &api[*id]) {
        let text = operation.hint.words.join(" ");
        let name = &operation.function;
        let is_own = words::snake(&text) == name.as_str()
            || operation.shorter.iter().any(|shorter| words::snake(shorter) == name.as_str());
        if operation.hint.given && !is_own {
            let message =
                format!("`{text}` is called `{name}`, since Rust or another operation has its name");
            let note = Diagnostic::new(NAME_CHANGED, message);
            diagnostics.push(note.at(operation.source, &operation.pointer));
        }
    }
}

fn requests(api: &mut Api, module: &str, members: &[OperationId], naming: &mut Naming) {
    let used = used_types(api, members);
    let is_taken =
        |name: &str| reserved::is_type(name) || used.contains(name) || matches!(name, "Edge" | "Field");
    let items = members
        .iter()
        .map(|id| {
            let name = words::pascal(api[*id].function.as_str());
            let more = vec![format!("{name}Request"), format!("{name}Call")];
            Item::new(GIVEN, name).or_else(move || more)
        })
        .collect();
    let keys = |index: usize| vec![Key::of(api[members[index]].function.as_str())];
    let names = naming.assign(format_args!("request of {module}"), items, keys, &is_taken, "");
    for (id, name) in members.iter().zip(names) {
        api.operations[id.0 as usize].request = Ident(name);
    }
}

/// The enums of the bodies with several media types, and their variants. They yield to the requests.
fn choices(api: &mut Api, module: &str, members: &[OperationId], naming: &mut Naming) {
    let mut used = used_types(api, members);
    used.extend(members.iter().map(|id| api[*id].request.0.clone()));
    let is_taken =
        |name: &str| reserved::is_type(name) || used.contains(name) || matches!(name, "Edge" | "Field");
    let is_choice = |body: &Body| matches!(body.kind, BodyKind::Choice { .. });
    let with_choice: Vec<_> =
        members.iter().filter(|id| api[**id].body.as_ref().is_some_and(is_choice)).collect();
    let items = with_choice.iter().map(|id| {
        let request = &api[**id].request;
        let more = vec![format!("{request}Content"), format!("{request}RequestBody")];
        Item::new(GIVEN, format!("{request}Body")).or_else(move || more)
    });
    let keys = |index: usize| vec![Key::of(api[*with_choice[index]].function.as_str())];
    let scope = format_args!("body of {module}");
    let names = naming.assign(scope, items.collect(), keys, &is_taken, "");
    for (id, given) in with_choice.iter().zip(names) {
        let body = api.operations[id.0 as usize].body.as_mut();
        if let Some(BodyKind::Choice { union, variants, .. }) = body.map(|body| &mut body.kind) {
            *union = Ident(given);
            let hints: Vec<_> = variants.iter().map(|variant| words::pascal(&variant.hint)).collect();
            let items = hints.into_iter().map(|hint| Item::new(GIVEN, hint));
            let keys = |index: usize| vec![Key::of(&variants[index].hint)];
            let scope = format_args!("body of {module}::{union}");
            let names = naming.assign(scope, items.collect(), keys, &reserved::is_variant, "");
            for (variant, name) in variants.iter_mut().zip(names) {
                variant.name = Ident(name);
            }
        }
    }
}
