//! A change in a sentence, and its parts in short.

use crate::compare::report::{Change, ItemChange, Report};
use crate::compare::rules::Verdict;

/// The most characters of a value that is quoted.
const LONGEST: usize = 80;

/// The most consequences of a change that are listed.
const CONSEQUENCES: usize = 3;

/// The verdicts, the gravest first.
pub(super) const VERDICTS: [Verdict; 3] = [Verdict::Breaking, Verdict::Compatible, Verdict::Documentation];

impl Change {
    /// What changed and how: `Page.name: string → integer (int64)`.
    pub fn summary(&self) -> String {
        let short = |text: &Option<String>| text.as_deref().map(short);
        match (short(&self.was), short(&self.is)) {
            (Some(was), Some(is)) => format!("{}: {was} → {is}", self.key),
            (Some(one), None) | (None, Some(one)) => format!("{}: {one}", self.key),
            (None, None) => self.key.clone(),
        }
    }

    /// The first consequences, and how many there are beside them.
    pub(super) fn first_consequences(&self) -> (&[ItemChange], usize) {
        let (first, rest) = self.consequences.split_at(self.consequences.len().min(CONSEQUENCES));
        (first, rest.len())
    }

    /// What changed, what that means and why, as two sentences.
    pub fn sentence(&self) -> String {
        format!("{}: {}. {}", self.key, self.rule.change, self.rule.why)
    }
}

impl ItemChange {
    /// In a line: `+` for what is new, `-` for what is gone, an arrow for what is another.
    pub(super) fn line(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before == after => before.clone(),
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (Some(before), None) => format!("- {before}"),
            (None, Some(after)) => format!("+ {after}"),
            (None, None) => String::new(),
        }
    }
}

impl Report {
    /// The counts and what they mean for the version number, in a line.
    pub fn headline(&self) -> String {
        let [old, new] = self.labels();
        let Some(verdict) = self.verdict() else { return format!("{old} → {new}: nothing changed") };
        let counts = VERDICTS.map(|verdict| format!("{} {verdict}", self.count(verdict)));
        format!(
            "{old} → {new}: {verdict} ({}); version step {} (before 1.0: {}); {}",
            counts.join(", "),
            self.step(true),
            self.step(false),
            self.surface()
        )
    }
}

/// A text in one line, without control characters, of a bounded length.
pub(super) fn short(text: &str) -> String {
    let mut line: String =
        text.chars().take(LONGEST).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    if line.is_empty() { "nothing".to_owned() } else { line }
}
