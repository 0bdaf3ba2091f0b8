//! The Rust names of types that have another one in the newer version.

use std::collections::BTreeMap;

/// The names in Rust, new by old.
#[derive(Debug, Default)]
pub(super) struct Renames(pub(super) BTreeMap<String, String>);

impl Renames {
    /// The text of a Rust type or signature with the new names of types.
    pub(super) fn apply(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut renamed = String::with_capacity(text.len());
        for part in text.split_inclusive(|letter| !is_part(letter)) {
            let word = part.trim_end_matches(|letter| !is_part(letter));
            renamed.push_str(self.0.get(word).map_or(word, String::as_str));
            renamed.push_str(part.get(word.len()..).unwrap_or_default());
        }
        renamed
    }
}
