//! What was found and changed, for tools: one object a line, each with its `kind`.

use super::{Counts, DocumentReport, Report};
use crate::lock::Cause;
use crate::tree::{Change, Changes};
use graph_generator::document::LocatedDiagnostic;
use serde_json::{Value, json};

/// A finding about a document.
pub fn diagnostic(placed: &LocatedDiagnostic<'_>) -> String {
    let found = placed.diagnostic;
    json!({
        "kind": "diagnostic",
        "code": found.code.name,
        "severity": found.severity().to_string(),
        "harm": found.code.harm.word(),
        "message": found.message,
        "file": placed.file,
        "line": placed.position.map(|(line, _)| line),
        "column": placed.position.map(|(_, column)| column),
        "pointer": found.pointer.as_str(),
        "related": placed.related.as_ref().zip(found.related.as_ref()).map(|(place, related)| json!({
            "file": place.file,
            "line": place.position.map(|(line, _)| line),
            "column": place.position.map(|(_, column)| column),
            "pointer": related.1.as_str(),
        })),
        "hint": found.hint,
    })
    .to_string()
}

/// The files that were written or removed, or would have to be.
pub fn changes(changes: &Changes<'_>, cause: &dyn Fn(&Change<'_>) -> Cause) -> Vec<String> {
    let changed = changes.list.iter().map(|change| {
        let action = match (&change.old, &change.new) {
            (_, None) => "remove",
            (None, Some(_)) => "add",
            (Some(_), Some(_)) => "change",
        };
        (action, &change.path, cause(change).word())
    });
    let foreign = changes.foreign.iter().map(|path| ("foreign", path, "foreign"));
    let line = |(action, path, cause)| {
        json!({ "kind": "file", "action": action, "path": path, "cause": cause }).to_string()
    };
    changed.chain(foreign).map(line).collect()
}

/// A file beside the crate that was written, or would have to be, and why.
pub fn follower(path: &str, why: &str) -> String {
    json!({ "kind": "follower", "path": path, "why": why }).to_string()
}

/// The last line of a run that could do its work.
pub fn summary(result: &str, report: &Report, changes: Option<&Changes<'_>>) -> String {
    let Counts { errors, warnings, notes } = report.found;
    let documents: Vec<Value> = report.documents.iter().map(document).collect();
    json!({
        "kind": "summary",
        "result": result,
        "errors": errors,
        "warnings": warnings,
        "notes": notes,
        "documents": documents,
        "to_write": changes.map_or(0, Changes::to_write),
        "to_remove": changes.map_or(0, Changes::to_remove),
        "unchanged": changes.map_or(0, |changes| changes.unchanged),
    })
    .to_string()
}

fn document(report: &DocumentReport) -> Value {
    let DocumentReport { file, summary, found: Counts { errors, warnings, notes }, .. } = report;
    json!({
        "file": file, "operations": summary.operations, "types": summary.types, "fields": summary.fields,
        "errors": errors, "warnings": warnings, "notes": notes,
    })
}
