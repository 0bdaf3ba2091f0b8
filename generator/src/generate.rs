//! The table of contents of the generator: documents in, files and diagnostics out.

use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{self, DocumentInput, SourceFile};
use crate::emit::{self, Package};
use crate::files::Files;
use crate::ir::{Api, TypeKind, Version};
use crate::{lower, pass};

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
}

/// What came out of one [`Input`].
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The files; none if a diagnostic is an error.
    pub files: Files,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// What each document holds, in the order of [`Input::documents`].
    pub summaries: Vec<Summary>,
}

/// What a document contributed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The document.
    pub source: SourceId,
    /// Functions that send a request.
    pub operations: usize,
    /// Types with a definition of their own.
    pub types: usize,
    /// Members of those types.
    pub fields: usize,
}

/// Generates the files of one API version.
pub fn generate(input: &Input) -> Output {
    let mut diagnostics = Diagnostics::default();
    let api = read(input, &mut diagnostics);
    let summaries = input.documents.iter().map(|document| summarize(document.file, &api)).collect();
    let files = if diagnostics.has_errors() { Files::new() } else { emit::emit(&api, &input.package) };
    Output { files, diagnostics, summaries }
}

/// Reads the documents of one API version into the form that the emitters write down.
///
/// What comes back is incomplete if a diagnostic is an error.
pub fn read(input: &Input, diagnostics: &mut Diagnostics) -> Api {
    let documents: Vec<_> = input
        .documents
        .iter()
        .filter_map(|document| document::load(&input.sources, document, diagnostics))
        .collect();
    if diagnostics.has_errors() {
        return Api::default();
    }
    let mut api = lower::lower(&input.version, &documents, diagnostics);
    pass::run(&mut api, diagnostics);
    api
}

fn summarize(source: SourceId, api: &Api) -> Summary {
    let types = api.types.iter().filter(|definition| definition.source == source);
    Summary {
        source,
        operations: api.operations.iter().filter(|operation| operation.source == source).count(),
        types: types.clone().count(),
        fields: types
            .map(|definition| match &definition.kind {
                TypeKind::Struct(structure) => structure.fields.len(),
                _ => 0,
            })
            .sum(),
    }
}
