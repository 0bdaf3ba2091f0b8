//! What was found, for people.

use super::DocumentReport;
use graph_generator::diagnostic::{Code, Harm, Severity};
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
    let mut seen: BTreeMap<(Severity, &Code), usize> = BTreeMap::new();
    for one in placed.iter().filter(|one| one.diagnostic.severity() > Severity::Note) {
        let seen = seen.entry((one.diagnostic.severity(), one.diagnostic.code)).or_default();
        *seen += 1;
        if *seen <= most(one.diagnostic.severity()) {
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

/// Everything that the documents say and the generated code does not, the worst first. What a caller would not miss has
/// one line for each code, unless `is_verbose`.
pub fn by_harm(placed: &[LocatedDiagnostic<'_>], is_verbose: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for harm in Harm::ALL {
        let found: Vec<_> = placed.iter().filter(|one| one.diagnostic.code.harm == harm).collect();
        if !found.is_empty() {
            lines.push(format!("\n{}: {}", capitalized(harm.heading()), found.len()));
            lines.extend(by_code(&found, is_verbose || harm.is_listed()));
        }
    }
    if !is_verbose && placed.iter().any(|one| !one.diagnostic.code.harm.is_listed()) {
        lines.push("\n`--verbose` lists what is only counted here.".to_owned());
    }
    lines
}

/// A line for each code, with all findings below it or with the first of them.
fn by_code(found: &[&LocatedDiagnostic<'_>], is_listed: bool) -> Vec<String> {
    let mut by_code: BTreeMap<&Code, Vec<String>> = BTreeMap::new();
    for one in found {
        by_code.entry(one.diagnostic.code).or_default().push(one.line());
    }
    let mut lines = Vec::new();
    for (code, found) in by_code {
        let number = found.len();
        if is_listed {
            lines.push(format!("  {code}: {number}"));
            lines.extend(found.iter().map(|line| format!("    {}", line.replace('\n', "\n    "))));
        } else {
            let first = found.first().and_then(|line| line.lines().next()).unwrap_or_default();
            lines.push(format!("  {code}: {number}, such as {first}"));
        }
    }
    lines
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// A number with its noun: `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
