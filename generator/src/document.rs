//! From text to an OpenAPI 3.0 document.

pub mod codes;
mod locate;
mod normalise;
mod origin;
mod overlay;
mod place;
mod read;
mod render;
mod typed;

pub use locate::{Position, locate, locate_all};
pub(crate) use normalise::TUPLE;
pub use origin::Origins;
pub use render::{render, render_all};

use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::ir::Style;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
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
    /// The webhooks of the document, by name.
    pub webhooks: IndexMap<String, openapiv3::PathItem>,
    /// Where the parts of the document came from; the pointers of diagnostics go through it before they are shown.
    pub origins: Origins,
}

/// Reads a document, applies its overlays and brings it to OpenAPI 3.0; `None` where an error was found.
pub fn load(
    sources: &[SourceFile],
    input: &DocumentInput,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut value = read_source(sources, input.file, diagnostics)?;
    read::check_root(&value, input.file, diagnostics)?;
    let mut origins = Origins::default();
    let mut ok = true;
    for &overlay in &input.overlays {
        ok &= match read_source(sources, overlay, diagnostics) {
            Some(changes) => overlay::apply(&mut value, &changes, overlay, &mut origins, diagnostics),
            None => false,
        };
    }
    if !ok {
        return None;
    }
    let version = read::check_root(&value, input.file, diagnostics)?;
    let mut findings = Diagnostics::default();
    normalise::normalise(&mut value, version, input.file, &mut origins, &mut findings);
    let (openapi, webhooks) = typed::read(value, input.file, &mut findings);
    for finding in findings {
        diagnostics.push(origins.relocate(finding));
    }
    let (source, style, names) = (input.file, input.style, input.names.clone());
    Some(Document { source, style, names, openapi, webhooks, origins })
}

fn read_source(sources: &[SourceFile], id: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let Some(source) = sources.get(id.0 as usize) else {
        let message = format!("there is no input file with the number {}", id.0);
        diagnostics.push(Diagnostic::error(codes::MISSING_SOURCE, message).at(id, &Pointer::root()));
        return None;
    };
    read::read(&source.text, id, diagnostics)
}

#[cfg(test)]
mod tests;
