//! The commands of this repository: `cargo xtask` alone lists them.

mod bump;
mod codegen;
mod comparison;
mod conformance;
mod diff;
mod fetch;
mod generate;
mod outcome;
mod spec;
mod standalone;
mod terminal;
#[cfg(test)]
mod tests;
mod versions;
mod workspace;
mod world;

use crate::fetch::Downloader;
use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use crate::world::World;
use graph_project::date;
use std::io;
use std::process::ExitCode;

/// Generating allocates many small things: with this allocator a large document takes two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A command.
struct Verb {
    name: &'static str,
    /// What it does, in a line of the help.
    summary: &'static str,
    /// Runs it with the arguments that follow its name.
    run: fn(&mut lexopt::Parser, &World<'_>, &mut Terminal<'_>) -> anyhow::Result<Outcome>,
}

const VERBS: [Verb; 4] = [
    Verb {
        name: "bump",
        summary: "Add a new version of the API: its documents, and everything that is made from them",
        run: bump::run,
    },
    Verb {
        name: "codegen",
        summary: "Write the generated sources, check them, or make a crate of any OpenAPI document",
        run: codegen::run,
    },
    Verb {
        name: "diff",
        summary: "Say what changed between two API versions or two OpenAPI documents, and what it breaks",
        run: diff::run,
    },
    Verb {
        name: "conformance",
        summary: "Send each operation of documents to a mock server that checks the requests",
        run: conformance::run,
    },
];

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
    let verb = match arguments.next().map_err(UsageError::from)? {
        None | Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => None,
        Some(lexopt::Arg::Value(name)) if name == "help" => None,
        Some(lexopt::Arg::Value(name)) => match VERBS.iter().find(|verb| name == verb.name) {
            Some(verb) => Some(verb),
            None => return Err(UsageError::unexpected(lexopt::Arg::Value(name), "cargo xtask").into()),
        },
        Some(other) => return Err(UsageError::unexpected(other, "cargo xtask").into()),
    };
    match verb {
        Some(verb) => (verb.run)(arguments, world, terminal),
        None => {
            terminal.print(&help())?;
            Ok(Outcome::Fine)
        }
    }
}

fn help() -> String {
    let verbs: String = VERBS.iter().map(|verb| format!("  {:<13}{}\n", verb.name, verb.summary)).collect();
    format!(
        "The commands of this repository.\n\nUsage: cargo xtask <COMMAND>\n\nCommands:\n{verbs}\nOptions:\n  -h, --help    \
         Print help; `cargo xtask <COMMAND> --help` prints that of a command\n\nExit codes: 0 fine, 1 a problem was found, 2 \
         wrong usage, 3 the version of the API is not published yet.\n"
    )
}
