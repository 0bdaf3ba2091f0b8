//! From the documents of one API version to what the emitters write down.

use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::schema::SchemaArena;
use crate::document::{self, Document, DocumentInput, Origins, SourceFile};
use crate::emit::Package;
use crate::ir::{Api, Version};
use crate::name_lock::NameLock;
use crate::{lower, pass};
use std::collections::BTreeMap;

/// Everything that the files of one API version are made from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The version, which gives the generated module its name.
    pub version: Version,
    /// The texts of documents and overlays. A [`SourceId`] is an index into it.
    pub sources: Vec<SourceFile>,
    /// The documents of the version.
    pub documents: Vec<DocumentInput>,
    /// The crate that the files are for.
    pub package: Package,
    /// The names of items that were published before; `None` where names are not kept.
    pub names: Option<NameLock>,
}

impl Input {
    /// Whether names are kept and there are none yet, so that they begin with those of the version before.
    pub fn begins_names(&self) -> bool {
        self.names.as_ref().is_some_and(NameLock::is_empty)
    }
}

/// Reads the documents of one API version into the form that the emitters write down.
///
/// What comes back is incomplete if a diagnostic is an error.
pub fn read(input: &Input, diagnostics: &mut Diagnostics) -> Api {
    read_after(input, None, diagnostics).0
}

/// What is kept of a document that was read, for what asks later what it says and where that was written.
#[derive(Debug, Default)]
pub(crate) struct ReadDocument {
    pub(crate) origins: Origins,
    pub(crate) schemas: SchemaArena,
}

/// As [`read`], after the version before, whose names this one begins with where it has none yet; and with what is kept
/// of each document, by its file.
pub(crate) fn read_after(
    input: &Input,
    before: Option<&Api>,
    diagnostics: &mut Diagnostics,
) -> (Api, BTreeMap<SourceId, ReadDocument>) {
    Lowered::of(input, diagnostics).named(input, before, diagnostics)
}

/// What the documents of a version say, before the passes, which ask for the version before.
#[derive(Default)]
pub(crate) struct Lowered {
    api: Api,
    documents: BTreeMap<SourceId, ReadDocument>,
    findings: Diagnostics,
    /// Whether each document could be read.
    is_whole: bool,
}

impl Lowered {
    /// Reads the documents of a version.
    pub(crate) fn of(input: &Input, diagnostics: &mut Diagnostics) -> Self {
        let documents: Vec<_> = input
            .documents
            .iter()
            .filter_map(|document| document::load(&input.sources, document, diagnostics))
            .collect();
        // What is left of a document with errors is lowered too, so that all of them are found at once.
        if documents.len() < input.documents.len() {
            return Self::default();
        }
        let mut findings = Diagnostics::default();
        let mut api = lower::lower(&input.version, &documents, &mut findings);
        api.documents =
            input.documents.iter().map(|document| (document.file, document.name.clone())).collect();
        // What is around the schemas goes before the passes need room.
        let kept = documents.into_iter().map(|document| {
            let Document { source, origins, schemas, .. } = document;
            (source, ReadDocument { origins, schemas })
        });
        Self { api, documents: kept.collect(), findings, is_whole: true }
    }

    /// Completes them after the version before.
    pub(crate) fn named(
        self,
        input: &Input,
        before: Option<&Api>,
        diagnostics: &mut Diagnostics,
    ) -> (Api, BTreeMap<SourceId, ReadDocument>) {
        let Self { mut api, documents: kept, mut findings, is_whole } = self;
        if !is_whole {
            return (api, kept);
        }
        let inherited = before.filter(|_| input.begins_names()).and_then(|before| before.names.clone());
        api.names = inherited.or_else(|| input.names.clone());
        pass::run(&mut api, &mut findings);
        for finding in findings {
            // They are about the documents as they were loaded; a person wants to know where it was written.
            diagnostics.push(finding.moved(|source, pointer| {
                let origin = kept.get(&source).map(|document| document.origins.of(source, pointer));
                origin.unwrap_or_else(|| (source, pointer.clone()))
            }));
        }
        (api, kept)
    }
}
