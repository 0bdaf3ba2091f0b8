//! Texts as documents: read, with and without overlays.

use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{DocumentInput, SourceFile, load, render_all};

/// What parts a document from an overlay in the input of a target: a line that no document needs.
pub const CUT: &str = "\n%%%\n";

/// Reads a document, and says twice the same.
pub fn read(text: &str) {
    let sources = [source("fuzz.yaml", text)];
    twice(&sources, &[]);
}

/// Reads a document with an overlay; the two are parted by [`CUT`].
pub fn read_with_overlay(text: &str) {
    let Some((document, overlay)) = text.split_once(CUT) else { return };
    let sources = [source("fuzz.yaml", document), source("fuzz.overlay.yaml", overlay)];
    twice(&sources, &[SourceId(1)]);
}

/// A file of the input.
pub fn source(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

/// How the first of the files is loaded.
pub fn input(overlays: &[SourceId]) -> DocumentInput {
    DocumentInput {
        file: SourceId(0),
        overlays: overlays.to_vec(),
        ..DocumentInput::default()
    }
}

fn twice(sources: &[SourceFile], overlays: &[SourceId]) {
    let (one, other) = (once(sources, overlays), once(sources, overlays));
    assert_eq!(one, other, "the same text is read in two ways");
}

/// What was read, and what was said about it.
fn once(sources: &[SourceFile], overlays: &[SourceId]) -> (Option<String>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let document = load(sources, &input(overlays), graph_generator::lower::function_path, &mut diagnostics);
    assert!(document.is_some() || diagnostics.has_errors(), "nothing was read, and nothing is said about it");
    let read = document.map(|document| format!("{:?}", document.openapi));
    (read, render_all(diagnostics.iter(), sources))
}
