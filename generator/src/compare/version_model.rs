//! One of the two versions, as the comparison reads it.

use super::items::Items;
use crate::both::both;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::schema::SchemaArena;
use crate::document::{self, DocumentInput, Removal, SourceFile};
use crate::emit::{self, Package};
use crate::input::{Input, Lowered, ReadDocument};
use crate::ir::{Api, Ident, Version};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A file, and a place in it.
pub(super) type Location = (SourceId, Pointer);

/// The module that stands for the version, so that items of both versions have the same paths.
const MODULE: &str = "api";

/// A version that was read and generated.
#[derive(Debug)]
pub struct VersionModel {
    /// The label of the version: `v26.0`, or the path of a document.
    pub(super) label: String,
    pub(super) api: Api,
    /// The public items, by path without the module of the version.
    pub(super) items: Items,
    pub(super) sources: Vec<SourceFile>,
    documents: BTreeMap<SourceId, ReadDocument>,
    overlays: BTreeSet<SourceId>,
    values: BTreeMap<SourceId, WrittenDocument>,
}

/// A document as it was written, with what overlays and other files put in. Most comparisons never ask for it, and
/// reading it takes about as long as reading the document did, so it is read when it is asked for first.
#[derive(Debug)]
struct WrittenDocument {
    input: DocumentInput,
    value: OnceLock<Option<Value>>,
}

impl VersionModel {
    /// Reads a version; `None` where an error was found.
    ///
    /// One that has no names yet begins with those of the version before, as it is generated.
    pub fn read(
        label: &str,
        input: &Input,
        before: Option<&Self>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        Self::named(label, input, Lowered::of(input, diagnostics), before, diagnostics)
    }

    /// Reads two versions, of which the newer one begins with the names of the older one, as it is generated: what does
    /// not need these is done at the same time. `None` where an error was found.
    pub fn read_both(
        labels: [&str; 2],
        inputs: [&Input; 2],
        [old_findings, new_findings]: &mut [Diagnostics; 2],
    ) -> Option<[Self; 2]> {
        let [old, new] = inputs;
        let (old, lowered) =
            both(|| Self::read(labels[0], old, None, old_findings), || Lowered::of(new, new_findings));
        let new = Self::named(labels[1], new, lowered, old.as_ref(), new_findings);
        Some([old?, new?])
    }

    fn named(
        label: &str,
        input: &Input,
        lowered: Lowered,
        before: Option<&Self>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (api, documents) = lowered.named(input, before.map(|before| &before.api), diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        Self::of(label, input, api, documents, diagnostics)
    }

    /// A version that was read; `None` where it cannot be written.
    pub(crate) fn of(
        label: &str,
        input: &Input,
        mut api: Api,
        documents: BTreeMap<SourceId, ReadDocument>,
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
                let code = crate::emit::codes::INTERNAL;
                diagnostics.push(crate::diagnostic::Diagnostic::new(code, error.to_string()));
                return None;
            }
        };
        api.version = version;
        let items = Items::of(&files, MODULE);
        let sources = input.sources.clone();
        let unread = |input: &DocumentInput| WrittenDocument { input: input.clone(), value: OnceLock::new() };
        let values = input.documents.iter().map(|document| (document.file, unread(document))).collect();
        let overlays =
            input.documents.iter().flat_map(|document| document.overlays.iter().copied()).collect();
        Some(Self { label: label.to_owned(), api, items, sources, documents, overlays, values })
    }

    /// The file and the pointer where a part of the loaded document was written.
    pub(super) fn origin(&self, source: SourceId, pointer: &Pointer) -> Location {
        let document = self.documents.get(&source);
        document.map_or_else(|| (source, pointer.clone()), |read| read.origins.of(source, pointer))
    }

    /// A document as it was written, with what overlays and other files put in.
    pub(super) fn document(&self, source: SourceId) -> Option<&Value> {
        let document = self.values.get(&source)?;
        document.value.get_or_init(|| document::value(&self.sources, &document.input)).as_ref()
    }

    /// Where a part of the loaded document stands in that [`document`](Self::document).
    pub(super) fn in_document(&self, source: SourceId, pointer: &Pointer) -> Pointer {
        let document = self.documents.get(&source);
        document.map_or_else(|| pointer.clone(), |read| read.origins.in_value(pointer))
    }

    /// The file and the pointer where a part of that [`document`](Self::document) was written.
    pub(super) fn written(&self, source: SourceId, pointer: &Pointer) -> Location {
        let document = self.documents.get(&source);
        document.map_or_else(|| (source, pointer.clone()), |read| read.origins.of_value(source, pointer))
    }

    /// Whether a file is an overlay.
    pub(super) fn is_overlay(&self, file: SourceId) -> bool {
        self.overlays.contains(&file)
    }

    /// Whether there are overlays.
    pub(super) fn has_overlays(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// What overlays took away from the documents.
    pub(super) fn removals(&self) -> impl Iterator<Item = &Removal> {
        self.documents.values().flat_map(|document| document.origins.removals())
    }

    /// The schemas of a document.
    pub(super) fn schemas(&self, source: SourceId) -> Option<&SchemaArena> {
        self.documents.get(&source).map(|document| &document.schemas)
    }
}
