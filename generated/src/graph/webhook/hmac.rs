//! Signatures by HMAC-SHA256, compared in constant time.

use super::error::SignatureError;
use crate::graph::AppSecret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;

/// What stands before the digits.
const PREFIX: &str = "sha256=";

/// How many bytes a signature has.
const LENGTH: usize = 32;

/// The bytes of a signature in the header.
///
/// # Errors
/// There is none, it is of another hash, or it is not one.
pub(super) fn signature(header: Option<&[u8]>) -> Result<[u8; LENGTH], SignatureError> {
    let header = header.filter(|header| !header.is_empty()).ok_or(SignatureError::Missing)?;
    let text = std::str::from_utf8(header).map_err(|_| SignatureError::Malformed)?;
    let Some(digits) = text.strip_prefix(PREFIX) else {
        return Err(if text.contains('=') { SignatureError::OtherHash } else { SignatureError::Malformed });
    };
    let bytes = bytes(digits).ok_or(SignatureError::Malformed)?;
    bytes.try_into().map_err(|_| SignatureError::Malformed)
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(value(*high)? << 4 | value(*low)?),
            _ => None,
        })
        .collect()
}

/// Whether the signature of these bytes is this one. An empty secret is no secret, so it signs nothing.
pub(super) fn holds(secret: &AppSecret, bytes: &[u8], signature: &[u8]) -> bool {
    !secret.expose().is_empty() && mac(secret, bytes).is_some_and(|mac| mac.verify_slice(signature).is_ok())
}

/// The header with the signature of these bytes.
pub(super) fn header(secret: &AppSecret, bytes: &[u8]) -> String {
    let mut text = PREFIX.to_owned();
    for byte in mac(secret, bytes).into_iter().flat_map(|mac| mac.finalize().into_bytes()) {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub(super) fn are_equal(one: &str, other: &str) -> bool {
    let tag = |text: &str| Some(keyed(one.as_bytes(), text.as_bytes())?.finalize().into_bytes());
    tag(one).is_some_and(|tag| {
        keyed(one.as_bytes(), other.as_bytes()).is_some_and(|mac| mac.verify_slice(&tag).is_ok())
    })
}

fn mac(secret: &AppSecret, bytes: &[u8]) -> Option<Hmac<Sha256>> {
    keyed(secret.expose().as_bytes(), bytes)
}

/// A key of any length is one for this function, so there is always a result.
fn keyed(key: &[u8], bytes: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(bytes);
    Some(mac)
}
