//! The manifest: which documents there are, where they come from and how they are read.

mod error;
mod unreleased;

pub use error::{EntryError, ManifestError};
pub use unreleased::Unreleased;

use crate::date;
use graph_generator::compare::Successor;
use graph_generator::ir::Style;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

/// The documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The documents, in the order in which they are generated.
    #[serde(rename = "document", default)]
    pub documents: Vec<Entry>,
    /// What to use instead of items that a version no longer has, where the documents do not say so.
    #[serde(default)]
    gone: Vec<GoneEntry>,
    /// The versions that no release of the crate has yet, oldest first.
    #[serde(default)]
    pub unreleased: Vec<Unreleased>,
}

/// What to use instead of an item that is gone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoneEntry {
    /// The first version without it: `v27.0`.
    version: String,
    /// The path of the item without the module of the version.
    item: String,
    /// What to use instead.
    instead: String,
}

/// One document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is called in messages.
    pub name: String,
    /// The API version that it belongs to: `v26.0`.
    pub version: String,
    /// The document, relative to the folder of the manifest.
    pub file: String,
    /// Where it is downloaded, `{version}` standing for the version; without it, it cannot be.
    pub origin: Option<String>,
    /// The page that a person reads.
    pub reference: Option<String>,
    /// How it came here.
    pub kind: Kind,
    /// How its operations become functions.
    pub style: EntryStyle,
    /// Corrections of the document, relative to that folder, applied in this order.
    #[serde(default)]
    pub overlays: Vec<String>,
    /// The SHA-256 of a download as it arrived, in hexadecimal.
    pub sha256: Option<String>,
    /// How many bytes that file has.
    pub size: Option<u64>,
    /// The day of the download: `2026-07-29`.
    pub date: Option<String>,
    /// The day on which a person compared a document of the version before with its source and found nothing to change.
    pub reviewed: Option<String>,
    /// Names of schemas in Rust, where they differ from the document's.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The operations that are wanted, as for `--only`; all where it is empty.
    #[serde(default)]
    pub only: Vec<String>,
    /// The Cargo feature that its operations are compiled with; without it, they always are.
    pub feature: Option<String>,
}

/// How a document came here.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It was downloaded and is never edited.
    Download,
    /// It was copied from a page by hand, in the form of the download that replaces it one day.
    Transcription,
    /// It was written here.
    HandWritten,
}

/// How the operations of a document become functions.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum EntryStyle {
    /// Modules mirror the URL, functions are named after the method.
    Graph,
    /// The module is the tag, the function is the operationId.
    OperationId,
}

impl From<EntryStyle> for Style {
    fn from(style: EntryStyle) -> Self {
        match style {
            EntryStyle::Graph => Self::Graph,
            EntryStyle::OperationId => Self::Operation,
        }
    }
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or what [`Manifest::parse`] refuses.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) => Err(ManifestError::Unreadable(path.to_owned(), error)),
        }
    }

    /// What to use instead of items that are gone, by the first version without them.
    pub fn successors(&self) -> BTreeMap<String, Vec<Successor>> {
        let mut successors: BTreeMap<String, Vec<Successor>> = BTreeMap::new();
        for GoneEntry { version, item, instead } in &self.gone {
            let successor = Successor { item: item.clone(), instead: instead.clone() };
            successors.entry(version.clone()).or_default().push(successor);
        }
        successors
    }

    /// Checks the text of a manifest.
    ///
    /// # Errors
    ///
    /// What is not TOML, an unknown key, and values that contradict each other or cannot be.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let manifest: Self = toml::from_str(text)?;
        if manifest.documents.is_empty() {
            return Err(ManifestError::Empty);
        }
        let mut seen = BTreeSet::new();
        for entry in &manifest.documents {
            let Entry { name, version, file, .. } = entry;
            entry.check().map_err(|reason| ManifestError::Entry(name.clone(), reason))?;
            if !seen.insert((version, name)) || !seen.insert((version, file)) {
                return Err(ManifestError::Duplicate { name: name.clone(), version: version.clone() });
            }
        }
        unreleased::check(&manifest)?;
        for GoneEntry { version, item, .. } in &manifest.gone {
            if manifest.documents.iter().all(|entry| entry.version != *version) {
                return Err(ManifestError::GoneElsewhere { item: item.clone(), version: version.clone() });
            }
        }
        Ok(manifest)
    }
}

