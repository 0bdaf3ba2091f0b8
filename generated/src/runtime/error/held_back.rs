//! A call that was not sent, since it would have had to wait for too long.

use super::{CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;
use std::time::Duration;

/// A call that was not sent: a limit of the API is near or was hit, and what slows calls down would have let this one
/// wait for longer than it may take. Nothing has left, so that a write can be sent again too.
///
/// ```
/// use meta_graph::Error;
///
/// /// The status that a web server answers with in its turn, and for how long.
/// fn answer(error: &Error) -> (u16, Option<u64>) {
///     match error {
///         Error::HeldBack(held_back) => (429, Some(held_back.retry_after().as_secs())),
///         error if error.is_rate_limit() => (429, error.retry_after().map(|wait| wait.as_secs())),
///         error if error.is_timeout() => (504, None),
///         _ => (502, None),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBackError {
    operation: &'static Operation,
    wait: Duration,
}

impl HeldBackError {
    pub(crate) fn new(operation: &'static Operation, wait: Duration) -> Self {
        Self { operation, wait }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// How long to wait before the next call.
    pub fn retry_after(&self) -> Duration {
        self.wait
    }
}

impl fmt::Display for HeldBackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, wait } = self;
        write!(f, "{operation}: not sent: a limit is near, and the next call may go in {wait:?}")
    }
}

impl std::error::Error for HeldBackError {}

impl CallError for HeldBackError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.operation)
    }

    fn recovery(&self) -> Recovery {
        Recovery::RetryLater
    }

    fn retry_after(&self) -> Option<Duration> {
        Some(self.wait)
    }
}
