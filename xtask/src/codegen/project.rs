//! The documents of `spec/manifest.toml` become the generated part of `generated/`.

use super::source::Sources;
use super::{Flags, Target, finish, report};
use crate::manifest::{Entry, Manifest};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use anyhow::Context as _;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::files::Files;
use graph_generator::ir::{Ident, Version};
use graph_generator::{Input, generate_versions};
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
    let mut has_errors = false;
    let inputs = by_version(&manifest)
        .into_iter()
        .map(|(version, entries)| input(version, &entries, &spec))
        .collect::<Result<Vec<_>, _>>()?;
    for (input, output) in inputs.iter().zip(generate_versions(&inputs)) {
        report::print(input, &output, flags.losses, terminal)?;
        has_errors |= output.diagnostics.has_errors();
        files.extend(output.files);
    }
    if has_errors {
        terminal.error("error: nothing was generated, since a document has errors")?;
        return Ok(Outcome::Problem);
    }
    let root = workspace.generated();
    finish(
        &Target { root: &root, shown: "generated", files: &files, command: COMMAND, start },
        flags,
        terminal,
    )
}

/// The versions, oldest first, with their documents in the order of the manifest.
fn by_version(manifest: &Manifest) -> Vec<(&str, Vec<&Entry>)> {
    let mut versions: BTreeMap<Vec<u32>, (&str, Vec<&Entry>)> = BTreeMap::new();
    for entry in &manifest.documents {
        let (_, entries) =
            versions.entry(entry.version_numbers()).or_insert_with(|| (&entry.version, Vec::new()));
        entries.push(entry);
    }
    versions.into_values().collect()
}

fn input(version: &str, entries: &[&Entry], spec: &Path) -> anyhow::Result<Input> {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for entry in entries {
        let context = || format!("document `{}` of spec/manifest.toml", entry.name);
        documents.push(document(entry, spec, &mut sources).with_context(context)?);
    }
    Ok(Input {
        version: Version { label: version.to_owned(), module: Ident(version.replace('.', "_")) },
        sources: sources.into_vec(),
        documents,
        package: Package { crate_name: "meta_graph".to_owned(), command: COMMAND.to_owned() },
    })
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
    Ok(DocumentInput { file, overlays, style: entry.style.into(), names: entry.names.clone() })
}
