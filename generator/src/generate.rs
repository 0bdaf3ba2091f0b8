//! The table of contents of the generator: documents in, files and diagnostics out.

use crate::compare::Successor;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::emit::{self, Standalone};
use crate::files::{Files, GENERATED_MARK};
use crate::input::{Input, read};
use crate::ir::{Api, TypeKind};
use crate::name_lock::NameLock;
use crate::pass::parts::merge_mapped;
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
    /// The Cargo features that its modules have.
    pub features: Vec<String>,
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
    let features = api.gates.features.iter().cloned().collect();
    Output { files, diagnostics, summaries, names: api.names.clone(), features }
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

/// Generates a crate of several inputs, each a module of its own around one runtime: an output for each, and the files
/// around them, of which there are none if a diagnostic is an error.
pub fn crate_of_modules(
    inputs: &[Input],
    surroundings: &Standalone,
    runtime: &Files,
) -> (Vec<Output>, Files) {
    let read_one = |input: &Input| {
        let mut diagnostics = Diagnostics::default();
        (read(input, &mut diagnostics), diagnostics)
    };
    let mut read: Vec<_> = inputs.iter().map(read_one).collect();
    let shared = error_codes::merge(read.iter().map(|(api, _)| api.error_codes.as_slice()));
    let mapped = merge_mapped(read.iter().flat_map(|(api, _)| api.mapped.iter().cloned()));
    for (api, _) in &mut read {
        api.error_codes.clone_from(&shared);
        api.mapped.clone_from(&mapped);
    }
    let (apis, found): (Vec<Api>, Vec<Diagnostics>) = read.into_iter().unzip();
    let outputs: Vec<Output> = apis
        .iter()
        .zip(inputs)
        .zip(found)
        .map(|((api, input), diagnostics)| complete(api, input, diagnostics))
        .collect();
    let files = match outputs.iter().any(|output| output.diagnostics.has_errors()) {
        true => Files::new(),
        false => around(&apis.iter().collect::<Vec<_>>(), inputs, surroundings, runtime),
    };
    (outputs, files)
}

fn crate_of(input: &Input, surroundings: &Standalone, runtime: &Files) -> (Api, Output) {
    let mut diagnostics = Diagnostics::default();
    let api = read(input, &mut diagnostics);
    let mut output = complete(&api, input, diagnostics);
    if !output.diagnostics.has_errors() {
        output.files.extend(around(&[&api], std::slice::from_ref(input), surroundings, runtime));
    }
    (api, output)
}

/// The files around those of the APIs: what makes a crate of them, and the source of the runtime that they need.
fn around(apis: &[&Api], inputs: &[Input], surroundings: &Standalone, runtime: &Files) -> Files {
    let Some(package) = inputs.first().map(|input| &input.package) else { return Files::new() };
    let sources: Vec<&str> = inputs.iter().flat_map(document_paths).collect();
    let mut files = emit::standalone(apis, package, surroundings, &sources);
    let runtime = runtime.iter().filter(|(path, _)| emit::takes(apis, path));
    files.extend(runtime.map(|(path, text)| (path.clone(), copied(text, &package.command))));
    files
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
        diagnostics.push(Diagnostic::new(emit::codes::INTERNAL, error.to_string()).hint(hint));
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
