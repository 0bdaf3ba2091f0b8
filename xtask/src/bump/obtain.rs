//! The documents of a new version: downloaded, taken from a folder, or carried over.

use super::plan::{Plan, Planned, Source};
use crate::terminal::Terminal;
use crate::unreleased::naming::{self, renamed};
use anyhow::{Context as _, bail};
use graph_generator::document::decode;
use graph_project::date;
use graph_project::manifest::Kind;
use graph_project::tree;
use openapi_crate::download::{Downloader, FetchError, page};
use std::fmt;
use std::fs::{self, File};
use std::path::Path;

/// A document that was obtained.
pub(super) struct Obtained<'p> {
    /// What was planned.
    pub(super) planned: &'p Planned,
    pub(super) bytes: Vec<u8>,
    /// The day of the download.
    pub(super) date: Option<String>,
    /// The lines that still name the old version.
    pub(super) left: Vec<usize>,
}

/// Where documents are found, and where they are kept.
pub(super) struct Access<'p> {
    /// The folder `spec/` of the checkout.
    pub(super) spec: &'p Path,
    /// The folder where what was downloaded stays.
    pub(super) kept: &'p Path,
    /// How downloads are made.
    pub(super) downloader: &'p Downloader,
    /// Today's date.
    pub(super) today: &'p str,
}

/// Gets all documents; what fails does not keep the others from being fetched.
pub(super) fn obtain<'p>(
    plan: &'p Plan,
    access: &Access<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Vec<Obtained<'p>>> {
    let (mut obtained, mut failures, mut absent) = (Vec::new(), Vec::new(), 0);
    for planned in &plan.documents {
        match one(plan, planned, access, terminal) {
            Ok(document) => obtained.push(document),
            Err(error) => {
                let is_absent = matches!(error.downcast_ref(), Some(FetchError::NotFound { .. }));
                absent += usize::from(is_absent);
                let why = if is_absent { "; Meta may not have published it for this version" } else { "" };
                failures.push(format!("document `{}`: {error:#}{why}", planned.entry.name));
            }
        }
    }
    if failures.is_empty() {
        return Ok(obtained);
    }
    let message = failures.join("\n");
    // If one is there, the version is published, and the others should be there as well.
    let is_of_meta = |planned: &&Planned| !matches!(planned.source, Source::Carried | Source::Kept);
    if absent == failures.len() && absent == plan.documents.iter().filter(is_of_meta).count() {
        return Err(NotPublished { version: plan.new.clone(), message }.into());
    }
    bail!("{message}")
}

/// Not one of the documents that are to be downloaded is there.
#[derive(Debug)]
pub(super) struct NotPublished {
    version: String,
    message: String,
}

impl fmt::Display for NotPublished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{} is not published yet; the checkout is unchanged", self.message, self.version)
    }
}

impl std::error::Error for NotPublished {}

fn one<'p>(
    plan: &Plan,
    planned: &'p Planned,
    access: &Access<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Obtained<'p>> {
    let shown = format!("spec/{}/{}", plan.new, planned.inside);
    let mut obtained = Obtained { planned, bytes: Vec::new(), date: None, left: Vec::new() };
    match &planned.source {
        Source::Download(url) => {
            terminal.line(&format!("{shown}: downloading {url}"))?;
            obtained.bytes = access.downloader.get(url)?;
            obtained.date = Some(access.today.to_owned());
            check(&shown, &obtained.bytes)?;
            tree::write(&access.kept.join(&planned.inside), &obtained.bytes).context("cannot keep it")?;
        }
        Source::File(path) => {
            terminal.line(&format!("{shown}: taken from {}", path.display()))?;
            obtained.bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            check(&path.display().to_string(), &obtained.bytes)?;
            let written = fs::metadata(path)?.modified()?;
            // The day of the download is that of the file; what is written by hand has none.
            obtained.date = (planned.kind() == Kind::Download).then(|| date::of(written));
            let kept = access.kept.join(&planned.inside);
            if fs::canonicalize(path)? != fs::canonicalize(&kept).unwrap_or_default() {
                tree::write(&kept, &obtained.bytes).context("cannot keep it")?;
                File::options().append(true).open(&kept)?.set_modified(written)?;
            }
        }
        Source::Kept => {
            obtained.bytes = read(access.spec, &planned.entry.file)?;
            obtained.date.clone_from(&planned.entry.date);
            let lines = text(&obtained.bytes)?;
            let lines = lines.lines().enumerate().filter(|(_, line)| line.contains(&plan.old));
            let numbers = lines.map(|(at, _)| at + 1).collect();
            obtained.left = if planned.kind() == Kind::HandWritten { numbers } else { Vec::new() };
        }
        Source::Carried => {
            let file = &planned.entry.file;
            terminal.line(&format!("{shown}: carried over from spec/{file}"))?;
            let text = text(&read(access.spec, file)?)?;
            let renamed = renamed(&format!("spec/{file}"), &text, &plan.old, &plan.new)?;
            for change in &renamed.changed {
                terminal.line(&format!("  {change}"))?;
            }
            obtained.bytes = renamed.text.into_bytes();
            obtained.left = renamed.left;
        }
    }
    Ok(obtained)
}

/// Checks that bytes are an OpenAPI document; what is in it is for the generator.
fn check(shown: &str, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(title) = page::title(bytes) {
        bail!("{shown} is an HTML page, not a document: {title}");
    }
    naming::read(shown, &text(bytes)?).map(drop)
}

fn text(bytes: &[u8]) -> anyhow::Result<String> {
    decode(bytes).map_err(|finding| anyhow::anyhow!("{}", finding.message))
}

fn read(spec: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    fs::read(spec.join(path)).with_context(|| format!("cannot read spec/{path}"))
}
