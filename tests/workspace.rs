//! Where the repository is on the disk, and its files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the checkout.
pub fn root() -> PathBuf {
    // Cargo sets it at run time too, so a checkout that was moved still finds itself.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    package.parent().map_or_else(|| PathBuf::from(".."), Path::to_path_buf)
}

/// The files inside a folder whose names end in `suffix`, by path inside it (with `/`) and sorted, with their texts.
///
/// # Errors
///
/// A folder or a file that cannot be read.
pub fn texts(folder: &Path, suffix: &str) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(inside) = waiting.pop() {
        for entry in fs::read_dir(folder.join(&inside))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            if entry.file_type()?.is_dir() {
                if !path.ends_with("target") {
                    waiting.push(path);
                }
            } else if path.ends_with(suffix) {
                found.push((path, fs::read_to_string(entry.path())?));
            }
        }
    }
    found.sort();
    Ok(found)
}
