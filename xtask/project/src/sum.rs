//! The SHA-256 of bytes, by which files are compared.

use sha2::{Digest as _, Sha256};

/// The sum of a text whatever ends its lines, since Git gives it other line ends on another system.
pub fn of_text(text: &str) -> String {
    of(text.replace("\r\n", "\n").as_bytes())
}

/// The sum in hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{of, of_text};

    #[test]
    fn the_ends_of_lines_do_not_matter_in_a_text() {
        assert_eq!(of_text("a\r\nb\n"), of(b"a\nb\n"));
        assert_ne!(of_text("a\rb"), of_text("a\nb"));
    }
}
