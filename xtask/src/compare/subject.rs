//! What is compared: a version of the manifest, or a document.

use crate::codegen::{self, Sources};
use crate::manifest::Manifest;
use crate::versions::module;
use anyhow::bail;
use graph_generator::Input;
use graph_generator::compare::{Side, Successor};
use graph_generator::diagnostic::{Diagnostics, Severity};
use graph_generator::document::{DocumentInput, render_all};
use graph_generator::emit::Package;
use graph_generator::ir::{Ident, Style, Version};
use std::path::Path;

/// What to use instead of items that a version of a `spec/` folder has no more.
pub(super) fn successors(spec: &Path, label: &str) -> anyhow::Result<Vec<Successor>> {
    Ok(Manifest::read(spec)?.successors().remove(label).unwrap_or_default())
}

/// Reads a version of a `spec/` folder.
pub(super) fn version(spec: &Path, label: &str, before: Option<&Side>) -> anyhow::Result<Side> {
    let manifest = Manifest::read(spec)?;
    let versions = codegen::by_version(&manifest);
    let Some((version, entries)) = versions.iter().find(|(version, _)| *version == label) else {
        let known: Vec<_> = versions.iter().map(|(version, _)| *version).collect();
        bail!("spec/manifest.toml has no version `{label}`; it has {}", known.join(", "));
    };
    let version = Version { module: Ident(module(version)), label: label.to_owned(), ..Version::default() };
    let (input, unread) = codegen::input(version, entries, spec)?;
    side(label, &input, before, unread)
}

/// Reads a document.
pub(super) fn document(path: &Path, style: Style) -> anyhow::Result<Side> {
    let mut sources = Sources::default();
    let shown = path.display().to_string();
    let file = sources.read(path, &shown)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    // What the document refers to is named from its folder.
    sources.rename(file, path.file_name().unwrap_or_default().to_string_lossy());
    let mut document = DocumentInput { file, style, ..DocumentInput::default() };
    sources.gather(&mut document, |path| Ok(folder.join(path)));
    let (mut sources, unread) = sources.into_parts();
    let (version, documents) = (Version::default(), vec![document]);
    let package = Package { crate_name: String::new(), command: String::new() };
    for source in &mut sources {
        source.path = folder.join(&source.path).display().to_string();
    }
    side(&shown, &Input { version, sources, documents, package, names: None }, None, unread)
}

/// Reads and generates, or says what is wrong with the documents.
fn side(
    label: &str,
    input: &Input,
    before: Option<&Side>,
    mut diagnostics: Diagnostics,
) -> anyhow::Result<Side> {
    if !diagnostics.has_errors()
        && let Some(side) = Side::read(label, input, before, &mut diagnostics)
    {
        return Ok(side);
    }
    let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    bail!("{label} cannot be read:\n{}", render_all(errors, &input.sources).join("\n"))
}
