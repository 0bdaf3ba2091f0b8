//! Pages that cannot be followed.

use crate::runtime::error::{CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;

/// A list whose pages cannot be followed further. The items that were given before are good.
#[derive(Debug, PartialEq, Eq)]
pub struct PagingError {
    operation: &'static Operation,
    kind: PagingErrorKind,
}

/// Why the pages of a list cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingErrorKind {
    /// The API gave a cursor that it had given before: following it would never end.
    RepeatedCursor,
    /// The API says that there is another page but gives no cursor.
    MissingCursor,
}

impl PagingError {
    pub(crate) fn new(operation: &'static Operation, kind: PagingErrorKind) -> Self {
        Self { operation, kind }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Why.
    pub fn kind(&self) -> PagingErrorKind {
        self.kind
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.kind {
            PagingErrorKind::RepeatedCursor => "the API repeats a cursor",
            PagingErrorKind::MissingCursor => "there is another page but no cursor to it",
        };
        write!(f, "{}: {reason}", self.operation)
    }
}

impl std::error::Error for PagingError {}

impl CallError for PagingError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.operation)
    }

    /// The API and the specification disagree, which no request can fix.
    fn recovery(&self) -> Recovery {
        Recovery::Report
    }
}
