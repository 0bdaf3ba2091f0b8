//! What follows from the documents of the versions that no release of the crate has yet: the version of the crate, its
//! features and modules, and the entries of `CHANGELOG.md`.
//!
//! `[[unreleased]]` in `spec/manifest.toml` lists these versions and says what was there before them. All else is made
//! from the documents as they are now, each time: nothing of it is remembered.

pub(crate) mod changelog;
pub(crate) mod clash;
pub(crate) mod naming;
pub(crate) mod report;
pub(crate) mod review;
mod semver;
pub(crate) mod wiring;

use crate::spec;
use crate::versions::module;
use crate::workspace::Workspace;
use anyhow::Context as _;
use changelog::Entry;
use graph_generator::compare::Verdict;
use graph_project::manifest::Manifest;
use graph_project::tree::{Follower, read_if_present};
use report::{Compare, Report};

pub(crate) const PACKAGE: &str = "generated/Cargo.toml";
pub(crate) const LIBRARY: &str = "generated/src/lib.rs";
pub(crate) const LOCK: &str = "Cargo.lock";
pub(crate) const CHANGELOG: &str = "CHANGELOG.md";

/// A version that no release has yet, after the one before it.
pub(crate) struct Step {
    /// The version of the API.
    pub(crate) label: String,
    /// The version before.
    pub(crate) before: String,
    /// The day of the entry in the changelog.
    date: String,
    /// What changes for callers.
    pub(crate) report: Report,
    /// The version of the crate before and after.
    pub(crate) versions: [String; 2],
    /// The modules that are no longer on by default.
    pub(crate) left: Vec<String>,
    /// The modules that are on by default with it.
    default: Vec<String>,
}

/// The versions that no release has yet, compared each with the one before, oldest first.
pub(crate) fn steps(
    workspace: &Workspace,
    manifest: &Manifest,
    compare: Compare<'_>,
) -> anyhow::Result<Vec<Step>> {
    let labels: Vec<&str> = spec::by_version(manifest).into_iter().map(|(label, _)| label).collect();
    let Some(first) = manifest.unreleased.first() else { return Ok(Vec::new()) };
    let (mut version, mut default) = (first.package.clone().unwrap_or_default(), first.default.clone());
    let mut steps = Vec::new();
    for (at, label) in labels.iter().enumerate().filter(|(_, label)| manifest.is_unreleased(label)) {
        let table = manifest.unreleased.iter().find(|one| one.version == **label);
        let date = table.map(|one| one.date.clone()).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| labels.get(at));
        let before = (*before.with_context(|| format!("no version comes before {label}"))?).to_owned();
        let report = compare(workspace, &before, label)
            .with_context(|| format!("cannot compare {before} with {label}"))?;
        let after = semver::next(&version, report.verdict).context(PACKAGE)?;
        // Where a version breaks, the step is breaking anyway, and the older ones leave `default`. Where it does not,
        // they stay, since nobody expects to lose a module by a compatible step.
        let is_breaking = report.verdict == Some(Verdict::Breaking);
        let left = if is_breaking { std::mem::take(&mut default) } else { Vec::new() };
        default.push(module(label));
        let versions = [std::mem::replace(&mut version, after.clone()), after];
        let label = (*label).to_owned();
        steps.push(Step { label, before, date, report, versions, left, default: default.clone() });
    }
    Ok(steps)
}

/// The files that do not follow the documents.
pub(crate) fn followers(
    workspace: &Workspace,
    manifest: &Manifest,
    steps: &[Step],
) -> anyhow::Result<Vec<Follower>> {
    let Some(last) = steps.last() else { return Ok(Vec::new()) };
    let all = [
        changelog_of(workspace, steps)?,
        lock_of(workspace, last)?,
        package_of(workspace, manifest, steps, last)?,
        library_of(workspace, steps)?,
    ];
    Ok(all.into_iter().filter(|one| one.old.as_ref() != Some(&one.new)).collect())
}

fn changelog_of(workspace: &Workspace, steps: &[Step]) -> anyhow::Result<Follower> {
    let old = read_if_present(&workspace.root().join(CHANGELOG))?;
    let (mut new, mut findings) = (old.clone(), Vec::new());
    for Step { label, date, report, versions: [_, version], left, .. } in steps {
        let entry = Entry { version, date, label, report, left };
        let text = changelog::with_entry(new.as_deref(), &entry);
        let had = new.as_deref().is_some_and(|text| changelog::has(text, label));
        if new.as_ref() != Some(&text) {
            findings.push((format!("the entry of {label}"), if had { "stale" } else { "missing" }));
        }
        new = Some(text);
    }
    Ok(Follower { path: CHANGELOG, findings, old, new: new.unwrap_or_default() })
}

fn lock_of(workspace: &Workspace, last: &Step) -> anyhow::Result<Follower> {
    let text = read(workspace, LOCK)?;
    let new = wiring::locked(&text, "meta-graph", &last.versions[1]).context(LOCK)?;
    Ok(Follower { path: LOCK, findings: vec![stale("the version of meta-graph")], old: Some(text), new })
}

fn package_of(
    workspace: &Workspace,
    manifest: &Manifest,
    steps: &[Step],
    last: &Step,
) -> anyhow::Result<Follower> {
    let text = read(workspace, PACKAGE)?;
    let versions = spec::by_version(manifest);
    let known: Vec<String> = versions.into_iter().map(|(label, _)| module(label)).collect();
    let modules: Vec<String> = steps.iter().map(|step| module(&step.label)).collect();
    let numbered = wiring::with_version(&text, &last.versions[1]).context(PACKAGE)?;
    let new = wiring::with_features(&numbered, &modules, &known, &last.default).context(PACKAGE)?;
    let mut findings = Vec::new();
    if numbered != text {
        findings.push(stale("the version of the crate"));
    }
    if new != numbered {
        findings.push(stale("the list of features"));
    }
    Ok(Follower { path: PACKAGE, findings, old: Some(text), new })
}

fn library_of(workspace: &Workspace, steps: &[Step]) -> anyhow::Result<Follower> {
    let text = read(workspace, LIBRARY)?;
    let (mut new, mut findings) = (text.clone(), Vec::new());
    for step in steps {
        let [before, module] = [&step.before, &step.label].map(|label| module(label));
        let declared = wiring::with_module(&new, &before, &module).context(LIBRARY)?;
        if declared != new {
            findings.push((format!("the declaration of {module}"), "missing"));
        }
        new = declared;
    }
    Ok(Follower { path: LIBRARY, findings, old: Some(text), new })
}

fn stale(what: &str) -> (String, &'static str) {
    (what.to_owned(), "stale")
}

fn read(workspace: &Workspace, path: &str) -> anyhow::Result<String> {
    read_if_present(&workspace.root().join(path))?.with_context(|| format!("there is no {path}"))
}
