//! What a folder holds, for tests that compare it with what it held before.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The text of every file below a folder, by path; of a link, where it leads.
///
/// # Errors
///
/// A folder or a file that cannot be read.
pub fn listing(root: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_symlink() {
                found.insert(name, format!("a link to {}", fs::read_link(&path)?.display()));
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(name, String::from_utf8_lossy(&fs::read(&path)?).into_owned());
            }
        }
    }
    Ok(found)
}
