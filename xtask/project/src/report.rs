//! What a run found in the documents that it read, as data; [`text`] is for people, [`json`] for tools.

pub mod json;
pub mod text;

use graph_generator::diagnostic::{Diagnostic, Severity};
use graph_generator::document::{DocumentInput, LocatedDiagnostic, locate_diagnostics};
use graph_generator::{Input, Output, Summary};
use std::fmt;

/// What was found in all documents of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The documents, in the order in which they were read.
    pub documents: Vec<DocumentReport>,
    /// What was found in all of them.
    pub found: Counts,
}

/// What was found in a document, and what it holds.
#[derive(Clone, Debug)]
pub struct DocumentReport {
    /// The document, as messages call it.
    pub file: String,
    /// What it holds.
    pub summary: Summary,
    /// What was found in it, in its overlays and in the other files that it needs.
    pub found: Counts,
    /// Whether an error kept everything from being generated.
    pub is_refused: bool,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What stops the generation.
    pub errors: usize,
    /// What is left out or weakened.
    pub warnings: usize,
    /// What is not represented, or only in the documentation.
    pub notes: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for one in found {
            *match one.severity() {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Note => &mut counts.notes,
            } += 1;
        }
        counts
    }

    fn words(self) -> [String; 3] {
        let Self { errors, warnings, notes } = self;
        [text::count(errors, "error"), text::count(warnings, "warning"), text::count(notes, "note")]
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join(", "))
    }
}

impl Report {
    /// Adds what was found in the documents of an input; gives those documents.
    pub fn add(&mut self, input: &Input, output: &Output) -> &[DocumentReport] {
        let Counts { errors, warnings, notes } = Counts::of(output.diagnostics.iter());
        self.found.errors += errors;
        self.found.warnings += warnings;
        self.found.notes += notes;
        let first = self.documents.len();
        let is_refused = output.diagnostics.has_errors();
        for (document, summary) in input.documents.iter().zip(&output.summaries) {
            let file = input.sources.get(document.file.0 as usize).map_or("?", |source| &source.path);
            let found = Counts::of(of_document(output, document));
            let report = DocumentReport { file: file.to_owned(), summary: *summary, found, is_refused };
            self.documents.push(report);
        }
        self.documents.get(first..).unwrap_or_default()
    }

    /// Whether anything was found that stops the generation.
    pub fn has_errors(&self) -> bool {
        self.found.errors > 0
    }

    /// Whether nothing was found that a person has to know.
    pub fn is_quiet(&self) -> bool {
        self.found.errors + self.found.warnings == 0
    }
}

/// The findings of a run with their places. Looking for a place takes time, and most findings are notes.
pub fn placed<'o>(input: &'o Input, output: &'o Output, with_notes: bool) -> Vec<LocatedDiagnostic<'o>> {
    let is_shown = |one: &&Diagnostic| with_notes || one.severity() > Severity::Note;
    locate_diagnostics(output.diagnostics.iter().filter(is_shown), &input.sources)
}

/// The findings in a document, in its overlays and in the other files that it needs.
fn of_document<'o>(output: &'o Output, document: &DocumentInput) -> impl Iterator<Item = &'o Diagnostic> {
    let files = [&[document.file][..], &document.overlays, &document.others].concat();
    output.diagnostics.iter().filter(move |one| files.contains(&one.source))
}
