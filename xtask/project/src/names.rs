//! The name lock of a module, which keeps the names that callers know: `names/pets.lock` in the generated crate.

use crate::tree::{TreeError, read_if_present};
use graph_generator::files::GENERATED_MARK;
use graph_generator::ir::Ident;
use graph_generator::name_lock::{NameLock, ParseError};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the names of a module are not known.
#[derive(Debug, Error)]
pub enum NamesError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] TreeError),
    /// The file is not a name lock.
    #[error("{}: restore it, or remove it to give up the names", .0.display())]
    Malformed(PathBuf, #[source] ParseError),
}

/// Reads the name lock of a module of the crate in `root`; it is empty where the module has no lock yet.
///
/// # Errors
///
/// A file that cannot be read, or is not a name lock.
pub fn read(root: &Path, module: &Ident) -> Result<NameLock, NamesError> {
    let path = root.join(path(module));
    let text = read_if_present(&path)?.unwrap_or_default();
    NameLock::parse(&text).map_err(|reason| NamesError::Malformed(path, reason))
}

/// The file of a name lock: its path inside the crate, and its text.
pub fn file(module: &Ident, names: &NameLock, command: &str) -> (String, String) {
    let head = format!(
        "# {GENERATED_MARK} by `{command}`: the names that callers know, which stay when new ones arrive.\n\
         # Scope, item, place and name, between tabs, and which argument an item is. An item whose line is removed gets a new name.\n"
    );
    (path(module), head + &names.render())
}

/// The path of the name lock of a module, inside the crate.
pub fn path(module: &Ident) -> String {
    format!("names/{module}.lock")
}

#[cfg(test)]
mod tests {
    use super::{NamesError, file, read};
    use graph_generator::ir::Ident;
    use graph_generator::name_lock::{Key, NameLock, Published};
    use std::fs;

    #[test]
    fn a_lock_that_cannot_be_read_is_an_error_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let module = Ident("v1_0".to_owned());
        assert_eq!(read(folder.path(), &module).unwrap(), NameLock::default());
        let mut names = NameLock::default();
        names.insert("type", Key::of("Page"), Published { name: "Page".to_owned(), argument: None });
        let (path, text) = file(&module, &names, "make");
        fs::create_dir(folder.path().join("names")).unwrap();
        fs::write(folder.path().join(&path), &text).unwrap();
        assert_eq!(read(folder.path(), &module).unwrap(), names);
        fs::write(folder.path().join(&path), text + "<<<<<<< ours\n").unwrap();
        let NamesError::Malformed(path, reason) = read(folder.path(), &module).unwrap_err() else {
            panic!("it is malformed");
        };
        assert!(path.ends_with("names/v1_0.lock") && reason.to_string().contains("line 4"), "{reason}");
    }
}
