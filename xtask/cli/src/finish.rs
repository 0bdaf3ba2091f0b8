//! The last step: the files of a crate are written, or compared with what should be there.

use crate::findings::Findings;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use graph_generator::files::Files;
use graph_project::lock::{History, Lock};
use graph_project::report::{json, text::count};
use graph_project::tree::Changes;
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
    let history = History::of(target.root, target.lock)?;
    if !options.check {
        changes.apply(target.root)?;
    }
    let is_as_generated = changes.list.is_empty() && changes.foreign.is_empty();
    if options.json {
        for line in json::changes(&changes, &|change| history.cause(change)) {
            terminal.line(&line)?;
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

fn written(target: &Target<'_>, changes: &Changes, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
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
    Ok(())
}

fn compared(
    target: &Target<'_>,
    changes: &Changes,
    history: &History<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<()> {
    for path in &changes.foreign {
        terminal.error(&format!("error: {}", foreign(target.shown, path)))?;
    }
    if changes.list.is_empty() {
        if changes.foreign.is_empty() {
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
