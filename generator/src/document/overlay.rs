//! OpenAPI Overlay 1.0 and 1.1: corrections to a document that is never edited itself.
//!
//! The rules are those of <https://spec.openapis.org/overlay/v1.1.0.html>, with one difference: an action whose target
//! matches nothing is an error, because then the correction has silently stopped working.

mod apply;
mod bounds;
mod parse;
mod redundant;

use super::origin::Origins;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::pointer::Pointer;
use parse::{Action, Change};
use serde_json::Value;
use serde_json_path::JsonPath;

/// Applies an overlay to a document; false where an error was found.
///
/// All actions are tried, so that every one that does not fit is reported.
pub(super) fn apply(
    document: &mut Value,
    overlay: &Value,
    source: SourceId,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut findings = Findings { source, diagnostics, failed: false };
    let actions = parse::parse(overlay, &mut findings);
    let room = bounds::Room::of(document);
    let mut removed = Vec::new();
    for action in &actions {
        apply::apply(document, action, &room, origins, &mut removed, &mut findings);
    }
    redundant::report_restored(document, &removed, &mut findings);
    !findings.failed
}

/// Collects what is wrong with one overlay.
struct Findings<'d> {
    source: SourceId,
    diagnostics: &'d mut Diagnostics,
    failed: bool,
}

impl Findings<'_> {
    fn error(&mut self, diagnostic: Diagnostic, pointer: &Pointer) {
        self.failed = true;
        self.diagnostics.push(diagnostic.at(self.source, pointer));
    }

    fn mention(&mut self, diagnostic: Diagnostic, pointer: &Pointer) {
        self.diagnostics.push(diagnostic.at(self.source, pointer));
    }
}

#[cfg(test)]
mod tests;
