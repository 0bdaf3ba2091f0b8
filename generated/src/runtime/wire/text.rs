//! From the text of a body to a value, and what is lost on the way.
//!
//! JSON has more numbers and more texts than Rust: integers beyond 64 bits are rounded, and half of a surrogate pair in
//! an escape (`\ud83d`), which a server leaves that cuts a text in the middle, becomes U+FFFD.

use super::drift::{Found, UnknownPart};
use super::parse::{self, MEMORY, ParseError};
use super::{Layout, Mismatch, Path, Value};
use std::borrow::Cow;

/// The fewest digits of an integer beyond 64 bits.
const LONG: usize = 20;

/// How many bytes an escape such as `\ud83d` has.
const ESCAPE: usize = 6;

/// The value that a text is, as far as the layout reads it, which takes so many bytes of memory at most.
///
/// # Errors
/// The text is not JSON, or its values would take more memory.
pub(crate) fn parse(text: &[u8], layout: Layout, memory: usize) -> Result<Value, ParseError> {
    parse::parse(text, layout, memory).or_else(|error| {
        let ParseError::Syntax(_) = error else { return Err(error) };
        let mut repaired = Cow::Borrowed(text);
        for at in halves(text) {
            if let Some(half) = repaired.to_mut().get_mut(at..at + ESCAPE) {
                half.copy_from_slice(b"\\ufffd");
            }
        }
        if matches!(repaired, Cow::Borrowed(_)) {
            Err(error)
        } else {
            parse::parse(&repaired, layout, memory)
        }
    })
}

/// The value that a text is which a caller has at hand, which takes the usual memory at most.
///
/// # Errors
/// As of [`parse`], as an error of JSON.
pub(crate) fn value(text: &[u8], layout: Layout) -> serde_json::Result<Value> {
    parse(text, layout, MEMORY).map_err(|error| match error {
        ParseError::Syntax(error) => error,
        ParseError::TooLarge => serde::de::Error::custom(Mismatch::too_large(MEMORY)),
    })
}

/// What a value lost that was read from this text.
pub(crate) fn losses(text: &[u8]) -> Vec<Found> {
    if !has_long_number(text) && halves(text).is_empty() {
        return Vec::new();
    }
    let mut walk = Walk { text, at: 0, open: Vec::new(), found: Vec::new() };
    while walk.step().is_some() {}
    walk.found
}

/// Whether so many digits follow each other, anywhere.
fn has_long_number(text: &[u8]) -> bool {
    let mut end = LONG;
    while let Some(last) = text.get(end.saturating_sub(LONG)..end) {
        match last.iter().rev().position(|byte| !byte.is_ascii_digit()) {
            None => return true,
            Some(digits) => end += LONG - digits,
        }
    }
    false
}

/// Where halves of surrogate pairs stand that have no other half.
fn halves(text: &[u8]) -> Vec<usize> {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += found;
        match (surrogate(text, at), surrogate(text, at + ESCAPE)) {
            (Some(..0xdc00), Some(0xdc00..)) => at += 2 * ESCAPE,
            (Some(_), _) => {
                halves.push(at);
                at += ESCAPE;
            }
            (None, _) => at += 2,
        }
    }
    halves
}

/// The surrogate that is escaped at a place.
fn surrogate(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    let code = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    (0xd800..0xe000).contains(&code).then_some(code)
}

/// A walk over a text that is JSON.
struct Walk<'t> {
    text: &'t [u8],
    at: usize,
    /// The place in each object and list around: a key, or the number of an item.
    open: Vec<Result<String, usize>>,
    found: Vec<Found>,
}

