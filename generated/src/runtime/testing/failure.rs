//! Errors as an API sends them.

use super::outcome::Plain;
use http::header::{CONTENT_TYPE, IntoHeaderName, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;
use std::time::Duration;

/// An error as the API sends it. A status alone turns into one.
///
/// ```
/// use http::StatusCode;
/// use meta_graph::testing::Failure;
/// use serde_json::json;
///
/// let gone = Failure::of_status(StatusCode::GONE).problem(json!({"detail": "It was sold."}));
/// ```
#[derive(Clone, Debug)]
#[must_use = "it does nothing until it is given to `fail`"]
pub struct Failure {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Failure {
    /// An error of this status without a body.
    pub fn of_status(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Value::Null }
    }

    /// Sets the status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets the body.
    pub fn json(mut self, body: Value) -> Self {
        self.body = body;
        self.header(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"))
    }

    /// Sets the body to this object of RFC 9457.
    pub fn problem(self, body: Value) -> Self {
        self.json(body).header(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))
    }

    /// Sets the header `Retry-After`, in whole seconds.
    pub fn retry_after(self, wait: Duration) -> Self {
        self.header(RETRY_AFTER, HeaderValue::from(wait.as_secs()))
    }

    /// Sets a header.
    pub fn header(mut self, name: impl IntoHeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The body, to be changed.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn body_mut(&mut self) -> &mut Value {
        &mut self.body
    }

    /// The answer that carries it.
    pub(super) fn into_answer(self) -> Plain {
        let body = if self.body.is_null() { String::new() } else { self.body.to_string() };
        Plain { status: self.status, headers: self.headers, body: body.into() }
    }
}

impl From<StatusCode> for Failure {
    fn from(status: StatusCode) -> Self {
        Self::of_status(status)
    }
}
