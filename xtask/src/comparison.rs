//! What is compared: a version of the manifest, or a document.

use crate::spec;
use crate::versions::module;
use crate::workspace::Workspace;
use anyhow::bail;
use graph_generator::Input;
use graph_generator::compare::{Report, Successor, VersionModel, compare};
use graph_generator::diagnostic::{Diagnostics, Severity};
use graph_generator::document::{DocumentInput, render_all};
use graph_generator::emit::Package;
use graph_generator::ir::{Ident, Style, Version};
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
    let mut sources = Sources::default();
    let document = DocumentInput { style, ..document::read_file(path, &mut sources) };
    let (mut sources, unread) = sources.into_parts();
    let (version, documents) = (Version::default(), vec![document]);
    let package = Package { crate_name: String::new(), command: String::new() };
    let (folder, shown) = (path.parent().unwrap_or(Path::new("")), path.display().to_string());
    for source in &mut sources {
        source.path = folder.join(&source.path).display().to_string();
    }
    side(&shown, &Input { version, sources, documents, package, names: None }, None, unread)
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
    let errors = diagnostics.iter().filter(|finding| finding.severity() == Severity::Error);
    bail!("{label} cannot be read:\n{}", render_all(errors, &input.sources).join("\n"))
}
