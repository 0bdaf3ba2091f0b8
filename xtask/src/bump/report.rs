//! What a new version changes for callers.

use crate::workspace::Workspace;

/// What the changes mean for who calls the crate and changes to the new module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), expect(dead_code, reason = "the comparison that tells them apart is not joined yet"))]
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
    /// The changes, as Markdown whose headings begin at the third level.
    pub(super) markdown: String,
}

/// Compares two versions of the documents of a checkout.
///
/// Nothing is compared yet, and what is not known to be compatible is breaking.
#[expect(clippy::unnecessary_wraps, reason = "a comparison reads files, which can fail")]
pub(super) fn between(_workspace: &Workspace, old: &str, new: &str) -> anyhow::Result<Report> {
    let markdown = format!("The versions {old} and {new} were not compared.\n");
    Ok(Report { verdict: Verdict::Breaking, markdown })
}
