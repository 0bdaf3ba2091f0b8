//! Names of the arguments and setters of requests, and the order of the arguments.

use super::keep::{Naming, PATH};
use super::members::null_setters;
use super::scope::Item;
use super::{path, reserved, words};
use crate::ir::{Access, BodyKind, Field, Ident, Operation, ParameterLocation};
use crate::name_lock::Key;

/// Names and numbers what callers give to one request.
pub(super) fn run(operation: &mut Operation, naming: &mut Naming) {
    let scope = format!("argument of {}::{}", path(&operation.module), operation.function);
    let (selects, pages) = (operation.selects.is_some(), operation.paging.is_some());
    let is_taken = |name: &str| reserved::is_request_member(name, selects, pages);
    let keys: Vec<Key> = inputs(operation).into_iter().map(|(key, _)| key).collect();
    let items = items(operation, &is_taken);
    let names =
        naming.assign(format_args!("{scope}"), items, |index| vec![keys[index].clone()], &is_taken, "_");
    give_names(operation, names, &is_taken);
    number(operation, &scope, naming);
}

/// What the name lock calls each thing that callers give, and whether that must be given: the parameters come first, then the
/// members of the body, or the body.
fn inputs(operation: &Operation) -> Vec<(Key, bool)> {
    let parameters = operation.parameters.iter().map(|parameter| {
        let place = match parameter.location {
            ParameterLocation::Path => PATH,
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        (Key { text: parameter.wire_name.clone(), place: place.to_owned() }, parameter.required)
    });
    let of_body = |text: &str| Key { text: text.to_owned(), place: "body".to_owned() };
    let body = operation.body.iter().flat_map(|body| match &body.kind {
        BodyKind::Properties(fields) => {
            let is_required =
                |field: &Field| body.required && field.required && field.access != Access::ReadOnly;
            fields.iter().map(|field| (of_body(&field.wire_name), is_required(field))).collect()
        }
        BodyKind::Value { .. } | BodyKind::Choice { .. } => vec![(of_body(""), body.required)],
    });
    parameters.chain(body).collect()
}

/// The candidates for the names. The path comes first, since it is always an argument, then the body.
fn items<'o>(operation: &'o Operation, is_taken: &'o dyn Fn(&str) -> bool) -> Vec<Item<'o>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for parameter in &operation.parameters {
        let is_query = parameter.location == ParameterLocation::Query;
        if operation.selects.is_some() && is_query && parameter.wire_name == "fields" {
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
    items
}

/// Gives the names, in the order of [`inputs`].
fn give_names(operation: &mut Operation, names: Vec<String>, is_taken: &dyn Fn(&str) -> bool) {
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
            null_setters(fields.iter_mut(), taken, is_taken);
        }
        Some(BodyKind::Value { name, .. } | BodyKind::Choice { name, .. }) => {
            *name = names.next().unwrap_or_default();
        }
        None => {}
    }
}

/// Numbers what must be given.
fn number(operation: &mut Operation, scope: &str, naming: &mut Naming) {
    let inputs = inputs(operation);
    let arguments: Vec<Key> =
        inputs.iter().filter(|(_, is_required)| *is_required).map(|(key, _)| key.clone()).collect();
    let mut numbers = naming.number(scope, &arguments).into_iter();
    let mut numbers = inputs
        .iter()
        .map(|(_, is_required)| is_required.then(|| numbers.next()).flatten().unwrap_or_default());
    for (parameter, number) in operation.parameters.iter_mut().zip(&mut numbers) {
        parameter.number = number;
    }
    let Some(body) = &mut operation.body else { return };
    match &mut body.kind {
        BodyKind::Properties(fields) => {
            for (field, number) in fields.iter_mut().zip(numbers) {
                field.number = number;
            }
        }
        BodyKind::Value { .. } | BodyKind::Choice { .. } => body.number = numbers.next().unwrap_or_default(),
    }
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
