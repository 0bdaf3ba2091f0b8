//! The report for a terminal.

use super::sentence::VERDICTS;
use crate::compare::report::{Change, Report};
use crate::compare::rules::Verdict;
use std::fmt::Write;

/// How many changes of one rule are shown where they break nothing.
const SHOWN: usize = 12;

impl Report {
    /// As text: the headline, then the changes by verdict. What breaks is written in full, the rest in short.
    pub fn text(&self) -> String {
        let mut text = self.headline() + "\n";
        for verdict in VERDICTS {
            let changes: Vec<_> =
                self.changes().iter().filter(|change| change.rule.verdict == verdict).collect();
            if changes.is_empty() {
                continue;
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n{verdict} ({})", changes.len());
            for group in changes.chunk_by(|left, right| left.rule.id == right.rule.id) {
                list(&mut text, verdict, group);
            }
        }
        text
    }
}

fn list(text: &mut String, verdict: Verdict, group: &[&Change]) {
    let shown = if verdict == Verdict::Breaking { group.len() } else { group.len().min(SHOWN) };
    for change in group.iter().take(shown) {
        let _ = writeln!(text, "  [{}] {}", change.rule.id, change.summary());
        if verdict != Verdict::Documentation {
            for item in &change.items {
                let _ = writeln!(text, "      {}", item.line());
            }
        }
        let (first, rest) = change.first_consequences();
        for item in first {
            let _ = writeln!(text, "      with it: {}", item.line());
        }
        if rest > 0 {
            let _ = writeln!(text, "      with it: {rest} more items");
        }
        if verdict == Verdict::Breaking {
            let _ = writeln!(text, "      why: {}", change.rule.why);
        }
        if let Some(places) = change.places() {
            let _ = writeln!(text, "      at {places}");
        }
    }
    if let Some(first) = group.first().filter(|_| group.len() > shown) {
        let _ = writeln!(text, "  [{}] ... {} more", first.rule.id, group.len() - shown);
    }
}

impl Change {
    /// Where it stands, in both files.
    fn places(&self) -> Option<String> {
        match (&self.old_place, &self.new_place) {
            (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
            (old, new) => new.as_ref().or(old.as_ref()).map(ToString::to_string),
        }
    }
}
