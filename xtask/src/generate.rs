//! The documents of `spec/manifest.toml` become the generated part of `generated/`.

mod stamp;

use crate::outcome::Outcome;
use crate::spec::{self, COMMAND};
use crate::terminal::Terminal;
use crate::versions::Versions;
use crate::workspace::Workspace;
use graph_generator::files::Files;
use graph_generator::{Output, generate_versions};
use graph_project::lock::{self, Lock};
use graph_project::report::text::count;
use graph_project::{names, surface};
use openapi_crate::findings::Findings;
use openapi_crate::finish::{Target, finish, time};
use openapi_crate::options::Options;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Generates every version of the manifest, and writes or checks the files.
///
/// `today` decides whether a version has ended.
pub(crate) fn run(
    options: Options,
    workspace: &Workspace,
    today: &str,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let (spec, root) = (workspace.spec(), workspace.generated());
    let manifest = spec::manifest(&spec)?;
    let versions = Versions::read(&spec)?;
    versions.warn_of_ended(&manifest, today, terminal)?;
    if options == Options::default()
        && let Some((lines, files)) = stamp::holds(workspace)
    {
        return nothing_to_do(&lines, files, start, terminal);
    }
    let mut files = Files::new();
    let mut findings = Findings::new(options);
    let mut inputs = Vec::new();
    for (version, entries) in spec::by_version(&manifest) {
        let (input, unread) = spec::input(versions.version(version), &entries, &spec)?;
        if unread.has_errors() {
            findings.add(&input, &Output { diagnostics: unread, ..Output::default() }, terminal)?;
        }
        inputs.push(input);
    }
    if findings.has_errors() {
        return findings.refused(terminal);
    }
    for (input, output) in inputs.iter().zip(generate_versions(&inputs, &manifest.successors())) {
        findings.add(input, &output, terminal)?;
        if let Some(names) = &output.names {
            files.extend([names::file(&input.version.module, names, COMMAND)]);
        }
        files.extend(output.files);
    }
    if findings.has_errors() {
        return findings.refused(terminal);
    }
    files.extend(surface::lists(&files, COMMAND));
    let lock = Lock::new(&inputs, &tables(&spec)?, &files);
    let text = lock.render(COMMAND)?;
    files.insert(lock::FILE.to_owned(), text.clone());
    let target =
        Target { root: &root, shown: "generated", files: &files, lock: Some(&lock), command: COMMAND, start };
    let outcome = finish(&target, &findings, terminal)?;
    if !options.check && findings.is_quiet() {
        stamp::leave(workspace, &text, findings.lines());
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