impl Entry {
    fn check(&self) -> Result<(), EntryError> {
        let is_inside =
            |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if let Some(path) = self.overlays.iter().chain([&self.file]).find(|path| !is_inside(path)) {
            return Err(EntryError::Outside(path.clone()));
        }
        if self.kind == Kind::Download && self.sha256.is_none() {
            return Err(EntryError::Unpinned);
        }
        let is_sum = |sum: &str| sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(sum) = self.sha256.as_ref().filter(|sum| !is_sum(sum)) {
            return Err(EntryError::Sum(sum.clone()));
        }
        if let Some(feature) = self.feature.as_ref().filter(|feature| !is_feature(feature)) {
            return Err(EntryError::Feature(feature.clone()));
        }
        if let Some(day) = self.reviewed.as_ref().filter(|day| !date::is_day(day)) {
            return Err(EntryError::Reviewed(day.clone()));
        }
        match self.date.as_ref().filter(|day| !date::is_day(day)) {
            Some(day) => Err(EntryError::Date(day.clone())),
            None => Ok(()),
        }
    }
}

/// Whether Cargo and the registry take a text for a feature, and people would write it.
fn is_feature(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::{EntryStyle, Manifest, ManifestError};

    const ENTRY: &str = "[[document]]\nname = \"page\"\nversion = \"v26.0\"\nfile = \"v26.0/page.yaml\"\n\
                         origin = \"https://example.com\"\nkind = \"hand-written\"\nstyle = \"graph\"\n";

    fn refusal(text: &str) -> String {
        match Manifest::parse(text).unwrap_err() {
            ManifestError::Entry(name, reason) => format!("{name}: {reason}"),
            other => other.to_string(),
        }
    }

    #[test]
    fn an_entry_is_read() {
        let manifest = Manifest::parse(&format!("{ENTRY}names = {{ A = \"B\" }}\n")).unwrap();
        assert_eq!(manifest.documents[0].style, EntryStyle::Graph);
        assert_eq!(manifest.documents[0].names["A"], "B");
    }

    #[test]
    fn successors_are_read_by_their_version() {
        let gone = |version: &str| {
            format!("{ENTRY}[[gone]]\nversion = \"{version}\"\nitem = \"a::b\"\ninstead = \"a::c\"\n")
        };
        let successors = Manifest::parse(&gone("v26.0")).unwrap().successors();
        assert_eq!(successors["v26.0"][0].instead, "a::c");
        assert!(refusal(&gone("v27.0")).contains("`a::b` is listed as gone in v27.0, which has no document"));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place() {
        let message = refusal(&format!("{ENTRY}overlay = []\n"));
        assert!(message.contains("line 8") && message.contains("unknown field `overlay`"), "{message}");
    }

    #[test]
    fn odd_values_are_refused() {
        assert!(refusal(&ENTRY.replace("v26.0/page", "../page")).contains("not a path inside the folder"));
        assert!(refusal(&format!("{ENTRY}sha256 = \"12\"\n")).contains("64 hexadecimal digits"));
        assert!(refusal(&format!("{ENTRY}date = \"today\"\n")).contains("`today` is not a date"));
        assert!(refusal(&format!("{ENTRY}reviewed = \"yes\"\n")).contains("reviewed `yes` is not a date"));
        assert!(refusal(&ENTRY.replace("hand-written", "download")).contains("needs its sha256"));
        assert!(refusal(&format!("{ENTRY}{ENTRY}")).contains("listed twice"));
        assert!(refusal("").contains("lists no [[document]]"));
    }
}
