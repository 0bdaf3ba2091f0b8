//! Names of functions, of their request types, and of arguments and setters.

use super::keep::Naming;
use super::members::null_setters;
use super::scope::{GIVEN, Item};
use super::{path, reserved, words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Body, BodyKind, Ident, Operation, OperationId, ParameterLocation, TypeRef};
use crate::lower::codes::NAME_CHANGED;
use crate::name_lock::Key;
use crate::pass::visit;
use std::collections::{BTreeMap, HashSet};

pub(super) fn run(api: &mut Api, naming: &mut Naming, diagnostics: &mut Diagnostics) {
    for (module, members) in by_module(api) {
        let module = path(&module);
        functions(api, &module, &members, naming);
        report(api, &members, diagnostics);
        requests(api, &module, &members, naming);
        choices(api, &module, &members, naming);
    }
    for operation in &mut api.operations {
        members(operation, naming);
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
    let items = members
        .iter()
        .map(|id| {
            let operation = &api[*id];
            let text = operation.hint.words.join(" ");
            let plain = words::snake(&text);
            let base = plain.clone();
            Item::of(&text, plain).or_else(move || {
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
                if is_taken(&base) {
                    return vec![format!("{base}_call"), with_method, with_path];
                }
                let spelled = words::snake(&words::spelled(&text));
                vec![spelled, words::snake(&words::with_case(&text)), with_method, with_path]
            })
        })
        .collect();
    let keys = |index: usize| {
        let operation = &api[members[index]];
        let place = format!("{} {}", operation.method, operation.documented_path);
        vec![Key { text: operation.hint.words.join(" "), place }]
    };
    let names = naming.assign(format_args!("function of {module}"), items, keys, &is_taken, "_");
    for (id, name) in members.iter().zip(names) {
        api.operations[id.0 as usize].function = Ident(name);
    }
}

/// Notes the operations that are not called by their operationId.
fn report(api: &Api, members: &[OperationId], diagnostics: &mut Diagnostics) {
    for operation in members.iter().map(|id| &api[*id]) {
        let text = operation.hint.words.join(" ");
        let name = &operation.function;
        if operation.hint.given && words::snake(&text) != name.as_str() {
            let message =
                format!("`{text}` is called `{name}`, since Rust or another operation has its name");
            let note = Diagnostic::note(NAME_CHANGED, message);
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
fn members(operation: &mut Operation, naming: &mut Naming) {
    let (selects, pages) = (operation.selects.is_some(), operation.paging.is_some());
    let is_taken = |name: &str| reserved::is_request_member(name, selects, pages);
    let mut items: Vec<Item<'_>> = Vec::new();
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
        Some(BodyKind::Value { .. } | BodyKind::Choice { .. }) => {
            items.push(Item::new(5, "body".to_owned()).or_else(|| vec!["request_body".to_owned()]));
        }
        None => {}
    }
    let scope = format_args!("argument of {}::{}", path(&operation.module), operation.function);
    let names = naming.assign(scope, items, |index| vec![member_key(operation, index)], &is_taken, "_");
    let mut names = names.into_iter().map(Ident);
    for (parameter, name) in operation.parameters.iter_mut().zip(&mut names) {
        parameter.name = name;
    }
    match operation.body.as_mut().map(|body| &mut body.kind) {
        Some(BodyKind::Properties(fields)) => {
            for (field, name) in fields.iter_mut().zip(names) {
                field.name = name;
            }
            let parameters = operation.parameters.iter().map(|parameter| parameter.name.0.clone());
            let taken = parameters.chain(fields.iter().map(|field| field.name.0.clone())).collect();
            null_setters(fields.iter_mut(), taken, &is_taken);
        }
        Some(BodyKind::Value { name, .. } | BodyKind::Choice { name, .. }) => {
            *name = names.next().unwrap_or_default()
        }
        None => {}
    }
}

/// What the name lock calls an argument: the parameters come first, then the members of the body.
fn member_key(operation: &Operation, index: usize) -> Key {
    if let Some(parameter) = operation.parameters.get(index) {
        let place = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        return Key { text: parameter.wire_name.clone(), place: place.to_owned() };
    }
    let text = match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Properties(fields)) => fields.get(index - operation.parameters.len()),
        _ => None,
    };
    Key { text: text.map_or_else(String::new, |field| field.wire_name.clone()), place: "body".to_owned() }
}

fn member<'t>(text: &'t str, priority: u8, word: &'t str, is_taken: impl Fn(&str) -> bool) -> Item<'t> {
    let plain = words::snake(text);
    let base = plain.clone();
    let suffixed = is_taken(&plain).then(|| format!("{plain}_value"));
    Item::new(priority, plain).or_else(move || {
        let mut more: Vec<String> = suffixed.into_iter().collect();
        more.push(format!("{word}_{base}"));
        more.push(words::snake(&words::spelled(text)));
        more.push(words::snake(&words::with_case(text)));
        more
    })
}
