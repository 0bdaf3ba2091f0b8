//! The last step: the files of a crate are written, or compared with what should be there.

use super::cause::{Cause, Differs};
use super::lock::{self, Lock};
use super::report::{Report, count, time};
use super::{Flags, json};
use crate::diff;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tree::{Change, Changes, read_if_present};
use graph_generator::files::Files;
use std::path::Path;
use std::time::Instant;

/// A crate whose files were generated, and what to say about it.
pub(super) struct Target<'a> {
    /// The folder of the crate.
    pub(super) root: &'a Path,
    /// The folder as messages show it.
    pub(super) shown: &'a str,
    /// The files that it should have.
    pub(super) files: &'a Files,
    /// What they are made of, if the crate keeps a lock.
    pub(super) lock: Option<&'a Lock>,
    /// The command that brings it there.
    pub(super) command: &'a str,
    /// When the work began.
    pub(super) start: Instant,
}

/// Brings the crate to its generated files or, with `--check`, says how it differs.
pub(super) fn finish(
    target: &Target<'_>,
    flags: &Flags,
    report: &Report<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let changes = Changes::find(target.root, target.files)?;
    let history = History::of(target)?;
    if !flags.check {
        changes.apply(target.root)?;
    }
    let is_as_generated = changes.list.is_empty() && changes.foreign.is_empty();
    if flags.json {
        for line in json::changes(&changes, &|change| history.cause(change)) {
            terminal.line(&line)?;
        }
        let result = match (flags.check, is_as_generated) {
            (false, _) => "written",
            (true, true) => "up-to-date",
            (true, false) => "stale",
        };
        terminal.line(&report.summary(result, Some(&changes)))?;
    } else if flags.check {
        compared(target, &changes, &history, terminal)?;
    } else {
        written(target, &changes, terminal)?;
    }
    Ok(if flags.check && !is_as_generated { Outcome::Problem } else { Outcome::Fine })
}

/// What happened since the last run, as far as its lock tells.
struct History<'l> {
    /// The lock on the disk.
    last: Option<Lock>,
    /// The lock of this run.
    new: Option<&'l Lock>,
    /// The name locks that were edited.
    names: Vec<String>,
}

impl<'l> History<'l> {
    fn of(target: &Target<'l>) -> anyhow::Result<Self> {
        let text = match target.lock {
            Some(_) => read_if_present(&target.root.join(lock::FILE))?,
            None => None,
        };
        let last = text.as_deref().and_then(Lock::parse);
        let names = last.as_ref().map(|last| last.edited_names(target.root)).transpose()?.unwrap_or_default();
        Ok(Self { last, new: target.lock, names })
    }

    fn cause(&self, change: &Change) -> Cause {
        let spec = self.last.as_ref().zip(self.new).is_some_and(|(last, new)| !last.reads_as(new));
        Cause::of(change, self.last.as_ref(), Differs { spec, names: !self.names.is_empty() })
    }

    /// What was read then and is different now, and whether the generator is another one.
    fn differences(&self, target: &Target<'_>) -> Vec<String> {
        let read = self.last.as_ref().zip(self.new).map(|(last, new)| last.differences(new));
        let names = self.names.iter().map(|path| {
            let path = format!("{}/{path}", target.shown);
            format!(
                "{path} was changed by hand, which may give other names to what callers use; keep it with `{}`, or take it back with \
                 `git checkout -- {path}`",
                target.command
            )
        });
        read.into_iter().flatten().chain(names).collect()
    }
}

fn written(target: &Target<'_>, changes: &Changes, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    for path in &changes.foreign {
        terminal.error(&format!("warning: {}", foreign(target, path)))?;
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
        terminal.error(&format!("error: {}", foreign(target, path)))?;
    }
    if changes.list.is_empty() {
        if changes.foreign.is_empty() {
            let files = count(changes.unchanged, "file");
            terminal.line(&format!("{}: {files} up to date in {}", target.shown, time(target.start)))?;
        }
        return Ok(());
    }
    terminal.print(&diff::render(&changes.list, target.shown, &|change| history.cause(change).text()))?;
    for difference in history.differences(target) {
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
fn foreign(target: &Target<'_>, path: &str) -> String {
    format!(
        "{}/{path} is not generated, or its first line no longer says so, and stands among generated files; move it or \
         remove it",
        target.shown
    )
}
