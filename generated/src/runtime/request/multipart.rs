//! `multipart/form-data` (RFC 7578).

use super::encoding::Encoding;
use super::entry::Entry;
use super::file::File;
use super::query;
use super::style::{Style, text_in};
use crate::runtime::error::BuildErrorKind;
use bytes::Bytes;
use std::borrow::Cow;

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A value, and what the document says of it.
    Value(Entry, Option<&'static Encoding>),
    File(Cow<'static, str>, File),
}

impl Part {
    /// A part that is a file; what the file does not say of itself, the document does.
    pub(super) fn file(name: Cow<'static, str>, file: File, encoding: Option<&'static Encoding>) -> Self {
        Self::File(name, file.encoded(encoding))
    }

    /// A part that is a value or, where the value holds nothing else, a file.
    fn new(mut entry: Entry, encoding: Option<&'static Encoding>) -> Self {
        match File::of_part(&entry.value) {
            Some(file) => Self::file(entry.name, file, encoding),
            None => {
                File::inline(&mut entry.value);
                Self::Value(entry, encoding)
            }
        }
    }

    /// The name of the property that it belongs to.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Value(entry, _) => &entry.name,
            Self::File(name, _) => name,
        }
    }

    /// The media type of a value, where it has to be said: JSON for what is nested, unless the document gives one.
    pub(super) fn content_type(entry: &Entry, encoding: Option<&'static Encoding>) -> Option<&'static str> {
        let is_nested = entry.value.is_object() || entry.value.is_array();
        let own = encoding.and_then(|encoding| encoding.content_type).filter(|own| is_concrete(own));
        own.or(is_nested.then_some("application/json"))
    }
}

/// Whether it is one media type, not a range or a list of them.
pub(super) fn is_concrete(media_type: &str) -> bool {
    !media_type.is_empty() && !media_type.contains(['*', ','])
}

/// The parts that a property becomes: one, or one for each item of a list or each pair of its style.
pub(super) fn parts(entry: Entry, encoding: Option<&'static Encoding>) -> Vec<Part> {
    let how = entry.how;
    match how.style {
        Style::Plain | Style::Json => vec![Part::new(entry, encoding)],
        Style::Items | Style::Form if how.explode && entry.value.is_array() => {
            let items = entry.items().into_iter().filter(|item| !item.value.is_null());
            items.map(|item| Part::new(item, encoding)).collect()
        }
        Style::Items => vec![Part::new(entry, encoding)],
        _ if File::of_part(&entry.value).is_some() => vec![Part::new(entry, encoding)],
        _ => {
            let pairs = query::pairs(&entry, str::to_owned).into_iter();
            pairs.map(|(name, text)| Part::new(entry.pair(name, text), encoding)).collect()
        }
    }
}

/// Writes the parts; gives the content type and the body.
///
/// The boundary follows from the content, so that equal requests are equal bytes.
///
/// # Errors
/// A [`BuildErrorKind`] if the media type of a file is not one.
pub(super) fn write(parts: &[Part]) -> Result<(String, Bytes), BuildErrorKind> {
    let mut written = Vec::new();
    for part in parts {
        match part {
            Part::Value(entry, encoding) => written.push(value(entry, *encoding)?),
            Part::File(name, file) => written.push(upload(name, file)?),
        }
    }
    let boundary = boundary(&written);
    let mut body = Vec::new();
    for (head, content) in &written {
        body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={boundary}"), body.into()))
}

fn value(entry: &Entry, encoding: Option<&'static Encoding>) -> Result<(String, Bytes), BuildErrorKind> {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quote(&entry.name));
    if let Some(content_type) = Part::content_type(entry, encoding) {
        head.push_str(&header(&entry.name, "Content-Type", content_type)?);
    }
    for (name, value) in encoding.map(|encoding| encoding.headers).unwrap_or_default() {
        head.push_str(&header(&entry.name, name, value)?);
    }
    Ok((head, text_in(&entry.value, entry.how.style).into()))
}

/// A line of the head of a part.
fn header(part: &str, name: &str, value: &str) -> Result<String, BuildErrorKind> {
    let is_name = http::HeaderName::from_bytes(name.as_bytes()).is_ok();
    if is_name && http::HeaderValue::from_str(value).is_ok() {
        Ok(format!("\r\n{name}: {value}"))
    } else {
        Err(BuildErrorKind::InvalidValue { name: part.to_owned() })
    }
}

fn upload(name: &str, file: &File) -> Result<(String, Bytes), BuildErrorKind> {
    let mut head = format!(
        "Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"",
        quote(name),
        quote(&file.name)
    );
    head.push_str(&header(name, "Content-Type", &file.content_type)?);
    for (header_name, value) in &file.headers {
        head.push_str(&header(name, header_name, value)?);
    }
    Ok((head, file.bytes.clone()))
}

/// Escapes as browsers do (the form algorithm of the HTML standard), so that no name can end its header.
fn quote(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that does not occur in the parts.
fn boundary(parts: &[(String, Bytes)]) -> String {
    let mut hash =
        parts.iter().fold(FNV_OFFSET, |hash, (head, content)| fnv(fnv(hash, head.as_bytes()), content));
    loop {
        let boundary = format!("boundary-{hash:016x}");
        if !parts.iter().any(|(_, content)| contains(content, boundary.as_bytes())) {
            return boundary;
        }
        hash = fnv(hash, b"again");
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}
