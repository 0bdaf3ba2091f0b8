//! What a caller sees of the attempts of a call, through `tracing`.
//!
//! Nothing of it holds a parameter, a URL or a body, since these may hold what must not be in a log. Without the
//! feature the functions are empty.

#[cfg(feature = "tracing")]
use crate::runtime::error::ApiError;
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Operation};
use std::time::Duration;

/// A request is about to be sent.
#[cfg(feature = "tracing")]
pub(crate) fn sending(operation: &'static Operation, attempt: u32) {
    tracing::debug!(
        operation = operation.name(),
        method = operation.method(),
        path = operation.documented_path(),
        version = operation.version(),
        attempt,
        "sending"
    );
}

/// A request has its answer, or has failed.
#[cfg(feature = "tracing")]
pub(crate) fn finished(
    operation: &'static Operation,
    attempt: u32,
    elapsed: Duration,
    outcome: Result<&Answer, &Error>,
) {
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let operation = operation.name();
    match outcome {
        Ok(answer) => {
            let (status, bytes) = (answer.received.status.as_u16(), answer.received.body.len());
            tracing::debug!(operation, attempt, elapsed_ms, status, bytes, "answered");
        }
        Err(error) => {
            let status = error.status().map(|status| status.as_u16());
            let code = error.as_api().and_then(ApiError::number);
            tracing::warn!(operation, attempt, elapsed_ms, status, code, error = %error, "failed");
        }
    }
}

/// A call waits before its next attempt, or because a limit is near.
#[cfg(feature = "tracing")]
pub(crate) fn waiting(operation: &'static Operation, attempt: u32, wait: Duration, reason: &'static str) {
    let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(operation = operation.name(), attempt, wait_ms, reason, "waiting");
}

/// A request is about to be sent.
#[cfg(not(feature = "tracing"))]
pub(crate) fn sending(_operation: &'static Operation, _attempt: u32) {}

/// A request has its answer, or has failed.
#[cfg(not(feature = "tracing"))]
pub(crate) fn finished(
    _operation: &'static Operation,
    _attempt: u32,
    _elapsed: Duration,
    _outcome: Result<&Answer, &Error>,
) {
}

/// A call waits before its next attempt, or because a limit is near.
#[cfg(not(feature = "tracing"))]
pub(crate) fn waiting(_operation: &'static Operation, _attempt: u32, _wait: Duration, _reason: &'static str) {
}
