//! How a client goes about its calls.

use crate::runtime::protocol::Throttle;
use crate::runtime::retry::{Retry, RetryPolicy};
use crate::runtime::trace_context::TraceContext;
use std::sync::Arc;
use std::time::Duration;

/// How a client goes about its calls. A call may have settings of its own.
#[derive(Clone)]
pub(crate) struct Settings {
    /// For a call with all its attempts and the pauses between them.
    pub(crate) timeout: Duration,
    /// For one attempt.
    pub(crate) attempt_timeout: Duration,
    pub(crate) retry: Arc<dyn RetryPolicy>,
    pub(crate) throttle: Option<Arc<dyn Throttle>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(30),
            retry: Arc::new(Retry::standard()),
            throttle: None,
        }
    }
}

/// What is reported of calls.
#[derive(Clone, Default)]
pub(super) struct Tracing {
    /// Says where the next call belongs.
    pub(super) source: Option<Arc<dyn Fn() -> Option<TraceContext> + Send + Sync>>,
    /// Whether the texts of errors are reported.
    pub(super) tells_texts: bool,
}

impl Tracing {
    /// Where the next call belongs.
    pub(super) fn context(&self) -> Option<TraceContext> {
        self.source.as_ref().and_then(|source| source())
    }
}
