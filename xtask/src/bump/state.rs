//! Which versions no release has yet: how that begins, and how it ends.

use super::plan::Plan;
use super::stage::Stage;
use crate::spec;
use crate::terminal::Terminal;
use crate::unreleased::{CHANGELOG, PACKAGE, changelog, review, wiring};
use crate::workspace::Workspace;
use anyhow::{Context as _, bail};
use graph_project::sum;
use graph_project::tree::read_if_present;
use graph_project::tree::transaction::{self, Edit};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

const MANIFEST: &str = "spec/manifest.toml";

/// Notes that the version of a plan is not released, and what was there before the first such version.
pub(super) fn begin(stage: &Stage, plan: &Plan, today: &str) -> anyhow::Result<()> {
    let mut table = Table::new();
    table.insert("version", value(&plan.new));
    table.insert("date", value(today));
    if spec::manifest(&stage.workspace().spec())?.unreleased.is_empty() {
        let package = stage.read(PACKAGE)?;
        table.insert("crate", value(wiring::version(&package).context(PACKAGE)?));
        let default = wiring::default_modules(&package, &plan.modules).context(PACKAGE)?;
        table.insert("default", value(default.iter().collect::<toml_edit::Array>()));
    }
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut document = DocumentMut::new();
    document.insert("unreleased", Item::ArrayOfTables(tables));
    let text = format!("{}\n\n{}", stage.read(MANIFEST)?.trim_end(), document.to_string().trim_start());
    stage.write(MANIFEST, text.as_bytes())
}

/// Notes that the crate is released with all versions that it has, on this day.
pub(super) fn end(workspace: &Workspace, today: &str, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    let manifest = spec::manifest(&workspace.spec())?;
    if manifest.unreleased.is_empty() {
        bail!("spec/manifest.toml has no [[unreleased]]: every version in it is released");
    }
    let pending = review::pending(&workspace.spec(), &manifest)?;
    if !pending.is_empty() {
        bail!("{}", review::lines(&pending).join("\n"));
    }
    let mut edits = Vec::new();
    let mut edit = |path: &str, change: &dyn Fn(&str) -> anyhow::Result<String>| {
        let old = read_if_present(&workspace.root().join(path))?.unwrap_or_default();
        let new = change(&old)?;
        let (before, new) = (Some(sum::of(old.as_bytes())), Some(new.into_bytes().into()));
        edits.push(Edit { path: path.to_owned(), old: before, new });
        anyhow::Ok(())
    };
    edit(MANIFEST, &|text| {
        let mut manifest: DocumentMut = text.parse()?;
        manifest.remove("unreleased");
        Ok(manifest.to_string())
    })?;
    edit(CHANGELOG, &|text| {
        let versions = manifest.unreleased.iter();
        Ok(versions.fold(text.to_owned(), |text, one| changelog::released(&text, &one.version, today)))
    })?;
    transaction::apply(workspace.root(), &edits)?;
    for one in &manifest.unreleased {
        terminal.line(&format!("{}: released; its names and its entry in {CHANGELOG} stay", one.version))?;
    }
    terminal.line("Next: `cargo xtask codegen`, which records it in generated/codegen.lock")?;
    Ok(())
}
