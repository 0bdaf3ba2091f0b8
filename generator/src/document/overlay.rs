//! OpenAPI Overlay 1.0 and 1.1: corrections to a document that is itself never edited.
//!
//! The rules are those of <https://spec.openapis.org/overlay/v1.1.0.html>, with one difference: an action whose target
//! matches nothing is an error, because then the correction has silently stopped working.

mod apply;
mod bounds;
mod parse;
mod redundant;

use super::origin::Origins;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::reporter::Reporter;
use parse::{Action, Change};
use serde_json::Value;
use serde_json_path::JsonPath;

/// Applies an overlay to a document; false if there was an error.
///
/// All actions are tried, so that every action that does not fit is reported.
pub(super) fn apply(
    document: &mut Value,
    overlay: &Value,
    source: SourceId,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut found = Diagnostics::default();
    let mut reporter = Reporter::new(source, &mut found);
    let actions = parse::parse(overlay, &mut reporter);
    apply::Application::new(document, origins, reporter).run(&actions);
    let ok = !found.has_errors();
    found.into_iter().for_each(|finding| diagnostics.push(finding));
    ok
}

#[cfg(test)]
mod tests;
