//! The names of operations in the style of Graph, which follow the path and the method.

use super::{GET, LIST, OperationWords, segments};
use crate::ir::{Ident, NameHint};

/// The module of a path in the style of Graph: `/{page_id}/personas` is `page`, `personas`.
pub(crate) fn graph_module(path: &str) -> Vec<Ident> {
    let words = segments(path).map(|segment| match node_parameter(segment) {
        Some(name) => node_word(name),
        None => segment.to_owned(),
    });
    let module: Vec<Ident> = words.filter(|word| !word.is_empty()).map(Ident).collect();
    if module.is_empty() { vec![Ident("root".to_owned())] } else { module }
}

/// What an operation in that style is called.
pub(super) fn words(path: &str, method: &str) -> OperationWords {
    let module = graph_module(path);
    let is_node = segments(path).last().is_none_or(|last| node_parameter(last).is_some());
    let function = match (method.to_ascii_uppercase().as_str(), is_node) {
        ("GET", true) => GET,
        ("GET", false) => LIST,
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
    let function = NameHint::given(function);
    OperationWords { module, other_modules: Vec::new(), function, shorter: Vec::new(), yields: false, types }
}

/// The parameter that a segment ends with: `upload:{upload_id}` is a node as `{upload_id}` is.
fn node_parameter(segment: &str) -> Option<&str> {
    let (_, name) = segment.strip_suffix('}')?.rsplit_once('{')?;
    Some(name)
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
    use super::{Ident, graph_module, words};

    #[test]
    fn graph_paths_become_modules() {
        let module = |path| graph_module(path).into_iter().map(|Ident(word)| word).collect::<Vec<_>>();
        assert_eq!(module("/{page_id}"), ["page"]);
        assert_eq!(module("/{page_id}/personas"), ["page", "personas"]);
        assert_eq!(module("/"), ["root"]);
        assert_eq!(module("/upload:{upload_id}"), ["upload"]);
        assert_eq!(words("/{page_id}", "POST").function.words, ["update"]);
        assert_eq!(words("/upload:{upload_id}", "POST").function.words, ["update"]);
        assert_eq!(words("/{page_id}/personas", "GET").function.words, ["list"]);
    }

    #[test]
    fn an_edge_that_leads_to_one_object_is_got() {
        let mut named = words("/{page_id}/picture", "GET");
        named.of_one();
        assert_eq!(
            (named.function.words, named.types.words),
            (vec!["get".to_owned()], vec!["page picture".to_owned(), "get".to_owned()])
        );
        let mut named = words("/{page_id}/picture", "POST");
        named.of_one();
        assert_eq!(named.function.words, ["create"]);
    }
}
