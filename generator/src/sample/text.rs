//! Texts that may be anything.

use super::purpose::Purpose;

/// The longest text that is made up to reach a length.
const LONGEST: usize = 100_000;

/// A text of at least and at most so many characters: the name of the place, so that values can be told apart.
pub(super) fn text(purpose: Purpose<'_>, shortest: usize, longest: usize) -> String {
    let mut text: String =
        purpose.name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    if text.is_empty() {
        text.push_str("text");
    }
    if purpose.index > 0 {
        // The number goes first, so that it is not what is cut off.
        text.insert_str(0, &purpose.index.to_string());
    }
    let missing = shortest.min(LONGEST).saturating_sub(text.len());
    text.extend(std::iter::repeat_n('x', missing));
    text.truncate(longest);
    text
}
