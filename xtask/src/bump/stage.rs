//! A copy of what a bump changes, so that nothing of the checkout is touched before all of it is done.

use super::transaction::Edit;
use crate::sum;
use crate::tree;
use crate::workspace::Workspace;
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders and files that a bump may change.
const PARTS: [&str; 4] = ["spec", "generated", "CHANGELOG.md", "Cargo.lock"];

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

    /// What has to change in the checkout for it to be as the copy is.
    pub(super) fn edits(&self) -> anyhow::Result<Vec<Edit>> {
        let mut edits = Vec::new();
        let now = files(self.workspace.root())?;
        for path in &now {
            let bytes = fs::read(self.place(path)).with_context(|| format!("cannot read {path}"))?;
            let old = self.originals.get(path).cloned();
            if old.as_ref() != Some(&sum::of(&bytes)) {
                edits.push(Edit { path: path.clone(), old, new: Some(bytes) });
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
        // It lies in target/, where the next run empties it.
        drop(remove(self.workspace.root()));
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The files of the parts, by path. What is neither a file nor a folder is not ours.
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
    use super::Stage;
    use crate::workspace::Workspace;
    use std::fs;

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
