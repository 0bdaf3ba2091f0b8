//! The last step: the files of a crate are written, or compared with what should be there.

use crate::findings::Findings;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use anyhow::Context as _;
use graph_generator::files::Files;
use graph_project::lock::{History, Lock};
use graph_project::report::{json, text::count};
use graph_project::tree::{Changes, Follower, transaction};
use graph_project::unified;
use std::path::Path;
use std::time::Instant;

/// A crate whose files were generated, and what to say about it.
pub struct Target<'a> {
    /// The folder of the crate.
    pub root: &'a Path,
    /// The folder as messages show it.
    pub shown: &'a str,
    /// The files that it should have.
    pub files: &'a Files,
    /// What they are made of, if the crate keeps a lock.
    pub lock: Option<&'a Lock>,
    /// The name locks that bind nobody, by path.
    pub unbound: &'a [String],
    /// Files beside the generated ones that have to follow; their paths are those from the folder around the crate.
    pub beside: &'a [Follower],
    /// The command that brings it there.
    pub command: &'a str,
    /// When the work began.
    pub start: Instant,
}

/// Brings the crate to its generated files or, with `--check`, says how it differs.
pub fn finish(
    target: &Target<'_>,
    findings: &Findings,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let options = findings.options;
    let changes = Changes::find(target.root, target.files)?;
    let history = History::of(target.root, target.lock, target.unbound)?;
    if !options.check {
        write(target, &changes)?;
    }
    let is_as_generated = changes.list.is_empty() && changes.foreign.is_empty() && target.beside.is_empty();
    if options.json {
        for line in json::changes(&changes, &|change| history.cause(change)) {
            terminal.line(&line)?;
        }
        for Follower { path, findings, .. } in target.beside {
            let what: Vec<_> = findings.iter().map(|(what, state)| format!("{what} is {state}")).collect();
            terminal.line(&json::follower(path, &what.join("; ")))?;
        }
        let result = match (options.check, is_as_generated) {
            (false, _) => "written",
            (true, true) => "up-to-date",
            (true, false) => "stale",
        };
        terminal.line(&json::summary(result, &findings.report, Some(&changes)))?;
    } else if options.check {
        compared(target, &changes, &history, terminal)?;
    } else {
        written(target, &changes, terminal)?;
    }
    Ok(if options.check && !is_as_generated { Outcome::Problem } else { Outcome::Fine })
}

/// Writes all of it, or nothing.
fn write(target: &Target<'_>, changes: &Changes<'_>) -> anyhow::Result<()> {
    if target.beside.is_empty() {
        return Ok(changes.apply(target.root)?);
    }
    let around = target.root.parent().context("the crate has no folder around it")?;
    let name = target.root.file_name().unwrap_or_default().to_string_lossy();
    let mut edits = changes.edits(&format!("{name}/"));
    edits.extend(target.beside.iter().map(Follower::edit));
    Ok(transaction::apply(around, &edits)?)
}

fn written(target: &Target<'_>, changes: &Changes<'_>, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    for path in &changes.foreign {
        terminal.error(&format!("warning: {}", foreign(target.shown, path)))?;
    }
    terminal.line(&format!(
        "{}: {} written, {} unchanged, {} removed in {}",
        target.shown,
        count(changes.to_write(), "file"),
        changes.unchanged,
        changes.to_remove(),
        time(target.start),
    ))?;
    for Follower { path, findings, .. } in target.beside {
        let what: Vec<_> = findings.iter().map(|(what, state)| format!("{what} was {state}")).collect();
        terminal.line(&format!("{path}: written, since {}", what.join(", and ")))?;
    }
    Ok(())
}

fn compared(
    target: &Target<'_>,
    changes: &Changes<'_>,
    history: &History<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<()> {
    for path in &changes.foreign {
        terminal.error(&format!("error: {}", foreign(target.shown, path)))?;
    }
    if changes.list.is_empty() {
        follow(target, terminal)?;
        if changes.foreign.is_empty() && target.beside.is_empty() {
            let files = count(changes.unchanged, "file");
            terminal.line(&format!("{}: {files} up to date in {}", target.shown, time(target.start)))?;
        }
        return Ok(());
    }
    terminal.print(&unified::render(&changes.list, target.shown, &|change| history.cause(change).text()))?;
    for difference in history.differences(target.shown, target.command) {
        terminal.error(&format!("since the last run: {difference}"))?;
    }
    terminal.error(&format!(
        "error: {} not as generated; run `{}`",
        match changes.list.len() {
            1 => format!("1 file of {} is", target.shown),
            more => format!("{more} files of {} are", target.shown),
        },
        target.command,
    ))?;
    follow(target, terminal)
}

/// Shows what has to follow the documents, and does not.
fn follow(target: &Target<'_>, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    for Follower { path, findings, old, new } in target.beside {
        terminal.print(&unified::of_file(path, old.as_deref().unwrap_or_default(), new))?;
        for (what, state) in findings {
            terminal.error(&format!("error: {what} in {path} is {state}; run `{}`", target.command))?;
        }
    }
    Ok(())
}

/// What to say of a file that stands among generated ones.
fn foreign(shown: &str, path: &str) -> String {
    format!(
        "{shown}/{path} is not generated, or its first line no longer says so, and stands among generated files; move it or \
         remove it"
    )
}

/// The time since `start`, in seconds.
pub fn time(start: Instant) -> String {
    format!("{:.2} s", start.elapsed().as_secs_f64())
}
