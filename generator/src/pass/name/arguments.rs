//! Names of the arguments and setters of requests, and the order of the arguments.

use super::keep::{Naming, PATH};
use super::members::null_setters;
use super::path;
use super::scope::Item;
use crate::ir::{BodyKind, Ident, Operation, ParameterLocation, Role};
use crate::name_lock::Key;
use crate::naming::{reserved, words};

/// Names and numbers what callers give to one request.
pub(super) fn run(operation: &mut Operation, naming: &mut Naming) {
    let scope = format!("argument of {}::{}", path(&operation.module), operation.function);
    let (selects, pages) = (operation.selects.is_some(), operation.paging.is_some());
    let streams = operation.success.streaming.is_some();
    let is_taken = |name: &str| reserved::is_request_member(name, selects, pages, streams);
    let keys: Vec<Key> = inputs(operation).into_iter().map(|(key, _)| key).collect();
    let items = items(operation, &is_taken);
    let names =
        naming.assign(format_args!("{scope}"), items, |index| vec![keys[index].clone()], &is_taken, "_");
    give_names(operation, names, &is_taken);
    naming.number(&scope, inputs(operation));
}

/// The key of each input in the name lock, with its role: the parameters first, then the members of the body, or the
/// body.
fn inputs(operation: &mut Operation) -> Vec<(Key, &mut Role)> {
    let parameters = operation.parameters.iter_mut().map(|parameter| {
        let place = match parameter.location {
            ParameterLocation::Path => PATH,
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        (Key { text: parameter.wire_name.clone(), place: place.to_owned() }, &mut parameter.role)
    });
    let of_body = |text: &str| Key { text: text.to_owned(), place: "body".to_owned() };
    let body = operation.body.iter_mut().flat_map(|body| match &mut body.kind {
        BodyKind::Properties(fields) => {
            fields.iter_mut().map(|field| (of_body(&field.wire_name), &mut field.role)).collect()
        }
        BodyKind::Value { .. } | BodyKind::Choice { .. } => vec![(of_body(""), &mut body.role)],
    });
    parameters.chain(body).collect()
}

/// The candidates for the names. The path comes first, since it is always an argument, then the body.
fn items<'o>(operation: &'o Operation, is_taken: &'o dyn Fn(&str) -> bool) -> Vec<Item<'o>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for parameter in &operation.parameters {
        if parameter.role == Role::Selection {
            // Its name belongs to the selection.
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
