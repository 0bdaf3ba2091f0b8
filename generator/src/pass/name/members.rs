//! Names of fields, variants and selectors.

use super::scope::{DERIVED, GIVEN, Item, assign};
use super::{reserved, words};
use crate::ir::{Additional, Api, Enumeration, Field, Ident, Struct, TypeDef, TypeKind, Union};
use std::collections::HashSet;

/// The variant for a value that the specification does not list. Values yield to it.
const UNKNOWN: &str = "UnknownValue";
/// The selector for a selection in Graph's own syntax.
const CUSTOM: &str = "Custom";

pub(super) fn run(api: &mut Api) {
    let type_names: Vec<String> = api.types.iter().map(|definition| definition.name.0.clone()).collect();
    for definition in &mut api.types {
        let TypeDef { kind, is_selectable, .. } = definition;
        match kind {
            TypeKind::Struct(object) => fields(object, *is_selectable),
            TypeKind::Enumeration(enumeration) => values(enumeration),
            TypeKind::Union(union) => variants(union, &type_names),
            TypeKind::Tuple(_) | TypeKind::Alias(_) => {}
        }
    }
    for node in &mut api.node_edges {
        let items = node.edges.iter().map(|edge| variant(&edge.wire_name, is_selector_taken)).collect();
        let names = assign(items, &is_selector_taken, "");
        for (edge, name) in node.edges.iter_mut().zip(names) {
            edge.variant = Ident(name);
        }
    }
}

fn fields(object: &mut Struct, is_selectable: bool) {
    let mut order: Vec<usize> = (0..object.fields.len()).collect();
    order.sort_by(|left, right| object.fields[*left].wire_name.cmp(&object.fields[*right].wire_name));
    let mut items: Vec<Item<'_>> =
        order.iter().map(|index| snake(&object.fields[*index].wire_name)).collect();
    if matches!(object.additional, Additional::Typed { .. }) {
        let more = || vec!["additional_properties".to_owned()];
        items.push(Item::new(DERIVED, "additional".to_owned()).or_else(more));
    }
    let mut names = assign(items, &reserved::is_field, "_");
    if let Additional::Typed { name, .. } = &mut object.additional {
        *name = Ident(names.pop().unwrap_or_default());
    }
    for (index, name) in order.iter().zip(names) {
        object.fields[*index].name = Ident(name);
    }
    let names = object.fields.iter().map(|field| field.name.0.clone()).collect();
    null_setters(object.fields.iter_mut(), names, &reserved::is_field);
    if is_selectable {
        let items =
            order.iter().map(|index| variant(&object.fields[*index].wire_name, is_selector_taken)).collect();
        for (index, name) in order.iter().zip(assign(items, &is_selector_taken, "")) {
            object.fields[*index].selector = Ident(name);
        }
    }
}

/// Names the setters that send `null` after the fields that they set, none like another setter.
pub(super) fn null_setters<'f>(
    fields: impl Iterator<Item = &'f mut Field>,
    mut taken: HashSet<String>,
    is_reserved: &dyn Fn(&str) -> bool,
) {
    for field in fields.filter(|field| field.clearable) {
        let mut name = format!("null_{}", field.name);
        while is_reserved(&name) || !taken.insert(name.clone()) {
            name.push('_');
        }
        field.null_setter = Ident(name);
    }
}

fn is_selector_taken(name: &str) -> bool {
    name == CUSTOM || reserved::is_variant(name)
}

fn is_value_taken(name: &str) -> bool {
    name == UNKNOWN || reserved::is_variant(name)
}

fn values(enumeration: &mut Enumeration) {
    enumeration.unknown = Ident(UNKNOWN.to_owned());
    let mut order: Vec<usize> = (0..enumeration.values.len()).collect();
    order.sort_by(|left, right| enumeration.values[*left].wire.cmp(&enumeration.values[*right].wire));
    let items = order
        .iter()
        .map(|index| {
            let value = &enumeration.values[*index];
            match &value.title {
                Some(title) => {
                    Item::new(GIVEN, words::pascal(title)).or_else(|| vec![words::pascal(&value.wire)])
                }
                None => variant(&value.wire, is_value_taken),
            }
        })
        .collect();
    for (index, name) in order.iter().zip(assign(items, &is_value_taken, "")) {
        enumeration.values[*index].variant = Ident(name);
    }
}

fn variants(union: &mut Union, type_names: &[String]) {
    union.unknown = Ident(UNKNOWN.to_owned());
    let items = union
        .variants
        .iter()
        .map(|alternative| {
            let text = alternative.hint.words.join(" ");
            let plain = words::pascal(&text);
            let named = alternative.ty.named().and_then(|id| type_names.get(id.0 as usize));
            let base = plain.clone();
            Item::new(GIVEN, plain).or_else(move || {
                let mut more = vec![format!("{base}Value"), words::pascal(&words::spelled(&text))];
                if !is_value_taken(&base) {
                    more.remove(0);
                    more.extend(named.cloned());
                }
                more
            })
        })
        .collect();
    for (alternative, name) in union.variants.iter_mut().zip(assign(items, &is_value_taken, "")) {
        alternative.name = Ident(name);
    }
}

/// The candidates for a variant.
fn variant(text: &str, is_taken: fn(&str) -> bool) -> Item<'_> {
    let plain = words::pascal(text);
    let base = plain.clone();
    Item::of(text, plain).or_else(move || {
        let mut more = vec![words::pascal(&words::spelled(text)), words::pascal(&words::with_case(text))];
        if is_taken(&base) {
            more.insert(0, format!("{base}Value"));
        }
        more
    })
}

/// The candidates for a field.
fn snake(text: &str) -> Item<'_> {
    let plain = words::snake(text);
    let base = plain.clone();
    Item::of(text, plain).or_else(move || {
        let mut more = vec![words::snake(&words::spelled(text)), words::snake(&words::with_case(text))];
        if reserved::is_field(&base) {
            more.insert(0, format!("{base}_value"));
        }
        more
    })
}
