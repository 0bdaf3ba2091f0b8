//! `codegen.lock`: what the generated files were made of, so that a later run can say what happened since.

mod cause;
mod history;

pub use cause::{Cause, Differs};
pub use history::History;

use crate::sum;
use crate::tree::{TreeError, read_if_present};
use graph_generator::files::{Files, GENERATED_MARK};
use graph_generator::{Input, VERSION};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use thiserror::Error;

/// The name of the file, inside the generated crate.
pub const FILE: &str = "codegen.lock";

/// A lock that cannot be written as TOML.
#[derive(Debug, Error)]
#[error("the lock cannot be written as TOML")]
pub struct RenderError(#[from] toml::ser::Error);

/// What a run read and wrote. Each sum is the SHA-256 in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The version of the generator.
    generator: String,
    /// The manifest and the documents, with the files that they refer to, by path.
    documents: BTreeMap<String, String>,
    /// The overlays, by path.
    overlays: BTreeMap<String, String>,
    /// The files of the crate, by path.
    outputs: BTreeMap<String, String>,
    /// What was written into a `Cargo.toml` that people edit too: the values, by section and key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    manifest: BTreeMap<String, String>,
}

impl Lock {
    /// The lock of a run that writes these files beside it; `more` are the texts of what was read beside the documents,
    /// by path.
    pub fn new(inputs: &[Input], more: &[(String, String)], files: &Files) -> Self {
        let mut lock = Self { generator: VERSION.to_owned(), ..Self::default() };
        for (path, text) in more {
            lock.documents.insert(path.clone(), sum::of_text(text));
        }
        for input in inputs {
            let overlays: Vec<_> = input.documents.iter().flat_map(|document| &document.overlays).collect();
            for (index, source) in (0..).zip(&input.sources) {
                let is_overlay = overlays.iter().any(|id| id.0 == index);
                let part = if is_overlay { &mut lock.overlays } else { &mut lock.documents };
                part.insert(source.path.clone(), sum::of_text(&source.text));
            }
        }
        lock.outputs.extend(files.iter().map(|(path, text)| (path.clone(), sum::of(text.as_bytes()))));
        lock
    }

    /// The same lock, of a run that wrote these values into `Cargo.toml`.
    #[must_use]
    pub fn with_manifest(self, manifest: BTreeMap<String, String>) -> Self {
        Self { manifest, ..self }
    }

    /// What was written into `Cargo.toml`: the values, by section and key.
    pub fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest
    }

    /// Reads the text of a lock; `None` for what is not one.
    pub fn parse(text: &str) -> Option<Self> {
        toml::from_str(text).ok()
    }

    /// The text of the lock; `command` writes it.
    ///
    /// # Errors
    ///
    /// What TOML has no form for.
    pub fn render(&self, command: &str) -> Result<String, RenderError> {
        let body = toml::to_string(self)?;
        Ok(format!("# {GENERATED_MARK} by `{command}`. Do not edit by hand.\n\n{body}"))
    }

    /// The sum that an output had.
    pub fn output(&self, path: &str) -> Option<&str> {
        self.outputs.get(path).map(String::as_str)
    }

    /// Everything that was read, by path, with its sum.
    pub fn read(&self) -> impl Iterator<Item = (&str, &str)> {
        let read = self.documents.iter().chain(&self.overlays);
        read.map(|(path, sum)| (path.as_str(), sum.as_str()))
    }

    /// The outputs, by path, with their sums.
    pub fn outputs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.outputs.iter().map(|(path, sum)| (path.as_str(), sum.as_str()))
    }

    /// The name locks that are not as they were written. They are read again, so what is edited there changes other
    /// files.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn edited_names(&self, root: &Path) -> Result<Vec<String>, TreeError> {
        let mut edited = Vec::new();
        for (path, before) in self.outputs().filter(|(path, _)| is_name_lock(path)) {
            if read_if_present(&root.join(path))?.is_none_or(|text| sum::of_text(&text) != before) {
                edited.push(path.to_owned());
            }
        }
        Ok(edited)
    }

    /// Whether the same documents and overlays were read.
    pub fn reads_as(&self, other: &Self) -> bool {
        self.documents == other.documents && self.overlays == other.overlays
    }

    /// What was read for `self` and is different in `new`, a sentence for each.
    pub fn differences(&self, new: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.generator != new.generator {
            found.push(format!("the generator is {}, it was {}", new.generator, self.generator));
        }
        let parts = [(&self.documents, &new.documents), (&self.overlays, &new.overlays)];
        for (old, new) in parts {
            let gone = old.keys().filter(|path| !new.contains_key(*path));
            found.extend(gone.map(|path| format!("{path} is no longer read")));
            found.extend(new.iter().filter_map(|(path, sum)| match old.get(path) {
                None => Some(format!("{path} is new")),
                Some(before) if before != sum => Some(format!("{path} changed")),
                Some(_) => None,
            }));
        }
        found
    }
}

/// The lock of a crate; `None` where there is none, or what is there is not one.
///
/// # Errors
///
/// A file that cannot be read.
pub fn read(root: &Path) -> Result<Option<Lock>, TreeError> {
    Ok(read_if_present(&root.join(FILE))?.as_deref().and_then(Lock::parse))
}

/// The generated files of a crate that are not as they were generated, by path; empty if there is no lock.
///
/// A name lock is not among them: what is edited there is read again.
///
/// # Errors
///
/// A file that cannot be read.
pub fn edited(root: &Path) -> Result<Vec<String>, TreeError> {
    let lock = read(root)?.unwrap_or_default();
    let mut edited = Vec::new();
    for (path, before) in lock.outputs().filter(|(path, _)| !is_name_lock(path)) {
        if read_if_present(&root.join(path))?.is_some_and(|text| sum::of_text(&text) != before) {
            edited.push(path.to_owned());
        }
    }
    Ok(edited)
}

fn is_name_lock(path: &str) -> bool {
    path.starts_with("names/")
}

#[cfg(test)]
mod tests {
    use super::Lock;
    use crate::sum;

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let mut lock = Lock { generator: "1.0.0".to_owned(), ..Lock::default() };
        lock.outputs.insert("src/a.rs".to_owned(), sum::of(b"a"));
        let text = lock.render("make").unwrap();
        assert!(text.starts_with("# @generated by `make`."), "{text}");
        assert_eq!(Lock::parse(&text), Some(lock));
        assert_eq!(Lock::parse("outputs = 1"), None);
    }

    #[test]
    fn what_was_read_is_compared() {
        let lock = |generator: &str, documents: &[(&str, &str)]| Lock {
            generator: generator.to_owned(),
            documents: documents
                .iter()
                .map(|(path, text)| ((*path).to_owned(), sum::of(text.as_bytes())))
                .collect(),
            ..Lock::default()
        };
        let old = lock("1.0.0", &[("spec/a.yaml", "a"), ("spec/b.yaml", "b")]);
        assert_eq!(old.differences(&old), [""; 0]);
        assert!(old.reads_as(&Lock { generator: "2.0.0".to_owned(), ..old.clone() }));
        assert!(!old.reads_as(&lock("1.0.0", &[("spec/a.yaml", "a")])));
        assert_eq!(
            old.differences(&lock("1.0.1", &[("spec/a.yaml", "A"), ("spec/c.yaml", "c")])),
            [
                "the generator is 1.0.1, it was 1.0.0",
                "spec/b.yaml is no longer read",
                "spec/a.yaml changed",
                "spec/c.yaml is new",
            ]
        );
    }
}
