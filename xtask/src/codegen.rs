//! `cargo xtask codegen`: from the documents of `spec/`, or from any other document, to Rust.

mod crate_name;
mod project;
mod report;
mod runtime;
mod source;
mod standalone;

pub(crate) use crate_name::choose as choose_name;
pub(crate) use project::document;
pub(crate) use source::Sources;
pub(crate) use standalone::make;

use crate::diff;
use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::tree::Changes;
use crate::workspace::Workspace;
use graph_generator::files::Files;
use lexopt::{Arg, ValueExt as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

const HELP: &str = "\
Write the generated sources of the documents in spec/manifest.toml into generated/.

Usage: cargo xtask codegen [--check] [--losses]
       cargo xtask codegen --spec FILE --out DIR [--name NAME] [--conformance]
                           [--check] [--losses]

Options:
      --check      Write nothing; print a diff of each file that is not as it should be, and exit with 1
      --losses     List what the generated code does not represent of the documents, by code
      --spec FILE  Make a complete crate of this OpenAPI document, YAML or JSON, instead
      --out DIR    Where that crate goes: a new or empty folder, or a crate that was made this way
      --name NAME  The name of that crate [default: the name of FILE]
      --conformance
                   Also write a test that sends each operation to the server that CONFORMANCE_URL names
  -h, --help       Print help

Only files that change are written. Files that are no longer generated are removed.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    /// Write nothing and report what differs.
    check: bool,
    /// List the notes.
    losses: bool,
    /// The one document to make a crate of.
    spec: Option<PathBuf>,
    /// Where that crate goes.
    out: Option<PathBuf>,
    /// What that crate is called.
    name: Option<String>,
    /// Give that crate a test that sends each operation to a server.
    conformance: bool,
}

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let workspace = Workspace::find()?;
    match (&flags.spec, &flags.out) {
        (Some(spec), Some(out)) => standalone::run(spec, out, &flags, &workspace, terminal),
        (None, None) if flags.name.is_none() && !flags.conformance => {
            project::run(&flags, &workspace, terminal)
        }
        _ => Err(UsageError::new(
            "--spec and --out belong together, and --name and --conformance go with them",
        )
        .into()),
    }
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("check") => flags.check = true,
            Arg::Long("losses") => flags.losses = true,
            Arg::Long("spec") => flags.spec = Some(arguments.value()?.into()),
            Arg::Long("out") => flags.out = Some(arguments.value()?.into()),
            Arg::Long("conformance") => flags.conformance = true,
            Arg::Long("name") => flags.name = Some(arguments.value()?.string()?),
            other => return Err(UsageError::unexpected(other, "cargo xtask codegen")),
        }
    }
    Ok(Some(flags))
}

/// A crate whose files were generated, and what to say about it.
struct Target<'a> {
    /// The folder of the crate.
    root: &'a Path,
    /// The folder as messages show it.
    shown: &'a str,
    /// The files that it should have.
    files: &'a Files,
    /// The command that brings it there.
    command: &'a str,
    /// When the work began.
    start: Instant,
}

/// Brings the crate to its generated files or, with `--check`, says how it differs.
fn finish(target: &Target<'_>, flags: &Flags, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let changes = Changes::find(target.root, target.files)?;
    if !flags.check {
        changes.apply(target.root)?;
        terminal.line(&format!(
            "{}: {} written, {} unchanged, {} removed in {}",
            target.shown,
            report::count(changes.to_write(), "file"),
            changes.unchanged,
            changes.to_remove(),
            report::time(target.start),
        ))?;
        return Ok(Outcome::Fine);
    }
    if changes.list.is_empty() {
        let files = report::count(changes.unchanged, "file");
        terminal.line(&format!("{}: {files} up to date in {}", target.shown, report::time(target.start)))?;
        return Ok(Outcome::Fine);
    }
    terminal.print(&diff::render(&changes.list, target.shown))?;
    terminal.error(&format!(
        "error: {} not as generated; run `{}`",
        match changes.list.len() {
            1 => format!("1 file of {} is", target.shown),
            more => format!("{more} files of {} are", target.shown),
        },
        target.command,
    ))?;
    Ok(Outcome::Problem)
}

#[cfg(test)]
mod tests {
    use super::{Flags, parse};

    fn flags(arguments: &[&str]) -> Result<Option<Flags>, String> {
        parse(&mut lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn flags_are_read() {
        let read = flags(&["--spec", "a.yaml", "--out=b", "--name", "c", "--check"]).unwrap().unwrap();
        assert!(read.check && !read.losses);
        assert_eq!((read.spec, read.out), (Some("a.yaml".into()), Some("b".into())));
        assert_eq!(flags(&["--check", "-h"]).unwrap(), None);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(flags(&["--chek"]).unwrap_err().contains("--chek"));
        assert!(flags(&["spec.yaml"]).unwrap_err().contains("spec.yaml"));
        assert!(flags(&["--spec"]).unwrap_err().contains("--spec"));
    }
}
