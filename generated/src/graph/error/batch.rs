//! A request of a batch without an answer.

use crate::runtime::error::{CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;

/// A request of a batch without an answer that could be read, although the API answered the batch. It may have
/// been carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchError {
    operation: &'static Operation,
    kind: BatchErrorKind,
}

/// Why a request of a batch has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchErrorKind {
    /// The API gave none (`null`): it took too long, or it was left out since another request of the batch refers to
    /// it.
    NotAnswered,
    /// What stands in its place is not an answer.
    Unreadable,
}

impl BatchError {
    pub(crate) fn new(operation: &'static Operation, kind: BatchErrorKind) -> Self {
        Self { operation, kind }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Why there is no answer.
    pub fn kind(&self) -> BatchErrorKind {
        self.kind
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.kind {
            BatchErrorKind::NotAnswered => "no answer",
            BatchErrorKind::Unreadable => "something else than an answer came back",
        };
        write!(f, "{}: sent in a batch, but {reason}", self.operation)
    }
}

impl std::error::Error for BatchError {}

impl CallError for BatchError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.operation)
    }

    fn recovery(&self) -> Recovery {
        match self.kind {
            BatchErrorKind::NotAnswered => Recovery::RetryLater,
            // The API and the specification disagree, which no request can fix.
            BatchErrorKind::Unreadable => Recovery::Report,
        }
    }
}
