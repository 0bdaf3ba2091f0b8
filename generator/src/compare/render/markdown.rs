//! The report for a pull request and a changelog.

use super::sentence::{VERDICTS, short};
use crate::compare::report::{Change, ItemChange, Report, ReportPlace};
use crate::compare::rules::Verdict;
use crate::markdown::code;
use std::collections::BTreeSet;
use std::fmt::Write;

impl Report {
    /// As Markdown, for a review: a heading for each verdict, a point for each change, with its place in both versions.
    /// `level` is that of the first heading.
    pub fn markdown(&self, level: usize) -> String {
        self.page(level, true)
    }

    /// As [`markdown`](Self::markdown), for callers of the crate: without the places in the documents, which they do
    /// not have.
    pub fn changelog(&self, level: usize) -> String {
        self.page(level, false)
    }

    fn page(&self, level: usize, has_places: bool) -> String {
        let (first, second) = ("#".repeat(level.max(1)), "#".repeat(level.max(1) + 1));
        let [old, new] = self.labels();
        let mut text = format!("{first} {old} → {new}\n\n");
        let _ = match self.verdict() {
            None => writeln!(text, "Nothing changed."),
            Some(verdict) => writeln!(
                text,
                "Verdict: **{verdict}**. Where {new} takes the place of {old}, the version grows by a {} step, before 1.0 \
                 by a {} step.",
                self.step(true),
                self.step(false)
            ),
        };
        for verdict in VERDICTS {
            let changes = self.changes().iter().filter(|change| change.rule.verdict == verdict);
            let lines: String = changes.map(|change| point(change, has_places)).collect();
            if !lines.is_empty() {
                let title = title(verdict);
                let _ = write!(text, "\n{second} {title} ({})\n\n{lines}", self.count(verdict));
                text += &self.reasons(verdict);
            }
        }
        text + &self.gone_page(&second)
    }

    /// Why the changes of a verdict have it, each reason once.
    fn reasons(&self, verdict: Verdict) -> String {
        if verdict == Verdict::Documentation {
            return String::new();
        }
        let rules = self.changes().iter().map(|change| change.rule).filter(|rule| rule.verdict == verdict);
        let reasons: BTreeSet<_> = rules.map(|rule| format!("- `{}`: {}\n", rule.id, rule.why)).collect();
        format!("\nWhy {verdict}:\n\n{}", reasons.into_iter().collect::<String>())
    }

    fn gone_page(&self, heading: &str) -> String {
        if self.gone().is_empty() {
            return String::new();
        }
        let mut text = format!("\n{heading} Gone in {}\n\n", self.labels()[1]);
        for gone in self.gone() {
            let instead = gone.successor.as_ref().map(|instead| format!(", use {}", code(instead)));
            let reason = gone.reason.as_ref().map(|reason| format!(" ({})", inline(reason)));
            let _ = writeln!(
                text,
                "- {}{}{}",
                code(&gone.item),
                instead.unwrap_or_default(),
                reason.unwrap_or_default()
            );
        }
        text
    }
}

fn title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaking => "Breaking",
        Verdict::Compatible => "Compatible",
        Verdict::Documentation => "Documentation only",
    }
}

fn point(change: &Change, has_places: bool) -> String {
    let key = if change.key.contains('`') { inline(&change.key) } else { code(&change.key) };
    let words = inline(change.summary().strip_prefix(&change.key).unwrap_or_default());
    let places =
        change.lines().filter(|_| has_places).map(|lines| format!("{lines}; row ")).unwrap_or_default();
    let mut text = format!("- {key}{words} ({places}{})\n", code(change.rule.id));
    if change.rule.verdict == Verdict::Documentation {
        return text;
    }
    for item in &change.items {
        let _ = writeln!(text, "  - {}", item_line(item));
    }
    let (first, rest) = change.first_consequences();
    for item in first {
        let _ = writeln!(text, "  - with it: {}", item_line(item));
    }
    if rest > 0 {
        let _ = writeln!(text, "  - with it: {rest} more items");
    }
    text
}

fn item_line(item: &ItemChange) -> String {
    match (&item.before, &item.after) {
        (Some(before), Some(after)) if before == after => code(before),
        (Some(before), Some(after)) => format!("{} → {}", code(before), code(after)),
        (Some(before), None) => format!("gone: {}", code(before)),
        (None, Some(after)) => format!("new: {}", code(after)),
        (None, None) => String::new(),
    }
}

impl Change {
    /// The lines where it stands: `` `old.yaml:12` → `new.yaml:14` ``.
    fn lines(&self) -> Option<String> {
        let line = |place: &ReportPlace| match place.position {
            Some((line, _)) => code(&format!("{}:{line}", place.file)),
            None => code(&place.file),
        };
        match (self.old_place.as_ref().map(line), self.new_place.as_ref().map(line)) {
            (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
            (old, new) => new.or(old),
        }
    }
}

/// Text of a document, without what Markdown or HTML would make of it.
fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_code = false;
    for letter in text.chars() {
        is_code ^= letter == '`';
        if !is_code && "\\*_[]<>|".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(if letter.is_control() { ' ' } else { letter });
    }
    if is_code { short(&escaped.replace('`', "'")) } else { escaped }
}
