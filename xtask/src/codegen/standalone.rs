//! `--spec FILE --out DIR`: any OpenAPI document becomes a crate that builds on its own.

use super::source::Sources;
use super::{Flags, Target, crate_name, finish, report, runtime};
use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::tree::is_generated;
use crate::workspace::Workspace;
use anyhow::{Context as _, bail};
use graph_generator::document::{DocumentInput, SourceFile};
use graph_generator::emit::Package;
use graph_generator::ir::{Style, Version};
use graph_generator::{Input, Output, standalone};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// The command as the files name it: without paths, so that the same document gives the same bytes everywhere.
const COMMAND: &str = "cargo xtask codegen --spec";

/// Makes the crate, or checks it.
pub(super) fn run(
    spec: &Path,
    out: &Path,
    flags: &Flags,
    workspace: &Workspace,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let name = crate_name::choose(flags.name.as_deref(), spec)?;
    ensure_ours(out)?;
    let mut sources = Sources::default();
    let file = sources.read(spec, &spec.display().to_string())?;
    let shown = sources.into_vec();
    let file_name = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let sources = shown.iter().map(|one| SourceFile { path: file_name.clone(), ..one.clone() }).collect();
    let document =
        DocumentInput { file, overlays: Vec::new(), style: Style::Operation, names: BTreeMap::new() };
    let (input, output) = make(workspace, &name, sources, document, flags.conformance)?;
    report::print(&Input { sources: shown, ..input }, &output, flags.losses, terminal)?;
    if output.diagnostics.has_errors() {
        terminal.error("error: nothing was generated, since the document has errors")?;
        return Ok(Outcome::Problem);
    }
    let target = Target {
        root: out,
        shown: &out.display().to_string(),
        files: &output.files,
        command: &command(spec, out, &name, flags.conformance),
        start,
    };
    finish(&target, flags, terminal)
}

/// Generates the files of a crate of one document, with or without the test that sends each operation.
pub(crate) fn make(
    workspace: &Workspace,
    name: &str,
    sources: Vec<SourceFile>,
    document: DocumentInput,
    conformance: bool,
) -> anyhow::Result<(Input, Output)> {
    let crate_name = name.replace('-', "_");
    let runtime = runtime::source(workspace, &crate_name)?;
    let surroundings = runtime::surroundings(workspace, name.to_owned(), conformance)?;
    let input = Input {
        version: Version::default(),
        sources,
        documents: vec![document],
        package: Package { crate_name, command: COMMAND.to_owned() },
    };
    let output = standalone(&input, &surroundings, &runtime);
    Ok((input, output))
}

/// Refuses a folder that holds something else than a crate of ours, since files in it would be replaced.
fn ensure_ours(out: &Path) -> anyhow::Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return Err(UsageError::new(format!("--out {}: it is a file; give a folder", out.display())).into());
    }
    let is_empty =
        fs::read_dir(out).with_context(|| format!("cannot read {}", out.display()))?.next().is_none();
    let is_ours = || fs::read_to_string(out.join("src/lib.rs")).is_ok_and(|text| is_generated(&text));
    if !is_empty && !is_ours() {
        bail!(
            "--out {}: the folder is not empty, and its src/lib.rs does not say that it was generated; give a new or \
             empty folder",
            out.display()
        );
    }
    Ok(())
}

/// The command that brings the crate up to date, for people to copy.
fn command(spec: &Path, out: &Path, name: &str, conformance: bool) -> String {
    let quoted = |path: &Path| {
        let text = path.display().to_string();
        let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
        if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
    };
    let more = if conformance { " --conformance" } else { "" };
    format!("cargo xtask codegen --spec {} --out {} --name {name}{more}", quoted(spec), quoted(out))
}

#[cfg(test)]
mod tests {
    use super::{command, ensure_ours};
    use std::fs;
    use std::path::Path;

    #[test]
    fn only_a_new_an_empty_or_our_own_folder_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        ensure_ours(&out.join("new")).unwrap();
        ensure_ours(out).unwrap();
        fs::create_dir(out.join("src")).unwrap();
        fs::write(out.join("src/lib.rs"), "//! By hand.\n").unwrap();
        assert!(ensure_ours(out).unwrap_err().to_string().contains("not empty"));
        assert!(ensure_ours(&out.join("src/lib.rs")).unwrap_err().to_string().contains("it is a file"));
        fs::write(out.join("src/lib.rs"), "// @generated by `x`.\n").unwrap();
        ensure_ours(out).unwrap();
    }

    #[test]
    fn the_command_can_be_copied_into_a_shell() {
        assert_eq!(
            command(Path::new("my spec.yaml"), Path::new("/tmp/a"), "a", true),
            "cargo xtask codegen --spec 'my spec.yaml' --out /tmp/a --name a --conformance"
        );
    }
}
