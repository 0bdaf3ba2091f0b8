//! The stamp of the last run: where nothing changed since, there is nothing to do.
//!
//! It is a file under `target/`, never part of the repository. It names the executable that wrote it, so another build
//! of the generator does not trust it.

use crate::workspace::Workspace;
use graph_project::lock::{self, Lock};
use graph_project::sum;
use graph_project::tree::{self, read_if_present};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{env, fs};

/// Leaves a stamp: of what `lock` names, this executable reported nothing but `lines`.
///
/// If it cannot be written, the next run only misses its short cut.
pub(super) fn leave(workspace: &Workspace, lock: &str, lines: &[String]) {
    let place = place(workspace);
    let Some(executable) = executable() else { return };
    let text = format!("{executable}\n{}\n{}", sum::of(lock.as_bytes()), lines.join("\n"));
    let _ = place.parent().map(fs::create_dir_all);
    let _ = fs::write(place, text);
}

/// What the last run said, and the number of its files, if this one would read and write the same.
pub(super) fn holds(workspace: &Workspace) -> Option<(Vec<String>, usize)> {
    let stamp = fs::read_to_string(place(workspace)).ok()?;
    let mut lines = stamp.lines();
    if lines.next()? != executable()? {
        return None;
    }
    let root = workspace.generated();
    let text = fs::read_to_string(root.join(lock::FILE)).ok()?;
    if lines.next()? != sum::of(text.as_bytes()) {
        return None;
    }
    let lock = Lock::parse(&text)?;
    let is_same = |root: &Path, path: &str, before: &str| {
        read_if_present(&root.join(path))
            .ok()
            .flatten()
            .is_some_and(|text| sum::of(text.as_bytes()) == before)
    };
    let read = lock.read().all(|(path, sum)| is_same(workspace.root(), path, sum));
    if !read || !lock.outputs().all(|(path, sum)| is_same(&root, path, sum)) {
        return None;
    }
    let mut known: BTreeSet<&str> = lock.outputs().map(|(path, _)| path).collect();
    known.insert(lock::FILE);
    let found = tree::generated_paths(&root).ok()?;
    let count = known.len();
    found
        .iter()
        .all(|path| known.contains(path.as_str()))
        .then(|| (lines.map(str::to_owned).collect(), count))
}

fn place(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/xtask/codegen.stamp")
}

/// What distinguishes this build of the program from another.
fn executable() -> Option<String> {
    let path = env::current_exe().ok()?;
    let facts = fs::metadata(&path).ok()?;
    let changed = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", path.display(), facts.len(), changed.as_nanos()))
}
