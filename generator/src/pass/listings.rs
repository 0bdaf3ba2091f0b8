//! Decides which operations are lists whose pages can be followed, and how: by what the project and the document say,
//! else by the names that most APIs use.

mod convention;
mod fit;
mod members;

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, NextPage, Operation, Paging, PagingKind, PagingRule, Payload, Style};
use std::collections::BTreeMap;

pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut project = ProjectRules::default();
    let found: Vec<Option<Paging>> =
        api.operations.iter().map(|operation| paging(api, operation, &mut project, diagnostics)).collect();
    for (operation, found) in api.operations.iter_mut().zip(found) {
        operation.paging_rules.clear();
        if found.is_some() {
            operation.paging = found;
        }
    }
    project.report(diagnostics);
}

/// How the pages of an operation are followed.
fn paging(
    api: &Api,
    operation: &Operation,
    project: &mut ProjectRules,
    diagnostics: &mut Diagnostics,
) -> Option<Paging> {
    if operation.paging.is_some() {
        return None;
    }
    for rule in &operation.paging_rules {
        let fitted =
            if rule.by == PagingKind::None { Ok(None) } else { fit::fit(api, operation, rule).map(Some) };
        project.note(operation, rule, fitted.as_ref().err());
        match fitted {
            Ok(paging) => return paging,
            Err(problem) if rule.has_to_hold => diagnostics.push(mismatch(operation, rule, &problem)),
            Err(_) => {}
        }
    }
    if operation.style != Style::Operation || !matches!(operation.success.payload, Payload::Json(_)) {
        return None;
    }
    let found = convention::find(api, operation)?;
    let way = match found.listing.as_ref().map(|listing| &listing.next)? {
        NextPage::Cursor(input, _) => format!("by the cursor `{}`", input.wire_name),
        NextPage::Page { input, .. } => format!("by the number of the page, `{}`", input.wire_name),
        NextPage::Offset { input, .. } => {
            format!("by the number of items before the page, `{}`", input.wire_name)
        }
        NextPage::Link => "by the header `Link`".to_owned(),
        NextPage::Url(path) => format!("by the URL in `{}`", path.join(".")),
    };
    let message = format!("{} is taken for a list whose pages are followed {way}", name(operation));
    diagnostics.push(Diagnostic::new(codes::PAGING_FOUND, message).at(operation.source, &operation.pointer));
    Some(found)
}

fn mismatch(operation: &Operation, rule: &PagingRule, problem: &str) -> Diagnostic {
    let operation_name = name(operation);
    if rule.is_own {
        let message = format!("{}: {operation_name} {problem}", rule.source);
        return Diagnostic::new(codes::PAGING_RULE_MISMATCH, message)
            .at(operation.source, &operation.pointer);
    }
    let message = format!("`{}`: {operation_name} {problem}; its pages are not followed by it", rule.source);
    Diagnostic::new(codes::PAGING_MISMATCH, message).at(operation.source, &rule.pointer)
}

fn name(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.documented_path)
}

/// The rules of the project that are for several operations: each has to hold for one of them.
#[derive(Default)]
struct ProjectRules(BTreeMap<String, Tried>);

/// How a rule was tried.
struct Tried {
    holds: bool,
    /// The first operation that it does not hold for, and why.
    first: Option<Diagnostic>,
}

impl ProjectRules {
    fn note(&mut self, operation: &Operation, rule: &PagingRule, problem: Option<&String>) {
        if !rule.is_own {
            return;
        }
        let tried = self.0.entry(rule.source.clone()).or_insert(Tried { holds: false, first: None });
        // What has to hold and does not is reported already.
        tried.holds |= problem.is_none() || rule.has_to_hold;
        if let Some(problem) = problem {
            tried.first.get_or_insert_with(|| mismatch(operation, rule, problem));
        }
    }

    fn report(self, diagnostics: &mut Diagnostics) {
        for tried in self.0.into_values().filter(|tried| !tried.holds) {
            if let Some(first) = tried.first {
                diagnostics.push(
                    first.hint("the rule holds for no operation; this is the first that it was tried on"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
