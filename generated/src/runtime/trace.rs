//! What a caller sees of a call through `tracing`: a span, with an event for each attempt inside.
//!
//! Nothing of it holds a parameter, a URL or a body, and nothing that the server says, since these may hold what must
//! not be in a log: tokens, and the names and texts of people. Without the feature the functions do nothing.

use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Operation};
use crate::runtime::trace_context::TraceContext;
use std::future::Future;
use std::time::Duration;

/// Runs a call inside of its span, which has a number of its own.
#[cfg(feature = "tracing")]
pub(crate) fn inside<F: Future>(
    operation: &'static Operation,
    context: Option<TraceContext>,
    call: F,
) -> impl Future<Output = F::Output> {
    use std::sync::atomic::{AtomicU64, Ordering};
    use tracing::Instrument as _;

    static CALLS: AtomicU64 = AtomicU64::new(1);
    let span = tracing::info_span!(
        "call",
        call = CALLS.fetch_add(1, Ordering::Relaxed),
        operation = operation.name(),
        method = operation.method(),
        path = operation.documented_path(),
        version = operation.version(),
        trace_id = context.map(|context| context.trace_id()),
    );
    call.instrument(span)
}

/// A request is about to be sent.
#[cfg(feature = "tracing")]
pub(crate) fn sending(operation: &'static Operation, attempt: u32) {
    tracing::debug!(operation = operation.name(), attempt, "sending");
}

/// A request has its answer, or has failed.
#[cfg(feature = "tracing")]
pub(crate) fn finished(
    operation: &'static Operation,
    attempt: u32,
    elapsed: Duration,
    outcome: Result<&Answer, &Error>,
    tells_texts: bool,
) {
    use crate::runtime::error::ApiError;

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
            // What came back may quote anybody; what did not come back is reported by the HTTP client.
            let shown = (tells_texts || error.status().is_none()).then(|| error.to_string());
            tracing::warn!(operation, attempt, elapsed_ms, status, code, error = shown, "failed");
        }
    }
}

/// A call waits before its next attempt, or because a limit is near.
#[cfg(feature = "tracing")]
pub(crate) fn waiting(operation: &'static Operation, attempt: u32, wait: Duration, reason: &'static str) {
    let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(operation = operation.name(), attempt, wait_ms, reason, "waiting");
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(crate) fn inside<F: Future>(
    _operation: &'static Operation,
    _context: Option<TraceContext>,
    call: F,
) -> impl Future<Output = F::Output> {
    call
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
    _tells_texts: bool,
) {
}

/// A call waits before its next attempt, or because a limit is near.
#[cfg(not(feature = "tracing"))]
pub(crate) fn waiting(_operation: &'static Operation, _attempt: u32, _wait: Duration, _reason: &'static str) {
}
