//! Runs that were killed while they changed files.

use crate::sum;
use crate::tree::TreeError;
use crate::tree::journal::{FILE, Journal, LONGEST, State, recover};
use crate::tree::transaction::{Edit, Work, apply};
use graph_tests::listing::listing;
use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

fn edit(path: &str, old: Option<&str>, new: Option<&'static str>) -> Edit<'static> {
    let old = old.map(|text| sum::of(text.as_bytes()));
    Edit { path: path.to_owned(), old, new: new.map(|text| text.as_bytes().into()) }
}

pub(super) fn tree(root: &Path) {
    fs::create_dir(root.join("a")).unwrap();
    for (path, text) in [("a/one", "1"), ("two", "2"), ("kept", "uncommitted")] {
        fs::write(root.join(path), text).unwrap();
    }
}

pub(super) fn edits() -> Vec<Edit<'static>> {
    vec![
        edit("a/one", Some("1"), Some("one")),
        edit("two", Some("2"), None),
        edit("b/c/new", None, Some("new")),
    ]
}

/// A run that was killed in this state: the journal is so old that its process is another one now.
fn killed(root: &Path, state: State) {
    let edits = edits();
    let journal = Journal::begin(root, &edits).unwrap();
    let mut work = Work::new(root);
    work.prepare(&edits).unwrap();
    if state != State::Preparing {
        journal.note(State::Changing).unwrap();
        work.change(&edits).unwrap();
    }
    if state == State::Done {
        journal.note(State::Done).unwrap();
    }
    age(root);
}

pub(super) fn age(root: &Path) {
    let journal = File::options().append(true).open(root.join(FILE)).unwrap();
    journal.set_modified(SystemTime::now() - 2 * LONGEST).unwrap();
}

#[test]
fn what_a_killed_run_left_is_settled() {
    for state in [State::Preparing, State::Changing, State::Done] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        tree(root);
        let before = listing(root).unwrap();
        killed(root, state);
        assert_ne!(listing(root).unwrap(), before);
        assert_eq!(recover(root).unwrap(), Some(3));
        let after = listing(root).unwrap();
        if state == State::Done {
            let expected = [("a/one", "one"), ("b/c/new", "new"), ("kept", "uncommitted")];
            assert_eq!(after, expected.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
        } else {
            assert_eq!(after, before, "{state:?}");
            assert!(!root.join("b").exists());
            apply(root, &edits()).unwrap();
        }
        assert_eq!(recover(root).unwrap(), None);
    }
}

#[test]
fn what_somebody_changed_since_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path());
    killed(folder.path(), State::Changing);
    fs::write(folder.path().join("a/one"), "mine").unwrap();
    fs::write(folder.path().join("kept"), "more").unwrap();
    let error = recover(folder.path()).unwrap_err();
    assert!(matches!(&error, TreeError::Unsettled { files, .. } if *files == ["a/one"]), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("a/one")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.path().join("two")).unwrap(), "2");
    assert_eq!(fs::read_to_string(folder.path().join("kept")).unwrap(), "more");
}

#[test]
fn a_run_that_goes_on_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path());
    let journal = Journal::begin(folder.path(), &edits()).unwrap();
    let busy = |error| matches!(error, TreeError::Busy(_));
    assert!(busy(recover(folder.path()).unwrap_err()));
    assert!(busy(apply(folder.path(), &edits()).unwrap_err()));
    journal.end();
    apply(folder.path(), &edits()).unwrap();
}

#[test]
fn a_journal_that_was_cut_off_says_that_nothing_was_done() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE), "{\"process\":1,").unwrap();
    assert!(matches!(recover(folder.path()), Err(TreeError::Busy(_))));
    age(folder.path());
    assert_eq!(recover(folder.path()).unwrap(), Some(0));
    assert!(!folder.path().join(FILE).exists());
}
