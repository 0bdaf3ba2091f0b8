//! Texts in the charset that their content type names.

use super::Media;
use crate::runtime::error::Received;
use crate::runtime::wire::{Mismatch, Value};

/// The names of UTF-8, and of ASCII, which it holds.
const UTF_8: [&str; 4] = ["utf-8", "utf8", "us-ascii", "ascii"];

/// The names of Windows-1252 and of Latin-1, which every browser reads as Windows-1252 (the Encoding standard).
const WINDOWS_1252: [&str; 5] = ["windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1"];

/// What Windows-1252 has from 0x80 to 0x9f; elsewhere its codes are those of Unicode.
const FROM_0X80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Received {
    /// The body as text. A JSON string is what stands in it, where the answer says that it is JSON.
    ///
    /// # Errors
    /// A [`Mismatch`] if the body is not text in its charset, or if the charset is not known here.
    pub(crate) fn text(&self) -> Result<String, Mismatch> {
        let charset = self.charset().unwrap_or_default();
        let is_one_of = |names: &[&str]| names.iter().any(|name| charset.eq_ignore_ascii_case(name));
        if is_one_of(&WINDOWS_1252) {
            return Ok(self.body.iter().copied().map(windows_1252).collect());
        }
        if !charset.is_empty() && !is_one_of(&UTF_8) {
            return Err(Mismatch::new("a text in UTF-8 or Latin-1", format!("the charset {charset}")));
        }
        let text = String::from_utf8(self.body.to_vec())
            .map_err(|_| Mismatch::new("a text in UTF-8", "bytes that are not UTF-8"))?;
        let is_json = self.media_type().is_some_and(|media_type| Media::of(media_type) == Media::Json);
        match serde_json::from_str(&text) {
            Ok(Value::String(inner)) if is_json => Ok(inner),
            _ => Ok(text),
        }
    }

    /// The charset that the content type names.
    fn charset(&self) -> Option<&str> {
        let content_type = self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
        let mut parameters =
            content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
        Some(charset.trim().trim_matches(['"', '\'']))
    }
}

fn windows_1252(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(0x80);
    place.and_then(|place| FROM_0X80.get(place)).copied().unwrap_or(char::from(byte))
}
