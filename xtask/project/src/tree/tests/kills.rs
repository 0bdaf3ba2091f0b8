//! Runs that are really killed, before each of their steps on the disk.
//!
//! The run is this test program once more, which is told before which step to wait; there it gets the signal that no
//! program can handle.

use super::killed::{age, edits, tree};
use crate::tree::journal::{FILE, recover};
use crate::tree::transaction::apply;
use graph_tests::listing::listing;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the run that is killed reads: its folder, and how many steps it makes.
pub(super) const FOLDER: &str = "KILLED_IN";
pub(super) const STEPS: &str = "KILLED_AFTER";

/// What it reads if it goes on after it was told to on its input.
pub(super) const GOES_ON: &str = "GOES_ON";

/// What it prints when it waits to be killed.
pub(super) const WAITS: &str = "waits to be killed";

/// The steps made so far by a run that is to be killed.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// Waits for the end where a run has made as many steps as it was told to.
pub(in crate::tree) fn before_step() {
    let Some(steps) = std::env::var(STEPS).ok().and_then(|steps| steps.parse::<usize>().ok()) else { return };
    if MADE.fetch_add(1, Ordering::SeqCst) == steps {
        writeln!(std::io::stdout(), "\n{WAITS}").unwrap();
        if std::env::var_os(GOES_ON).is_some() {
            std::io::stdin().lock().read_line(&mut String::new()).unwrap();
            return;
        }
        loop {
            thread::park();
        }
    }
}

/// What is run by another test, and killed by it.
#[test]
#[ignore = "is run by the test beside it"]
fn a_run_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    apply(Path::new(&folder), &edits()).unwrap();
}

#[test]
#[ignore = "is run by the test beside it"]
fn a_recovery_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    recover(Path::new(&folder)).unwrap();
}

/// Runs a test in a process of its own, and kills it after so many steps; `false` where it has no more of them.
fn is_killed(test: &str, folder: &Path, steps: usize) -> bool {
    let name = format!("tree::tests::kills::{test}");
    let mut run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &name, "--ignored", "--nocapture", "--test-threads", "1"])
        .env(FOLDER, folder)
        .env(STEPS, steps.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(run.stdout.take().unwrap()).lines();
    let is_waiting = lines.map(Result::unwrap).any(|line| line == WAITS);
    if is_waiting {
        run.kill().unwrap();
    }
    let status = run.wait().unwrap();
    assert_eq!(status.success(), !is_waiting, "{test}, {steps} steps");
    is_waiting
}

/// Settles what is left, as the next command does. A journal that is not complete may be one that is just written, and
/// where the system does not say which processes there are, one that is young is waited for.
fn settle(root: &Path) {
    let journal = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    if root.join(FILE).exists() && (!journal.contains('\n') || !Path::new("/proc/self").exists()) {
        age(root);
    }
    recover(root).unwrap();
}

/// A folder in which a run is killed, with work of a person that no run knows of.
pub(super) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path());
    folder
}

pub(super) type Texts = BTreeMap<String, String>;

/// What is there before the run, and after it.
pub(super) fn states() -> [Texts; 2] {
    let folder = folder();
    let before = listing(folder.path()).unwrap();
    apply(folder.path(), &edits()).unwrap();
    [before, listing(folder.path()).unwrap()]
}

/// Whatever the moment, the next command finds all as it was or all new, and the run can be made again.
#[test]
fn a_run_that_is_killed_before_any_step_is_settled_by_the_next() {
    let [before, after] = states();
    let mut outcomes = Vec::new();
    for steps in 0.. {
        let folder = folder();
        let root = folder.path();
        if !is_killed("a_run_to_be_killed", root, steps) {
            break;
        }
        fs::write(root.join("written since"), "mine").unwrap();
        settle(root);
        assert_eq!(fs::read_to_string(root.join("written since")).unwrap(), "mine");
        fs::remove_file(root.join("written since")).unwrap();
        let found = listing(root).unwrap();
        assert!(found == before || found == after, "killed after {steps} steps: {found:#?}");
        assert_eq!(root.join("b").exists(), found == after, "killed after {steps} steps");
        outcomes.push(found == after);
        if found == before {
            apply(root, &edits()).unwrap();
        }
        assert_eq!(listing(root).unwrap(), after);
    }
    // The change is made at one moment, after which no kill takes it back.
    assert!(outcomes.len() > 10 && outcomes.is_sorted() && outcomes.contains(&true), "{outcomes:?}");
}

/// A recovery can be killed as well.
#[test]
fn a_recovery_that_is_killed_is_settled_by_the_next() {
    let [before, after] = states();
    for steps in 0.. {
        let mut is_last = false;
        for more in 0.. {
            let folder = folder();
            let root = folder.path();
            is_last = !is_killed("a_run_to_be_killed", root, steps);
            if is_last {
                break;
            }
            if root.join(FILE).exists() && !fs::read_to_string(root.join(FILE)).unwrap().contains('\n') {
                age(root);
            }
            let is_over = !is_killed("a_recovery_to_be_killed", root, more);
            settle(root);
            let found = listing(root).unwrap();
            assert!(found == before || found == after, "{steps} steps, then {more}: {found:#?}");
            if is_over {
                break;
            }
        }
        if is_last {
            break;
        }
    }
}
