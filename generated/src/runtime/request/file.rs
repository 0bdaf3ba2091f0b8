//! A file that is uploaded.

use super::encoding::Encoding;
use super::multipart::is_concrete;
use crate::runtime::base64;
use crate::runtime::wire::{self, Decode, Encode, Mismatch, Mode, Value};
use bytes::Bytes;
use std::borrow::Cow;
use std::fmt;

/// A file: a part of a multipart body, or a body of its own.
///
/// Where a form with files is sent or answered as JSON too, which holds no bytes, it is a text: the content as it is,
/// or in base64 if that is not UTF-8. Name and media type do not show there.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
    /// The further headers of its part.
    pub(super) headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

impl File {
    /// A file of this name, media type (`image/png`) and content.
    pub fn new(name: impl Into<String>, content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let (name, content_type) = (name.into(), content_type.into());
        Self { name, content_type, bytes: bytes.into(), headers: Vec::new() }
    }

    /// The same file with a header of its part in a multipart body, beside the name and the media type.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((Cow::Owned(name.into()), Cow::Owned(value.into())));
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The same file as a part; what it does not say of itself, the document does.
    pub(super) fn encoded(mut self, encoding: Option<&'static Encoding>) -> Self {
        let Some(encoding) = encoding else { return self };
        if let Some(own) =
            encoding.content_type.filter(|own| self.content_type.is_empty() && is_concrete(own))
        {
            self.content_type = own.to_owned();
        }
        for (name, value) in encoding.headers {
            if !self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                self.headers.push((Cow::Borrowed(name), Cow::Borrowed(value)));
            }
        }
        self
    }

    /// The file that a value of a multipart form stands for.
    pub(super) fn of_part(value: &Value) -> Option<Self> {
        let [name, content_type, bytes, headers @ ..] = value.get(MARK)?.as_array()?.as_slice() else {
            return None;
        };
        let mut file = Self::new(name.as_str()?, content_type.as_str()?, base64::decode(bytes.as_str()?)?);
        for pair in headers.chunks_exact(2) {
            file = file.header(pair.first()?.as_str()?, pair.get(1)?.as_str()?);
        }
        Some(file)
    }

    /// The content as JSON holds it: a text as it is, and what is no text in base64.
    fn text(&self) -> Value {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => text.into(),
            Err(_) => base64::encode(&self.bytes).into(),
        }
    }

    /// Writes the files inside a value as texts: only a part of its own is a file.
    pub(super) fn inline(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(Self::inline),
            _ => match (Self::of_part(value), value) {
                (Some(file), value) => *value = file.text(),
                (None, Value::Object(members)) => members.values_mut().for_each(Self::inline),
                _ => {}
            },
        }
    }

    /// The file inside a value of a multipart form.
    fn marked(&self) -> Value {
        let own = [self.name.clone(), self.content_type.clone(), base64::encode(&self.bytes)];
        let headers = self.headers.iter().flat_map(|(name, value)| [name.to_string(), value.to_string()]);
        let file: Vec<_> = own.into_iter().chain(headers).map(Value::from).collect();
        Value::Object([(MARK.to_owned(), Value::Array(file))].into_iter().collect())
    }
}

/// The only key of the object that a file is inside a value of a multipart form; no document has such a key.
const MARK: &str = "\0file";

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {}, {} bytes)", self.name, self.content_type, self.bytes.len())
    }
}

impl From<File> for Bytes {
    /// The content, where a body is nothing but a file.
    fn from(file: File) -> Self {
        file.bytes
    }
}

impl Encode for File {
    fn encode(&self, mode: Mode) -> Value {
        match mode {
            Mode::Debug => format!("{self:?}").into(),
            Mode::Multipart | Mode::Store => self.marked(),
            Mode::Request | Mode::Answer => self.text(),
        }
    }
}

impl Decode for File {
    fn decode(value: Value) -> wire::Result<Self> {
        if let Some(stored) = Self::of_part(&value) {
            return Ok(stored);
        }
        match value {
            Value::String(text) => Ok(Self::new("", "application/octet-stream", text)),
            other => Err(Mismatch::kind("a file as a text", &other)),
        }
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }
}
