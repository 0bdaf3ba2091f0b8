//! The name lock of a version, which keeps the names that callers know: `generated/names/v26_0.lock`.

use crate::tree::read_if_present;
use anyhow::Context as _;
use graph_generator::files::GENERATED_MARK;
use graph_generator::ir::Ident;
use graph_generator::name_lock::NameLock;
use std::path::Path;

/// Reads the name lock of a version; it is empty where there is none yet.
pub(super) fn read(generated: &Path, module: &Ident) -> anyhow::Result<NameLock> {
    let place = generated.join(path(module));
    let text = read_if_present(&place)?.unwrap_or_default();
    let context = || format!("{}: restore it, or remove it to give up the names", place.display());
    NameLock::parse(&text).with_context(context)
}

/// The file of a name lock: its path inside the crate, and its text.
pub(super) fn file(module: &Ident, names: &NameLock, command: &str) -> (String, String) {
    let head = format!(
        "# {GENERATED_MARK} by `{command}`: the names that callers know, which stay when new ones arrive.\n\
         # Scope, item, place and name, between tabs, and which argument an item is. An item whose line is removed is named anew.\n"
    );
    (path(module), head + &names.render())
}

fn path(module: &Ident) -> String {
    format!("names/{module}.lock")
}

#[cfg(test)]
mod tests {
    use super::{file, read};
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
        let message = format!("{:#}", read(folder.path(), &module).unwrap_err());
        assert!(message.contains("names/v1_0.lock: restore it") && message.contains("line 4"), "{message}");
    }
}
