//! Names of fields, variants and selectors.

use super::keep::Naming;
use super::path;
use super::scope::{DERIVED, GIVEN, Item};
use crate::ir::{Additional, Api, Enumeration, Field, Ident, Role, Struct, TypeDef, TypeKind, Union};
use crate::name_lock::Key;
use crate::naming::{reserved, words};
use std::collections::HashSet;

/// The variant for a value that the specification does not list. Values yield to it.
const UNKNOWN: &str = "UnknownValue";
/// What the name lock calls the member for all other keys, and the one for those that are not known. The name of a
/// property holds no tab, so that neither is the key of one.
const ADDITIONAL: &str = "*\t";
const UNKNOWN_MEMBERS: &str = "?\t";
/// The selector for a selection in Graph's own syntax.
const CUSTOM: &str = "Custom";

pub(super) fn run(api: &mut Api, naming: &mut Naming) {
    let type_names: Vec<String> = api.types.iter().map(|definition| definition.name.0.clone()).collect();
    for definition in &mut api.types {
        let TypeDef { kind, is_selectable, name, .. } = definition;
        match kind {
            TypeKind::Struct(object) => {
                fields(object, name, *is_selectable, naming);
                number(object, name, naming);
            }
            TypeKind::Enumeration(enumeration) => values(enumeration, name, naming),
            TypeKind::Union(union) => variants(union, name, &type_names, naming),
            TypeKind::Tuple(_) | TypeKind::Alias(_) => {}
        }
    }
    for node in &mut api.node_edges {
        let items = node.edges.iter().map(|edge| variant(&edge.wire_name, is_selector_taken)).collect();
        let keys = |index: usize| vec![Key::of(&node.edges[index].wire_name)];
        let scope = path(&node.module);
        let names = naming.assign(format_args!("edge of {scope}"), items, keys, &is_selector_taken, "");
        for (edge, name) in node.edges.iter_mut().zip(names) {
            edge.variant = Ident(name);
        }
    }
}

fn fields(object: &mut Struct, owner: &Ident, is_selectable: bool, naming: &mut Naming) {
    let mut order: Vec<usize> = (0..object.fields.len()).collect();
    order.sort_by(|left, right| object.fields[*left].wire_name.cmp(&object.fields[*right].wire_name));
    let mut items: Vec<Item<'_>> =
        order.iter().map(|index| snake(&object.fields[*index].wire_name)).collect();
    let rest = rest(&object.additional);
    items.extend(rest.map(|(_, plain, longer)| {
        Item::new(DERIVED, plain.to_owned()).or_else(move || vec![longer.to_owned()])
    }));
    let rest_key = rest.map(|(key, ..)| key).unwrap_or_default();
    let wire_name = |index: usize| order.get(index).map(|index| object.fields[*index].wire_name.as_str());
    let keys = |index: usize| vec![Key::of(wire_name(index).unwrap_or(rest_key))];
    let mut names = naming.assign(format_args!("field of {owner}"), items, keys, &reserved::is_field, "_");
    match &mut object.additional {
        Additional::Ignored => {}
        Additional::Kept { name } | Additional::Typed { name, .. } => {
            *name = Ident(names.pop().unwrap_or_default());
        }
    }
    for (index, name) in order.iter().zip(names) {
        object.fields[*index].name = Ident(name);
    }
    let names = object.fields.iter().map(|field| field.name.0.clone()).collect();
    null_setters(object.fields.iter_mut(), names, &reserved::is_field);
    if is_selectable {
        let items =
            order.iter().map(|index| variant(&object.fields[*index].wire_name, is_selector_taken)).collect();
        let keys = |index: usize| vec![Key::of(&object.fields[order[index]].wire_name)];
        let scope = format_args!("selector of {owner}");
        let names = naming.assign(scope, items, keys, &is_selector_taken, "");
        for (index, name) in order.iter().zip(names) {
            object.fields[*index].selector = Ident(name);
        }
    }
}

/// The member for the keys beside the properties: its key in the name lock, its name, and a longer one.
fn rest(additional: &Additional) -> Option<(&'static str, &'static str, &'static str)> {
    match additional {
        Additional::Ignored => None,
        Additional::Kept { .. } => Some((UNKNOWN_MEMBERS, "unknown", "unknown_members")),
        Additional::Typed { .. } => Some((ADDITIONAL, "additional", "additional_properties")),
    }
}

/// Numbers the arguments of the constructor.
fn number(object: &mut Struct, owner: &Ident, naming: &mut Naming) {
    let roles = object.fields.iter_mut().map(|field| (Key::of(&field.wire_name), &mut field.role));
    naming.number(&format!("field of {owner}"), roles.collect());
}

/// Names the setters that send `null` after the fields that they set, none like another setter.
pub(super) fn null_setters<'f>(
    fields: impl Iterator<Item = &'f mut Field>,
    mut taken: HashSet<String>,
    is_reserved: &dyn Fn(&str) -> bool,
) {
    for field in fields {
        let Role::Setter { null: Some(setter) } = &mut field.role else { continue };
        let mut name = format!("null_{}", field.name);
        while is_reserved(&name) || !taken.insert(name.clone()) {
            name.push('_');
        }
        *setter = Ident(name);
    }
}

fn is_selector_taken(name: &str) -> bool {
    name == CUSTOM || reserved::is_variant(name)
}

fn is_value_taken(name: &str) -> bool {
    name == UNKNOWN || reserved::is_variant(name)
}

fn values(enumeration: &mut Enumeration, owner: &Ident, naming: &mut Naming) {
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
    let keys = |index: usize| vec![Key::of(&enumeration.values[order[index]].wire)];
    let names = naming.assign(format_args!("value of {owner}"), items, keys, &is_value_taken, "");
    for (index, name) in order.iter().zip(names) {
        enumeration.values[*index].variant = Ident(name);
    }
}

fn variants(union: &mut Union, owner: &Ident, type_names: &[String], naming: &mut Naming) {
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
    let keys = |index: usize| vec![Key::of(union.variants[index].hint.words.join(" "))];
    let names = naming.assign(format_args!("variant of {owner}"), items, keys, &is_value_taken, "");
    for (alternative, name) in union.variants.iter_mut().zip(names) {
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
