//! An error of the API.

use super::{CallError, Persistence, Problem, Received, Recovery, Verdict};
use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt;
use std::time::Duration;

/// An error that the API answered with.
///
/// Every answer whose status does not mean success is one, even if its body is HTML or empty. An API may also answer
/// with an error under a status of 200.
#[derive(Clone)]
pub struct ApiError {
    pub(super) received: Received,
    verdict: Verdict,
    shown: Shown,
}

/// What `Display` writes of the texts of the server: without tokens.
#[derive(Clone)]
struct Shown {
    label: String,
    message: Option<String>,
    trace: Option<String>,
    path: Option<String>,
}

impl ApiError {
    pub(crate) fn new(received: Received, verdict: Verdict, hidden: &Credentials) -> Self {
        let shown = Shown {
            label: hidden.scrub(&verdict.label),
            message: verdict.message.as_deref().map(|message| hidden.scrub(message)),
            // It only looks like a token.
            trace: verdict.trace.as_deref().map(|trace| hidden.scrub_own(trace)),
            path: received.path.as_ref().map(|path| hidden.scrub_own(&path.0)),
        };
        Self { received, verdict, shown }
    }

    /// What can be done about it.
    ///
    /// Unless the API has codes of its own for its errors, it follows from the status.
    pub fn recovery(&self) -> Recovery {
        self.verdict.recovery
    }

    /// Whether what the request names does not exist, or is not visible to its caller: the status 404 or 410, unless
    /// the API has codes of its own for its errors.
    pub fn is_not_found(&self) -> bool {
        self.verdict.is_not_found
    }

    /// Whether the same request may succeed later.
    pub(crate) fn persistence(&self) -> Persistence {
        self.verdict.persistence
    }

    /// The number that the API has for the error.
    pub(crate) fn number(&self) -> Option<i64> {
        self.verdict.code
    }

    /// What the protocol of the API knows beyond this.
    pub(crate) fn details<T: 'static>(&self) -> Option<&T> {
        self.verdict.details.as_ref()?.downcast_ref()
    }

    /// The message for developers, as it was sent. It may repeat the token; `Display` shows it without.
    pub fn message(&self) -> Option<&str> {
        self.verdict.message.as_deref()
    }

    /// What the body says, if it is `application/problem+json` (RFC 9457).
    #[doc(alias = "problem+json")]
    pub fn problem(&self) -> Option<Problem> {
        Problem::read(&self.received)
    }

    /// How long to wait before the next call, as the server says it; `None` if it does not.
    ///
    /// It is what the header `Retry-After` says, in seconds or as a date, which is read against the `Date` of the same
    /// answer. It says nothing of whether sending again helps; [`recovery`](Self::recovery) does. The time is the
    /// server's word, without a bound: it may be hours.
    #[doc(alias = "backoff")]
    pub fn retry_after(&self) -> Option<Duration> {
        self.verdict.retry_after
    }

    /// The operation that failed.
    pub fn operation(&self) -> &'static Operation {
        self.received.operation
    }

    /// The status of the answer; it may be 200.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// The raw body of the answer. It may hold a token.
    pub fn body(&self) -> &Bytes {
        &self.received.body
    }

    /// Reads the body as a type of yours, for what has no accessor here.
    ///
    /// # Errors
    /// The error of `serde_json`, if the body is not JSON of this type.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.received.body)
    }
}

impl CallError for ApiError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.received.operation)
    }

    fn recovery(&self) -> Recovery {
        self.verdict.recovery
    }

    fn retry_after(&self) -> Option<Duration> {
        self.verdict.retry_after
    }

    fn received(&self) -> Option<&Received> {
        Some(&self.received)
    }
}

impl fmt::Display for ApiError {
    /// `pets::get (GET /pets/{id}): Not Found: no pet has this id [HTTP 404 of /v1/pets/12]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.received.operation, one_line(&self.shown.label))?;
        if let Some(message) = &self.shown.message {
            write!(f, ": {}", one_line(message))?;
        }
        if self.verdict.recovery == Recovery::ReadAgain {
            f.write_str(" (the write succeeded; the read after it failed)")?;
        }
        write!(f, " [HTTP {}", self.received.status.as_u16())?;
        if let Some(path) = &self.shown.path {
            write!(f, " of {}", one_line(path))?;
        }
        if let Some(trace) = &self.shown.trace {
            write!(f, ", trace {}", one_line(trace))?;
        }
        f.write_str("]")
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiError({self})")
    }
}

impl std::error::Error for ApiError {}

fn one_line(text: &str) -> OneLine<'_> {
    OneLine { text, longest: 500 }
}
