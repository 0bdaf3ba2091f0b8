//! `multipart/form-data` (RFC 7578).

use super::entry::Entry;
use super::file::File;
use super::style::text;
use crate::runtime::error::BuildErrorKind;
use bytes::Bytes;
use std::borrow::Cow;

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Value(Entry),
    File(Cow<'static, str>, File),
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
            Part::Value(entry) => written.push(value(entry)),
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

fn value(entry: &Entry) -> (String, Bytes) {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quote(&entry.name));
    if entry.value.is_object() || entry.value.is_array() {
        head.push_str("\r\nContent-Type: application/json");
    }
    (head, text(&entry.value).into())
}

fn upload(name: &str, file: &File) -> Result<(String, Bytes), BuildErrorKind> {
    if http::HeaderValue::from_str(&file.content_type).is_err() {
        return Err(BuildErrorKind::InvalidValue { name: name.to_owned() });
    }
    let head = format!(
        "Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}",
        quote(name),
        quote(&file.name),
        file.content_type
    );
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
