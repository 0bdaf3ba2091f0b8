//! The program `openapi-crate`: without arguments it lists its commands.

use graph_project::interrupt;
use lexopt::Arg;
use openapi_crate::codegen::{self, OPTIONS};
use openapi_crate::diff;
#[cfg(feature = "fetch")]
use openapi_crate::fetch;
use openapi_crate::init;
use openapi_crate::outcome::{Outcome, UsageError};
use openapi_crate::program::Program;
use openapi_crate::runtime::Runtime;
use openapi_crate::terminal::{self, Terminal};
use std::io;
use std::process::ExitCode;

/// Generating allocates many small things: with this allocator a large document takes two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a command with the arguments that follow its name.
type Run = fn(&mut lexopt::Parser, &mut Terminal<'_>) -> anyhow::Result<Outcome>;

/// The commands: name, a line of the help, and what runs.
const VERBS: &[(&str, &str, Run)] = &[
    ("init", "Write openapi.toml, which says of which documents a crate is made", init::run),
    #[cfg(feature = "fetch")]
    ("fetch", "Download the documents that have a URL, and check them against their sums", fetch::run),
    ("codegen", "Write or check the crate", codegen),
    ("diff", "Say what changed for callers since a revision of git, and what it breaks", diff),
];

const HELP_BEFORE: &str = "\
Makes a Rust client crate of OpenAPI documents, and keeps it up to date.

Usage: openapi-crate <COMMAND>

Commands:
";

const HELP_AFTER: &str = "
Options:
  -h, --help     Print help; `openapi-crate <COMMAND> --help` prints that of a command
  -V, --version  Print the version

Exit codes: 0 fine, 1 a problem was found, 2 wrong usage.
";

const CODEGEN: &str = "openapi-crate codegen";

const CODEGEN_HELP: &str = "\
Write the crate that openapi.toml describes, in this folder or one above, or a crate of one OpenAPI document.

Usage: openapi-crate codegen [--project DIR] [--overwrite] [--check] [--losses [--verbose]] [--json]
       openapi-crate codegen --spec FILE --out DIR [--name NAME] [--only PATTERN]... [--style STYLE]
                             [--features RULE] [--check] [--losses [--verbose]] [--json]

";

fn main() -> ExitCode {
    // Where that is not possible, an interruption ends the program at once, and the next run settles what it left.
    let _ = interrupt::wait_while_writing();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let mut terminal = Terminal::new(&mut out, &mut err);
    match run(&mut lexopt::Parser::from_env(), &mut terminal) {
        Ok(outcome) => outcome.into(),
        Err(error) if terminal::reader_is_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even the message cannot be written, the exit code has to say it.
            let _ = terminal.error(&format!("error: {error:#}"));
            if error.is::<UsageError>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

fn run(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    match arguments.next().map_err(UsageError::from)? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => terminal.print(&help())?,
        Some(Arg::Short('V') | Arg::Long("version")) => {
            terminal.line(concat!("openapi-crate ", env!("CARGO_PKG_VERSION")))?;
        }
        Some(argument) => {
            let verb = VERBS.iter().find(|(name, ..)| argument == Arg::Value((*name).into()));
            let (.., run) = verb.ok_or_else(|| UsageError::unexpected(argument, "openapi-crate"))?;
            return run(arguments, terminal);
        }
    }
    Ok(Outcome::Fine)
}

fn help() -> String {
    let verbs: String = VERBS.iter().map(|(name, summary, _)| format!("  {name:<10}{summary}\n")).collect();
    format!("{HELP_BEFORE}{verbs}{HELP_AFTER}")
}

fn codegen(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let Some(flags) = codegen::parse(arguments, CODEGEN)? else {
        terminal.print(&format!("{CODEGEN_HELP}{OPTIONS}"))?;
        return Ok(Outcome::Fine);
    };
    codegen::reported(flags.options, terminal, |terminal| {
        let runtime = Runtime::embedded()?;
        codegen::run(&flags, &Program { command: CODEGEN, runtime: &runtime }, terminal)
    })
}

fn diff(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let runtime = Runtime::embedded()?;
    diff::run(arguments, &Program { command: CODEGEN, runtime: &runtime }, terminal)
}