impl Walk<'_> {
    /// Goes over one token.
    fn step(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let length = match rest.first()? {
            b'{' => {
                self.open.push(Ok(String::new()));
                1
            }
            b'[' => {
                self.open.push(Err(0));
                1
            }
            b'}' | b']' => {
                self.open.pop();
                1
            }
            b',' => {
                if let Some(Err(index)) = self.open.last_mut() {
                    *index += 1;
                }
                1
            }
            b'"' => {
                let text = rest.get(..length_of_text(rest))?;
                let is_key = rest.get(text.len()..)?.trim_ascii_start().starts_with(b":");
                if !halves(text).is_empty() {
                    self.note(UnknownPart::OtherForm("a text of whole characters"));
                }
                if let (true, Some(key @ Ok(_))) = (is_key, self.open.last_mut()) {
                    *key = Ok(parse(text, Layout::Any, MEMORY).ok()?.as_str()?.to_owned());
                }
                text.len()
            }
            b'-' | b'0'..=b'9' => {
                let is_number = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                let length = rest.iter().position(|byte| !is_number(byte)).unwrap_or(rest.len());
                if rest.get(..length).is_some_and(is_rounded) {
                    self.note(UnknownPart::Rounded);
                }
                length
            }
            _ => 1,
        };
        self.at += length;
        Some(())
    }

    fn note(&mut self, part: UnknownPart) {
        let mut path = Path::default();
        for place in self.open.iter().rev() {
            match place {
                // Without types nobody knows which keys are those of maps, but ids have digits.
                Ok(key) if key.contains(|letter: char| !letter.is_alphabetic() && letter != '_') => {
                    path.push_entry(key.clone());
                }
                Ok(key) => path.push_key(key.clone()),
                Err(index) => path.push_index(*index),
            }
        }
        self.found.push(Found { path, part, near: None });
    }
}

/// How long the text in quotes is that a text begins with.
fn length_of_text(text: &[u8]) -> usize {
    let mut at = 1;
    loop {
        match text.get(at) {
            Some(b'"') | None => return (at + 1).min(text.len()),
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Whether an integer is beyond 64 bits and not a number that a float holds.
fn is_rounded(number: &[u8]) -> bool {
    let digits = number.strip_prefix(b"-").unwrap_or(number);
    let Ok(text) = std::str::from_utf8(number) else { return false };
    digits.len() >= LONG
        && digits.iter().all(u8::is_ascii_digit)
        && text.parse::<i64>().is_err()
        && text.parse::<u64>().is_err()
        && text.parse::<f64>().is_ok_and(|read| format!("{read:.0}") != text)
}

#[cfg(test)]
mod tests {
    use super::{Layout, MEMORY, losses, parse};
    use crate::runtime::wire::drift::UnknownPart;
    use serde_json::json;

    fn lost(text: &str) -> Vec<(String, bool)> {
        let found = losses(text.as_bytes()).into_iter();
        found.map(|found| (found.path.text(), found.part == UnknownPart::Rounded)).collect()
    }

    #[test]
    fn an_integer_beyond_64_bits_is_noted_where_it_was_rounded() {
        let text = r#"{"a": [1, {"b": 18446744073709551616, "c": 18446744073709551617}], "d": "18446744073709551617"}"#;
        assert_eq!(lost(text), [("a[1].c".to_owned(), true)]);
        assert_eq!(lost("-123456789012345678901"), [(String::new(), true)]);
        for exact in
            ["18446744073709551615", "-9223372036854775808", "1.23456789012345678901", "[1e30, 12]", "{}"]
        {
            assert_eq!(lost(exact), [], "{exact}");
        }
    }

    #[test]
    fn half_a_character_does_not_cost_the_body() {
        let text = r#"{"a": ["\ud83d\ude00", "cut \ud83d"], "\\ud83d": "\ude00\ud83d", "k\ud83d": 1}"#;
        let expected = json!({"a": ["😀", "cut \u{fffd}"], "\\ud83d": "\u{fffd}\u{fffd}", "k\u{fffd}": 1});
        assert_eq!(parse(text.as_bytes(), Layout::Any, MEMORY).unwrap(), expected);
        let places: Vec<_> = lost(text).into_iter().map(|(path, _)| path).collect();
        assert_eq!(places[..2], ["a[1]", r#"["\\ud83d"]"#]);
        for broken in [r#"{"a": "\ud83d""#, r#"{"a": \ud83d}"#, "", r#""\ud8"#] {
            assert!(parse(broken.as_bytes(), Layout::Any, MEMORY).is_err(), "{broken}");
        }
    }
}
