//! What a folder holds, for tests that compare it with what it held before.

use crate::sum;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The sum of every file below a folder, by path; of a link, where it leads.
pub(crate) fn listing(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if path.is_symlink() {
                found.insert(name, format!("a link to {}", fs::read_link(&path).unwrap().display()));
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(name, sum::of(&fs::read(&path).unwrap()));
            }
        }
    }
    found
}
