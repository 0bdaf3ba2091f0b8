//! `codegen` with a project file: all documents become the modules of one crate.

use super::{Features, Project, dependencies, guard, manifest, modules};
use crate::findings::Findings;
use crate::finish::{Target, finish};
use crate::options::Options;
use crate::outcome::Outcome;
use crate::program::Program;
use crate::terminal::Terminal;
use anyhow::Context as _;
use graph_generator::emit::{Package, PackageFacts, Standalone};
use graph_generator::files::Files;
use graph_generator::{Input, Output, crate_of_modules};
use graph_project::lock::{self, Lock};
use graph_project::tree::read_if_present;
use graph_project::{crate_name, names, surface};
use std::path::Path;
use std::time::Instant;
use toml::{Table, Value};

/// Generates the crate of the project in the folder `root`, or checks it. With `overwrite`, what was edited by hand in
/// generated files is lost.
///
/// # Errors
///
/// A project file that cannot be used, and files that cannot be read or written. What is wrong with the documents is a
/// finding.
pub fn run(
    root: &Path,
    options: Options,
    overwrite: bool,
    program: &Program<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let (project, text) = Project::read(root)?;
    let current = read_if_present(&root.join("Cargo.toml"))?;
    let name = name(&project, current.as_deref())?;
    let crate_name = name.replace('-', "_");
    let package = Package { crate_name: crate_name.clone(), command: program.command.to_owned() };
    let (inputs, unread): (Vec<_>, Vec<_>) =
        modules::read(&project, root, program.runtime, &package)?.into_iter().unzip();
    let mut findings = Findings::new(options);
    for (input, unread) in inputs.iter().zip(unread).filter(|(_, unread)| unread.has_errors()) {
        findings.add(input, &Output { diagnostics: unread, ..Output::default() }, terminal)?;
    }
    if findings.has_errors() {
        return findings.refused(terminal);
    }
    let surroundings =
        Standalone { project: Some(facts(&project.package)), ..program.runtime.surroundings(name, false)? };
    let (outputs, around) = crate_of_modules(&inputs, &surroundings, &program.runtime.source(&crate_name));
    for (input, output) in inputs.iter().zip(&outputs) {
        findings.add(input, output, terminal)?;
    }
    if findings.has_errors() {
        return findings.refused(terminal);
    }
    modules::ensure_apart(&shared(&project, &outputs))?;
    let made = Made { root, project: &project, text, inputs: &inputs, command: program.command };
    let (files, lock, notes) = made.files(outputs, around, current.as_deref())?;
    if !options.check && !overwrite {
        let objections = guard::objections(root, &files, program.command)?;
        if !objections.is_empty() {
            objections.iter().try_for_each(|one| terminal.error(&format!("error: {one}")))?;
            return Ok(Outcome::Problem);
        }
    }
    notes.iter().try_for_each(|one| terminal.error(&format!("note: {one}")))?;
    let shown = root.display().to_string();
    let shown = if shown.is_empty() { "." } else { &shown };
    let target = Target {
        root,
        shown,
        files: &files,
        lock: Some(&lock),
        unbound: &[],
        beside: &[],
        command: program.command,
        start,
    };
    finish(&target, &findings, terminal)
}

/// What the files of a project are made of.
struct Made<'m> {
    root: &'m Path,
    project: &'m Project,
    /// The text of the project file.
    text: String,
    inputs: &'m [Input],
    command: &'m str,
}

impl Made<'_> {
    /// All files of the crate, its lock, and what a person should know: what of `Cargo.toml` stays as it was, and what
    /// a library lacks that was written by hand.
    fn files(
        self,
        outputs: Vec<Output>,
        mut around: Files,
        current: Option<&str>,
    ) -> anyhow::Result<(Files, Lock, Vec<String>)> {
        let mut files = Files::new();
        for (input, output) in self.inputs.iter().zip(outputs) {
            if let Some(names) = &output.names {
                files.extend([names::file(&input.version.module, names, self.command)]);
            }
            files.extend(output.files);
        }
        files.extend(surface::lists(&files, self.command));
        let generated = around.remove("Cargo.toml").context("no Cargo.toml was generated")?;
        let generated = dependencies::add(&generated, &self.text)?;
        let library = if self.project.library { None } else { around.remove("src/lib.rs") };
        let undeclared = library.map(|library| guard::undeclared(self.root, &library)).transpose()?.flatten();
        if !is_ours(self.root, "README.md")? {
            around.remove("README.md");
        }
        files.extend(around);
        let before = lock::read(self.root)?.unwrap_or_default();
        let merged = manifest::merge(current, before.manifest(), &generated)?;
        let read = [(super::FILE.to_owned(), self.text)];
        let lock = Lock::new(self.inputs, &read, &files).with_manifest(merged.values);
        files.insert(lock::FILE.to_owned(), lock.render(self.command)?);
        files.insert("Cargo.toml".to_owned(), merged.text);
        let missing = dependencies::missing(self.project, &files["Cargo.toml"])?;
        let notes = merged.kept.into_iter().chain(undeclared).chain(missing).collect();
        Ok((files, lock, notes))
    }
}

/// Whether a page is not there, or was generated.
fn is_ours(root: &Path, path: &str) -> anyhow::Result<bool> {
    let text = read_if_present(&root.join(path))?;
    Ok(text.is_none_or(|text| text.starts_with("<!-- @generated")))
}

/// The name of the crate: the one that it has, else the one that the project says, else that of the first document.
fn name(project: &Project, current: Option<&str>) -> anyhow::Result<String> {
    let manifest: Option<Table> = current.map(str::parse).transpose().context("Cargo.toml")?;
    let of = |table: &Table| table.get("name").and_then(Value::as_str).map(str::to_owned);
    let own = manifest.and_then(|manifest| of(manifest.get("package")?.as_table()?));
    let asked = own.or_else(|| of(&project.package));
    let file = project.documents.first().map(|document| document.file.as_str()).unwrap_or_default();
    Ok(crate_name::choose(asked.as_deref(), Path::new(file))?)
}

/// What the project says of the package.
fn facts(package: &Table) -> PackageFacts {
    let about = package.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let lines = package.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
    PackageFacts { lines, about }
}

/// The features of each document whose modules have some of their own.
fn shared<'p>(project: &'p Project, outputs: &[Output]) -> Vec<(&'p str, Vec<String>)> {
    let documents = project.documents.iter().zip(outputs);
    let own = documents.filter(|(document, _)| document.features == Features::Modules);
    own.map(|(document, output)| (document.module(), output.features.clone())).collect()
}
