//! `init`: a first project file of a document, with the decisions that it takes as comments.

mod facts;
#[cfg(feature = "fetch")]
mod remote;
mod text;

use crate::outcome::{Outcome, UsageError};
use crate::project::FILE;
use crate::terminal::Terminal;
use anyhow::{Context as _, bail};
use facts::Facts;
use graph_project::tree;
use lexopt::{Arg, ValueExt as _};
use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What help prints.
pub const HELP: &str = "\
Write openapi.toml, which says of which documents a crate is made, for a first document.

Usage: openapi-crate init FILE|URL [--name NAME] [--only PATTERN]... [--project DIR]

Arguments:
  FILE  An OpenAPI document, YAML or JSON
  URL   Where such a document is downloaded from, once: `openapi-crate fetch --help` says how

Options:
      --name NAME     The name of the crate, if the folder has no Cargo.toml [default: the name of FILE, and `-client`]
      --only PATTERN  Take the operations that match, and what they need; may be given several times
      --project DIR   The folder of the crate, which is made if it is not there [default: this one]
  -h, --help          Print help

A folder that holds a crate already keeps its src/lib.rs. `openapi-crate codegen` comes next.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    file: Option<PathBuf>,
    name: Option<String>,
    only: Vec<String>,
    project: PathBuf,
}

/// Runs the command with the arguments that follow its name.
///
/// # Errors
///
/// Wrong usage, a project file that is there already, and a document that cannot be read.
pub fn run(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let Some(file) = &flags.file else {
        return Err(UsageError::new("give an OpenAPI document; see `openapi-crate init --help`").into());
    };
    let root = flags.project.as_path();
    let place = root.join(FILE);
    if place.exists() {
        bail!("{} is there already; add the document to it", place.display());
    }
    let origin = match file.to_str().filter(|text| is_url(text)) {
        Some(url) => Some(download(root, url, terminal)?),
        None => None,
    };
    let file = origin.as_ref().map_or(file, |origin| &origin.copy);
    let facts = match Facts::of(file, &flags.only) {
        Ok(facts) => facts,
        Err(findings) => {
            findings.iter().try_for_each(|block| terminal.error(block))?;
            terminal.error(&format!("error: {} cannot be used as it is", file.display()))?;
            return Ok(Outcome::Problem);
        }
    };
    let is_crate = root.join("Cargo.toml").is_file();
    let first = text::Project {
        file: from(root, file)?,
        pinned: origin.as_ref().map(|origin| (origin.url.clone(), origin.sum.clone())),
        name: (!is_crate).then(|| flags.name.clone().unwrap_or_else(|| facts.crate_name(file))),
        only: flags.only,
        keeps_library: root.join("src/lib.rs").is_file(),
        facts,
    };
    tree::write(&place, first.text().as_bytes())?;
    terminal.line(&format!("{}: written; look at it, then run `openapi-crate codegen`", place.display()))?;
    Ok(Outcome::Fine)
}

/// A document that was downloaded.
struct Origin {
    url: String,
    /// Where it is now.
    copy: PathBuf,
    sum: String,
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(feature = "fetch")]
fn download(root: &Path, url: &str, terminal: &mut Terminal<'_>) -> anyhow::Result<Origin> {
    let (copy, sum) = remote::download(root, url)?;
    terminal.line(&format!("{}: downloaded", copy.display()))?;
    Ok(Origin { url: url.to_owned(), copy, sum })
}

#[cfg(not(feature = "fetch"))]
fn download(_root: &Path, url: &str, _terminal: &mut Terminal<'_>) -> anyhow::Result<Origin> {
    bail!("{url}: this program was built without the feature `fetch`, so it downloads nothing")
}

/// The path of a file as the folder of the project names it: relative, with `/`, so that it is the same everywhere.
fn from(root: &Path, file: &Path) -> anyhow::Result<String> {
    let absolute = |path: &Path| -> anyhow::Result<PathBuf> {
        let path = env::current_dir()?.join(path);
        // The folder may be one that is still to be made.
        let there = path.ancestors().find(|above| above.exists()).unwrap_or(&path).to_owned();
        let rest = path.strip_prefix(&there).unwrap_or(Path::new("")).to_owned();
        let there = fs::canonicalize(&there).with_context(|| format!("cannot read {}", there.display()))?;
        Ok(there.join(rest))
    };
    let (root, file) = (absolute(root)?, absolute(file)?);
    let shared = root.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let is_elsewhere = matches!(root.components().next(), Some(Component::Prefix(_))) && shared == 0;
    if is_elsewhere {
        bail!("{} is on another drive than {}", file.display(), root.display());
    }
    let up = root.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("name") => flags.name = Some(arguments.value()?.string()?),
            Arg::Long("only") => flags.only.push(arguments.value()?.string()?),
            Arg::Long("project") => flags.project = arguments.value()?.into(),
            Arg::Value(file) if flags.file.is_none() => flags.file = Some(file.into()),
            other => return Err(UsageError::unexpected(other, "openapi-crate init")),
        }
    }
    Ok(Some(flags))
}

#[cfg(test)]
mod tests;
