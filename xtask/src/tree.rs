//! Generated files on the disk: what differs from what should be there, and bringing it there.

use anyhow::{Context as _, ensure};
use graph_generator::files::{Files, GENERATED_MARK};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use undo::Undo;

mod undo;

/// The folders of a crate that hold generated files.
const FOLDERS: [&str; 4] = ["src", "tests", "surface", "names"];

/// What the names of generated files end with.
const ENDINGS: [&str; 3] = [".rs", ".txt", ".lock"];

/// The difference between the files of a crate and what they should be.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Files to write or to remove, by path.
    pub(crate) list: Vec<Change>,
    /// How many files are as they should be.
    pub(crate) unchanged: usize,
    /// Files in folders of generated files that say nowhere that they were generated, and are not to be there.
    ///
    /// They are left alone: a person may have written them, or may have taken the mark out of a generated one.
    pub(crate) foreign: Vec<String>,
}

/// A file that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The path inside the crate, with `/`.
    pub(crate) path: String,
    /// The text on the disk; `None` where there is no file.
    pub(crate) old: Option<String>,
    /// The text that should be there; `None` where the file is left over.
    pub(crate) new: Option<String>,
}

impl Changes {
    /// Compares the files of the crate in `root` with `files`.
    ///
    /// A file in one of these folders is left over if its first line says that it was generated and `files` does not hold it.
    pub(crate) fn find(root: &Path, files: &Files) -> anyhow::Result<Self> {
        let mut changes = Self::default();
        for (path, new) in files {
            let place = root.join(path);
            ensure!(
                !place.is_dir(),
                "{}: a folder stands where a generated file belongs; move it away",
                place.display()
            );
            let old = read_if_present(&place)?;
            if old.as_deref() == Some(new) {
                changes.unchanged += 1;
            } else {
                changes.list.push(Change { path: path.clone(), old, new: Some(new.clone()) });
            }
        }
        let mut found = Vec::new();
        for folder in FOLDERS {
            walk(&root.join(folder), folder, &mut found)?;
        }
        for (path, text) in found {
            if files.contains_key(&path) {
                continue;
            }
            if is_generated(&text) {
                changes.list.push(Change { path, old: Some(text), new: None });
            } else if path.ends_with(".rs") && is_among_generated(&path, files) {
                changes.foreign.push(path);
            }
        }
        changes.list.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(changes)
    }

    /// How many files have to be written.
    pub(crate) fn to_write(&self) -> usize {
        self.list.iter().filter(|change| change.new.is_some()).count()
    }

    /// How many files have to be removed.
    pub(crate) fn to_remove(&self) -> usize {
        self.list.len() - self.to_write()
    }

    /// Writes and removes, so that the crate in `root` is as it should be.
    ///
    /// New text comes first: whoever is interrupted has files too many rather than too few. Where one cannot be written,
    /// the others are taken back.
    pub(crate) fn apply(&self, root: &Path) -> anyhow::Result<()> {
        let mut undo = Undo::new(root);
        let applied = self.apply_each(root, &mut undo);
        if applied.is_err() {
            undo.take_back();
        }
        applied
    }

    fn apply_each(&self, root: &Path, undo: &mut Undo) -> anyhow::Result<()> {
        for change in &self.list {
            if let Some(text) = &change.new {
                let path = root.join(&change.path);
                let written =
                    undo.remember(&path).map_err(Into::into).and_then(|()| write(&path, text.as_bytes()));
                written.with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        for change in self.list.iter().filter(|change| change.new.is_none()) {
            let path = root.join(&change.path);
            let removed = undo.remember(&path).and_then(|()| fs::remove_file(&path));
            removed.with_context(|| format!("cannot remove {}", path.display()))?;
            remove_empty_folders(&path, root);
        }
        Ok(())
    }
}

/// Whether a file stands in a folder under `src/` that generated files are in, at whatever depth.
fn is_among_generated(path: &str, files: &Files) -> bool {
    let Some((folder, _)) = path.strip_prefix("src/").and_then(|inner| inner.split_once('/')) else {
        return false;
    };
    let folder = format!("src/{folder}/");
    files.range(folder.clone()..).next().is_some_and(|(first, _)| first.starts_with(&folder))
}

/// Whether the first line says that the text was generated: `// @generated by ...` or, in a list, `# @generated by ...`.
pub(crate) fn is_generated(text: &str) -> bool {
    let mut words = text.lines().next().unwrap_or_default().split_whitespace();
    words.next().is_some_and(|word| matches!(word, "//" | "#")) && words.next() == Some(GENERATED_MARK)
}

/// Reads a file, bytes that are not UTF-8 replaced; `None` if there is no such file.
pub(crate) fn read_if_present(path: &Path) -> anyhow::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // Something on the way is a file where a folder is needed; writing will say so.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The Rust files of a folder and of those inside it, with their texts; nothing if there is no such folder.
pub(crate) fn rust_files(folder: &Path, prefix: &str) -> anyhow::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    walk(folder, prefix, &mut found)?;
    found.retain(|(path, _)| path.ends_with(".rs"));
    found.sort();
    Ok(found)
}

/// The files of a crate that say that they were generated, and stand where such files do.
pub(crate) fn generated_paths(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        walk(&root.join(folder), folder, &mut found)?;
    }
    let generated = found.into_iter().filter(|(_, text)| is_generated(text));
    Ok(generated.map(|(path, _)| path).collect())
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // A file is where the folder should be; writing will say so.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", folder.display())),
    };
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        // A symbolic link is neither: what it leads to is not ours.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &path, found)?;
        } else if kind.is_file() && ENDINGS.iter().any(|ending| path.ends_with(ending)) {
            found.extend(read_if_present(&entry.path())?.map(|text| (path, text)));
        }
    }
    Ok(())
}

/// Replaces a file in one step: whoever reads sees the old bytes or the new ones, never a part.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().context("it has no folder")?;
    let name = path.file_name().context("it has no name")?.to_string_lossy();
    ensure!(!path.is_dir(), "a folder is in its place");
    fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{name}.{}.tmp", process::id()));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    Ok(written?)
}

/// Removes the folders that a removed file leaves empty, up to `top`.
pub(crate) fn remove_empty_folders(removed: &Path, top: &Path) {
    let mut folder = removed.parent().map(PathBuf::from);
    while let Some(path) = folder.filter(|path| path != top && path.starts_with(top)) {
        // A folder that still holds something refuses to go, and that ends the walk.
        if fs::remove_dir(&path).is_err() {
            return;
        }
        folder = path.parent().map(PathBuf::from);
    }
}

#[cfg(test)]
mod tests;
