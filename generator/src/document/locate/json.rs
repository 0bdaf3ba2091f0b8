//! Scans JSON by its own rules: escapes and tabs that YAML reads differently are common in JSON files.

use super::Position;
use super::find::Walk;

/// Passes the places (byte offsets) in a JSON text to the finder; false if the text turns out not to be JSON.
pub(super) fn scan(text: &str, finder: &mut impl Walk<usize>) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if finder.is_complete() {
            return true;
        }
        match byte {
            b'{' | b'[' => finder.open(byte == b'{', at),
            b'}' | b']' => finder.close(),
            b'"' => {
                let end = end_of_string(bytes, at);
                finder.scalar(&unescape(text.get(at..end).unwrap_or_default()), at);
                at = end;
                continue;
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                finder.scalar("", at);
                at += bytes.iter().skip(at).take_while(|byte| is_bare(**byte)).count();
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
            _ => return false,
        }
        at += 1;
    }
    true
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unescape(quoted: &str) -> std::borrow::Cow<'_, str> {
    let inner = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(quoted);
    if inner.contains('\\') {
        serde_json::from_str::<String>(quoted).map_or(inner.into(), Into::into)
    } else {
        inner.into()
    }
}

/// Turns byte offsets into lines and columns in one pass over the text.
pub(super) fn positions(text: &str, offsets: &[Option<usize>]) -> Vec<Option<Position>> {
    let mut order: Vec<(usize, usize)> =
        offsets.iter().enumerate().filter_map(|(index, offset)| Some(((*offset)?, index))).collect();
    order.sort_unstable();
    let mut positions = vec![None; offsets.len()];
    let (mut line, mut column, mut done) = (1, 1, 0);
    for (offset, index) in order {
        for character in text.get(done..offset).unwrap_or_default().chars() {
            if character == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
        done = offset;
        if let Some(slot) = positions.get_mut(index) {
            *slot = Some((line, column));
        }
    }
    positions
}
