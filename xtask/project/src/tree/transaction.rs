//! Many files brought to new contents together: all of them, or none.

pub use super::edit::{Edit, is_temporary};

use super::edit::beside;
use super::journal::{Journal, State};
use super::{TreeError, disk, remove_empty_folders};
use crate::interrupt::held_back;
use crate::sum;
use std::fs;
use std::io;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

/// Makes all edits below `root`.
///
/// What is new is written beside its place first, where most of what can fail does so. Then everything is renamed,
/// which needs no room on the disk, and neither does renaming it back. A journal says how far this is, so that after a
/// kill [`super::journal::recover`] can settle the rest. An interruption waits until all is done, where a program asked
/// for that ([`wait_while_writing`](crate::interrupt::wait_while_writing)).
///
/// # Errors
///
/// After an error every file is what it was, unless the error is [`TreeError::NotRestored`].
pub fn apply(root: &Path, edits: &[Edit<'_>]) -> Result<(), TreeError> {
    if edits.is_empty() {
        return Ok(());
    }
    held_back(|| all_or_nothing(root, edits))
}

fn all_or_nothing(root: &Path, edits: &[Edit<'_>]) -> Result<(), TreeError> {
    super::journal::recover(root)?;
    let journal = Journal::begin(root, edits)?;
    let mut work = Work { root, steps: Vec::new() };
    let outcome =
        work.prepare(edits).and_then(|()| journal.note(State::Changing)).and_then(|()| work.change(edits));
    match outcome.and_then(|()| journal.note(State::Done)) {
        Ok(()) => {
            work.finish(edits);
            journal.end();
            Ok(())
        }
        Err(error) => match work.undo() {
            failures if failures.is_empty() => {
                journal.end();
                Err(error)
            }
            failures => Err(TreeError::NotRestored { failures, reason: Box::new(error) }),
        },
    }
}

/// What was done and can be undone.
enum Step {
    /// A folder was made.
    Folder(PathBuf),
    /// A temporary file was written.
    Written(PathBuf),
    /// A file stands under another name.
    Moved { from: PathBuf, to: PathBuf },
}

pub(super) struct Work<'r> {
    pub(super) root: &'r Path,
    steps: Vec<Step>,
}

impl<'r> Work<'r> {
    /// Nothing was done yet.
    #[cfg(test)]
    pub(super) fn new(root: &'r Path) -> Self {
        Self { root, steps: Vec::new() }
    }

    /// Writes what is new beside its place. Making a file takes the kernel longer than filling it, so several are made
    /// at a time.
    pub(super) fn prepare(&mut self, edits: &[Edit<'_>]) -> Result<(), TreeError> {
        let mut open = Vec::with_capacity(edits.len());
        for edit in edits {
            let path = self.root.join(&edit.path);
            check(&path, &path, edit)?;
            let Some(bytes) = edit.new.as_deref() else { continue };
            self.make_folders(path.parent().unwrap_or(self.root))?;
            let temporary = beside(&path, "new")?;
            self.steps.push(Step::Written(temporary.clone()));
            open.push((path, temporary, bytes));
        }
        let write = |(path, temporary, bytes): &(PathBuf, PathBuf, &[u8])| {
            disk::write(temporary, bytes).map_err(|error| TreeError::Write(path.clone(), error))
        };
        let share = open.len().div_ceil(thread::available_parallelism().map_or(1, NonZero::get)).max(1);
        thread::scope(|scope| {
            let writers: Vec<_> =
                open.chunks(share).map(|part| scope.spawn(move || part.iter().try_for_each(write))).collect();
            let mut writers =
                writers.into_iter().map(|writer| writer.join().unwrap_or_else(|panic| resume_unwind(panic)));
            writers.try_for_each(|written| written)
        })
    }

    /// Puts what is new in the place of what is old.
    pub(super) fn change(&mut self, edits: &[Edit<'_>]) -> Result<(), TreeError> {
        for edit in edits {
            let path = self.root.join(&edit.path);
            if edit.old.is_some() {
                let kept = beside(&path, "old")?;
                self.rename(&path, &kept)?;
                // A change made between the first look and now is not overwritten.
                check(&kept, &path, edit)?;
            }
            if edit.new.is_some() {
                self.rename(&beside(&path, "new")?, &path)?;
            }
        }
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), TreeError> {
        if to.exists() {
            return Err(TreeError::InTheWay(to.to_owned()));
        }
        disk::rename(from, to).map_err(|error| TreeError::Write(to.to_owned(), error))?;
        self.steps.push(Step::Moved { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn make_folders(&mut self, folder: &Path) -> Result<(), TreeError> {
        let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            disk::create_dir(folder).map_err(|error| TreeError::MakeFolder(folder.to_owned(), error))?;
            self.steps.push(Step::Folder(folder.to_owned()));
        }
        Ok(())
    }

    /// Removes what was kept of the old files. One that stays is not a reason to undo what was done.
    fn finish(&self, edits: &[Edit<'_>]) {
        for step in &self.steps {
            if let Step::Moved { to, .. } = step
                && is_kept(to)
            {
                drop(disk::remove_file(to));
            }
        }
        for edit in edits.iter().filter(|edit| edit.new.is_none()) {
            remove_empty_folders(&self.root.join(&edit.path), self.root);
        }
    }

    /// Undoes everything, the last first; what could not be undone is reported.
    fn undo(&mut self) -> Vec<String> {
        let mut failures = Vec::new();
        for step in self.steps.drain(..).rev() {
            let (path, outcome) = match step {
                Step::Moved { from, to } => {
                    let outcome = disk::rename(&to, &from);
                    (from, outcome)
                }
                Step::Written(path) => {
                    let outcome = absent_is_fine(disk::remove_file(&path));
                    (path, outcome)
                }
                Step::Folder(path) => {
                    let outcome = disk::remove_dir(&path);
                    (path, outcome)
                }
            };
            if let Err(error) = outcome {
                failures.push(format!("{}: {error}", path.display()));
            }
        }
        failures
    }
}

/// Checks that a file, wherever it is at the moment, is still what the new contents were made for.
fn check(place: &Path, path: &Path, edit: &Edit<'_>) -> Result<(), TreeError> {
    let found = match fs::read(place) {
        Ok(bytes) => Some(sum::of(&bytes)),
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(TreeError::Read(path.to_owned(), error)),
    };
    if found == edit.old { Ok(()) } else { Err(TreeError::Changed(path.to_owned())) }
}

/// Whether there is no such file, if only because a file stands where its folder would be.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn absent_is_fine(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if is_absent(&error) => Ok(()),
        other => other,
    }
}

fn is_kept(path: &Path) -> bool {
    let ending = format!(".{}.old", process::id());
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(&ending))
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, beside};
    use crate::sum;
    use crate::tree::TreeError;
    use graph_tests::listing::listing;
    use std::fs;
    use std::path::Path;

    fn edit(path: &str, old: Option<&str>, new: Option<&'static str>) -> Edit<'static> {
        let old = old.map(|text| sum::of(text.as_bytes()));
        Edit { path: path.to_owned(), old, new: new.map(|text| text.as_bytes().into()) }
    }

    fn tree(root: &Path) {
        fs::create_dir_all(root.join("a/deep")).unwrap();
        fs::write(root.join("a/one"), "1").unwrap();
        fs::write(root.join("a/deep/two"), "2").unwrap();
        fs::write(root.join("three"), "3").unwrap();
    }

    #[test]
    fn files_change_come_and_go_together() {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path());
        let edits = [
            edit("a/one", Some("1"), Some("one")),
            edit("a/deep/two", Some("2"), None),
            edit("b/c/new", None, Some("new")),
        ];
        apply(folder.path(), &edits).unwrap();
        let texts = [("a/one", "one"), ("b/c/new", "new"), ("three", "3")];
        let expected = texts.map(|(path, text)| (path.to_owned(), text.to_owned()));
        assert_eq!(listing(folder.path()).unwrap(), expected.into());
        assert!(!folder.path().join("a/deep").exists());
    }

    #[test]
    fn a_failure_in_the_middle_puts_everything_back() {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path());
        // What is in the way of the temporary name of the third file only shows once two files have changed.
        let blocker = beside(&folder.path().join("three"), "old").unwrap();
        fs::create_dir(&blocker).unwrap();
        fs::write(blocker.join("x"), "x").unwrap();
        let before = listing(folder.path()).unwrap();
        let edits = [
            edit("a/one", Some("1"), Some("one")),
            edit("a/deep/two", Some("2"), None),
            edit("b/c/new", None, Some("new")),
            edit("three", Some("3"), Some("three")),
        ];
        let error = apply(folder.path(), &edits).unwrap_err();
        assert!(matches!(error, TreeError::InTheWay(_)), "{error}");
        assert_eq!(listing(folder.path()).unwrap(), before);
        assert!(!folder.path().join("b").exists());
        fs::remove_dir_all(&blocker).unwrap();
        apply(folder.path(), &edits).unwrap();
    }

    #[test]
    fn a_file_that_someone_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        tree(folder.path());
        let before = listing(folder.path()).unwrap();
        for last in [
            edit("three", Some("other"), Some("three")),
            edit("three", None, Some("three")),
            edit("gone", Some("gone"), None),
            edit("a", None, Some("a folder is there")),
        ] {
            let edits = [edit("a/one", Some("1"), Some("one")), edit("b/new", None, Some("new")), last];
            apply(folder.path(), &edits).unwrap_err();
            assert_eq!(listing(folder.path()).unwrap(), before);
        }
    }
}
