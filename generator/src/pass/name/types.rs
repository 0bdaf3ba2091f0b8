//! Names of types and of their `Field` enums.

use super::scope::{DERIVED, GIVEN, Item, assign};
use super::{NAME_CHANGED, reserved, words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Ident, TypeDef, TypeKind};
use std::collections::HashSet;

pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let order = order(api);
    let items: Vec<Item> = order.iter().map(|index| item(&api.types[*index])).collect();
    let names = assign(&items, &reserved::is_type, "");
    for (index, name) in order.iter().zip(names) {
        let definition = &mut api.types[*index];
        report(definition, &name, diagnostics);
        definition.name = Ident(name);
    }
    field_enums(api, &order);
}

/// The types in an order that does not depend on the document.
fn order(api: &Api) -> Vec<usize> {
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by(|left, right| {
        let key = |index: usize| (&api.types[index].hint, &api.types[index].pointer, api.types[index].source);
        key(*left).cmp(&key(*right))
    });
    order
}

fn item(definition: &TypeDef) -> Item {
    let text = definition.hint.words.join(" ");
    let plain = words::pascal(&text);
    let (priority, suffix) =
        if definition.hint.given { (GIVEN, "Model") } else { (DERIVED, kind(definition)) };
    let item = Item::new(priority, plain.clone());
    let item = if reserved::is_type(&plain) { item.or(format!("{plain}{suffix}")) } else { item };
    let item = item.or(words::pascal(&words::spelled(&text)));
    if definition.hint.given {
        item.or(words::pascal(&words::with_case(&text)))
    } else {
        item.or(format!("{plain}{suffix}"))
    }
}

/// A word for what a type is.
fn kind(definition: &TypeDef) -> &'static str {
    match definition.kind {
        TypeKind::Struct(_) => "Object",
        TypeKind::Enumeration(_) => "Value",
        TypeKind::Union(_) => "Choice",
        TypeKind::Alias(_) => "Alias",
    }
}

fn report(definition: &TypeDef, name: &str, diagnostics: &mut Diagnostics) {
    let text = definition.hint.words.join(" ");
    if definition.hint.given && words::pascal(&text) != name {
        let message = format!("`{text}` is called `{name}`, since Rust or another schema has its name");
        let diagnostic = Diagnostic::note(NAME_CHANGED, message);
        diagnostics.push(diagnostic.at(definition.source, &definition.pointer));
    }
}

fn field_enums(api: &mut Api, order: &[usize]) {
    let taken: HashSet<String> = api.types.iter().map(|definition| definition.name.0.clone()).collect();
    let selectable: Vec<usize> =
        order.iter().copied().filter(|index| api.types[*index].is_selectable).collect();
    let items: Vec<Item> = selectable
        .iter()
        .map(|index| {
            let name = &api.types[*index].name;
            Item::new(GIVEN, format!("{name}Field"))
                .or(format!("{name}Fields"))
                .or(format!("{name}Selection"))
        })
        .collect();
    let names = assign(&items, &|name| taken.contains(name), "");
    for (index, name) in selectable.into_iter().zip(names) {
        api.types[index].field_enum = Ident(name);
    }
}
