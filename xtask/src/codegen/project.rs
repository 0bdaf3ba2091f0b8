//! The documents of `spec/manifest.toml` become the generated part of `generated/`.

use super::Flags;
use super::finish::{Target, finish};
use super::report::Report;
use super::source::Sources;
use crate::manifest::{Entry, Manifest};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use anyhow::Context as _;
use graph_generator::diagnostic::Diagnostics;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::files::Files;
use graph_generator::ir::{Ident, Version};
use graph_generator::{Input, Output, generate_versions};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

const COMMAND: &str = "cargo xtask codegen";

/// Generates every version of the manifest, and writes or checks the files.
pub(super) fn run(
    flags: &Flags,
    workspace: &Workspace,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let spec = workspace.spec();
    let manifest = Manifest::read(&spec)?;
    let mut files = Files::new();
    let mut report = Report::new(flags);
    let mut inputs = Vec::new();
    for (version, entries) in by_version(&manifest) {
        let (input, unread) = input(version, &entries, &spec)?;
        if unread.has_errors() {
            report.findings(&input, &Output { diagnostics: unread, ..Output::default() }, terminal)?;
        }
        inputs.push(input);
    }
    if report.has_errors() {
        return report.refused(terminal);
    }
    for (input, output) in inputs.iter().zip(generate_versions(&inputs)) {
        report.findings(input, &output, terminal)?;
        files.extend(output.files);
    }
    if report.has_errors() {
        return report.refused(terminal);
    }
    let root = workspace.generated();
    finish(
        &Target { root: &root, shown: "generated", files: &files, command: COMMAND, start },
        flags,
        &report,
        terminal,
    )
}

/// The versions, oldest first, with their documents in the order of the manifest.
pub(crate) fn by_version(manifest: &Manifest) -> Vec<(&str, Vec<&Entry>)> {
    let mut versions: BTreeMap<Vec<u32>, (&str, Vec<&Entry>)> = BTreeMap::new();
    for entry in &manifest.documents {
        let (_, entries) =
            versions.entry(entry.version_numbers()).or_insert_with(|| (&entry.version, Vec::new()));
        entries.push(entry);
    }
    versions.into_values().collect()
}

/// Reads the documents of one version.
pub(crate) fn input(version: &str, entries: &[&Entry], spec: &Path) -> anyhow::Result<(Input, Diagnostics)> {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for entry in entries {
        let context = || format!("document `{}` of spec/manifest.toml", entry.name);
        documents.push(document(entry, spec, &mut sources).with_context(context)?);
    }
    let (sources, unread) = sources.into_parts();
    let input = Input {
        version: Version { label: version.to_owned(), module: Ident(version.replace('.', "_")) },
        sources,
        documents,
        package: Package { crate_name: "meta_graph".to_owned(), command: COMMAND.to_owned() },
    };
    Ok((input, unread))
}

/// Reads a document of the manifest with its overlays.
pub(crate) fn document(entry: &Entry, spec: &Path, sources: &mut Sources) -> anyhow::Result<DocumentInput> {
    let mut read = |path: &str| sources.read(&spec.join(path), &format!("spec/{path}"));
    let file = read(&entry.file)?;
    let overlays = entry.overlays.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    if let Some(sum) = &entry.sha256 {
        let origin = entry.origin.as_ref().or(entry.reference.as_ref());
        sources.verify(file, sum, origin.map_or("elsewhere", String::as_str))?;
    }
    let mut document = DocumentInput {
        file,
        overlays,
        style: entry.style.into(),
        names: entry.names.clone(),
        only: entry.only.clone(),
        ..DocumentInput::default()
    };
    sources.gather(&mut document, |path| match path.strip_prefix("spec/") {
        Some(path) => Ok(spec.join(path)),
        None => Err("it is not inside spec/".to_owned()),
    });
    Ok(document)
}
