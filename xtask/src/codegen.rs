//! `cargo xtask codegen`: from the documents of `spec/`, or from any other document, to Rust.

use crate::generate;
use crate::outcome::Outcome;
use crate::spec::COMMAND;
use crate::terminal::Terminal;
use crate::unreleased::report;
use crate::world::World;
use openapi_crate::codegen::{Flags, OPTIONS, parse, reported};
use openapi_crate::program::Program;

const HELP: &str = "\
Write the generated sources of the documents in spec/manifest.toml into generated/.

Usage: cargo xtask codegen [--check] [--losses [--verbose]] [--json]
       cargo xtask codegen --project DIR [--overwrite] [--check] [--losses [--verbose]] [--json]
       cargo xtask codegen --spec FILE --out DIR [--name NAME] [--only PATTERN]... [--style STYLE]
                           [--features RULE] [--conformance] [--check] [--losses [--verbose]] [--json]

";

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(
    arguments: &mut lexopt::Parser,
    world: &World<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments, COMMAND)? else {
        terminal.print(&format!("{HELP}{OPTIONS}"))?;
        return Ok(Outcome::Fine);
    };
    reported(flags.options, terminal, |terminal| dispatch(&flags, world, terminal))
}

fn dispatch(flags: &Flags, world: &World<'_>, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let workspace = &(world.find)()?;
    if *flags == (Flags { options: flags.options, ..Flags::default() }) {
        let compare = &report::between;
        return Ok(generate::run(flags.options, workspace, world.today, compare, terminal)?.outcome);
    }
    // The runtime of the checkout, so that a change of it needs no build.
    let runtime = &workspace.runtime()?;
    openapi_crate::codegen::run(flags, &Program { command: COMMAND, runtime }, terminal)
}

#[cfg(test)]
mod tests;
