//! The documents of `spec/manifest.toml` become the generated part of `generated/`.

mod stamp;

use crate::outcome::Outcome;
use crate::spec::{self, COMMAND};
use crate::terminal::Terminal;
use crate::unreleased::clash;
use crate::unreleased::report::Compare;
use crate::unreleased::review::{self, Pending};
use crate::unreleased::{self, Step};
use crate::versions::{Versions, module};
use crate::workspace::Workspace;
use anyhow::ensure;
use graph_generator::files::Files;
use graph_generator::ir::Ident;
use graph_generator::{Input, Output, generate_versions};
use graph_project::lock::{self, Lock};
use graph_project::manifest::Manifest;
use graph_project::report::{self, text::count};
use graph_project::tree::journal;
use graph_project::{names, surface};
use openapi_crate::findings::Findings;
use openapi_crate::finish::{Target, finish, time};
use openapi_crate::options::Options;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// What a run generated, and how it ended.
pub(crate) struct Done {
    pub(crate) outcome: Outcome,
    /// The versions that no release has yet; empty where the run was refused.
    pub(crate) steps: Vec<Step>,
}

impl From<Outcome> for Done {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, steps: Vec::new() }
    }
}

/// Generates every version of the manifest, and writes or checks the files, with those that follow from versions that
/// no release has yet.
///
/// `today` decides whether a version has ended.
pub(crate) fn run(
    options: Options,
    workspace: &Workspace,
    today: &str,
    compare: Compare<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Done> {
    let start = Instant::now();
    let (spec, root) = (workspace.spec(), workspace.generated());
    tidy_up(workspace, terminal)?;
    let manifest = spec::manifest(&spec)?;
    spec::refuse_unnamed_overlays(&spec, &manifest)?;
    let versions = Versions::read(&spec)?;
    versions.warn_of_ended(&manifest, today, terminal)?;
    // What follows from versions without a release stands in files that the stamp does not name.
    if options == Options::default()
        && manifest.unreleased.is_empty()
        && let Some((lines, files)) = stamp::holds(workspace)
    {
        return nothing_to_do(&lines, files, start, terminal).map(Done::from);
    }
    let mut findings = Findings::new(options);
    let inputs = inputs(&manifest, &versions, &spec, &mut findings, terminal)?;
    if findings.has_errors() {
        return findings.refused(terminal).map(Done::from);
    }
    let mut files = Files::new();
    let outputs = generate_versions(&inputs, &manifest.successors());
    let clashes = clashes(&manifest, &inputs, &outputs);
    for (input, output) in inputs.iter().zip(outputs) {
        findings.add(input, &output, terminal)?;
        if let Some(names) = &output.names {
            files.extend([names::file(&input.version.module, names, COMMAND)]);
        }
        files.extend(output.files);
    }
    if findings.has_errors() {
        return findings.refused(terminal).map(Done::from);
    }
    ensure!(clashes.is_empty(), "{}", clashes.join("\n"));
    files.extend(surface::lists(&files, COMMAND));
    let lock = Lock::new(&inputs, &tables(&spec)?, &files);
    let text = lock.render(COMMAND)?;
    files.insert(lock::FILE.to_owned(), text.clone());
    let steps = unreleased::steps(workspace, &manifest, compare)?;
    let target = Target {
        root: &root,
        shown: "generated",
        files: &files,
        lock: Some(&lock),
        unbound: &unbound(&manifest),
        beside: &unreleased::followers(workspace, &manifest, &steps)?,
        command: COMMAND,
        start,
    };
    if options.check {
        remind(&review::pending(&spec, &manifest)?, options.json, terminal)?;
    }
    let outcome = finish(&target, &findings, terminal)?;
    if !options.check && findings.is_quiet() {
        stamp::leave(workspace, &text, findings.lines());
    }
    Ok(Done { outcome, steps })
}

/// Puts back what a run that was killed left half done.
pub(crate) fn tidy_up(workspace: &Workspace, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    for root in [workspace.root(), &workspace.generated()] {
        if let Some(count) = journal::recover(root)? {
            let files = report::text::count(count, "file");
            terminal.error(&format!(
                "note: a run was killed while it wrote {files}; all of that is settled now"
            ))?;
        }
    }
    Ok(())
}

/// Names the documents that nobody has looked at since they were carried over.
fn remind(pending: &[Pending], is_json: bool, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    if is_json {
        for Pending { shown, before, reference, .. } in pending {
            let line = json!({ "kind": "review", "path": shown, "before": before, "reference": reference });
            terminal.line(&line.to_string())?;
        }
        return Ok(());
    }
    for (at, line) in review::lines(pending).iter().enumerate() {
        terminal.error(&format!("{}{line}", if at == 0 { "warning: " } else { "" }))?;
    }
    Ok(())
}

/// Reads the versions of the manifest, oldest first; what cannot be read is a finding.
fn inputs(
    manifest: &Manifest,
    versions: &Versions,
    spec: &Path,
    findings: &mut Findings,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for (version, _) in spec::by_version(manifest) {
        let (input, unread) = spec::input(versions.version(version), manifest, spec)?;
        if unread.has_errors() {
            findings.add(&input, &Output { diagnostics: unread, ..Output::default() }, terminal)?;
        }
        inputs.push(input);
    }
    Ok(inputs)
}

/// The types of unreleased versions that were one in the version before and would be two: a person has to choose.
fn clashes(manifest: &Manifest, inputs: &[Input], outputs: &[Output]) -> Vec<String> {
    let pairs = inputs.iter().zip(outputs);
    let pairs = pairs.clone().zip(pairs.skip(1));
    let pairs = pairs.filter(|(_, (input, _))| manifest.is_unreleased(&input.version.label));
    let found = pairs.filter_map(|((before, old), (input, output))| {
        Some(clash::choices_of(before, old.names.as_ref()?, input, output))
    });
    found.flatten().collect()
}

/// The name locks that nobody is bound by, since no release has their version yet.
fn unbound(manifest: &Manifest) -> Vec<String> {
    let modules = manifest.unreleased.iter().map(|one| Ident(module(&one.version)));
    modules.map(|module| names::path(&module)).collect()
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
