//! `--spec FILE --out DIR`: any OpenAPI document becomes a crate that builds on its own.

use super::Flags;
use crate::findings::Findings;
use crate::finish::{Target, finish};
use crate::outcome::{Outcome, UsageError};
use crate::program::Program;
use crate::standalone::{self, Maker};
use crate::terminal::Terminal;
use anyhow::{Context as _, bail};
use graph_generator::Input;
use graph_generator::document::{DocumentInput, SourceFile};
use graph_generator::ir::{FeatureRule, Style};
use graph_project::sources::Sources;
use graph_project::tree::is_generated;
use graph_project::{crate_name, document};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Makes the crate, or checks it.
pub(super) fn run(
    spec: &Path,
    out: &Path,
    flags: &Flags,
    program: &Program<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let name = crate_name::choose(flags.name.as_deref(), spec)
        .map_err(|error| UsageError::new(format!("{error}; give another name with --name")))?;
    ensure_ours(out)?;
    let mut sources = Sources::default();
    let (only, style, features) = (flags.only.clone(), flags.style, flags.features.clone());
    let document = DocumentInput { only, style, features, ..document::read_file(spec, &mut sources) };
    let named = format!("{} --spec", program.command);
    let maker = Maker { runtime: program.runtime, command: &named, conformance: flags.conformance };
    let (input, output) = standalone::make(maker, &name, sources, document)?;
    // The crate is the same wherever the document is, so the generator knows the folder as little as the crate does.
    let folder = spec.parent().unwrap_or(Path::new(""));
    let shown = |one: SourceFile| SourceFile { path: folder.join(&one.path).display().to_string(), ..one };
    let shown = input.sources.into_iter().map(shown).collect();
    let mut findings = Findings::new(flags.options);
    findings.add(&Input { sources: shown, ..input }, &output, terminal)?;
    if findings.has_errors() {
        return findings.refused(terminal);
    }
    let target = Target {
        root: out,
        shown: &out.display().to_string(),
        files: &output.files,
        lock: None,
        unbound: &[],
        beside: &[],
        command: &command(program.command, spec, out, &name, flags),
        start,
    };
    finish(&target, &findings, terminal)
}

/// Refuses a folder that holds something else than a crate of ours, since files in it would be replaced.
fn ensure_ours(out: &Path) -> anyhow::Result<()> {
    let there = out.ancestors().find(|path| path.exists());
    if let Some(file) = there.filter(|path| !path.is_dir()) {
        bail!("--out {}: {} is a file, not a folder", out.display(), file.display());
    }
    if there != Some(out) {
        return Ok(());
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
fn command(program: &str, spec: &Path, out: &Path, name: &str, flags: &Flags) -> String {
    let quoted = |text: &str| {
        let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
        if text.chars().all(is_plain) {
            text.to_owned()
        } else {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
    };
    let path = |path: &Path| quoted(&path.display().to_string());
    let only: String = flags.only.iter().map(|pattern| format!(" --only {}", quoted(pattern))).collect();
    let style = if flags.style == Style::Graph { " --style graph" } else { "" };
    let features = if flags.features == FeatureRule::None { "" } else { " --features modules" };
    let conformance = if flags.conformance { " --conformance" } else { "" };
    format!(
        "{program} --spec {} --out {} --name {name}{only}{style}{features}{conformance}",
        path(spec),
        path(out)
    )
}

#[cfg(test)]
mod tests {
    use super::{Flags, command, ensure_ours};
    use graph_generator::ir::Style;
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
        let file = out.join("src/lib.rs");
        for inner in [file.clone(), file.join("deep/out")] {
            let error = ensure_ours(&inner).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("--out {}: {} is a file, not a folder", inner.display(), file.display())
            );
        }
        fs::write(out.join("src/lib.rs"), "// @generated by `x`.\n").unwrap();
        ensure_ours(out).unwrap();
    }

    #[test]
    fn the_command_can_be_copied_into_a_shell() {
        let only = vec!["GET /b".to_owned()];
        let flags = Flags { only, style: Style::Graph, conformance: true, ..Flags::default() };
        assert_eq!(
            command("make", Path::new("my spec.yaml"), Path::new("/tmp/a"), "a", &flags),
            "make --spec 'my spec.yaml' --out /tmp/a --name a --only 'GET /b' --style graph --conformance"
        );
    }
}
