//! A copy of what a bump changes, so that nothing of the checkout is touched before all of it is done.

use crate::workspace::Workspace;
use anyhow::{Context as _, ensure};
use graph_project::sum;
use graph_project::tree;
use graph_project::tree::transaction::{Edit, is_temporary};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The folders and files that a bump may change.
const PARTS: [&str; 4] = ["spec", "generated", "CHANGELOG.md", "Cargo.lock"];

/// How old a copy is that a killed run left: a bump takes seconds.
const LEFT_OVER: Duration = Duration::from_secs(3600);

/// The place of a copy beside the folder where downloads are kept: each run has its own, since another may be running.
///
/// What killed runs left there is removed.
pub(super) fn place(kept: &Path) -> anyhow::Result<PathBuf> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let name = kept.file_name().context("it has no name")?.to_string_lossy();
    let parent = kept.parent().context("it has no folder")?;
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_stage = entry.file_name().to_string_lossy().contains(".stage.");
        let changed = entry.metadata().and_then(|facts| facts.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if is_stage && age.is_some_and(|age| age > LEFT_OVER) {
            // One that stays costs disk space and nothing else.
            drop(remove(&entry.path()));
        }
    }
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    Ok(parent.join(format!("{name}.stage.{}.{run}", process::id())))
}

/// The copy. It is removed when it is dropped.
#[derive(Debug)]
pub(super) struct Stage {
    workspace: Workspace,
    /// The sums of the files as they were copied.
    originals: BTreeMap<String, String>,
}

impl Stage {
    /// Copies what a bump may change into a folder, which is emptied first.
    pub(super) fn make(checkout: &Workspace, folder: &Path) -> anyhow::Result<Self> {
        remove(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        let mut stage = Self { workspace: Workspace::at(folder), originals: BTreeMap::new() };
        for path in files(checkout.root())? {
            ensure!(
                !is_temporary(&path),
                "{path} belongs to another run: wait for it to end; if it was killed, remove this file, which no run needs"
            );
            let from = checkout.root().join(&path);
            let bytes = fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
            stage.originals.insert(path.clone(), sum::of(&bytes));
            stage.write(&path, &bytes)?;
        }
        Ok(stage)
    }

    /// The copy as a checkout.
    pub(super) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The text of a file of the copy.
    pub(super) fn read(&self, path: &str) -> anyhow::Result<String> {
        fs::read_to_string(self.place(path)).with_context(|| format!("cannot read {path}"))
    }

    /// The text of a file of the copy, if there is such a file.
    pub(super) fn read_if_present(&self, path: &str) -> anyhow::Result<Option<String>> {
        if self.place(path).exists() { self.read(path).map(Some) } else { Ok(None) }
    }

    /// Writes a file of the copy.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        tree::write(&self.place(path), bytes).with_context(|| format!("cannot write {path}"))
    }

    /// Removes a file of the copy, if there is one.
    pub(super) fn remove(&self, path: &str) -> anyhow::Result<()> {
        match fs::remove_file(self.place(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {path}"))
            }
            _ => Ok(()),
        }
    }

    /// Removes a folder of the copy with all that it has, if there is one.
    pub(super) fn remove_folder(&self, path: &str) -> anyhow::Result<()> {
        remove(&self.place(path)).with_context(|| format!("cannot remove {path}"))
    }

    /// What has to change in the checkout for it to be as the copy is.
    pub(super) fn edits(&self) -> anyhow::Result<Vec<Edit<'static>>> {
        let mut edits = Vec::new();
        let now = files(self.workspace.root())?;
        for path in &now {
            let bytes = fs::read(self.place(path)).with_context(|| format!("cannot read {path}"))?;
            let old = self.originals.get(path).cloned();
            if old.as_ref() != Some(&sum::of(&bytes)) {
                edits.push(Edit { path: path.clone(), old, new: Some(bytes.into()) });
            }
        }
        for (path, sum) in self.originals.iter().filter(|(path, _)| !now.contains(*path)) {
            edits.push(Edit { path: path.clone(), old: Some(sum.clone()), new: None });
        }
        Ok(edits)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.workspace.root().join(path)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        discard(self.workspace.root());
    }
}

