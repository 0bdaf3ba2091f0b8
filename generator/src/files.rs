//! The output: paths and texts in memory. Writing, comparing and removing are the caller's.

use std::collections::BTreeMap;

/// The second word of every generated file's first line, by which tools and the xtask recognise it.
pub const GENERATED_MARK: &str = "@generated";

/// The generated files: path (relative to the crate, with `/`) to text.
pub type Files = BTreeMap<String, String>;
