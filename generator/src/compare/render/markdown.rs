//! The report for a pull request and a changelog.

use super::sentence::{VERDICTS, short};
use crate::compare::report::{Change, Report};
use crate::compare::rules::Verdict;
use std::fmt::Write;

impl Report {
    /// As Markdown: a heading for each verdict, a point for each change. `level` is that of the first heading.
    pub fn markdown(&self, level: usize) -> String {
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
            let lines: String = changes.map(point).collect();
            if !lines.is_empty() {
                let _ = writeln!(text, "\n{second} {} ({})\n\n{lines}", title(verdict), self.count(verdict));
                text.pop();
            }
        }
        if !self.gone().is_empty() {
            let _ = writeln!(text, "\n{second} Gone in {new}\n");
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

fn point(change: &Change) -> String {
    let key = if change.key.contains('`') { inline(&change.key) } else { code(&change.key) };
    let words = inline(change.summary().strip_prefix(&change.key).unwrap_or_default());
    let mut text = format!("- {key}{words} (`{}`)\n", change.rule.id);
    if change.rule.verdict == Verdict::Documentation {
        return text;
    }
    for item in &change.items {
        let _ = match (&item.before, &item.after) {
            (Some(before), Some(after)) if before == after => writeln!(text, "  - {}", code(before)),
            (Some(before), Some(after)) => writeln!(text, "  - {} → {}", code(before), code(after)),
            (Some(before), None) => writeln!(text, "  - gone: {}", code(before)),
            (None, Some(after)) => writeln!(text, "  - new: {}", code(after)),
            (None, None) => Ok(()),
        };
    }
    text
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
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
