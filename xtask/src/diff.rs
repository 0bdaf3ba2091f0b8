//! `cargo xtask diff`: what changed between two versions, and what it breaks.

use crate::comparison::{document, documents, successors, version};
use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::world::World;
use graph_generator::compare::{Verdict, VersionModel, compare};
use graph_generator::ir::Style;
use lexopt::{Arg, ValueExt as _};
use openapi_crate::shown::{Form, Shown};
use std::path::{Path, PathBuf};

const HELP: &str = "\
Say what changed between two API versions, in the documents and in the Rust items, and what it breaks.

Usage: cargo xtask diff OLD NEW [--markdown | --json] [--verbose] [--base DIR] [--style STYLE] [--deny breaking]

Arguments:
  OLD  A version of spec/manifest.toml (`v26.0`), or the path of an OpenAPI document
  NEW  Likewise

Options:
      --markdown       Print Markdown, as for a pull request
      --json           Print one JSON object
      --verbose        List every change: else texts that changed are counted, and so are long lists
      --base DIR       Take the version OLD from the checkout in this folder, such as that of another commit
      --style STYLE    How the operations of documents given by path become functions: operation-id or graph
                       [default: operation-id]
      --deny breaking  Exit with 1 if a change is breaking
  -h, --help           Print help

The verdict of each change is that of docs/compatibility.md: whether code that compiled and worked against the old module
compiles and works after the module is replaced by the new one in it.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    subjects: Vec<String>,
    shown: Shown,
    base: Option<PathBuf>,
    style: Style,
}

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(
    arguments: &mut lexopt::Parser,
    world: &World<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let [old, new] = flags.subjects.as_slice() else {
        return Err(
            UsageError::new("give two versions or two documents; see `cargo xtask diff --help`").into()
        );
    };
    let (before, after) = models(old, new, &flags, world)?;
    let known = match is_document(new) {
        true => Vec::new(),
        false => successors(&(world.find)()?.spec(), new)?,
    };
    let report = compare(&before, &after, &known);
    terminal.print(&flags.shown.text(&report, None))?;
    Ok(flags.shown.outcome(report.verdict() == Some(Verdict::Breaking)))
}

/// Reads both, the newer one after the older one, whose names it keeps.
fn models(
    old: &str,
    new: &str,
    flags: &Flags,
    world: &World<'_>,
) -> anyhow::Result<(VersionModel, VersionModel)> {
    if is_document(old) && is_document(new) {
        let [before, after] = documents([Path::new(old), Path::new(new)], flags.style)?;
        return Ok((before, after));
    }
    let read = |subject: &str, before: Option<&VersionModel>| {
        if is_document(subject) {
            return document(Path::new(subject), flags.style);
        }
        let spec = match flags.base.as_ref().filter(|_| before.is_none()) {
            Some(base) => base.join("spec"),
            None => (world.find)()?.spec(),
        };
        version(&spec, subject, before)
    };
    let before = read(old, None)?;
    let after = read(new, Some(&before))?;
    Ok((before, after))
}

/// Whether an argument is the path of a document and no version.
fn is_document(argument: &str) -> bool {
    let ends =
        [".yaml", ".yml", ".json"].iter().any(|ending| argument.to_ascii_lowercase().ends_with(ending));
    ends || argument.contains(std::path::is_separator) || Path::new(argument).is_file()
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("markdown") => flags.shown.form(Form::Markdown)?,
            Arg::Long("json") => flags.shown.form(Form::Json)?,
            Arg::Long("verbose") => flags.shown.verbose(),
            Arg::Long("deny") => flags.shown.deny(&arguments.value()?.string()?)?,
            Arg::Long("base") => flags.base = Some(arguments.value()?.into()),
            Arg::Long("style") => flags.style = style(&arguments.value()?.string()?)?,
            Arg::Value(subject) => flags.subjects.push(subject.string()?),
            other => return Err(UsageError::unexpected(other, "cargo xtask diff")),
        }
    }
    Ok(Some(flags))
}

fn style(name: &str) -> Result<Style, UsageError> {
    match name {
        "graph" => Ok(Style::Graph),
        "operation-id" => Ok(Style::Operation),
        _ => Err(UsageError::new(format!("--style {name}: it is either `operation-id` or `graph`"))),
    }
}

#[cfg(test)]
mod tests;
