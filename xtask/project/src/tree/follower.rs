//! Files beside a generated crate that follow from the same input.

use super::edit::Edit;
use crate::sum;

/// A file beside the generated ones that is not as the input has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follower {
    /// The path from the folder around the crate.
    pub path: &'static str,
    /// What in it, and how it is: `the entry of v27.0`, `stale`.
    pub findings: Vec<(String, &'static str)>,
    /// The text on the disk; `None` where there is no file.
    pub old: Option<String>,
    /// The text that should be there.
    pub new: String,
}

impl Follower {
    /// What brings the file there.
    pub fn edit(&self) -> Edit<'_> {
        let old = self.old.as_ref().map(|text| sum::of(text.as_bytes()));
        Edit { path: self.path.to_owned(), old, new: Some(self.new.as_bytes().into()) }
    }
}
