//! What was found, for people.

use super::{Counts, DocumentReport};
use graph_generator::diagnostic::Severity;
use graph_generator::document::LocatedDiagnostic;
use std::collections::BTreeMap;

/// How many warnings of one code are shown; a list by code has the others.
const MOST_WARNINGS: usize = 5;
/// How many errors of one code are shown; a list by code has the others.
const MOST_ERRORS: usize = 50;

/// A line about a document: what it holds and what was found in it.
pub fn document(report: &DocumentReport) -> String {
    let DocumentReport { file, summary, found, is_refused } = report;
    // Where nothing is made, a count of what would have been is misleading.
    if *is_refused {
        return format!("{file}: {found}");
    }
    let made = [(summary.operations, "operation"), (summary.types, "type"), (summary.fields, "field")];
    let made = made.map(|(number, noun)| count(number, noun)).join(", ");
    format!("{file}: {made}; {found}")
}

/// The errors and the warnings, a block for each with the lines that it is about; of one code only the first ones.
pub fn problems(placed: &[LocatedDiagnostic<'_>]) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut seen: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for one in placed.iter().filter(|one| one.diagnostic.severity > Severity::Note) {
        let seen = seen.entry((one.diagnostic.severity, one.diagnostic.code)).or_default();
        *seen += 1;
        if *seen <= most(one.diagnostic.severity) {
            blocks.push(format!("{}\n", one.block()));
        }
    }
    for ((severity, code), number) in seen {
        if let Some(more) = number.checked_sub(most(severity)).filter(|more| *more > 0) {
            let more = count(more, &format!("more {severity}"));
            blocks.push(format!("{severity}[{code}]: {more} of this code; `--losses` lists all\n"));
        }
    }
    blocks
}

fn most(severity: Severity) -> usize {
    if severity == Severity::Error { MOST_ERRORS } else { MOST_WARNINGS }
}

/// Everything by code: what the documents say and the generated code does not.
pub fn by_code(placed: &[LocatedDiagnostic<'_>]) -> Vec<String> {
    let mut by_code: BTreeMap<&str, Vec<&LocatedDiagnostic<'_>>> = BTreeMap::new();
    for one in placed {
        by_code.entry(one.diagnostic.code).or_default().push(one);
    }
    let mut lines = Vec::new();
    for (code, found) in by_code {
        let counts = Counts::of(found.iter().map(|one| one.diagnostic)).words();
        let counts: Vec<_> = counts.into_iter().filter(|count| !count.starts_with("0 ")).collect();
        lines.push(format!("\n{code}: {}", counts.join(", ")));
        lines.extend(found.iter().map(|one| format!("  {}", one.line().replace('\n', "\n  "))));
    }
    lines
}

/// A number with its noun: `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