/// A folder for what nobody needs after a run that is only tried. It is removed when it is dropped.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// The folder beside that of a copy.
    pub(super) fn beside(place: &Path) -> Self {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        Self(place.with_file_name(format!("{name}.kept")))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        discard(&self.0);
    }
}

/// Removes a folder, and those around it that nothing is left in. What stays is in `target/`, where the next run finds
/// it.
fn discard(folder: &Path) {
    drop(remove(folder));
    for around in folder.ancestors().skip(1).take(2) {
        if fs::remove_dir(around).is_err() {
            break;
        }
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The files of the parts, by path. Anything that is neither a file nor a folder is left alone.
fn files(root: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut left: Vec<String> = PARTS.map(str::to_owned).into();
    while let Some(path) = left.pop() {
        let place = root.join(&path);
        let context = || format!("cannot read {}", place.display());
        let facts = match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            facts => facts.with_context(context)?,
        };
        if facts.is_file() {
            found.insert(path);
        } else if facts.is_dir() && path != "generated/target" {
            for entry in fs::read_dir(&place).with_context(context)? {
                let name = entry.with_context(context)?.file_name();
                let name = name.to_str().with_context(|| format!("a name in {path} is not UTF-8"))?;
                left.push(format!("{path}/{name}"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{LEFT_OVER, Stage, place};
    use crate::workspace::Workspace;
    use std::fs::{self, File};
    use std::time::SystemTime;

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("v2.0");
        let other = place(&kept).unwrap();
        for path in [&kept, &other, &folder.path().join("v2.0.stage.1.0")] {
            fs::create_dir(path).unwrap();
        }
        for name in ["v2.0", "v2.0.stage.1.0"] {
            let long_ago = SystemTime::now() - 2 * LEFT_OVER;
            File::open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
        }
        assert_ne!(place(&kept).unwrap(), other, "each run has its own");
        let exists = [&kept, &other, &folder.path().join("v2.0.stage.1.0")].map(|path| path.exists());
        assert_eq!(exists, [true, true, false]);
    }

    #[test]
    fn what_a_killed_run_left_is_not_a_file_of_the_checkout() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("spec")).unwrap();
        fs::write(folder.path().join("spec/.manifest.toml.77.old"), "").unwrap();
        let error = Stage::make(&Workspace::at(folder.path()), &folder.path().join("stage")).unwrap_err();
        assert!(
            error.to_string().starts_with("spec/.manifest.toml.77.old belongs to another run"),
            "{error}"
        );
        fs::rename(folder.path().join("spec/.manifest.toml.77.old"), folder.path().join("spec/.a.old"))
            .unwrap();
        Stage::make(&Workspace::at(folder.path()), &folder.path().join("stage")).unwrap();
    }

    #[test]
    fn the_difference_between_the_copy_and_the_original_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("checkout");
        fs::create_dir_all(root.join("spec/v1.0")).unwrap();
        for path in ["spec/v1.0/a.yaml", "spec/gone", "spec/kept", "outside"] {
            fs::write(root.join(path), path).unwrap();
        }
        let place = folder.path().join("copy");
        let stage = Stage::make(&Workspace::at(&root), &place).unwrap();
        assert!(stage.edits().unwrap().is_empty() && !place.join("outside").exists());
        stage.write("spec/v1.0/a.yaml", b"b").unwrap();
        stage.write("CHANGELOG.md", b"c").unwrap();
        fs::remove_file(place.join("spec/gone")).unwrap();
        let edits = stage.edits().unwrap();
        let shown: Vec<_> =
            edits.iter().map(|edit| (edit.path.as_str(), edit.old.is_some(), edit.new.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("CHANGELOG.md", false, Some(&b"c"[..])),
                ("spec/v1.0/a.yaml", true, Some(b"b")),
                ("spec/gone", true, None)
            ]
        );
        drop(stage);
        assert!(!place.exists());
    }
}
