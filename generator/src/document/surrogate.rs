//! Escaped halves of surrogate pairs. JSON allows `\ud83d` alone, which its parser refuses, and YAML means to take all
//! of JSON, but its parsers refuse whole pairs too.

use std::borrow::Cow;
use std::ops::Range;

/// How many bytes an escape such as `\ud83d` has.
const ESCAPE: usize = 6;

/// The replacement character, as an escape of the same length.
const REPLACEMENT: &str = "\\ufffd";

/// A text with the characters that its halves mean, and where those stood that mean none.
pub(super) struct Repaired {
    pub(super) text: String,
    pub(super) alone: Vec<usize>,
}

/// The same text for who only looks where things are: each half is the replacement character.
pub(super) fn hide(text: &str) -> Cow<'_, str> {
    let mut hidden = Cow::Borrowed(text);
    for (at, _) in halves(text, 0..text.len()) {
        hidden.to_mut().replace_range(at..at + ESCAPE, REPLACEMENT);
    }
    hidden
}

/// Replaces each half that stands alone, in JSON or in the quoted parts of YAML, and the pairs of YAML by one escape;
/// `None` where there is none.
pub(super) fn repair(text: &str, quoted: Option<&[Range<usize>]>) -> Option<Repaired> {
    let whole = 0..text.len();
    let mut repaired = Repaired { text: String::new(), alone: Vec::new() };
    let mut done = 0;
    for range in quoted.unwrap_or(std::slice::from_ref(&whole)) {
        let mut found = halves(text, range.clone()).peekable();
        while let Some((at, first)) = found.next() {
            repaired.text.push_str(text.get(done..at)?);
            let second = found.peek().filter(|(next, _)| *next == at + ESCAPE);
            let pair = second.and_then(|(_, second)| char::decode_utf16([first, *second]).next()?.ok());
            done = at + ESCAPE;
            if let Some(pair) = pair {
                found.next();
                done += ESCAPE;
                match quoted {
                    Some(_) => repaired.text += &format!("\\U{:08x}", u32::from(pair)),
                    None => repaired.text.push_str(text.get(at..done)?),
                }
            } else {
                repaired.text += REPLACEMENT;
                repaired.alone.push(at);
            }
        }
    }
    repaired.text.push_str(text.get(done..)?);
    (done > 0).then_some(repaired)
}

/// The escaped halves in a part of a text, and where they stand.
fn halves(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, u16)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..range.end)?.find('\\')?;
            let code = text.get(start + 2..start + ESCAPE).filter(|_| text[start..].starts_with("\\u"));
            let code = code.and_then(|digits| u16::from_str_radix(digits, 16).ok());
            if let Some(half) = code.filter(|code| (0xd800..0xe000).contains(code)) {
                at = start + ESCAPE;
                return Some((start, half));
            }
            // What follows the backslash does not begin an escape.
            at = start + 1 + text.get(start + 1..)?.chars().next()?.len_utf8();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{hide, repair};

    #[test]
    fn only_halves_of_pairs_change() {
        for text in ["", "\\", "a\\", "\\u", "\\ud8", "\\u0041 \\\\ud83d \\uD7FF \\ue000", "é\\é\\u00e9"] {
            assert!(repair(text, None).is_none(), "{text}");
            assert_eq!(hide(text), text);
        }
        let repaired = |text, quoted| repair(text, quoted).map(|it| (it.text, it.alone));
        let text = r#"\ud83d\udc4d "\uD83D\uDC4D" \ud83d \udc4d\ud83d"#;
        let json = r#"\ud83d\udc4d "\uD83D\uDC4D" \ufffd \ufffd\ufffd"#;
        assert_eq!(repaired(text, None), Some((json.to_owned(), vec![28, 35, 41])));
        let yaml = r#"\ud83d\udc4d "\U0001f44d" \ud83d \udc4d\ud83d"#;
        assert_eq!(repaired(text, Some(std::slice::from_ref(&(13..27)))), Some((yaml.to_owned(), vec![])));
        assert_eq!(hide(r#""\ud83d\udc4d""#), r#""\ufffd\ufffd""#);
    }
}
