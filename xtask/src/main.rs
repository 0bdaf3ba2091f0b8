//! The commands of this repository: `cargo xtask` alone lists them.

mod bump;
mod codegen;
mod comparison;
mod conformance;
mod diff;
mod generate;
mod spec;
#[cfg(test)]
mod tests;
mod unreleased;
mod upstream;
mod versions;
mod workspace;
mod world;

use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use crate::world::World;
use graph_project::{date, interrupt};
use lexopt::Arg;
use openapi_crate::download::Downloader;
use openapi_crate::{outcome, terminal};
use std::io;
use std::process::ExitCode;

/// Generating allocates many small things: with this allocator a large document takes two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a command with the arguments that follow its name.
type Run = fn(&mut lexopt::Parser, &World<'_>, &mut Terminal<'_>) -> anyhow::Result<Outcome>;

/// The commands: name, a line of the help, and what runs.
const VERBS: &[(&str, &str, Run)] = &[
    ("bump", "Add a new version of the API: its documents, and everything that is made from them", bump::run),
    ("codegen", "Write or check the generated sources, or make a crate of an OpenAPI document", codegen::run),
    ("diff", "Say what changed between two API versions or OpenAPI documents, and what it breaks", diff::run),
    (
        "upstream",
        "Say what changed in the specs of Meta's SDKs, and where it belongs in our documents",
        upstream::run,
    ),
    ("conformance", "Send each operation of documents to a mock server that checks them", conformance::run),
];

const HELP_BEFORE: &str = "\
The commands of this repository.

Usage: cargo xtask <COMMAND>

Commands:
";

const HELP_AFTER: &str = "
Options:
  -h, --help    Print help; `cargo xtask <COMMAND> --help` prints that of a command

Exit codes: 0 fine, 1 a problem was found, 2 wrong usage, 3 the version of the API is not published yet.
";

fn main() -> ExitCode {
    // Where that is not possible, an interruption ends the program at once, and the next run settles what it left.
    let _ = interrupt::wait_while_writing();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let world = World { find: &Workspace::find, downloader: &Downloader::new(), today: &date::today() };
    match run(&mut lexopt::Parser::from_env(), &world, &mut terminal) {
        Ok(outcome) => outcome.into(),
        Err(error) if terminal::reader_is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even the message cannot be written, the exit code has to say it.
            let _ = terminal.error(&format!("error: {error:#}"));
            if error.is::<UsageError>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

fn run(
    arguments: &mut lexopt::Parser,
    world: &World<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    match arguments.next().map_err(UsageError::from)? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => {}
        Some(Arg::Value(name)) if name == "help" => {}
        Some(argument) => {
            let verb = VERBS.iter().find(|(name, ..)| argument == Arg::Value((*name).into()));
            let (.., run) = verb.ok_or_else(|| UsageError::unexpected(argument, "cargo xtask"))?;
            return run(arguments, world, terminal);
        }
    }
    terminal.print(&help())?;
    Ok(Outcome::Fine)
}

fn help() -> String {
    let verbs: String = VERBS.iter().map(|(name, summary, _)| format!("  {name:<13}{summary}\n")).collect();
    format!("{HELP_BEFORE}{verbs}{HELP_AFTER}")
}
