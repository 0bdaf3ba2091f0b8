//! Keeps the operations that are wanted, and the components that they need.

mod pattern;
mod reach;

use super::Object;
use crate::diagnostic::Diagnostic;
use crate::document::grammar::is_method;
use crate::document::{DocumentInput, codes};
use crate::ir::Style;
use crate::naming::operation::{DocumentNames, OperationSource};
use crate::pointer::Pointer;
use crate::reporter::Reporter;
pub(super) use pattern::{Candidate, Pattern};
use serde_json::Value;

/// How many names are suggested.
const SUGGESTIONS: usize = 3;

/// What the names of all operations have in common.
pub(super) fn names(document: &Value, style: Style) -> DocumentNames {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = paths.filter(|(path, _)| !path.starts_with("x-")).flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten().filter(|(key, _)| is_method(key));
        methods.map(move |(method, operation)| source(style, path, method, operation))
    });
    DocumentNames::of(&operations.collect::<Vec<_>>())
}

/// Removes what is not wanted; a pattern that matches nothing is an error.
pub(super) fn select(
    document: &mut Value,
    input: &DocumentInput,
    operation_names: &DocumentNames,
    reporter: &mut Reporter<'_>,
) {
    let mut patterns: Vec<(Pattern<'_>, bool)> =
        input.only.iter().map(|text| (Pattern::read(text), false)).collect();
    let mut names: Vec<String> = Vec::new();
    let mut is_wanted = |candidate: &Candidate<'_>| {
        names.extend(candidate.names());
        // Every pattern is tried, so that those that match nothing can be reported.
        patterns.iter_mut().fold(false, |wanted, (pattern, is_used)| {
            let matches = pattern.matches(candidate);
            *is_used |= matches;
            wanted || matches
        })
    };
    if let Some(paths) = members(document, "paths") {
        paths.retain(|path, item| {
            path.starts_with("x-")
                || retain_methods(item, |method, operation| {
                    let source = source(input.style, path, method, operation);
                    let functions = source.function_paths(operation_names);
                    is_wanted(&Candidate::operation(method, path, operation, &functions))
                })
        });
    }
    if let Some(webhooks) = members(document, "webhooks") {
        webhooks.retain(|name, _| is_wanted(&Candidate::webhook(name)));
    }
    for (pattern, _) in patterns.iter().filter(|(_, is_used)| !is_used) {
        reporter.push(nothing(pattern.text(), &mut names), Pointer::root());
    }
    reach::prune(document);
    prune_error_codes(document);
}

/// Removes the error codes that no remaining operation names.
fn prune_error_codes(document: &mut Value) {
    let mut named = Vec::new();
    let items = members(document, "paths").into_iter().flat_map(|paths| paths.values());
    for (_, operation) in items.filter_map(Value::as_object).flatten().filter(|(key, _)| is_method(key)) {
        let errors = operation.get("x-graph-errors").and_then(Value::as_array).into_iter().flatten();
        named.extend(errors.filter_map(|error| error.get("code").cloned()));
    }
    if let Some(codes) = members(document, "x-graph-error-codes") {
        codes.retain(|_, known| known.get("code").is_some_and(|code| named.contains(code)));
    }
}

fn members<'v>(document: &'v mut Value, key: &str) -> Option<&'v mut Object> {
    document.get_mut(key)?.as_object_mut()
}

/// Removes the operations of a path that are not kept; `false` where none is left.
fn retain_methods(item: &mut Value, mut keep: impl FnMut(&str, &Value) -> bool) -> bool {
    let Value::Object(members) = item else { return false };
    members.retain(|key, value| !is_method(key) || keep(key, value));
    let mut is_left = members.keys().any(|key| is_method(key));
    if let Some(Value::Object(more)) = members.get_mut("additionalOperations") {
        more.retain(|method, value| keep(method, value));
        is_left |= !more.is_empty();
    }
    is_left
}

/// As much of an operation as its names depend on.
pub(super) fn source<'a>(
    style: Style,
    path: &'a str,
    method: &'a str,
    operation: &'a Value,
) -> OperationSource<'a> {
    let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
    OperationSource {
        style,
        path,
        method,
        operation_id: operation.get("operationId").and_then(Value::as_str),
        tags: tags.filter_map(Value::as_str).collect(),
    }
}

fn nothing(pattern: &str, names: &mut Vec<String>) -> Diagnostic {
    names.sort();
    names.dedup();
    let error = Diagnostic::new(codes::SELECT_NOTHING, format!("`{pattern}` matches no operation"));
    let words = |text: &str| text.to_lowercase().replace(['*', '{', '}'], "");
    let asked = words(pattern);
    let mut near: Vec<(f64, &String)> = names
        .iter()
        .map(|name| {
            let word = words(name);
            let is_part = !asked.is_empty() && word.contains(&asked);
            (if is_part { 1.0 } else { strsim::jaro_winkler(&asked, &word) }, name)
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    let near: Vec<String> = near.iter().take(SUGGESTIONS).map(|(_, name)| format!("`{name}`")).collect();
    if near.is_empty() { error } else { error.hint(format!("did you mean {}?", near.join(" or "))) }
}

#[cfg(test)]
mod tests;
