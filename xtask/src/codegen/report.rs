//! What a run says about the documents it read.

use super::{Flags, json};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tree::Changes;
use graph_generator::diagnostic::{Diagnostic, Severity};
use graph_generator::document::{Placed, place_all};
use graph_generator::{Input, Output, Summary};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::time::Instant;

/// How many warnings of one code are shown; `--losses` lists the others.
const MOST_WARNINGS: usize = 5;
/// How many errors of one code are shown; `--losses` lists the others.
const MOST_ERRORS: usize = 50;

/// The findings of a run, as they are printed.
pub(super) struct Report<'f> {
    flags: &'f Flags,
    /// A line of the summary for each document.
    documents: Vec<Value>,
    /// What was said about each document.
    lines: Vec<String>,
    /// Errors, warnings, notes.
    counts: [usize; 3],
}

impl<'f> Report<'f> {
    /// Nothing was found yet.
    pub(super) fn new(flags: &'f Flags) -> Self {
        Self { flags, documents: Vec::new(), lines: Vec::new(), counts: [0; 3] }
    }

    /// Whether anything was found that stops the generation.
    pub(super) fn has_errors(&self) -> bool {
        self.counts[0] > 0
    }

    /// Whether nothing was found that a person has to know.
    pub(super) fn is_quiet(&self) -> bool {
        self.counts[0] + self.counts[1] == 0
    }

    /// What was said about each document.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Prints the findings and a line for each document.
    pub(super) fn findings(
        &mut self,
        input: &Input,
        output: &Output,
        terminal: &mut Terminal<'_>,
    ) -> io::Result<()> {
        // Most of what is found are notes. The place of one that is not shown need not be looked for.
        let is_shown = |one: &&Diagnostic| self.flags.losses || one.severity > Severity::Note;
        let placed = place_all(output.diagnostics.iter().filter(is_shown), &input.sources);
        let counts = count_all(output.diagnostics.iter());
        for (sum, count) in self.counts.iter_mut().zip(counts) {
            *sum += count;
        }
        self.count_documents(input, output);
        if self.flags.json {
            return placed.iter().try_for_each(|one| terminal.line(&json::diagnostic(one)));
        }
        list_problems(&placed, terminal)?;
        let has_errors = output.diagnostics.has_errors();
        for (document, summary) in input.documents.iter().zip(&output.summaries) {
            let path = input.sources.get(document.file.0 as usize).map_or("?", |source| &source.path);
            let found = words(count_all(of_document(output, document)), ["error", "warning", "note"]);
            let made = words(made(summary), ["operation", "type", "field"]);
            // Where nothing is made, a count of what would have been is misleading.
            let made = if has_errors { String::new() } else { made + "; " };
            let line = format!("{path}: {made}{found}");
            terminal.line(&line)?;
            self.lines.push(line);
        }
        if self.flags.losses { list_by_code(&placed, terminal) } else { Ok(()) }
    }

    fn count_documents(&mut self, input: &Input, output: &Output) {
        for (document, summary) in input.documents.iter().zip(&output.summaries) {
            let [errors, warnings, notes] = count_all(of_document(output, document));
            let [operations, types, fields] = made(summary);
            let file = input.sources.get(document.file.0 as usize).map(|source| &source.path);
            self.documents.push(json!({
                "file": file, "operations": operations, "types": types, "fields": fields,
                "errors": errors, "warnings": warnings, "notes": notes,
            }));
        }
    }

    /// Says that nothing was generated.
    pub(super) fn refused(&self, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
        if self.flags.json {
            terminal.line(&self.summary("refused", None))?;
        } else {
            let errors = count(self.counts[0], "error");
            terminal.error(&format!("error: nothing was generated, because of {errors}"))?;
        }
        Ok(Outcome::Problem)
    }

    /// The summary of the run as JSON.
    pub(super) fn summary(&self, result: &str, changes: Option<&Changes>) -> String {
        json::summary(result, &self.documents, self.counts, changes)
    }
}

/// The findings in a document, in its overlays and in the other files that it needs.
fn of_document<'o>(
    output: &'o Output,
    document: &graph_generator::document::DocumentInput,
) -> impl Iterator<Item = &'o Diagnostic> {
    let files = [&[document.file][..], &document.overlays, &document.others].concat();
    let is_here = move |one: &&Diagnostic| files.contains(&one.source);
    output.diagnostics.iter().filter(is_here)
}

fn made(summary: &Summary) -> [usize; 3] {
    [summary.operations, summary.types, summary.fields]
}

fn count_all<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> [usize; 3] {
    let mut counts = [0; 3];
    for one in found {
        let [errors, warnings, notes] = &mut counts;
        *match one.severity {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Note => notes,
        } += 1;
    }
    counts
}

/// Prints the errors and the warnings, with the lines that they are about; of one code only the first warnings.
fn list_problems(placed: &[Placed<'_>], terminal: &mut Terminal<'_>) -> io::Result<()> {
    let mut seen: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for one in placed.iter().filter(|one| one.diagnostic.severity > Severity::Note) {
        let seen = seen.entry((one.diagnostic.severity, one.diagnostic.code)).or_default();
        *seen += 1;
        if *seen <= most(one.diagnostic.severity) {
            terminal.error(&format!("{}\n", one.block()))?;
        }
    }
    for ((severity, code), count) in seen {
        if let Some(more) = count.checked_sub(most(severity)).filter(|more| *more > 0) {
            let more = self::count(more, &format!("more {severity}"));
            terminal.error(&format!("{severity}[{code}]: {more} of this code; `--losses` lists all\n"))?;
        }
    }
    Ok(())
}

fn most(severity: Severity) -> usize {
    if severity == Severity::Error { MOST_ERRORS } else { MOST_WARNINGS }
}

/// Prints everything by code: what the documents say and the generated code does not.
fn list_by_code(placed: &[Placed<'_>], terminal: &mut Terminal<'_>) -> io::Result<()> {
    let mut by_code: BTreeMap<&str, Vec<&Placed<'_>>> = BTreeMap::new();
    for one in placed {
        by_code.entry(one.diagnostic.code).or_default().push(one);
    }
    for (code, found) in by_code {
        let [errors, warnings, notes] = count_all(found.iter().map(|one| one.diagnostic));
        let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
        let counts = counts.iter().filter(|(number, _)| *number > 0);
        let counts: Vec<_> = counts.map(|(number, noun)| count(*number, noun)).collect();
        terminal.line(&format!("\n{code}: {}", counts.join(", ")))?;
        for one in found {
            terminal.line(&format!("  {}", one.line().replace('\n', "\n  ")))?;
        }
    }
    Ok(())
}

fn words(counts: [usize; 3], nouns: [&str; 3]) -> String {
    let words: Vec<_> = counts.iter().zip(nouns).map(|(number, noun)| count(*number, noun)).collect();
    words.join(", ")
}

/// A number with its noun: `1 file`, `2 files`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The time since `start`, in seconds.
pub(super) fn time(start: Instant) -> String {
    format!("{:.2} s", start.elapsed().as_secs_f64())
}
