//! Free text.

use super::purpose::Purpose;

/// The longest text that is made to reach a minimum length.
const LONGEST: usize = 100_000;

/// A text with a length between the two bounds: the name of the place, so that values can be distinguished.
pub(super) fn text(purpose: Purpose<'_>, shortest: usize, longest: usize) -> String {
    let mut text: String =
        purpose.name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    if text.is_empty() {
        text.push_str("text");
    }
    if purpose.index > 0 {
        // The number goes first, so that it is not cut off.
        text.insert_str(0, &purpose.index.to_string());
    }
    let missing = shortest.min(LONGEST).saturating_sub(text.len());
    text.extend(std::iter::repeat_n('x', missing));
    text.truncate(longest);
    text
}
