//! Where an operation stands: its module, and what its function could be called.

use super::docs;
use crate::ir::{Ident, NameHint, Style};

/// The place of one operation.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) module: Vec<Ident>,
    /// The words for the function.
    pub(super) function: NameHint,
    /// The words that types inside the operation start with.
    pub(super) types: NameHint,
}

/// The place of an operation, by the style of its document.
pub(super) fn of(style: Style, path: &str, method: &str, operation: &openapiv3::Operation) -> Place {
    match style {
        Style::Graph => graph(path, method),
        Style::Operation => by_id(path, method, operation),
    }
}

/// The path of the function of an operation, as far as it does not depend on other operations: `pets::list_pets`.
pub fn function_path(style: Style, path: &str, method: &str, operation: &openapiv3::Operation) -> String {
    let place = of(style, path, &method.to_ascii_uppercase(), operation);
    let module = place.module.iter().map(|word| crate::pass::module_name(word.as_str()));
    let function = crate::pass::function_name(&place.function.words.join(" "));
    module.chain([function]).collect::<Vec<_>>().join("::")
}

/// The module of a path in the style of Graph: `/{page_id}/personas` is `page`, `personas`.
pub(super) fn graph_module(path: &str) -> Vec<Ident> {
    let words = segments(path).map(|segment| match parameter(segment) {
        Some(name) => node_word(name),
        None => segment.to_owned(),
    });
    let module: Vec<Ident> = words.filter(|word| !word.is_empty()).map(Ident).collect();
    if module.is_empty() { vec![Ident("root".to_owned())] } else { module }
}

fn graph(path: &str, method: &str) -> Place {
    let module = graph_module(path);
    let is_node = segments(path).last().is_none_or(|last| parameter(last).is_some());
    let function = match (method, is_node) {
        ("GET", true) => "get",
        ("GET", false) => "list",
        ("POST", true) => "update",
        ("POST", false) => "create",
        ("PUT", _) => "replace",
        ("PATCH", _) => "patch",
        ("DELETE", _) => "delete",
        ("HEAD", _) => "head",
        ("OPTIONS", _) => "options",
        _ => "trace",
    };
    let owner: Vec<&str> = module.iter().map(Ident::as_str).collect();
    let types = NameHint::of(vec![owner.join(" "), function.to_owned()]);
    Place { module, function: NameHint::given(function), types }
}

/// The module of a document without tags.
const DEFAULT_MODULE: &str = "default";

fn by_id(path: &str, method: &str, operation: &openapiv3::Operation) -> Place {
    let tag = operation.tags.iter().find_map(|tag| docs::text(Some(tag)));
    let module = tag.as_deref().unwrap_or(DEFAULT_MODULE);
    let id = docs::text(operation.operation_id.as_deref());
    let types = match &id {
        Some(id) => NameHint::of(vec![id.clone()]),
        None => NameHint::of(vec![path_words(method, path)]),
    };
    let function = match &id {
        Some(id) => NameHint::given(without_module(id, module)),
        None => types.clone(),
    };
    Place { module: vec![Ident(module.to_owned())], function, types }
}

/// `issues/list` in the module `issues` is `list`.
fn without_module<'t>(id: &'t str, module: &str) -> &'t str {
    let Some((first, rest)) = id.split_once(['/', '.', ':']) else { return id };
    let same = first.replace(['-', '_', ' '], "").eq_ignore_ascii_case(&module.replace(['-', '_', ' '], ""));
    if same && !rest.is_empty() { rest } else { id }
}

/// `GET /pets/{petId}` is `get pets by petId`.
fn path_words(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for segment in segments(path) {
        if let Some(name) = parameter(segment) {
            words.push(format!("by {name}"));
        } else {
            words.push(segment.replace(['{', '}'], " "));
        }
    }
    words.join(" ")
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    path.split('/').filter(|segment| !segment.is_empty())
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The node that a path parameter is the id of: `page_id` and `pageId` are of a `page`.
fn node_word(parameter: &str) -> String {
    let suffixes = ["_id", "-id", "-ID", "_ID", "Id", "ID"];
    let mut words = suffixes.iter().filter_map(|suffix| parameter.strip_suffix(suffix));
    let word = words.next().filter(|word| !word.is_empty());
    word.unwrap_or(parameter).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Ident, graph, graph_module, path_words, without_module};

    #[test]
    fn graph_paths_become_modules() {
        let words = |path| graph_module(path).into_iter().map(|Ident(word)| word).collect::<Vec<_>>();
        assert_eq!(words("/{page_id}"), ["page"]);
        assert_eq!(words("/{page_id}/personas"), ["page", "personas"]);
        assert_eq!(words("/"), ["root"]);
        assert_eq!(graph("/{page_id}", "POST").function.words, ["update"]);
        assert_eq!(graph("/{page_id}/personas", "GET").function.words, ["list"]);
    }

    #[test]
    fn functions_are_named_by_id_or_path() {
        assert_eq!(without_module("issues/list", "issues"), "list");
        assert_eq!(without_module("issues/list", "repos"), "issues/list");
        assert_eq!(path_words("GET", "/pets/{petId}"), "get pets by petId");
    }
}
