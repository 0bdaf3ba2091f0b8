//! What a run that changes files notes for the case that it is killed, and what the next one makes of it.
//!
//! The journal stands in the folder that the files are in. Before the first file is renamed, everything is as it was
//! but for temporary files; after the last one, everything is new. In between, the old files stand beside the new ones
//! and are put back. What somebody changed since the kill is left alone.

use super::edit::{Edit, beside_of};
use super::{TreeError, bytes_if_present, disk, remove_empty_folders};
use crate::sum;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

/// The name of the journal, in the folder that the files are in.
pub const FILE: &str = ".changing.journal";

/// How long a run may change files: it takes seconds.
pub(super) const LONGEST: Duration = Duration::from_secs(600);

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// What is new is written beside its place.
    Preparing,
    /// Files are renamed.
    Changing,
    /// All is new, and what was kept of the old files is removed.
    Done,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Changing => "changing",
            Self::Done => "done",
        }
    }
}

/// What a run changes.
#[derive(Debug, Serialize, Deserialize)]
struct Notes {
    process: u32,
    edits: Vec<Note>,
}

/// A file, by its path, with the sums of what it was and of what it becomes.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    path: String,
    old: Option<String>,
    new: Option<String>,
}

/// The journal of this run.
pub(super) struct Journal {
    path: PathBuf,
    /// The folders that were made for it.
    made: Vec<PathBuf>,
}

impl Journal {
    /// Begins one, in which all edits stand.
    pub(super) fn begin(root: &Path, edits: &[Edit<'_>]) -> Result<Self, TreeError> {
        let path = root.join(FILE);
        let note = |edit: &Edit<'_>| Note {
            path: edit.path.clone(),
            old: edit.old.clone(),
            new: edit.new.as_deref().map(sum::of),
        };
        let notes = Notes { process: process::id(), edits: edits.iter().map(note).collect() };
        // Numbers, texts and lists always have a form in JSON.
        let text = serde_json::to_string(&notes).unwrap_or_default();
        let unwritten = |error| TreeError::Write(path.clone(), error);
        let made = folders(root)?;
        let mut file = disk::create_new(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => TreeError::Busy(path.clone()),
            _ => unwritten(error),
        })?;
        let begun = disk::append(&mut file, &format!("{text}\n{}\n", State::Preparing.word()));
        if let Err(error) = begun {
            let _ = disk::remove_file(&path);
            return Err(unwritten(error));
        }
        Ok(Self { path, made })
    }

    /// Notes how far the run is.
    pub(super) fn note(&self, state: State) -> Result<(), TreeError> {
        let file = File::options().append(true).open(&self.path);
        let noted = file.and_then(|mut file| disk::append(&mut file, &format!("{}\n", state.word())));
        noted.map_err(|error| TreeError::Write(self.path.clone(), error))
    }

    /// Everything is settled. A journal that stays says so itself.
    pub(super) fn end(self) {
        let _ = disk::remove_file(&self.path);
        for folder in &self.made {
            // One that holds something by now stays.
            let _ = disk::remove_dir(folder);
        }
    }
}

/// Makes a folder and those around it that are missing; these, the innermost first.
fn folders(root: &Path) -> Result<Vec<PathBuf>, TreeError> {
    let missing = root.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    for folder in missing.iter().rev() {
        disk::create_dir(folder).map_err(|error| TreeError::MakeFolder(folder.clone(), error))?;
    }
    Ok(missing)
}

/// Settles what a run that was killed left in `root`; how many files that concerned. `None` where there was no such
/// run.
///
/// # Errors
///
/// Another run that goes on, what cannot be put back, and what somebody changed since.
pub fn recover(root: &Path) -> Result<Option<usize>, TreeError> {
    let path = root.join(FILE);
    let Some(bytes) = bytes_if_present(&path)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let notes = lines.next().and_then(|line| serde_json::from_str::<Notes>(line).ok());
    let Some(notes) = notes else {
        // It was killed before the journal was complete, so before anything else was done; or it writes it now.
        if is_recent(&path, Duration::from_secs(1)) {
            return Err(TreeError::Busy(path));
        }
        return remove(&path).map(|()| Some(0));
    };
    if is_running(notes.process) && is_recent(&path, LONGEST) {
        return Err(TreeError::Busy(path));
    }
    settle(root, &notes, lines.next_back().unwrap_or_default())?;
    remove(&path)?;
    Ok(Some(notes.edits.len()))
}

/// Puts back what was changed, or removes what was kept where everything is new.
fn settle(root: &Path, notes: &Notes, state: &str) -> Result<(), TreeError> {
    let mut others = Vec::new();
    for note in notes.edits.iter().rev() {
        let path = root.join(&note.path);
        let (old, new) = (beside_of(&path, notes.process, "old")?, beside_of(&path, notes.process, "new")?);
        if state == State::Done.word() {
            remove(&old)?;
        } else if state == State::Changing.word() && !put_back(&path, &old, note)? {
            others.push(note.path.clone());
        }
        remove(&new)?;
        if note.old.is_none() || note.new.is_none() {
            remove_empty_folders(&path, root);
        }
    }
    if others.is_empty() {
        Ok(())
    } else {
        Err(TreeError::Unsettled { files: others, journal: root.join(FILE) })
    }
}

/// Makes a file what it was; `false` where somebody has changed it since.
fn put_back(path: &Path, old: &Path, note: &Note) -> Result<bool, TreeError> {
    let now = bytes_if_present(path)?.map(|bytes| sum::of(&bytes));
    let is_ours = now.is_none() || now == note.new;
    let failed = |error| TreeError::Write(path.to_owned(), error);
    if old.exists() {
        if is_ours {
            disk::rename(old, path).map_err(failed)?;
        }
        return Ok(is_ours || now == note.old);
    }
    // Where nothing was kept, the file was not reached yet, or there was none.
    if note.old.is_none() && now.is_some() && now == note.new {
        disk::remove_file(path).map_err(failed)?;
    }
    Ok(true)
}

fn remove(path: &Path) -> Result<(), TreeError> {
    match disk::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound && path.exists() => {
            Err(TreeError::Write(path.to_owned(), error))
        }
        _ => Ok(()),
    }
}

/// Whether there is a process with this number. Where the system does not say, it may be running.
fn is_running(process: u32) -> bool {
    let all = Path::new("/proc");
    !all.join("self").exists() || all.join(process.to_string()).exists()
}

fn is_recent(path: &Path, limit: Duration) -> bool {
    let changed = fs::metadata(path).and_then(|facts| facts.modified());
    changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age < limit))
}
