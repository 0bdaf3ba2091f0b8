//! The code of an error of the API.

use std::fmt;

/// The code of an error of the API.
///
/// The documented codes are constants, as the statuses are in [`http::StatusCode`]; a code that is not among them is as
/// good. Codes are wider than 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorCode(i64);

impl ErrorCode {
    /// Stands for the code of an error that came without one, such as a page of HTML.
    pub const ABSENT: Self = Self(0);

    /// The code with this number.
    pub const fn new(code: i64) -> Self {
        Self(code)
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether it is the limit of a business use case, which have a block of codes for themselves.
    pub(crate) const fn is_of_business(self) -> bool {
        matches!(self.0, 80_000..=80_014)
    }
}

impl From<i64> for ErrorCode {
    fn from(code: i64) -> Self {
        Self(code)
    }
}

/// As the number.
impl serde::Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
