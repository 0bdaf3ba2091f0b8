//! Errors as the Graph API sends them.

use crate::graph::{ErrorCode, ErrorSubcode};
use crate::runtime::testing::Failure;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

/// The header in which the API says when a limit of a business use case ends.
const BUSINESS_USAGE: HeaderName = HeaderName::from_static("x-business-use-case-usage");

/// The code of the limit of a Page, which says when it ends
/// ([Rate Limits](https://developers.facebook.com/docs/graph-api/overview/rate-limiting)).
const PAGE_LIMIT: i64 = 80001;

/// ```
/// use meta_graph::{ErrorCode, ErrorSubcode};
/// use meta_graph::testing::Failure;
///
/// let expired = Failure::new(ErrorCode::new(190)).subcode(ErrorSubcode::TOKEN_EXPIRED).message("Session has expired");
/// ```
impl Failure {
    /// An error of this code, under the status 500 if it is 1 or 2, which stand for faults of the API, or else 400. The
    /// API uses others too: set the [`status`](Self::status) where it matters.
    pub fn new(code: ErrorCode) -> Self {
        let is_fault = matches!(code.get(), 1 | 2);
        let status = if is_fault { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::BAD_REQUEST };
        let failure = Self::of_status(status).json(json!({"error": {}}));
        let failure = failure.with("code", code.get()).with("type", "OAuthException");
        failure.with("fbtrace_id", "FakeTraceId").message(format!("A made-up error of code {code}"))
    }

    /// The error that there were too many calls to a Page, whose limit ends in so many minutes. The API says so in
    /// whole minutes, in a header.
    pub fn rate_limited(minutes: u32) -> Self {
        let failure = Self::new(ErrorCode::new(PAGE_LIMIT)).regain_minutes(minutes);
        failure.message("There have been too many calls to this Page account")
    }

    /// Sets the subcode.
    pub fn subcode(self, subcode: impl Into<ErrorSubcode>) -> Self {
        self.with("error_subcode", subcode.into().get())
    }

    /// Sets the message for developers.
    pub fn message(self, message: impl Into<String>) -> Self {
        self.with("message", message.into())
    }

    /// Sets the type, which is `OAuthException` unless set.
    pub fn error_type(self, error_type: impl Into<String>) -> Self {
        self.with("type", error_type.into())
    }

    /// Sets the title and the text for the person who uses the app.
    pub fn user_message(self, title: impl Into<String>, text: impl Into<String>) -> Self {
        self.with("error_user_title", title.into()).with("error_user_msg", text.into())
    }

    /// Says whether the error is transient; unless set, the API says nothing of it.
    pub fn transient(self, is_transient: bool) -> Self {
        self.with("is_transient", is_transient)
    }

    /// Sets what a write had answered before the read that was to follow it failed.
    pub fn original_response(self, answer: Value) -> Self {
        self.with("original_response", answer)
    }

    /// Sets in how many minutes the limit of a business use case ends, in the header of its usage, which is used up.
    pub fn regain_minutes(self, minutes: u32) -> Self {
        let usage = json!({"1": [{
            "type": "pages",
            "call_count": 100,
            "total_cputime": 0,
            "total_time": 0,
            "estimated_time_to_regain_access": minutes,
        }]});
        // JSON of numbers and plain letters is always a header value.
        match HeaderValue::from_str(&usage.to_string()) {
            Ok(value) => self.header(BUSINESS_USAGE, value),
            Err(_) => self,
        }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let body = self.body_mut();
        if !body.is_object() {
            *body = json!({});
        }
        body["error"][name] = value.into();
        self
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
