//! Pages that cannot be followed.

use crate::runtime::error::{CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;

/// A list whose pages cannot be followed further. The items that were given before are good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingError {
    operation: &'static Operation,
    kind: PagingErrorKind,
}

/// Why the pages of a list cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingErrorKind {
    /// The API gave a cursor, or another place, that it had given before: following it would never end.
    RepeatedCursor,
    /// The API says that there is another page, but names neither a cursor nor any other place of it.
    MissingCursor,
    /// So many pages in a row had nothing in them as a stream takes: see
    /// [`Items::max_empty_pages`](crate::Items::max_empty_pages). The stream can go on.
    EmptyPages,
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
            PagingErrorKind::EmptyPages => "too many pages in a row had nothing in them",
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
