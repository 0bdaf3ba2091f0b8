//! A file that is uploaded.

use crate::runtime::base64;
use crate::runtime::wire::{self, Decode, Encode, Mismatch, Mode, Value};
use bytes::Bytes;
use std::fmt;

/// A file: uploaded in a multipart body, or as base64 inside JSON.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

impl File {
    /// A file of this name, media type (`image/png`) and content.
    pub fn new(name: impl Into<String>, content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: name.into(), content_type: content_type.into(), bytes: bytes.into() }
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
}

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
            Mode::Request | Mode::Answer | Mode::Store => base64::encode(&self.bytes).into(),
        }
    }
}

impl Decode for File {
    fn decode(value: Value) -> wire::Result<Self> {
        let bytes = value.as_str().and_then(base64::decode);
        let bytes = bytes.ok_or_else(|| Mismatch::kind("a file in base64", &value))?;
        Ok(Self::new("", "application/octet-stream", bytes))
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }
}
