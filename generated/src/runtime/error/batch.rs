//! A request of a batch without an answer.

use crate::runtime::request::Operation;
use std::fmt;

/// A request of a batch to which the API gave no answer, although it answered the batch.
///
/// It took too long, or its answer was left out because another request of the batch refers to it. Either way it may have
/// been carried out.
#[derive(Debug, PartialEq, Eq)]
pub struct BatchError {
    operation: &'static Operation,
}

impl BatchError {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self { operation }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: sent in a batch, but no answer", self.operation)
    }
}

impl std::error::Error for BatchError {}
