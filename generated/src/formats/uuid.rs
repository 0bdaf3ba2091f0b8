//! UUIDs.

use super::ParseFormatError;
use crate::runtime::wire;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A UUID (RFC 9562): 128 bits, written as `67e55044-10b1-426f-9247-bb680e5fe0c8`.
///
/// It is read with and without hyphens, in small and in capital letters, and written as it was read; two are equal if
/// their bits are. [`from_bytes`](Self::from_bytes) and [`into_bytes`](Self::into_bytes) convert from and to those of
/// other crates.
///
/// Where an answer must hold a UUID and holds an empty text, all its bits are 0.
#[derive(Clone, Copy)]
pub struct Uuid {
    bytes: [u8; 16],
    /// Which of the 32 digits are capital letters: a bit each, that of the first digit the highest.
    capitals: u32,
    form: Form,
}

/// How a UUID is written.
#[derive(Clone, Copy)]
enum Form {
    Hyphens,
    Simple,
    /// As an empty text.
    Nothing,
}

const EXPECTED: &str = "a UUID";

impl Uuid {
    /// The UUID of these bytes, the first one first in the text.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, capitals: 0, form: Form::Hyphens }
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// The bytes.
    pub const fn into_bytes(self) -> [u8; 16] {
        self.bytes
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<u128> for Uuid {
    fn from(bits: u128) -> Self {
        Self::from_bytes(bits.to_be_bytes())
    }
}

impl From<Uuid> for u128 {
    fn from(uuid: Uuid) -> Self {
        Self::from_be_bytes(uuid.bytes)
    }
}

impl FromStr for Uuid {
    type Err = ParseFormatError;

    /// Reads 32 hexadecimal digits, with the four hyphens or without any.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or(ParseFormatError::new(EXPECTED))
    }
}

/// Where the hyphens stand.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

fn parse(text: &str) -> Option<Uuid> {
    let is_simple = text.len() == 32;
    if !is_simple && text.len() != 36 {
        return None;
    }
    let (mut bits, mut capitals, mut digits) = (0_u128, 0_u32, 0);
    for (at, letter) in text.chars().enumerate() {
        if !is_simple && HYPHENS.contains(&at) {
            if letter != '-' {
                return None;
            }
            continue;
        }
        bits = bits << 4 | u128::from(letter.to_digit(16)?);
        capitals = capitals << 1 | u32::from(letter.is_ascii_uppercase());
        digits += 1;
    }
    let form = if is_simple { Form::Simple } else { Form::Hyphens };
    (digits == 32).then(|| Uuid { bytes: bits.to_be_bytes(), capitals, form })
}

impl fmt::Display for Uuid {
    /// Writes it in the form in which it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.form, Form::Nothing) {
            return Ok(());
        }
        for (at, byte) in self.bytes.iter().enumerate() {
            if matches!(self.form, Form::Hyphens) && matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            for (digit, place) in [(byte >> 4, 2 * at), (byte & 15, 2 * at + 1)] {
                if self.capitals >> (31 - place) & 1 == 1 {
                    write!(f, "{digit:X}")?;
                } else {
                    write!(f, "{digit:x}")?;
                }
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

wire::text!(Uuid, "a UUID", |_: &Self| true, |text: &str| {
    text.is_empty().then(|| Self { form: Form::Nothing, ..Self::from_bytes([0; 16]) })
});
