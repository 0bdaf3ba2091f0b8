//! Texts of the server in logs.

use std::fmt;

/// A text of the server in one line and of a bearable length.
pub(crate) struct OneLine<'a> {
    pub(crate) text: &'a str,
    /// The number of letters after which it is cut off.
    pub(crate) longest: usize,
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.text.chars().take(self.longest) {
            let letter = if is_shown_as_text(letter) { letter } else { ' ' };
            write!(f, "{letter}")?;
        }
        if self.text.chars().nth(self.longest).is_some() { f.write_str("...") } else { Ok(()) }
    }
}

/// Whether a letter neither ends a line nor changes the order or the place in which its neighbours are shown: a control
/// character does, and so do the separators of lines and paragraphs and the marks of direction of Unicode.
fn is_shown_as_text(letter: char) -> bool {
    let is_mark =
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !letter.is_control() && !is_mark
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn stays_in_one_line_and_in_order() {
        for (text, expected) in [
            ("a\r\nb\0\u{85}c", "a  b  c"),
            ("a\u{2028}b\u{2029}c\u{202e}d\u{2066}e\u{200f}f", "a b c d e f"),
            ("Zo\u{eb} \u{5d0}", "Zo\u{eb} \u{5d0}"),
            ("0123456789a", "0123456789a"),
            ("0123456789ab", "0123456789a..."),
        ] {
            assert_eq!(OneLine { text, longest: 11 }.to_string(), expected);
        }
    }
}
