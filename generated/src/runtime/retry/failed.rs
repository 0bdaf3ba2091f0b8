//! An attempt that failed.

use crate::runtime::error::{Error, Persistence, Recovery};
use crate::runtime::request::Operation;
use std::time::Duration;

/// An attempt that failed, as a [`RetryPolicy`](crate::RetryPolicy) sees it.
#[derive(Debug)]
pub struct Failed<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempt: u32,
    pub(crate) elapsed: Duration,
    pub(crate) error: &'a Error,
    /// Whether the request by itself, whatever happened to it, may be sent twice.
    pub(crate) is_repeatable: bool,
    /// Whether the server is still at work on an attempt before, which has the same key.
    pub(crate) is_underway: bool,
}

impl Failed<'_> {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt it was; the first is 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How long the call has taken so far, with all attempts and the pauses between them.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// What went wrong.
    pub fn error(&self) -> &Error {
        self.error
    }

    /// Whether sending the request again cannot do twice what it does: it is a read or a deletion (`GET`, `HEAD`,
    /// `OPTIONS`, `DELETE`), it has a key by which the server tells that it was carried out
    /// ([`Request::with_idempotency_header`](crate::Request::with_idempotency_header)), or it has never left.
    ///
    /// A deletion that happened although its answer was lost is answered by an error the second time, since the object
    /// is gone.
    pub fn is_safe_to_repeat(&self) -> bool {
        match self.error {
            Error::Transport(error) if !error.may_have_been_sent() => true,
            // Only the reading after the write failed.
            Error::Api(error) if error.recovery() == Recovery::ReadAgain => false,
            _ => self.is_repeatable,
        }
    }

    /// Whether the cause may be gone in a moment: there was no answer, the status says so (408, 425, 500, 502, 503 or
    /// 504), or the API does in a way of its own.
    ///
    /// So is 409 where an attempt before it had the same idempotency key: the server is still at work on that one, and
    /// gives its answer once it is done.
    ///
    /// A rate limit is not among them, see [`is_rate_limit`](Self::is_rate_limit), and neither is an answer that was
    /// too large.
    pub fn is_transient(&self) -> bool {
        match self.error {
            Error::Transport(error) => error.may_pass(),
            _ if self.is_underway => true,
            Error::Api(error) => error.persistence() == Persistence::Transient,
            _ => false,
        }
    }

    /// Whether the API refused the request because there were too many.
    #[doc(alias = "throttle")]
    pub fn is_rate_limit(&self) -> bool {
        self.error.is_rate_limit()
    }

    /// How long to wait at least, as the API says it (see [`Error::retry_after`](crate::Error::retry_after)).
    pub fn retry_after(&self) -> Option<Duration> {
        self.error.retry_after()
    }
}
