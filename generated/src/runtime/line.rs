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
            let letter = if letter.is_control() { ' ' } else { letter };
            write!(f, "{letter}")?;
        }
        if self.text.chars().nth(self.longest).is_some() { f.write_str("...") } else { Ok(()) }
    }
}
