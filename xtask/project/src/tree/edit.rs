//! A change of a file, and the names of what stands beside it while it is made.

use super::TreeError;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process;

/// A file that becomes another, comes or goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<'f> {
    /// The path inside the root, with `/`.
    pub path: String,
    /// The sum of what the file must still be; `None` where there must be no file.
    pub old: Option<String>,
    /// What it becomes; `None` where it goes.
    pub new: Option<Cow<'f, [u8]>>,
}

/// The place of a temporary file: in the same folder, so that renaming moves no bytes.
pub(super) fn beside(path: &Path, what: &str) -> Result<PathBuf, TreeError> {
    beside_of(path, process::id(), what)
}

/// The place of a temporary file of the process with this number.
pub(super) fn beside_of(path: &Path, process: u32, what: &str) -> Result<PathBuf, TreeError> {
    let name = path.file_name().ok_or_else(|| TreeError::NotAFile(path.to_owned()))?.to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.{process}.{what}")))
}

/// Whether a path is that of a temporary file, of this run or of another.
pub fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut parts = name.rsplit('.');
    let ending = parts.next();
    let is_number =
        parts.next().is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
    name.starts_with('.') && is_number && matches!(ending, Some("new" | "old" | "tmp"))
}
