//! What a document and a project say of the pages of lists, brought to one form.
//!
//! For each operation there is a list of rules, the preferred one first: those of the project, then the extension
//! `x-paging`, then those of other tools, then what these mark in parameters and answers. Whether they hold is decided
//! when the types are known.

mod marked;
mod rule;
mod vendor;

use super::select::Pattern;
use crate::document::grammar::is_method;
use crate::document::{DocumentInput, PagingInput, PagingRules, codes};
use crate::ir::PagingRule;
use crate::naming::operation::DocumentNames;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::Value;

/// The extension that says it in the words of a project file.
const OWN: &str = "x-paging";

/// A rule of the project.
struct ProjectRule<'i> {
    rule: PagingRule,
    patterns: Vec<(Pattern<'i>, bool)>,
}

/// The rules of each operation, by its place.
pub(super) fn rules(
    document: &Value,
    input: &DocumentInput,
    names: &DocumentNames,
    reporter: &mut Reporter<'_>,
) -> PagingRules {
    let mut project = project(&input.paging, reporter);
    let mut rules = PagingRules::new();
    let at = Pointer::root().child("paths");
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
        let item_at = at.child(path);
        for (method, at, operation) in operations(item, &item_at) {
            let mut own = Vec::new();
            for rule in &mut project {
                own.extend(rule.of(input, names, (path, method, operation)));
            }
            own.extend(said(document, operation, &at, reporter));
            if !own.is_empty() {
                rules.insert(at, own);
            }
        }
    }
    for pattern in project.iter().flat_map(|rule| &rule.patterns).filter(|(_, is_used)| !is_used) {
        let message = format!("`{}` of a rule for pages matches no operation", pattern.0.text());
        reporter.report(codes::SELECT_NOTHING, message, Pointer::root());
    }
    rules
}

/// The operations of a path item, each with its method and its place.
fn operations<'v>(item: &'v Value, at: &Pointer) -> Vec<(&'v str, Pointer, &'v Value)> {
    let members = item.as_object().into_iter().flatten().filter(|(key, _)| is_method(key));
    let known = members.map(|(method, operation)| (method.as_str(), at.child(method), operation));
    let more = item.get("additionalOperations").and_then(Value::as_object).into_iter().flatten();
    let inside = at.child("additionalOperations");
    let more = more.map(|(method, operation)| (method.as_str(), inside.child(method), operation));
    known.chain(more).collect()
}

/// Reads the rules of the project; one that cannot be read is an error.
fn project<'i>(rules: &'i [PagingInput], reporter: &mut Reporter<'_>) -> Vec<ProjectRule<'i>> {
    let mut read = Vec::new();
    for (number, input) in (1..).zip(rules) {
        let source = format!("rule {number} for pages");
        match rule::read(&input.rule) {
            Ok(rule) => {
                let patterns = input.operations.iter().map(|text| (Pattern::read(text), false)).collect();
                read.push(ProjectRule { rule: PagingRule { source, is_own: true, ..rule }, patterns });
            }
            Err(problem) => {
                let message = format!("{source}: {problem}");
                reporter.report(codes::PAGING_RULE, message, Pointer::root());
            }
        }
    }
    read
}

impl ProjectRule<'_> {
    /// The rule for an operation, if it is for it. Where a pattern names the operation alone, it has to hold.
    fn of(
        &mut self,
        input: &DocumentInput,
        names: &DocumentNames,
        (path, method, operation): (&str, &str, &Value),
    ) -> Option<PagingRule> {
        let rule = PagingRule { has_to_hold: false, ..self.rule.clone() };
        if self.patterns.is_empty() {
            return Some(rule);
        }
        let source = super::select::source(input.style, path, method, operation);
        let functions = source.function_paths(names);
        let candidate = super::select::Candidate::operation(method, path, operation, &functions);
        let mut found = None;
        for (pattern, is_used) in &mut self.patterns {
            if pattern.matches(&candidate) {
                *is_used = true;
                found = Some(found.unwrap_or_default() || pattern.is_exact());
            }
        }
        found.map(|has_to_hold| PagingRule { has_to_hold, ..rule })
    }
}

/// What the document says of an operation: in our own extension, else in that of another tool.
fn said(
    document: &Value,
    operation: &Value,
    at: &Pointer,
    reporter: &mut Reporter<'_>,
) -> Option<PagingRule> {
    let own = operation.get(OWN).map(|value| (OWN, rule::read(value)));
    let said = own.or_else(|| vendor::read(document, operation));
    let (key, read) = match said {
        Some((key, read)) => (Some(key), read),
        None => (None, marked::read(document, operation)?),
    };
    // Where parts of the operation are marked, it is the operation that says it.
    let pointer = key.map_or_else(|| at.clone(), |key| at.child(key));
    let source = key.unwrap_or(marked::KEY).to_owned();
    match read {
        Ok(rule) => Some(PagingRule { pointer, source, has_to_hold: true, ..rule }),
        Err(problem) => {
            reporter.report(
                codes::PAGING_EXTENSION,
                format!("`{source}`: {problem}; it is left out"),
                pointer,
            );
            None
        }
    }
}

#[cfg(test)]
mod tests;
