//! `codegen`: documents become a crate.

mod one_document;

use crate::options::Options;
use crate::outcome::{Outcome, UsageError};
use crate::program::Program;
use crate::project;
use crate::terminal::Terminal;
use graph_generator::ir::{FeatureRule, Style};
use lexopt::{Arg, ValueExt as _};
use serde_json::json;
use std::collections::BTreeSet;
use std::env;
use std::path::PathBuf;

/// The options of the command, as help lists them.
pub const OPTIONS: &str = concat!(
    "\
Options:
      --check      Write nothing; if a file is not as it should be, print a diff of it and exit with 1
      --losses     List what the generated code does not represent of the documents, the worst first
      --verbose    With --losses: list also what a caller would not miss, one by one
      --json       Print one JSON object a line instead: the findings, the changes, then a summary
      --project DIR
                   The folder of openapi.toml, which says of which documents a crate is made
      --overwrite  With a project: undo what was edited by hand in generated files
      --spec FILE  Make a complete crate of this OpenAPI document, YAML or JSON, instead
      --out DIR    Where that crate goes: a new or empty folder, or a crate that was made this way
      --name NAME  The name of that crate [default: the name of FILE]
      --only PATTERN
                   Take the operations that match, and what they need; may be given several times. A pattern is an
                   operationId or the path of a function (`listPets`, `pets::list*`), a tag (`tag:pets`), a path
                   (`/pets/**`), a method and a path (`GET /pets/*`) or a webhook (`webhook:new*`). `*` stands for any
                   text, in a path within one segment; `**` for any number of segments
      --style STYLE
                   `operation-id`: modules and functions are named for the tag and the operationId; `graph`: for the path and
                   the method, and the crate knows the Graph API [default: operation-id]
      --features RULE
                   `modules`: a Cargo feature for each module of functions (each tag, in most documents), all of them on by
                   default. Whoever needs two modules compiles these and the types that they need. `none`: everything
                   is compiled [default: none]
      --conformance
                   Also write a test that sends each operation to the server that CONFORMANCE_URL names
  -h, --help       Print help

FILE may refer to other files by relative paths, to those above its folder too. Nothing is downloaded.

Only files that change are written. Files that are no longer generated are removed.

The codes and the JSON:         ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/docs/diagnostics.md
openapi-crate and openapi.toml: ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/xtask/cli/README.md
"
);

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// What a run does, and how it says what it found.
    pub options: Options,
    /// The folder of a project file.
    pub project: Option<PathBuf>,
    /// Undo what was edited by hand in generated files.
    pub overwrite: bool,
    /// The one document to make a crate of.
    pub spec: Option<PathBuf>,
    /// Where that crate goes.
    pub out: Option<PathBuf>,
    /// What that crate is called.
    pub name: Option<String>,
    /// Patterns of the operations that are wanted; empty for all.
    pub only: Vec<String>,
    /// How the operations of the document get their place.
    pub style: Style,
    /// The Cargo features that its operations are compiled with.
    pub features: FeatureRule,
    /// Give that crate a test that sends each operation to a server.
    pub conformance: bool,
}

impl Flags {
    /// Whether any of them says something of one document.
    pub fn are_of_a_document(&self) -> bool {
        self.name.is_some()
            || !self.only.is_empty()
            || self.style != Style::default()
            || self.features != FeatureRule::default()
            || self.conformance
    }
}

/// Makes a crate of one document, or checks it.
///
/// # Errors
///
/// Arguments that do not belong together, and whatever keeps the files from being read or written. What is wrong with
/// the document is a finding.
pub fn run(flags: &Flags, program: &Program<'_>, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    match (&flags.spec, &flags.out) {
        (Some(spec), Some(out)) => one_document::run(spec, out, flags, program, terminal),
        (None, None) if !flags.are_of_a_document() => {
            let root = project::root(flags.project.as_deref())?;
            project::run(&root, flags.options, flags.overwrite, program, terminal)
        }
        _ => Err(UsageError::new(
            "--spec and --out belong together; --name, --only, --style, --features and --conformance go with them",
        )
        .into()),
    }
}

/// Checks what can be said of the arguments alone, and says in JSON, where that is asked for, that a run failed.
///
/// # Errors
///
/// Arguments that do not belong together, and what `run` fails with.
pub fn reported(
    options: Options,
    terminal: &mut Terminal<'_>,
    run: impl FnOnce(&mut Terminal<'_>) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let result = if options.verbose && !options.losses {
        Err(UsageError::new("--verbose goes with --losses").into())
    } else {
        run(terminal)
    };
    if let (true, Err(error)) = (options.json, &result) {
        // The disk or the arguments are in the way, not the document.
        terminal.line(&json!({ "kind": "failure", "message": format!("{error:#}") }).to_string())?;
    }
    result
}

/// Reads the arguments of `command`; `None` where help is asked for.
///
/// # Errors
///
/// An argument that is not known, or lacks its value.
pub fn parse(arguments: &mut lexopt::Parser, command: &str) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("check") => flags.options.check = true,
            Arg::Long("losses") => flags.options.losses = true,
            Arg::Long("verbose") => flags.options.verbose = true,
            Arg::Long("json") => flags.options.json = true,
            Arg::Long("project") => flags.project = Some(arguments.value()?.into()),
            Arg::Long("overwrite") => flags.overwrite = true,
            Arg::Long("spec") => flags.spec = Some(arguments.value()?.into()),
            Arg::Long("out") => flags.out = Some(arguments.value()?.into()),
            Arg::Long("conformance") => flags.conformance = true,
            Arg::Long("name") => flags.name = Some(arguments.value()?.string()?),
            Arg::Long("style") => flags.style = style(&arguments.value()?.string()?)?,
            Arg::Long("features") => flags.features = features(&arguments.value()?.string()?)?,
            Arg::Long("only") => flags.only.push(arguments.value()?.string()?),
            other => return Err(UsageError::unexpected(other, command)),
        }
    }
    Ok(Some(flags))
}

fn features(rule: &str) -> Result<FeatureRule, UsageError> {
    match rule {
        "none" => Ok(FeatureRule::None),
        "modules" => Ok(FeatureRule::Modules { taken: BTreeSet::new(), prefix: String::new() }),
        other => Err(UsageError::new(format!("--features {other}: it is `modules` or `none`"))),
    }
}

fn style(name: &str) -> Result<Style, UsageError> {
    match name {
        "graph" => Ok(Style::Graph),
        "operation-id" => Ok(Style::Operation),
        other => Err(UsageError::new(format!("--style {other}: it is `graph` or `operation-id`"))),
    }
}

#[cfg(test)]
mod tests;
