//! What a run does to the disk, step by step: the tests kill a run before each of them.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Makes a file that must not be there yet.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    before_step();
    File::create_new(path)
}

/// Writes a whole file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    before_step();
    fs::write(path, bytes)
}

/// Adds text to a file.
pub(super) fn append(file: &mut File, text: &str) -> io::Result<()> {
    before_step();
    file.write_all(text.as_bytes())
}

/// Gives a file another name.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    before_step();
    fs::rename(from, to)
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    before_step();
    fs::remove_file(path)
}

/// Makes a folder.
pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    before_step();
    fs::create_dir(path)
}

/// Removes a folder that is empty.
pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    before_step();
    fs::remove_dir(path)
}

#[cfg(not(test))]
fn before_step() {}

#[cfg(test)]
use super::tests::kills::before_step;
