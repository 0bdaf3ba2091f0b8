//! What a run says about the documents it read.

use crate::terminal::Terminal;
use graph_generator::diagnostic::{Diagnostic, Severity};
use graph_generator::document::render_all;
use graph_generator::{Input, Output};
use std::collections::BTreeMap;
use std::io;
use std::time::Instant;

/// Prints the findings and a line for each document.
pub(super) fn print(
    input: &Input,
    output: &Output,
    losses: bool,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let found = output.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Note);
    for text in render_all(found, &input.sources) {
        terminal.error(&text)?;
    }
    for (document, summary) in input.documents.iter().zip(&output.summaries) {
        let is_here = |diagnostic: &&Diagnostic| {
            let (overlays, others) = (&document.overlays, &document.others);
            diagnostic.source == document.file
                || overlays.iter().chain(others).any(|id| *id == diagnostic.source)
        };
        let counted = |severity, word| {
            let found = output.diagnostics.iter().filter(is_here);
            count(found.filter(|diagnostic| diagnostic.severity == severity).count(), word)
        };
        let path = input.sources.get(document.file.0 as usize).map_or("?", |source| &source.path);
        let found = [
            counted(Severity::Error, "error"),
            counted(Severity::Warning, "warning"),
            counted(Severity::Note, "note"),
        ];
        let made = [
            count(summary.operations, "operation"),
            count(summary.types, "type"),
            count(summary.fields, "field"),
        ];
        // Where nothing is made, a count of what would have been is misleading.
        let made = if output.diagnostics.has_errors() { String::new() } else { made.join(", ") + "; " };
        terminal.line(&format!("{path}: {made}{}", found.join(", ")))?;
    }
    if losses { list_losses(input, output, terminal) } else { Ok(()) }
}

/// Prints the notes: what the documents say and the generated code does not, by code.
fn list_losses(input: &Input, output: &Output, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let mut by_code: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in output.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Note) {
        by_code.entry(diagnostic.code).or_default().push(diagnostic);
    }
    for (code, notes) in by_code {
        terminal.line(&format!("\n{code}: {}", count(notes.len(), "note")))?;
        for text in render_all(notes, &input.sources) {
            terminal.line(&format!("  {}", text.replace('\n', "\n  ")))?;
        }
    }
    Ok(())
}

/// A number with its noun: `1 file`, `2 files`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The time since `start`, in seconds.
pub(super) fn time(start: Instant) -> String {
    format!("{:.2} s", start.elapsed().as_secs_f64())
}
