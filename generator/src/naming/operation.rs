//! Where an operation stands: its module, and what its function could be called.

use super::{module, words};
use crate::ir::{Ident, NameHint, Style};

/// What the names of an operation are made from.
pub(crate) struct OperationSource<'a> {
    pub(crate) style: Style,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation_id: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
}

/// The words for the names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationWords {
    pub(crate) module: Vec<Ident>,
    /// The words for the function.
    pub(crate) function: NameHint,
    /// The words that types inside the operation start with.
    pub(crate) types: NameHint,
}

impl OperationSource<'_> {
    /// The words, by the style of the document.
    pub(crate) fn words(&self) -> OperationWords {
        match self.style {
            Style::Graph => graph(self.path, self.method),
            Style::Operation => self.by_id(),
        }
    }

    /// The path of the function, as far as it does not depend on other operations: `pets::list_pets`.
    pub(crate) fn function_path(&self) -> String {
        let OperationWords { module: path, function, .. } = self.words();
        let path = path.iter().map(|word| module(word.as_str(), &[]));
        path.chain([words::snake(&function.words.join(" "))]).collect::<Vec<_>>().join("::")
    }

    fn by_id(&self) -> OperationWords {
        let module = self.tags.iter().copied().find_map(text).unwrap_or(DEFAULT_MODULE);
        let id = self.operation_id.and_then(text);
        let types = match id {
            Some(id) => NameHint::of(vec![id.to_owned()]),
            None => NameHint::of(vec![path_words(self.method, self.path)]),
        };
        let function = match id {
            Some(id) => NameHint::given(without_module(id, module)),
            None => types.clone(),
        };
        OperationWords { module: vec![Ident(module.to_owned())], function, types }
    }
}

/// A text without surrounding white space; `None` where nothing is left.
fn text(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The module of a path in the style of Graph: `/{page_id}/personas` is `page`, `personas`.
pub(crate) fn graph_module(path: &str) -> Vec<Ident> {
    let words = segments(path).map(|segment| match parameter(segment) {
        Some(name) => node_word(name),
        None => segment.to_owned(),
    });
    let module: Vec<Ident> = words.filter(|word| !word.is_empty()).map(Ident).collect();
    if module.is_empty() { vec![Ident("root".to_owned())] } else { module }
}

fn graph(path: &str, method: &str) -> OperationWords {
    let module = graph_module(path);
    let is_node = segments(path).last().is_none_or(|last| parameter(last).is_some());
    let function = match (method.to_ascii_uppercase().as_str(), is_node) {
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
    OperationWords { module, function: NameHint::given(function), types }
}

/// The module of a document without tags.
const DEFAULT_MODULE: &str = "default";

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
