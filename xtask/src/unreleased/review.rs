//! The documents of an unreleased version that nobody has looked at yet: they say what the version before said.

use super::naming;
use crate::spec;
use anyhow::Context as _;
use graph_project::manifest::{Entry, Kind, Manifest};
use std::fs;
use std::path::Path;

/// A document that was carried over, and that nobody has changed or reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    /// The version that it belongs to.
    pub(crate) version: String,
    /// The document, as messages call it.
    pub(crate) shown: String,
    /// What it is called in the manifest.
    pub(crate) name: String,
    /// The version whose document it repeats.
    pub(crate) before: String,
    /// Where a person reads what it should say.
    pub(crate) reference: String,
    /// Whether it is written here.
    pub(crate) is_ours: bool,
}

/// The documents of the unreleased versions that still say what the version before said, in the order of the manifest.
///
/// What counts is what a document says, not how it is written: one more comment is not a change.
pub(crate) fn pending(spec: &Path, manifest: &Manifest) -> anyhow::Result<Vec<Pending>> {
    let versions: Vec<&str> = spec::by_version(manifest).into_iter().map(|(label, _)| label).collect();
    let mut pending = Vec::new();
    for pair in versions.windows(2) {
        let &[before, version] = pair else { continue };
        if !manifest.is_unreleased(version) {
            continue;
        }
        for entry in manifest.documents.iter().filter(|entry| entry.version == version) {
            let is_old = |old: &&Entry| old.version == before && old.name == entry.name;
            let old = manifest.documents.iter().find(is_old);
            let is_looked_at = entry.kind == Kind::Download || entry.reviewed.is_some();
            if let (false, Some(old)) = (is_looked_at, old)
                && repeats(spec, old, entry)?
            {
                let reference = entry.reference.clone().unwrap_or_else(|| "its source".to_owned());
                pending.push(Pending {
                    version: version.to_owned(),
                    shown: format!("spec/{}", entry.file),
                    name: entry.name.clone(),
                    before: before.to_owned(),
                    reference,
                    is_ours: entry.kind == Kind::HandWritten,
                });
            }
        }
    }
    Ok(pending)
}

/// Whether a document says of its version what the one before said of its own.
fn repeats(spec: &Path, old: &Entry, new: &Entry) -> anyhow::Result<bool> {
    let read =
        |file: &str| fs::read_to_string(spec.join(file)).with_context(|| format!("cannot read spec/{file}"));
    let (shown, text) = (format!("spec/{}", new.file), read(&new.file)?);
    // Where the version cannot be changed alone, nothing was carried over.
    let Ok(carried) = naming::renamed(&shown, &read(&old.file)?, &old.version, &new.version) else {
        return Ok(false);
    };
    if carried.text == text {
        return Ok(true);
    }
    let same = naming::read(&shown, &carried.text).ok().zip(naming::read(&shown, &text).ok());
    Ok(same.is_some_and(|(carried, now)| carried == now))
}

/// A line for each of these, below one that says what they are.
pub(crate) fn lines(pending: &[Pending]) -> Vec<String> {
    let Some(first) = pending.first() else { return Vec::new() };
    let head = format!(
        "{} of {} still {} what the version before said; change what is another now, or note `reviewed = \"YYYY-MM-DD\"` in \
         the entry in spec/manifest.toml:",
        graph_project::report::text::count(pending.len(), "document"),
        first.version,
        if pending.len() == 1 { "says" } else { "say" }
    );
    let lines = pending.iter().map(|one| format!("  {}: see {}", one.shown, one.reference));
    [head].into_iter().chain(lines).collect()
}
