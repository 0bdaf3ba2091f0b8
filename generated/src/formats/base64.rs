//! Bytes that are base64 inside JSON, in either alphabet.

use super::ParseFormatError;
use crate::runtime::base64;
use crate::runtime::wire;
use bytes::Bytes;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Defines a type of bytes, what it is called where something else was found, and how its bytes are written.
macro_rules! encoded {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $alphabet:literal, $encode:expr) => {
        $(#[$doc])*
        ///
        /// Both alphabets are read, with and without padding. What was read is written as it was; two are equal if
        /// their bytes are.
        #[derive(Clone)]
        pub struct $name {
            bytes: Bytes,
            /// The text that was read, where it is not what the bytes are usually written as.
            text: Option<Box<str>>,
        }

        impl $name {
            #[doc = concat!("Bytes to be written with the ", $alphabet, " and with padding.")]
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

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self::new(bytes)
            }
        }

        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                Self::new(bytes)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::new(bytes.to_vec())
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.bytes
            }
        }

        impl FromStr for $name {
            type Err = ParseFormatError;

            /// Reads either alphabet, white space between the letters included.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let bytes = decode(text).ok_or(ParseFormatError::new($expected))?;
                let is_usual = $encode(&bytes) == text;
                Ok(Self { bytes: bytes.into(), text: (!is_usual).then(|| text.into()) })
            }
        }

        impl fmt::Display for $name {
            #[doc = concat!("Writes ", $expected, ", as it was read.")]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match &self.text {
                    Some(text) => f.write_str(text),
                    None => f.write_str(&$encode(&self.bytes)),
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} bytes)", stringify!($name), self.bytes.len())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.bytes == other.bytes
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.bytes.hash(state);
            }
        }

        wire::text!($name, $expected, |_: &Self| true);
    };
}

encoded! {
    /// Bytes that travel as base64 (RFC 4648, section 4).
    Base64, "base64", "usual alphabet", base64::encode
}

encoded! {
    /// Bytes that travel as base64 with the letters that a URL can hold (RFC 4648, section 5).
    ///
    /// Where an API leaves the padding out, [`unpadded`](Self::unpadded) does.
    Base64Url, "base64url", "alphabet for URLs", encode_for_url
}

impl Base64Url {
    /// Bytes to be written with the alphabet for URLs and without padding, as JSON Web Signatures have it (RFC 7515).
    pub fn unpadded(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let text = encode_for_url(&bytes).trim_end_matches('=').into();
        Self { bytes, text: Some(text) }
    }
}

/// Writes bytes with the letters that a URL can hold.
fn encode_for_url(bytes: &[u8]) -> String {
    base64::encode(bytes).replace('+', "-").replace('/', "_")
}

/// Reads either alphabet.
fn decode(text: &str) -> Option<Vec<u8>> {
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
    base64::decode(&usual).filter(|_| !is_cut)
}
