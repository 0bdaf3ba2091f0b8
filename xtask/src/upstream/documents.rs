//! Our documents of one version, as values, with the lines of their parts.

use crate::spec::files_below;
use anyhow::Context as _;
use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{SourceFile, locate, recognise};
use graph_generator::pointer::Pointer;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A place in a document: which, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    at: usize,
    pointer: Pointer,
}

/// A document or a part of one.
struct File {
    /// The path inside the folder of the version.
    path: String,
    shown: String,
    text: String,
    value: Value,
}

/// The documents of one version, and the files that they refer to.
pub(super) struct Documents {
    files: Vec<File>,
}

impl Documents {
    /// Reads all files of the folder of a version.
    pub(super) fn read(spec: &Path, version: &str) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for path in files_below(&spec.join(version))? {
            let shown = format!("spec/{version}/{path}");
            let text = fs::read_to_string(spec.join(version).join(&path))
                .with_context(|| format!("cannot read {shown}"))?;
            let source = [SourceFile { path: shown.clone(), text: text.clone() }];
            // What is not a document is of no use here, and is for `codegen` to report.
            if let Some(value) = recognise(&source, SourceId(0), &mut Diagnostics::default()) {
                files.push(File { path, shown, text, value });
            }
        }
        Ok(Self { files })
    }

    /// The first place under this pointer in any of the documents.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Spot> {
        let has = |file: &File| file.value.pointer(pointer.as_str()).is_some();
        let at = self.files.iter().position(has)?;
        Some(Spot { at, pointer: pointer.clone() })
    }

    /// What stands at a place.
    pub(super) fn value(&self, spot: &Spot) -> Option<&Value> {
        self.files.get(spot.at)?.value.pointer(spot.pointer.as_str())
    }

    /// A member of what stands at a place.
    pub(super) fn child(&self, spot: &Spot, key: &str) -> Option<Spot> {
        let spot = Spot { at: spot.at, pointer: spot.pointer.child(key) };
        self.value(&spot).is_some().then_some(spot)
    }

    /// Where a schema really stands: behind references, and behind an `allOf` around one.
    pub(super) fn schema(&self, spot: &Spot) -> Spot {
        let mut spot = spot.clone();
        // No chain of references is that long, and a circle ends.
        for _ in 0..16 {
            let Some(value) = self.value(&spot) else { break };
            let next = match value.get("$ref").and_then(Value::as_str) {
                Some(reference) => self.referred(&spot, reference),
                None => self.child(&spot, "allOf").and_then(|all| self.child(&all, "0")),
            };
            match next {
                Some(next) => spot = next,
                None => break,
            }
        }
        spot
    }

    fn referred(&self, from: &Spot, reference: &str) -> Option<Spot> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let pointer = Pointer::parse(pointer)?;
        let at = match file {
            "" => from.at,
            file => {
                let name = file.trim_start_matches("./");
                self.files.iter().position(|one| one.path == name)?
            }
        };
        Some(Spot { at, pointer })
    }

    /// A place for people: the file, the line and the pointer.
    pub(super) fn shown(&self, spot: &Spot) -> String {
        let Some(file) = self.files.get(spot.at) else { return spot.pointer.as_str().to_owned() };
        let line = locate(&file.text, &spot.pointer).map_or(1, |(line, _)| line);
        format!("{}:{line} {}", file.shown, spot.pointer.as_str())
    }
}
