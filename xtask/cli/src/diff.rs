//! `diff`: what changed for callers since a revision of git, and what it breaks.

mod checkout;

use crate::outcome::{Outcome, UsageError};
use crate::program::Program;
use crate::project::{self, FILE, Project};
use crate::shown::{Form, Shown};
use crate::terminal::Terminal;
use anyhow::{anyhow, bail};
use checkout::Checkout;
use graph_generator::Input;
use graph_generator::both::both;
use graph_generator::compare::{Report, Verdict, VersionModel, compare};
use graph_generator::diagnostic::{Diagnostics, Severity};
use graph_generator::document::render_all;
use graph_generator::emit::Package;
use lexopt::{Arg, ValueExt as _};
use std::path::{Path, PathBuf};

/// What help prints.
pub const HELP: &str = "\
Say what changed for the callers of the crate since a revision of git, and what it breaks.

Usage: openapi-crate diff [REVISION] [--project DIR] [--markdown | --json] [--verbose] [--deny breaking]

Arguments:
  REVISION  A commit, branch or tag, whose project file, documents and names are read [default: HEAD]

Options:
      --project DIR    The folder of openapi.toml [default: this one, or one above]
      --markdown       Print Markdown, as for a pull request
      --json           Print one JSON object for each module
      --verbose        List every change: else texts that changed are counted, and so are long lists
      --deny breaking  Exit with 1 if a change is breaking
  -h, --help           Print help
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    revision: Option<String>,
    project: Option<PathBuf>,
    shown: Shown,
}

/// Runs the command with the arguments that follow its name.
///
/// # Errors
///
/// Wrong usage, a folder that git knows nothing of, and documents that cannot be read.
pub fn run(
    arguments: &mut lexopt::Parser,
    program: &Program<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let root = project::root(flags.project.as_deref())?;
    let revision = flags.revision.as_deref().unwrap_or("HEAD");
    let checkout = Checkout::of(&root, revision)?;
    let before = checkout.folder();
    if !before.join(FILE).is_file() {
        bail!("{revision} has no {FILE}, so there is nothing to compare with");
    }
    let (old, new) = (inputs(before, program)?, inputs(&root, program)?);
    let reports = compared(revision, &old, &new)?;
    for (module, report) in &reports {
        terminal.print(&flags.shown.text(report, Some(module)))?;
    }
    let gone = only_in(&old, &new);
    for module in &gone {
        terminal.error(&format!("module `{module}` is gone, which is breaking"))?;
    }
    for module in only_in(&new, &old) {
        terminal.error(&format!("module `{module}` is new, which is compatible"))?;
    }
    let is_breaking = |(_, report): &(&str, Report)| report.verdict() == Some(Verdict::Breaking);
    Ok(flags.shown.outcome(!gone.is_empty() || reports.iter().any(is_breaking)))
}

/// The modules of these documents that the others do not have.
fn only_in<'i>(these: &'i [Input], others: &[Input]) -> Vec<&'i str> {
    these.iter().map(module).filter(|one| others.iter().all(|other| module(other) != *one)).collect()
}

/// What differs in each module that both have.
fn compared<'i>(revision: &str, old: &[Input], new: &'i [Input]) -> anyhow::Result<Vec<(&'i str, Report)>> {
    let mut reports = Vec::new();
    for new in new {
        let Some(old) = old.iter().find(|old| module(old) == module(new)) else { continue };
        let name = module(new);
        let read_old = || side(&format!("{name} of {revision}"), old, None);
        let (old, new) = if new.begins_names() {
            let old = read_old()?;
            let new = side(name, new, Some(&old))?;
            (old, new)
        } else {
            let (old, new) = both(read_old, || side(name, new, None));
            (old?, new?)
        };
        reports.push((name, compare(&old, &new, &[])));
    }
    Ok(reports)
}

fn module(input: &Input) -> &str {
    input.version.module.as_str()
}

/// The documents of the project in a folder.
fn inputs(root: &Path, program: &Program<'_>) -> anyhow::Result<Vec<Input>> {
    let (project, _) = Project::read(root)?;
    let package = Package { crate_name: String::new(), command: program.command.to_owned() };
    let read = project::read(&project, root, program.runtime, &package)?;
    if let Some((input, unread)) = read.iter().find(|(_, unread)| unread.has_errors()) {
        return Err(unreadable(&root.display().to_string(), input, unread));
    }
    Ok(read.into_iter().map(|(input, _)| input).collect())
}

/// Reads and generates, or says what is wrong with the documents.
fn side(label: &str, input: &Input, before: Option<&VersionModel>) -> anyhow::Result<VersionModel> {
    let mut found = Diagnostics::default();
    let side = VersionModel::read(label, input, before, &mut found);
    side.filter(|_| !found.has_errors()).ok_or_else(|| unreadable(label, input, &found))
}

fn unreadable(place: &str, input: &Input, found: &Diagnostics) -> anyhow::Error {
    let errors = found.iter().filter(|finding| finding.severity() == Severity::Error);
    anyhow!("{place} cannot be read:\n{}", render_all(errors, &input.sources).join("\n"))
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
            Arg::Long("project") => flags.project = Some(arguments.value()?.into()),
            Arg::Value(revision) if flags.revision.is_none() => flags.revision = Some(revision.string()?),
            other => return Err(UsageError::unexpected(other, "openapi-crate diff")),
        }
    }
    Ok(Some(flags))
}

#[cfg(test)]
mod tests;
