//! What is compared: a version of the manifest, or a document.

use crate::spec;
use crate::versions::module;
use crate::workspace::Workspace;
use anyhow::{anyhow, bail};
use graph_generator::Input;
use graph_generator::compare::{Report, Successor, VersionModel, compare};
use graph_generator::diagnostic::{Diagnostics, Severity};
use graph_generator::document::{DocumentInput, render_all};
use graph_generator::emit::Package;
use graph_generator::ir::{Ident, Style, Version};
use graph_generator::name_lock::NameLock;
use graph_project::document;
use graph_project::sources::Sources;
use std::path::Path;

/// Compares two versions of a checkout.
///
/// # Errors
///
/// A version that the manifest does not list, or a document that cannot be read.
pub(crate) fn between(workspace: &Workspace, old: &str, new: &str) -> anyhow::Result<Report> {
    let spec = &workspace.spec();
    let old = version(spec, old, None)?;
    Ok(compare(&old, &version(spec, new, Some(&old))?, &successors(spec, new)?))
}

/// What to use instead of items that a version of a `spec/` folder no longer has.
pub(crate) fn successors(spec: &Path, label: &str) -> anyhow::Result<Vec<Successor>> {
    Ok(spec::manifest(spec)?.successors().remove(label).unwrap_or_default())
}

/// Reads a version of a `spec/` folder.
pub(crate) fn version(
    spec: &Path,
    label: &str,
    before: Option<&VersionModel>,
) -> anyhow::Result<VersionModel> {
    let manifest = spec::manifest(spec)?;
    let versions: Vec<&str> = spec::by_version(&manifest).into_iter().map(|(version, _)| version).collect();
    let Some(at) = versions.iter().position(|version| *version == label) else {
        bail!("spec/manifest.toml has no version `{label}`; it has {}", versions.join(", "));
    };
    // What no release has yet takes its names from the version before, whatever it is compared with.
    let previous = match (before, at.checked_sub(1)) {
        (None, Some(at)) if manifest.is_unreleased(label) => Some(self::version(spec, versions[at], None)?),
        _ => None,
    };
    let version = Version { module: Ident(module(label)), label: label.to_owned(), ..Version::default() };
    let (input, unread) = spec::input(version, &manifest, spec)?;
    side(label, &input, before.or(previous.as_ref()), unread)
}

/// Reads a document.
pub(crate) fn document(path: &Path, style: Style) -> anyhow::Result<VersionModel> {
    let (label, input, unread) = document_input(path, style);
    side(&label, &input, None, unread)
}

/// Reads two documents, the newer one after the older one: what stayed keeps its name, as it does in a bump.
pub(crate) fn documents([old, new]: [&Path; 2], style: Style) -> anyhow::Result<[VersionModel; 2]> {
    let (old, old_input, old_unread) = document_input(old, style);
    let (new, new_input, new_unread) = document_input(new, style);
    let mut found = [old_unread, new_unread];
    let inputs = [&old_input, &new_input];
    let models = match found.iter().any(Diagnostics::has_errors) {
        true => None,
        false => VersionModel::read_both([&old, &new], inputs, &mut found),
    };
    models.ok_or_else(|| {
        let broken = found.iter().zip([&old, &new]).zip(inputs).find(|((found, _), _)| found.has_errors());
        let ((found, label), input) = broken.unwrap_or(((&found[1], &new), &new_input));
        unreadable(label, input, found)
    })
}

/// What the generator gets of a document, its path, and what could not be read.
fn document_input(path: &Path, style: Style) -> (String, Input, Diagnostics) {
    let mut sources = Sources::default();
    let document = DocumentInput { style, ..document::read_file(path, &mut sources) };
    let (mut sources, unread) = sources.into_parts();
    let (version, documents) = (Version::default(), vec![document]);
    let package = Package { crate_name: String::new(), command: String::new() };
    let (folder, shown) = (path.parent().unwrap_or(Path::new("")), path.display().to_string());
    for source in &mut sources {
        source.path = folder.join(&source.path).display().to_string();
    }
    (shown, Input { version, sources, documents, package, names: Some(NameLock::default()) }, unread)
}

/// Reads and generates, or says what is wrong with the documents.
fn side(
    label: &str,
    input: &Input,
    before: Option<&VersionModel>,
    mut diagnostics: Diagnostics,
) -> anyhow::Result<VersionModel> {
    if !diagnostics.has_errors()
        && let Some(side) = VersionModel::read(label, input, before, &mut diagnostics)
    {
        return Ok(side);
    }
    Err(unreadable(label, input, &diagnostics))
}

fn unreadable(label: &str, input: &Input, found: &Diagnostics) -> anyhow::Error {
    let errors = found.iter().filter(|finding| finding.severity() == Severity::Error);
    anyhow!("{label} cannot be read:\n{}", render_all(errors, &input.sources).join("\n"))
}
