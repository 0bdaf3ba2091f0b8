//! What a new version changes for callers.

use crate::compare;
use crate::workspace::Workspace;
use graph_generator::compare as rules;

/// What the changes mean for who calls the crate and changes to the new module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Code that was written for the older module may not build with the new one.
    Breaking,
    /// Such code builds, and there is more.
    Compatible,
    /// Only texts differ.
    Documentation,
    /// Nothing differs.
    Unchanged,
}

impl Verdict {
    /// As it is shown to people.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation only",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What a comparison of two versions found.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// What it means for callers.
    pub(super) verdict: Verdict,
    /// The changes for the terminal.
    pub(super) text: String,
    /// The changes as Markdown whose headings begin at the third level.
    pub(super) markdown: String,
}

/// Compares two versions of the documents of a checkout.
pub(super) fn between(workspace: &Workspace, old: &str, new: &str) -> anyhow::Result<Report> {
    let report = compare::between(workspace, old, new)?;
    let verdict = match report.verdict() {
        Some(rules::Verdict::Breaking) => Verdict::Breaking,
        Some(rules::Verdict::Compatible) => Verdict::Compatible,
        Some(rules::Verdict::Documentation) => Verdict::Documentation,
        None => Verdict::Unchanged,
    };
    Ok(Report { verdict, text: report.text(), markdown: report.markdown(3) })
}
