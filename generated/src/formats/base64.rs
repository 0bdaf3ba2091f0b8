//! Bytes that are base64 inside JSON.

use super::ParseFormatError;
use crate::runtime::base64;
use crate::runtime::wire;
use bytes::Bytes;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Bytes that travel as base64 (RFC 4648).
///
/// Both alphabets are read, with and without padding. What was read is written as it was; two are equal if their bytes
/// are.
#[derive(Clone)]
pub struct Base64 {
    bytes: Bytes,
    /// The text that was read, where it is not what the bytes are usually written as.
    text: Option<Box<str>>,
}

const EXPECTED: &str = "base64";

impl Base64 {
    /// Bytes to be written with the usual alphabet and with padding.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), text: None }
    }

    /// The bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl FromStr for Base64 {
    type Err = ParseFormatError;

    /// Reads either alphabet, white space between the letters included.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let usual: String = text
            .chars()
            .filter(|letter| !letter.is_ascii_whitespace())
            .map(|letter| match letter {
                '-' => '+',
                '_' => '/',
                other => other,
            })
            .collect();
        // One letter alone holds no byte.
        let is_cut = usual.trim_end_matches('=').len() % 4 == 1;
        let bytes = base64::decode(&usual).filter(|_| !is_cut).ok_or(ParseFormatError::new(EXPECTED))?;
        let is_usual = base64::encode(&bytes) == text;
        Ok(Self { bytes: bytes.into(), text: (!is_usual).then(|| text.into()) })
    }
}

impl fmt::Display for Base64 {
    /// Writes base64, as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => f.write_str(&base64::encode(&self.bytes)),
        }
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.bytes.len())
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Base64 {}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

wire::text!(Base64, "base64", |_: &Self| true);
