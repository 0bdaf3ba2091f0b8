//! One of the two versions, as the comparison reads it.

use super::items::Items;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{Origins, SourceFile};
use crate::emit::{self, Package};
use crate::generate::{Input, read_after};
use crate::ir::{Api, Ident, Version};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The module that stands for the version, so that items of both versions are called the same.
const MODULE: &str = "api";

/// A version that was read and generated.
#[derive(Debug)]
pub struct Side {
    /// What the version is called: `v26.0`, or the path of a document.
    pub(super) label: String,
    pub(super) api: Api,
    /// The public items, by path without the module of the version.
    pub(super) items: Items,
    pub(super) sources: Vec<SourceFile>,
    origins: BTreeMap<SourceId, Origins>,
    /// The documents that overlays correct.
    corrected: BTreeSet<SourceId>,
    /// The files as values; those that were never read are `null`.
    values: Vec<Value>,
}

impl Side {
    /// Reads a version; `None` where an error was found.
    ///
    /// One that has no names yet begins with those of the version before, as it is generated.
    pub fn read(
        label: &str,
        input: &Input,
        before: Option<&Self>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (api, origins) = read_after(input, before.map(|before| &before.api), diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        Self::of(label, input, api, origins, diagnostics)
    }

    /// A version that was read; `None` where it cannot be written.
    pub(crate) fn of(
        label: &str,
        input: &Input,
        mut api: Api,
        origins: BTreeMap<SourceId, Origins>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let version = std::mem::replace(
            &mut api.version,
            Version { module: Ident(MODULE.to_owned()), ..Version::default() },
        );
        let package = Package { crate_name: MODULE.to_owned(), command: String::new() };
        let paths: Vec<&str> = input.sources.iter().map(|source| source.path.as_str()).collect();
        let files = match emit::emit(&api, &package, &paths) {
            Ok(files) => files,
            Err(error) => {
                let code = crate::lower::codes::INTERNAL;
                diagnostics.push(crate::diagnostic::Diagnostic::error(code, error.to_string()));
                return None;
            }
        };
        api.version = version;
        let items = Items::of(&emit::surface(&files), MODULE);
        let sources = input.sources.clone();
        let values = (0..).map(SourceId).zip(&sources).map(|(id, source)| crate::document::parse(source, id));
        let values = values.collect();
        let corrected = input.documents.iter().filter(|document| !document.overlays.is_empty());
        let corrected = corrected.map(|document| document.file).collect();
        Some(Self { label: label.to_owned(), api, items, sources, origins, corrected, values })
    }

    /// The file and the pointer where a part of the loaded document was written.
    pub(super) fn origin(&self, source: SourceId, pointer: &Pointer) -> (SourceId, Pointer) {
        self.origins
            .get(&source)
            .map_or_else(|| (source, pointer.clone()), |origins| origins.of(source, pointer))
    }

    /// Whether parts of a document may have been written in overlays.
    pub(super) fn is_corrected(&self, source: SourceId) -> bool {
        self.corrected.contains(&source)
    }

    /// The value that stands at a pointer of the loaded document, as it was written.
    pub(super) fn value(&self, source: SourceId, pointer: &Pointer) -> Option<&Value> {
        let (file, pointer) = self.origin(source, pointer);
        self.values.get(file.0 as usize)?.pointer(pointer.as_str())
    }
}
