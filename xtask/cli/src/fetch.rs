//! `fetch`: downloads the documents of a project that have a URL, and pins what it gets.

mod pins;

use crate::download::{Downloader, Limits};
use crate::outcome::{Outcome, UsageError};
use crate::project::{self, Document, FILE, Project, is_pinned};
use crate::terminal::Terminal;
use anyhow::Context as _;
use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{SourceFile, decode, recognise, render_all};
use graph_project::{sum, tree};
use lexopt::{Arg, ValueExt as _};
use pins::Pins;
use std::fs;
use std::path::{Path, PathBuf};

/// What help prints.
pub const HELP: &str = "\
Download the documents that have a `url` in openapi.toml, and check them against their `sha256`.

Usage: openapi-crate fetch [MODULE]... [--update] [--project DIR]

Arguments:
  MODULE  The document of this module [default: all that have a URL]

Options:
      --update       Take what the URL gives now, and write its sum into openapi.toml
      --project DIR  The folder of openapi.toml [default: this one, or one above]
  -h, --help         Print help

A document without a sum gets that of what is downloaded. URLs are https, or http of this machine; a redirect leads to no
other. A document has at most 64 MiB, and arrives within two minutes. Commit the copies: no other command downloads
anything.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    modules: Vec<String>,
    update: bool,
    project: Option<PathBuf>,
}

/// Runs the command with the arguments that follow its name.
///
/// # Errors
///
/// Wrong usage, a project file that cannot be used, and files that cannot be read or written. A document that cannot be
/// had, or is another one than was pinned, is a finding.
pub fn run(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let root = project::root(flags.project.as_deref())?;
    let (project, text) = Project::read(&root)?;
    let known = |module: &&String| project.documents.iter().all(|document| document.module() != *module);
    if let Some(unknown) = flags.modules.iter().find(known) {
        return Err(UsageError::new(format!("no document of {FILE} has the module `{unknown}`")).into());
    }
    let wanted = |document: &Document| {
        flags.modules.is_empty() || flags.modules.iter().any(|module| module == document.module())
    };
    let (mut outcome, mut pins, mut count) = (Outcome::Fine, Pins::of(&text)?, 0);
    let downloader = Downloader::with_loopback(Limits::default());
    for (at, document) in project.documents.iter().enumerate().filter(|(_, document)| wanted(document)) {
        let Some(url) = &document.url else { continue };
        count += 1;
        match one(&root, document, url, flags.update, &downloader) {
            Ok(Fetched { said, pin }) => {
                pin.into_iter().try_for_each(|pin| pins.set(at, &pin))?;
                terminal.line(&said)?;
            }
            Err(error) => {
                terminal.error(&format!("error: {}: {error:#}", document.file))?;
                outcome = Outcome::Problem;
            }
        }
    }
    if count == 0 {
        terminal.error(&format!("error: no document has a `url` in {FILE}"))?;
        return Ok(Outcome::Problem);
    }
    if let Some(text) = pins.changed() {
        tree::write(&root.join(FILE), text.as_bytes())?;
    }
    Ok(outcome)
}

/// What became of a document.
struct Fetched {
    said: String,
    /// The sum that the project file gets.
    pin: Option<String>,
}

/// Downloads a document and writes the copy, unless it is another one than was pinned.
fn one(
    root: &Path,
    document: &Document,
    url: &str,
    update: bool,
    downloader: &Downloader,
) -> anyhow::Result<Fetched> {
    let (file, place) = (&document.file, root.join(&document.file));
    let bytes = get(downloader, url)?;
    let found = sum::of(&bytes);
    let copy = if place.exists() {
        Some(fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?)
    } else {
        None
    };
    let has_copy = copy.as_deref().is_some_and(|copy| is_pinned(copy, &found));
    let is_as_pinned = document.sha256.as_ref().is_some_and(|pinned| is_pinned(&bytes, pinned));
    match &document.sha256 {
        Some(pinned) if !is_as_pinned && !update => anyhow::bail!(
            "{url} gives another document than was pinned; `openapi-crate fetch --update` takes it, and `openapi-crate \
             diff` then says what changed\n  sha256 of the download: {found}\n  sha256 in {FILE}: {pinned}"
        ),
        None if copy.is_some() && !has_copy && !update => anyhow::bail!(
            "it is there, and {url} gives another document: `openapi-crate fetch --update` puts that in its place"
        ),
        _ => {}
    }
    if !has_copy {
        tree::write(&place, &bytes)?;
    }
    let size = bytes.len();
    let said = match (&document.sha256, has_copy) {
        (Some(_), true) if is_as_pinned => format!("{file}: as pinned"),
        (Some(_), false) if is_as_pinned => format!("{file}: written, {size} bytes, as pinned"),
        (Some(pinned), _) => {
            format!("{file}: updated, {size} bytes\n  sha256 was {pinned}\n  and is     {found}")
        }
        (None, _) => format!("{file}: pinned, {size} bytes\n  sha256 {found}"),
    };
    Ok(Fetched { said, pin: (!is_as_pinned).then_some(found) })
}

/// Downloads a document. Anything else is an error, so that it never replaces one.
pub(crate) fn get(downloader: &Downloader, url: &str) -> anyhow::Result<Vec<u8>> {
    let bytes = downloader.get(url)?;
    let mut found = Diagnostics::default();
    let text = match decode(&bytes) {
        Ok(text) => text,
        Err(finding) => anyhow::bail!("{url}: {}", finding.message),
    };
    let sources = [SourceFile { path: url.to_owned(), text }];
    if recognise(&sources, SourceId(0), &mut found).is_none() {
        let shown = render_all(found.iter(), &sources);
        anyhow::bail!("{url} gives no OpenAPI document\n{}", shown.join("\n"));
    }
    Ok(bytes)
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("update") => flags.update = true,
            Arg::Long("project") => flags.project = Some(arguments.value()?.into()),
            Arg::Value(module) => flags.modules.push(module.string()?),
            other => return Err(UsageError::unexpected(other, "openapi-crate fetch")),
        }
    }
    Ok(Some(flags))
}

#[cfg(test)]
mod tests;
