//! Why a manifest cannot be used.

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a manifest cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("cannot read {}", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// It is not TOML, or has a key that is not known.
    #[error(transparent)]
    Malformed(#[from] toml::de::Error),
    /// There is nothing to generate.
    #[error("it lists no [[document]]")]
    Empty,
    /// An entry has a value that it cannot have.
    #[error("document `{0}`")]
    Entry(String, #[source] EntryError),
    /// Two documents of a version have the same name or the same file.
    #[error("document `{name}` of {version} is listed twice")]
    Duplicate {
        /// The name of the second one.
        name: String,
        /// The version.
        version: String,
    },
    /// A version is not released and has no document, or is listed twice, or not in order.
    #[error("[[unreleased]] {version}: {reason}")]
    Unreleased {
        /// The version.
        version: String,
        /// What is wrong.
        reason: &'static str,
    },
    /// Something is gone in a version that is not generated.
    #[error("`{item}` is listed as gone in {version}, which has no document")]
    GoneElsewhere {
        /// The item.
        item: String,
        /// The version.
        version: String,
    },
}

/// A value that the entry of a document cannot have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// A path leads out of the folder of the manifest.
    #[error("`{0}` is not a path inside the folder of the manifest")]
    Outside(String),
    /// A download without anything that would show that it was edited.
    #[error("a download needs its sha256")]
    Unpinned,
    /// What should be a SHA-256 is not one.
    #[error("sha256 `{0}` is not 64 hexadecimal digits")]
    Sum(String),
    /// What should be a day is not one.
    #[error("date `{0}` is not a date such as 2026-07-29")]
    Date(String),
    /// What should be the day of a review is not one.
    #[error("reviewed `{0}` is not a date such as 2026-07-29")]
    Reviewed(String),
    /// What should be a Cargo feature cannot be one.
    #[error(
        "feature `{0}` is not a name of lower-case letters, digits and hyphens that begins with a letter"
    )]
    Feature(String),
}
