//! Formats of text that have a type of their own: dates, times of the day, durations, UUIDs and base64.
//!
//! They are small and of our own, so that nothing of another crate stands in the public interface. A value that was
//! read is written as it was; one that is not of its format is an error that says where it stands.
//!
//! A crate has this module where a type of its documents has such a format.

mod base64;
mod date;
mod duration;
mod time;
mod uuid;

pub use self::uuid::Uuid;
pub use base64::{Base64, Base64Url};
pub use date::Date;
pub use duration::IsoDuration;
pub use time::TimeOfDay;

use std::error::Error;
use std::fmt;

/// A text that is not of the format of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFormatError {
    expected: &'static str,
}

impl ParseFormatError {
    const fn new(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl fmt::Display for ParseFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.expected)
    }
}

impl Error for ParseFormatError {}

#[cfg(test)]
mod tests;
