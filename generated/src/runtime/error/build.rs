//! A request, or a client, that cannot be built.

use super::{BuildErrorKind, CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;

/// A request, or a client, that cannot be built. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    operation: Option<&'static Operation>,
    kind: BuildErrorKind,
}

impl BuildError {
    pub(crate) fn new(operation: Option<&'static Operation>, kind: BuildErrorKind) -> Self {
        Self { operation, kind }
    }

    /// The operation of the request; `None` if it is the client that cannot be built.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// Why it cannot be built.
    pub fn kind(&self) -> &BuildErrorKind {
        &self.kind
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => write!(f, "{operation}: not sent: {}", self.kind),
            None => write!(f, "the client cannot be built: {}", self.kind),
        }
    }
}

impl std::error::Error for BuildError {}

impl CallError for BuildError {
    fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    fn recovery(&self) -> Recovery {
        Recovery::FixRequest
    }
}
