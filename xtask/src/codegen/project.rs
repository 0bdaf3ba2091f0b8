//! The documents of `spec/manifest.toml` become the generated part of `generated/`.

use super::Flags;
use super::finish::{Target, finish};
use super::lock::{self, Lock};
use super::report::{Report, count, time};
use super::source::Sources;
use super::{names, stamp};
use crate::date;
use crate::manifest::{Entry, Manifest};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::versions::Versions;
use crate::workspace::Workspace;
use anyhow::Context as _;
use graph_generator::diagnostic::Diagnostics;
use graph_generator::document::DocumentInput;
use graph_generator::emit::{self, Package};
use graph_generator::files::{Files, GENERATED_MARK};
use graph_generator::ir::Version;
use graph_generator::{Input, Output, generate_versions};
use std::collections::BTreeMap;
use std::fs;
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
    let (spec, root) = (workspace.spec(), workspace.generated());
    let manifest = Manifest::read(&spec)?;
    let versions = Versions::read(&spec)?;
    versions.warn_of_ended(&manifest, &date::today(), terminal)?;
    let is_plain = !flags.check && !flags.losses && !flags.json;
    if is_plain && let Some((lines, files)) = stamp::holds(workspace) {
        return nothing_to_do(&lines, files, start, terminal);
    }
    let mut files = Files::new();
    let mut report = Report::new(flags);
    let mut inputs = Vec::new();
    for (version, entries) in by_version(&manifest) {
        let (input, unread) = input(versions.version(version), &entries, &spec)?;
        if unread.has_errors() {
            report.findings(&input, &Output { diagnostics: unread, ..Output::default() }, terminal)?;
        }
        inputs.push(input);
    }
    if report.has_errors() {
        return report.refused(terminal);
    }
    for (input, output) in inputs.iter().zip(generate_versions(&inputs, &manifest.successors())) {
        report.findings(input, &output, terminal)?;
        if let Some(names) = &output.names {
            files.extend([names::file(&input.version.module, names, COMMAND)]);
        }
        files.extend(output.files);
    }
    if report.has_errors() {
        return report.refused(terminal);
    }
    files.extend(surface(&files));
    let lock = Lock::new(&inputs, &tables(&spec)?, &files);
    let text = lock.render(COMMAND)?;
    files.insert(lock::FILE.to_owned(), text.clone());
    let target =
        Target { root: &root, shown: "generated", files: &files, lock: Some(&lock), command: COMMAND, start };
    let outcome = finish(&target, flags, &report, terminal)?;
    if !flags.check && report.is_quiet() {
        stamp::leave(workspace, &text, report.lines());
    }
    Ok(outcome)
}

/// What is read beside the documents, by path.
fn tables(spec: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let read = |name: &str| Ok((format!("spec/{name}"), fs::read_to_string(spec.join(name))?));
    ["manifest.toml", "versions.toml"].into_iter().map(read).collect()
}

/// Says what the last run said, since this one would read and write the same.
fn nothing_to_do(
    lines: &[String],
    files: usize,
    start: Instant,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    for line in lines {
        terminal.line(line)?;
    }
    let files = count(files, "file");
    terminal.line(&format!("generated: {files} as the last run left them, in {}", time(start)))?;
    Ok(Outcome::Fine)
}

/// The lists of public items, a file for each module.
fn surface(files: &Files) -> Files {
    let mut lists = Files::new();
    for line in emit::surface(files).lines() {
        let module = line.split_once("::").map_or(line, |(module, _)| module);
        let header = || format!("# {GENERATED_MARK} by `{COMMAND}`: what callers see, one line each.\n");
        let list = lists.entry(format!("surface/{module}.txt")).or_insert_with(header);
        list.push_str(line);
        list.push('\n');
    }
    lists
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

/// Reads the documents of one version, and the names of its items.
pub(crate) fn input(
    version: Version,
    entries: &[&Entry],
    spec: &Path,
) -> anyhow::Result<(Input, Diagnostics)> {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for entry in entries {
        let context = || format!("document `{}` of spec/manifest.toml", entry.name);
        documents.push(document(entry, spec, &mut sources).with_context(context)?);
    }
    let (sources, unread) = sources.into_parts();
    let names = names::read(&spec.with_file_name("generated"), &version.module)?;
    let input = Input {
        version,
        sources,
        documents,
        package: Package { crate_name: "meta_graph".to_owned(), command: COMMAND.to_owned() },
        names: Some(names),
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
        sources.verify(file, sum, entry.size, origin.map_or("elsewhere", String::as_str))?;
    }
    let mut document = DocumentInput {
        name: entry.name.clone(),
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
