//! An unreleased version is taken back, with all that a bump and a person after it did for it.

use super::refuse_to_lose;
use super::stage::{self, Stage};
use crate::generate;
use crate::outcome::{Outcome, UsageError};
use crate::spec;
use crate::terminal::Terminal;
use crate::unreleased::report::Compare;
use crate::unreleased::{CHANGELOG, LIBRARY, LOCK, PACKAGE, changelog, wiring};
use crate::versions::{module, numbers};
use crate::workspace::Workspace;
use anyhow::{Context as _, bail};
use graph_project::manifest::{Manifest, Unreleased};
use graph_project::tree;
use graph_project::tree::transaction;
use openapi_crate::options::Options;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table};

/// Takes a version back. What is removed or changed of `spec/` is kept in `target/bump/undone/`.
pub(super) fn undo(
    workspace: &Workspace,
    version: &str,
    today: &str,
    compare: Compare<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    generate::tidy_up(workspace, terminal)?;
    let manifest = spec::manifest(&workspace.spec())?;
    check(&manifest, version)?;
    refuse_to_lose(workspace)?;
    let kept = workspace.root().join("target/bump").join(version);
    let stage = Stage::make(workspace, &stage::place(&kept)?)?;
    take_back(&stage, &manifest, version)?;
    if generate::run(Options::default(), stage.workspace(), today, compare, terminal)?.outcome
        == Outcome::Problem
    {
        bail!("without {version} nothing is generated; the checkout is unchanged");
    }
    let edits = stage.edits()?;
    let undone = workspace.root().join("target/bump/undone").join(version);
    for edit in edits.iter().filter(|edit| edit.path.starts_with("spec/") && edit.old.is_some()) {
        keep(workspace.root(), &undone, &edit.path)?;
    }
    transaction::apply(workspace.root(), &edits)?;
    terminal.line(&format!(
        "{version} is taken back: {} files changed; what was in spec/ is in target/bump/undone/{version}/",
        edits.len()
    ))?;
    Ok(Outcome::Fine)
}

/// Refuses a version that others rest on.
fn check(manifest: &Manifest, version: &str) -> anyhow::Result<()> {
    if !manifest.is_unreleased(version) {
        let message = format!("{version} is no [[unreleased]] version of spec/manifest.toml");
        return Err(UsageError::new(message).into());
    }
    let newer = manifest.documents.iter().map(|entry| &entry.version);
    if let Some(newer) = newer.filter(|one| numbers(one) > numbers(version)).min_by_key(|one| numbers(one)) {
        bail!(
            "{newer} is made after {version}: take that back first, with `cargo xtask bump {newer} --undo`"
        );
    }
    Ok(())
}

fn keep(root: &Path, undone: &Path, path: &str) -> anyhow::Result<()> {
    let bytes = std::fs::read(root.join(path)).with_context(|| format!("cannot read {path}"))?;
    tree::write(&undone.join(path), &bytes).with_context(|| format!("cannot keep {path}"))
}

/// Takes back what is not generated.
fn take_back(stage: &Stage, manifest: &Manifest, version: &str) -> anyhow::Result<()> {
    edit(stage, "spec/manifest.toml", |text| {
        let mut manifest: DocumentMut = text.parse()?;
        for name in ["document", "gone", "unreleased"] {
            remove(&mut manifest, name, version);
        }
        Ok(manifest.to_string())
    })?;
    edit(stage, "spec/versions.toml", |text| {
        let mut versions: DocumentMut = text.parse()?;
        remove(&mut versions, "version", version);
        Ok(versions.to_string())
    })?;
    for folder in ["spec", "spec/overlays"] {
        stage.remove_folder(&format!("{folder}/{version}"))?;
    }
    let module = module(version);
    edit(stage, LIBRARY, |text| Ok(wiring::without_module(text, &module)))?;
    edit(stage, CHANGELOG, |text| Ok(changelog::without_entry(text, version)))?;
    edit(stage, PACKAGE, |text| wiring::without_features(text, std::slice::from_ref(&module)))?;
    match manifest.unreleased.as_slice() {
        // The crate is what it was. Where another version is unreleased, it follows from that one.
        [only] => restore(stage, only, &module),
        _ => Ok(()),
    }
}

fn restore(stage: &Stage, before: &Unreleased, module: &str) -> anyhow::Result<()> {
    let version = before.package.as_deref().unwrap_or_default();
    let modules: Vec<String> = before.default.iter().cloned().chain([module.to_owned()]).collect();
    edit(stage, PACKAGE, |text| {
        wiring::with_features(&wiring::with_version(text, version)?, &[], &modules, &before.default)
    })?;
    edit(stage, LOCK, |text| wiring::locked(text, "meta-graph", version))
}

fn edit(stage: &Stage, path: &str, change: impl Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<()> {
    if let Some(text) = stage.read_if_present(path)? {
        stage.write(path, change(&text).with_context(|| path.to_owned())?.as_bytes())?;
    }
    Ok(())
}

/// Removes the tables of a version.
fn remove(document: &mut DocumentMut, name: &str, version: &str) {
    if let Some(tables) = document.get_mut(name).and_then(Item::as_array_of_tables_mut) {
        let is_of = |table: &Table| table.get("version").and_then(Item::as_str) == Some(version);
        tables.retain(|table| !is_of(table));
        if tables.is_empty() {
            document.remove(name);
        }
    }
}
