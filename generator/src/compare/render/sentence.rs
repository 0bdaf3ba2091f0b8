//! A change in a sentence, and its parts in short.

use crate::compare::report::{Change, ItemChange, Report};
use crate::compare::rules::Verdict;

/// The most characters of a value that is quoted.
const LONGEST: usize = 80;

/// The verdicts, the gravest first.
pub(super) const VERDICTS: [Verdict; 3] = [Verdict::Breaking, Verdict::Compatible, Verdict::Documentation];

impl Change {
    /// What changed and how: `Page.name: string → integer (int64)`.
    pub fn summary(&self) -> String {
        match self.words() {
            Some(words) => format!("{}: {words}", self.key),
            None => self.key.clone(),
        }
    }

    /// What changed, what that means and why, as two sentences.
    pub fn sentence(&self) -> String {
        format!("{}: {}. {}", self.key, self.rule.change, self.rule.why)
    }
}

impl ItemChange {
    /// What it is now, without the path that both sides have.
    pub(super) fn after_in_short(&self) -> Option<&str> {
        let after = self.after.as_deref()?;
        let type_alone = after.strip_prefix(self.path.as_str()).and_then(|rest| rest.strip_prefix(": "));
        let is_same_path = self.before.as_deref().is_some_and(|before| before.starts_with(&self.path));
        Some(type_alone.filter(|_| is_same_path).unwrap_or(after))
    }
}

impl Report {
    /// The verdict and the counts, in a line.
    pub fn headline(&self) -> String {
        let [old, new] = self.labels();
        let Some(verdict) = self.verdict() else { return format!("{old} → {new}: nothing changed") };
        let counts = VERDICTS.map(|verdict| format!("{} {verdict}", self.count(verdict)));
        format!("{old} → {new}: {verdict} ({}); {}", counts.join(", "), self.growth())
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
