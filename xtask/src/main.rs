//! The commands of this repository: `cargo xtask` alone lists them.

mod bump;
mod codegen;
mod compare;
mod conformance;
mod date;
mod diff;
mod fetch;
mod manifest;
mod outcome;
mod sum;
mod terminal;
mod tree;
mod versions;
#[cfg(test)]
mod walk;
mod workspace;
mod world;

use crate::fetch::Downloader;
use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use crate::world::World;
use std::io;
use std::process::ExitCode;

/// Generating allocates many small things: with this allocator a large document takes two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
The commands of this repository.

Usage: cargo xtask <COMMAND>

Commands:
  bump         Take over the documents of a new version of the API, and everything that follows from them
  codegen      Write the generated sources, check them, or make a crate of any OpenAPI document
  diff         Say what changed between two API versions or two OpenAPI documents, and what it breaks
  conformance  Send each operation of documents to a mock server that checks the requests

Options:
  -h, --help    Print help; `cargo xtask <COMMAND> --help` prints that of a command

Exit codes: 0 fine, 1 a problem was found, 2 wrong usage, 3 the version of the API is not published yet.
";

fn main() -> ExitCode {
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
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            terminal.print(HELP)?;
            Ok(Outcome::Fine)
        }
        Some(lexopt::Arg::Value(verb)) if verb == "codegen" => codegen::run(arguments, world, terminal),
        Some(lexopt::Arg::Value(verb)) if verb == "bump" => bump::run(arguments, world, terminal),
        Some(lexopt::Arg::Value(verb)) if verb == "diff" => compare::run(arguments, world, terminal),
        Some(lexopt::Arg::Value(verb)) if verb == "conformance" => conformance::run(arguments, terminal),
        Some(lexopt::Arg::Value(verb)) if verb == "help" => {
            terminal.print(HELP)?;
            Ok(Outcome::Fine)
        }
        Some(other) => Err(UsageError::unexpected(other, "cargo xtask").into()),
    }
}
