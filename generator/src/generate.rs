//! The table of contents of the generator: documents in, files and diagnostics out.

use crate::compare::Successor;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::emit::{self, Standalone};
use crate::files::{Files, GENERATED_MARK};
use crate::input::{Input, read};
use crate::ir::{Api, TypeKind};
use crate::name_lock::NameLock;
use std::collections::BTreeMap;

pub mod codes;
mod error_codes;
#[cfg(feature = "conformance")]
mod samples;
mod versions;

/// What came out of one [`Input`].
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The files; none if a diagnostic is an error.
    pub files: Files,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// What each document holds, in the order of [`Input::documents`].
    pub summaries: Vec<Summary>,
    /// The names of all items, to be given to the next run; `None` where names are not kept.
    pub names: Option<NameLock>,
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
    complete(&api, input, diagnostics)
}

/// Generates the files of several API versions of one crate, oldest first; one output for each.
///
/// The constants of the error codes are shared: every output holds the same file of them. The module of a version names
/// what the one before had and it has not; `successors` says by hand what to use instead, by the label of the version.
pub fn generate_versions(inputs: &[Input], successors: &BTreeMap<String, Vec<Successor>>) -> Vec<Output> {
    let mut read = versions::read(inputs);
    versions::name_what_is_gone(&mut read, inputs, successors);
    let shared = error_codes::merge(read.iter().map(|version| version.api.error_codes.as_slice()));
    for version in &mut read {
        version.api.error_codes.clone_from(&shared);
    }
    let inputs = inputs.iter().zip(read);
    inputs.map(|(input, version)| complete(&version.api, input, version.diagnostics)).collect()
}

fn complete(api: &Api, input: &Input, mut diagnostics: Diagnostics) -> Output {
    let summaries = input.documents.iter().map(|document| summarize(document.file, api)).collect();
    let files = if diagnostics.has_errors() { Files::new() } else { write(api, input, &mut diagnostics) };
    Output { files, diagnostics, summaries, names: api.names.clone() }
}

/// Generates a crate of its own: the files of [`generate`], those around them, and the source of the runtime.
///
/// `runtime` holds the files of the runtime by path, of which the crate takes what it needs; its examples name that
/// crate already.
pub fn standalone(input: &Input, surroundings: &Standalone, runtime: &Files) -> Output {
    crate_of(input, surroundings, runtime).1
}

/// As [`standalone`], with the test that sends each operation to a server.
#[cfg(feature = "conformance")]
pub fn standalone_with_conformance(input: &Input, surroundings: &Standalone, runtime: &Files) -> Output {
    let (api, mut output) = crate_of(input, surroundings, runtime);
    if !output.diagnostics.has_errors() {
        let samples = samples::samples(&api, input);
        output.files.extend([emit::conformance(&api, &input.package, &document_paths(input), &samples)]);
    }
    output
}

fn crate_of(input: &Input, surroundings: &Standalone, runtime: &Files) -> (Api, Output) {
    let mut diagnostics = Diagnostics::default();
    let api = read(input, &mut diagnostics);
    let mut output = complete(&api, input, diagnostics);
    if !output.diagnostics.has_errors() {
        output.files.extend(emit::standalone(&api, &input.package, surroundings, &document_paths(input)));
        let runtime = runtime.iter().filter(|(path, _)| emit::takes(&api, path));
        output.files.extend(runtime.map(|(path, text)| (path.clone(), copied(text, &input.package.command))));
    }
    (api, output)
}

/// The paths of the documents, without those of overlays and other files.
fn document_paths(input: &Input) -> Vec<&str> {
    let paths = source_paths(input);
    input.documents.iter().filter_map(|document| paths.get(document.file.0 as usize).copied()).collect()
}

/// Writes the files; one that is not valid Rust is a mistake of the generator and is reported as such.
fn write(api: &Api, input: &Input, diagnostics: &mut Diagnostics) -> Files {
    emit::emit(api, &input.package, &source_paths(input)).unwrap_or_else(|error| {
        let hint = "this is a mistake of the generator, not of the document";
        diagnostics.push(Diagnostic::error(emit::codes::INTERNAL, error.to_string()).hint(hint));
        Files::new()
    })
}

fn source_paths(input: &Input) -> Vec<&str> {
    input.sources.iter().map(|source| source.path.as_str()).collect()
}

/// A file of the runtime, marked as generated.
fn copied(text: &str, command: &str) -> String {
    format!("// {GENERATED_MARK} by `{command}`, copied from the runtime. Do not edit by hand.\n\n{text}")
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

#[cfg(test)]
mod tests;
