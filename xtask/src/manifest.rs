//! `spec/manifest.toml`: which documents there are, where they come from and how they are read.

use crate::date;
use anyhow::{Context as _, ensure};
use graph_generator::ir::Style;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

/// The documents of this repository.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The documents, in the order in which they are generated.
    #[serde(rename = "document", default)]
    pub(crate) documents: Vec<Entry>,
}

/// One document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// What it is called in messages.
    pub(crate) name: String,
    /// The API version that it belongs to: `v26.0`.
    pub(crate) version: String,
    /// The document, relative to `spec/`.
    pub(crate) file: String,
    /// Where it is downloaded, `{version}` standing for the version; without it, it cannot be.
    pub(crate) origin: Option<String>,
    /// The page that a person reads.
    pub(crate) reference: Option<String>,
    /// How it came here.
    pub(crate) kind: Kind,
    /// How its operations become functions.
    pub(crate) style: EntryStyle,
    /// Our corrections, relative to `spec/`, applied in this order.
    #[serde(default)]
    pub(crate) overlays: Vec<String>,
    /// The SHA-256 of a download as it arrived, in hexadecimal.
    pub(crate) sha256: Option<String>,
    /// How many bytes a download has.
    pub(crate) size: Option<u64>,
    /// The day of the download: `2026-07-29`.
    pub(crate) date: Option<String>,
    /// Names of schemas in Rust, where they differ from the document's.
    #[serde(default)]
    pub(crate) names: BTreeMap<String, String>,
    /// The operations that are wanted, as for `--only`; all where it is empty.
    #[serde(default)]
    pub(crate) only: Vec<String>,
}

/// How a document came here.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
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
pub(crate) enum EntryStyle {
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
    /// Reads and checks the manifest of a `spec/` folder.
    pub(crate) fn read(spec: &Path) -> anyhow::Result<Self> {
        let path = spec.join("manifest.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).context("spec/manifest.toml")
    }

    /// Checks the text of a manifest.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let manifest: Self = toml::from_str(text)?;
        ensure!(!manifest.documents.is_empty(), "it lists no [[document]]");
        let mut seen = BTreeSet::new();
        for entry in &manifest.documents {
            entry.check().with_context(|| format!("document `{}`", entry.name))?;
            let is_new =
                seen.insert((&entry.version, &entry.name)) && seen.insert((&entry.version, &entry.file));
            ensure!(is_new, "document `{}` of {} is listed twice", entry.name, entry.version);
        }
        Ok(manifest)
    }
}

impl Entry {
    /// The numbers of the version, by which versions are ordered.
    pub(crate) fn version_numbers(&self) -> Vec<u32> {
        numbers(&self.version).unwrap_or_default()
    }

    fn check(&self) -> anyhow::Result<()> {
        ensure!(numbers(&self.version).is_some(), "version `{}` does not look like `v26.0`", self.version);
        for path in self.overlays.iter().chain([&self.file]) {
            let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
            ensure!(is_inside, "`{path}` is not a path inside spec/");
        }
        ensure!(self.kind != Kind::Download || self.sha256.is_some(), "a download needs its sha256");
        if let Some(sum) = &self.sha256 {
            let is_sum = sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
            ensure!(is_sum, "sha256 `{sum}` is not 64 hexadecimal digits");
        }
        if let Some(day) = &self.date {
            ensure!(date::is_day(day), "date `{day}` is not a day such as 2026-07-29");
        }
        Ok(())
    }
}

/// The numbers of `v26.0`, by which versions are ordered; `None` for what does not look so.
pub(crate) fn numbers(version: &str) -> Option<Vec<u32>> {
    let (major, minor) = version.strip_prefix('v')?.split_once('.')?;
    let number = |part: &str| {
        // No sign and no leading zero: each version has one spelling.
        let number: u32 = part.parse().ok()?;
        (number.to_string() == part).then_some(number)
    };
    Some(vec![number(major)?, number(minor)?])
}

#[cfg(test)]
mod tests {
    use super::{EntryStyle, Manifest};

    const ENTRY: &str = "[[document]]\nname = \"page\"\nversion = \"v26.0\"\nfile = \"v26.0/page.yaml\"\n\
                         origin = \"https://example.com\"\nkind = \"hand-written\"\nstyle = \"graph\"\n";

    fn refusal(text: &str) -> String {
        format!("{:#}", Manifest::parse(text).unwrap_err())
    }

    #[test]
    fn an_entry_is_read() {
        let manifest = Manifest::parse(&format!("{ENTRY}names = {{ A = \"B\" }}\n")).unwrap();
        assert_eq!(manifest.documents[0].style, EntryStyle::Graph);
        assert_eq!(manifest.documents[0].names["A"], "B");
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place() {
        let message = refusal(&format!("{ENTRY}overlay = []\n"));
        assert!(message.contains("line 8") && message.contains("unknown field `overlay`"), "{message}");
    }

    #[test]
    fn odd_values_are_refused() {
        assert!(
            refusal(&ENTRY.replace("v26.0\"\nfile", "26\"\nfile")).contains("does not look like `v26.0`")
        );
        assert!(refusal(&ENTRY.replace("v26.0/page", "../page")).contains("not a path inside spec/"));
        assert!(refusal(&format!("{ENTRY}sha256 = \"12\"\n")).contains("64 hexadecimal digits"));
        assert!(refusal(&format!("{ENTRY}date = \"today\"\n")).contains("`today` is not a day"));
        assert!(refusal(&ENTRY.replace("hand-written", "download")).contains("needs its sha256"));
        assert!(refusal(&format!("{ENTRY}{ENTRY}")).contains("listed twice"));
        assert!(refusal("").contains("lists no [[document]]"));
    }
}
