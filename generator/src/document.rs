//! From text to an OpenAPI 3.0 document.

use crate::diagnostic::{Diagnostics, SourceId};
use crate::ir::Style;
use std::collections::BTreeMap;

/// A file of the input.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as it is shown to people.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A document to load, and how.
#[derive(Clone, Debug)]
pub struct DocumentInput {
    /// The document.
    pub file: SourceId,
    /// The overlays that are applied to it, in order.
    pub overlays: Vec<SourceId>,
    /// How its operations become functions.
    pub style: Style,
    /// Names of schemas in Rust, where they differ from the document's.
    pub names: BTreeMap<String, String>,
}

/// A document after overlays and normalisation: OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it was read from.
    pub source: SourceId,
    /// How its operations become functions.
    pub style: Style,
    /// Names of schemas in Rust, where they differ from the document's.
    pub names: BTreeMap<String, String>,
    /// The document.
    pub openapi: openapiv3::OpenAPI,
}

/// Reads a document, applies its overlays and brings it to OpenAPI 3.0; `None` where an error was found.
pub fn load(
    _sources: &[SourceFile],
    _input: &DocumentInput,
    _diagnostics: &mut Diagnostics,
) -> Option<Document> {
    None
}
