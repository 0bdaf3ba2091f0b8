//! Names of types and of their `Field` enums.

use super::files::MAX_LENGTH;
use super::keep::Naming;
use super::scope::{DERIVED, GIVEN, Item, SHORTENED};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Ident, TypeDef, TypeKind};
use crate::name_lock::{Key, NameLock};
use crate::naming::{place, reserved, words};
use crate::pass::codes::NAME_CHANGED;
use crate::pass::lock::{self, Shapes};
use std::collections::HashSet;

/// The scope of the enums of fields in a name lock.
const FIELD_ENUM: &str = "field enum";

pub(super) fn run(api: &mut Api, naming: &mut Naming, diagnostics: &mut Diagnostics) {
    let shapes = naming.lock().map(|_| Shapes::of(api));
    let order = order(api, shapes.as_ref().zip(naming.lock()));
    let items = order.iter().map(|index| item(&api.types[*index])).collect();
    let field_enums: HashSet<String> = naming.published(FIELD_ENUM);
    let is_taken = |name: &str| is_reserved(name) || field_enums.contains(name);
    let keys = |index: usize| lock::type_keys(api, &api.types[order[index]]).collect();
    let names = naming.assign(format_args!("{}", lock::TYPE), items, keys, &is_taken, "");
    for (index, name) in order.iter().zip(names) {
        let definition = &mut api.types[*index];
        report(definition, &name, diagnostics);
        definition.name = Ident(name);
    }
    for (definition, shape) in shapes.iter().flat_map(|shapes| shapes.shared(api)) {
        naming.note(lock::SHAPE, Key::of(definition.name.as_str()), shape.to_owned());
    }
    let selectable: Vec<_> = order.into_iter().filter(|index| api.types[*index].is_selectable).collect();
    name_field_enums(api, naming, &selectable);
    name_field_modules(api, naming, &selectable);
}

/// The types in an order that does not depend on the document. Types that are no longer what was published under their
/// name come last, so that the name goes to one that still is.
fn order(api: &Api, published: Option<(&Shapes, &NameLock)>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    let is_other = |index: usize| published.is_some_and(|(shapes, lock)| shapes.is_other(api, index, lock));
    let is_other: Vec<bool> = order.iter().map(|index| is_other(*index)).collect();
    order.sort_by(|left, right| {
        let key = |index: usize| {
            (is_other[index], &api.types[index].hint, &api.types[index].pointer, api.types[index].source)
        };
        key(*left).cmp(&key(*right))
    });
    order
}

fn item(definition: &TypeDef) -> Item<'_> {
    let hint = &definition.hint;
    if hint.given { given(&hint.words.join(" ")) } else { derived(definition) }
}

/// A name that the document gives. Of several that differ in their signs only, all but one get a number.
fn given<'t>(text: &str) -> Item<'t> {
    let plain = words::pascal(text);
    let more = match is_reserved(&plain) {
        true => format!("{plain}Model"),
        false => words::pascal(&words::with_case(text)),
    };
    Item::of(text, plain).or_else(move || vec![more])
}

/// A name that is made of the place: of its last words, and of more of them where several places have those.
fn derived(definition: &TypeDef) -> Item<'_> {
    let hint = &definition.hint;
    let base = words::pascal(&hint.words.join(" "));
    let mut names = place::names(&hint.words).into_iter().map(|name| words::pascal(&name));
    let first = names.next().unwrap_or_default();
    // What needs all its words for a name keeps it before what has more of them.
    Item::new(if first == base { DERIVED } else { SHORTENED }, first).or_else(move || {
        let longer = words::pascal(&hint.longer.join(" "));
        let longer = (!hint.longer.is_empty()).then_some(longer);
        let suffixed = format!("{base}{}", kind(definition));
        names.chain(longer).chain([suffixed]).collect()
    })
}

/// Whether a type cannot have a name. `New` would be called as its constructor is.
fn is_reserved(name: &str) -> bool {
    name == "New" || reserved::is_type(name)
}

/// A word for what a type is.
fn kind(definition: &TypeDef) -> &'static str {
    match definition.kind {
        TypeKind::Struct(_) => "Object",
        TypeKind::Enumeration(_) => "Value",
        TypeKind::Union(_) => "Choice",
        TypeKind::Tuple(_) => "Tuple",
        TypeKind::Alias(_) => "Alias",
    }
}

fn report(definition: &TypeDef, name: &str, diagnostics: &mut Diagnostics) {
    let text = definition.hint.words.join(" ");
    if definition.hint.given && words::pascal(&text) != name {
        let message = format!("`{text}` is called `{name}`, since Rust or another schema has its name");
        let diagnostic = Diagnostic::new(NAME_CHANGED, message);
        diagnostics.push(diagnostic.at(definition.source, &definition.pointer));
    }
}

fn name_field_enums(api: &mut Api, naming: &mut Naming, selectable: &[usize]) {
    let taken: HashSet<String> = api.types.iter().map(|definition| definition.name.0.clone()).collect();
    let items = selectable
        .iter()
        .map(|index| {
            let name = &api.types[*index].name;
            let more = move || vec![format!("{name}Fields"), format!("{name}Selection")];
            Item::new(GIVEN, format!("{name}Field")).or_else(more)
        })
        .collect();
    let keys = |index: usize| vec![Key::of(api.types[selectable[index]].name.as_str())];
    let names = naming.assign(format_args!("{FIELD_ENUM}"), items, keys, &|name| taken.contains(name), "");
    for (index, name) in selectable.iter().zip(names) {
        api.types[*index].field_enum = Ident(name);
    }
}

/// The modules are files, and stand beside each other.
fn name_field_modules(api: &mut Api, naming: &mut Naming, selectable: &[usize]) {
    let items = selectable
        .iter()
        .map(|index| {
            let mut name = words::snake(api.types[*index].name.as_str());
            name.truncate(MAX_LENGTH);
            let more = vec![format!("{name}_object")];
            Item::new(GIVEN, name).or_else(move || more)
        })
        .collect();
    let keys = |index: usize| vec![Key::of(api.types[selectable[index]].name.as_str())];
    let names = naming.assign(format_args!("field module"), items, keys, &reserved::is_file, "_");
    for (index, name) in selectable.iter().zip(names) {
        api.types[*index].field_module = Ident(name);
    }
}
