//! Takes back what was written, where not everything could be.

use super::{remove_empty_folders, write};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files that were touched, each with its bytes before that.
pub(super) struct Undo {
    /// The folder of the crate, or the nearest one above it that was there before.
    top: PathBuf,
    before: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Undo {
    /// Nothing was touched yet in this folder.
    pub(super) fn new(root: &Path) -> Self {
        let top = root.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new(""));
        Self { top: top.to_owned(), before: Vec::new() }
    }

    /// Remembers a file that is about to be written or removed.
    pub(super) fn remember(&mut self, path: &Path) -> io::Result<()> {
        let bytes = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                None
            }
            Err(error) => return Err(error),
        };
        self.before.push((path.to_owned(), bytes));
        Ok(())
    }

    /// Brings every file back, the last one first.
    ///
    /// What fails here fails for the reason that is reported already.
    pub(super) fn take_back(self) {
        for (path, bytes) in self.before.into_iter().rev() {
            match bytes {
                Some(bytes) => drop(write(&path, &bytes)),
                None => {
                    let _ = fs::remove_file(&path);
                    remove_empty_folders(&path, &self.top);
                }
            }
        }
    }
}
