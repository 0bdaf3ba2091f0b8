//! `cargo xtask upstream`: what changed between two states of the specs that Meta's SDKs are generated from, and where
//! each change belongs in our documents.
//!
//! Most documents are written by hand, since Meta offers no OpenAPI document of these nodes. The specs of the SDK
//! generator (`api_specs/specs` of facebook/facebook-business-sdk-codegen) say nothing of texts, permissions and
//! errors, but they say what came and went.

mod changes;
mod documents;
mod places;
mod specs;

use crate::outcome::{Outcome, UsageError};
use crate::spec;
use crate::terminal::Terminal;
use crate::world::World;
use anyhow::{Context as _, bail};
use changes::{Change, changes};
use documents::Documents;
use lexopt::{Arg, ValueExt as _};
use places::{Where, places};
use specs::Specs;
use std::path::PathBuf;

const HELP: &str = "\
Say what changed between two states of the specs of Meta's SDK generator, and where it belongs in our documents.

Usage: cargo xtask upstream OLD NEW [--version VERSION] [--node NAME]...

Arguments:
  OLD  A folder with files such as Page.json and enum_types.json, or one such file: `api_specs/specs` of
       https://github.com/facebook/facebook-business-sdk-codegen at one commit
  NEW  Likewise, at a later one

Options:
      --version VERSION  The version whose documents are looked at [default: the newest of spec/manifest.toml]
      --node NAME        Look at this node alone: Page. May be given several times
  -h, --help             Print help

A line begins with + for what came, - for what went and ~ for what is another now: fields, parameters, values of enums,
edges (GET) and endpoints (POST, DELETE). Below it stands its place: where it is in our documents, or where it belongs.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    states: Vec<PathBuf>,
    version: Option<String>,
    nodes: Vec<String>,
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
    let [old, new] = flags.states.as_slice() else {
        return Err(UsageError::new("give two states; see `cargo xtask upstream --help`").into());
    };
    let folder = (world.find)()?.spec();
    let manifest = spec::manifest(&folder)?;
    let versions: Vec<&str> = spec::by_version(&manifest).into_iter().map(|(label, _)| label).collect();
    let version = match &flags.version {
        Some(asked) => versions.iter().find(|one| *one == asked).copied(),
        None => versions.last().copied(),
    };
    let Some(version) = version else {
        bail!("spec/manifest.toml has no such version; it has {}", versions.join(", "));
    };
    let documents = Documents::read(&folder, version)?;
    let read = |path: &PathBuf| Specs::read(path).with_context(|| path.display().to_string());
    let found = changes(&read(old)?, &read(new)?, &flags.nodes);
    print(&found, &documents, terminal)?;
    Ok(Outcome::Fine)
}

fn print(changes: &[Change], documents: &Documents, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    let mut node = "";
    for change in changes {
        if change.node != node {
            let gap = if node.is_empty() { "" } else { "\n" };
            terminal.line(&format!("{gap}{}", change.node))?;
            node = &change.node;
        }
        terminal.line(&format!("  {}", change.text()))?;
        for place in places(change, documents) {
            terminal.line(&format!("      {}", described(&place)))?;
        }
    }
    let count = graph_project::report::text::count(changes.len(), "change");
    terminal.line(&format!("{}{count}", if changes.is_empty() { "" } else { "\n" }))?;
    Ok(())
}

fn described(place: &Where) -> String {
    match place {
        Where::Here(place) => format!("at {place}"),
        Where::Belongs(place) => format!("belongs to {place}"),
        Where::Nowhere => "in none of our documents".to_owned(),
    }
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("version") => flags.version = Some(arguments.value()?.string()?),
            Arg::Long("node") => flags.nodes.push(arguments.value()?.string()?),
            Arg::Value(state) => flags.states.push(state.into()),
            other => return Err(UsageError::unexpected(other, "cargo xtask upstream")),
        }
    }
    Ok(Some(flags))
}

#[cfg(test)]
mod tests;
