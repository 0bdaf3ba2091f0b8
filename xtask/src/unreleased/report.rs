//! What a new version changes for callers.

use crate::comparison;
use crate::workspace::Workspace;
use graph_generator::compare::{Detail, Verdict};

/// What a comparison of two versions found.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// What it means for callers; `None` where nothing changed.
    pub(crate) verdict: Option<Verdict>,
    /// The changes for the terminal.
    pub(crate) text: String,
    /// The changes for a review, as Markdown whose headings begin at the third level.
    pub(crate) markdown: String,
    /// The changes for callers, likewise.
    pub(crate) changelog: String,
}

impl Report {
    /// The verdict as it is shown to people.
    pub(crate) fn words(&self) -> &'static str {
        match self.verdict {
            Some(Verdict::Breaking) => "breaking",
            Some(Verdict::Compatible) => "compatible",
            Some(Verdict::Documentation) => "documentation only",
            None => "unchanged",
        }
    }
}

/// Compares two versions of a checkout: a test has an answer of its own.
pub(crate) type Compare<'c> = &'c dyn Fn(&Workspace, &str, &str) -> anyhow::Result<Report>;

/// Compares two versions of the documents of a checkout.
pub(crate) fn between(workspace: &Workspace, old: &str, new: &str) -> anyhow::Result<Report> {
    let report = comparison::between(workspace, old, new)?;
    Ok(Report {
        verdict: report.verdict(),
        text: report.text(Detail::Short),
        markdown: report.markdown(3, Detail::Short),
        changelog: report.changelog(3),
    })
}
