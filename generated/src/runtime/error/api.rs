//! An error of the API.

use super::{Envelope, ErrorCode, ErrorKind, Received, Recovery};
use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use crate::runtime::usage::{Usage, headers};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt;
use std::time::Duration;

/// An error that the API answered with.
///
/// Every answer whose status is no success is one, even if its body is HTML or empty, and so is a body with an error
/// under a status of 200. An answer of `success: false` to a write is one too: see [`is_refusal`](Self::is_refusal).
pub struct ApiError {
    pub(super) received: Received,
    envelope: Envelope,
    shown: Shown,
}

/// What `Display` writes of the texts of the server: without tokens.
struct Shown {
    message: Option<String>,
    error_type: Option<String>,
    trace_id: Option<String>,
    content_type: String,
}

impl ApiError {
    pub(crate) fn new(received: Received, envelope: Envelope, hidden: &Credentials) -> Self {
        let trace_id = envelope.trace_id.as_deref().or_else(|| headers::trace_id(&received.headers));
        let shown = Shown {
            message: envelope.message.as_deref().map(|message| hidden.scrub(message)),
            error_type: envelope.error_type.as_deref().map(|error_type| hidden.scrub(error_type)),
            trace_id: trace_id.map(|trace_id| hidden.scrub_own(trace_id)),
            content_type: hidden.scrub_own(received.content_type()),
        };
        Self { received, envelope, shown }
    }

    /// The code; [`ErrorCode::ABSENT`] if the body holds none.
    pub fn code(&self) -> ErrorCode {
        self.envelope.code.map_or(ErrorCode::ABSENT, ErrorCode::new)
    }

    /// The code that tells more than [`code`](Self::code).
    pub fn subcode(&self) -> Option<i64> {
        self.envelope.subcode
    }

    /// What kind of error this is: by its code, never by its type or the HTTP status.
    ///
    /// Where the API says whether the error is transient, that wins, but a rate limit stays one.
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::of(&self.envelope)
    }

    /// What can be done about it.
    ///
    /// It follows from the code as [`kind`](Self::kind) does. Only where there is none does the status tell: whatever answered
    /// in the place of the API, with 429, 500, 502, 503 or 504, may be gone later.
    pub fn recovery(&self) -> Recovery {
        match Recovery::of(&self.envelope) {
            Recovery::Report if self.is_of_a_gateway() || self.is_of_a_throttle() => Recovery::RetryLater,
            recovery => recovery,
        }
    }

    /// Whether a server before the API answered in its place, since it failed or could not reach it.
    pub(crate) fn is_of_a_gateway(&self) -> bool {
        self.is_without_word_of_the_api() && matches!(self.status().as_u16(), 500 | 502 | 503 | 504)
    }

    /// Whether there were too many requests, whoever says so.
    pub(crate) fn is_rate_limit(&self) -> bool {
        self.kind() == ErrorKind::RateLimit || self.is_of_a_throttle()
    }

    /// Whether a server before the API answered in its place, since there were too many requests.
    fn is_of_a_throttle(&self) -> bool {
        self.is_without_word_of_the_api() && self.status() == StatusCode::TOO_MANY_REQUESTS
    }

    fn is_without_word_of_the_api(&self) -> bool {
        self.envelope.code.is_none() && self.envelope.is_transient != Some(false)
    }

    /// The message for developers, as it was sent. It may repeat the token; `Display` shows it without.
    pub fn message(&self) -> Option<&str> {
        self.envelope.message.as_deref()
    }

    /// The type, such as `OAuthException`. It says little: rate limits are an `OAuthException` too.
    pub fn error_type(&self) -> Option<&str> {
        self.envelope.error_type.as_deref()
    }

    /// The title of a dialog for the person who uses the app, in that person's language.
    pub fn user_title(&self) -> Option<&str> {
        self.envelope.user_title.as_deref()
    }

    /// The text of a dialog for the person who uses the app, in that person's language.
    pub fn user_message(&self) -> Option<&str> {
        self.envelope.user_message.as_deref()
    }

    /// The id by which Meta finds the call again (`fbtrace_id`, or the header
    /// `x-fb-trace-id`).
    pub fn trace_id(&self) -> Option<&str> {
        self.envelope.trace_id.as_deref().or_else(|| headers::trace_id(&self.received.headers))
    }

    /// The version of the API that answered, if it is another than the one that was asked for: then that one has ended.
    pub fn other_version(&self) -> Option<&str> {
        headers::other_version(&self.received.headers, self.received.operation)
    }

    /// The id that Meta gave the request (header `x-fb-request-id`), for a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.received.headers)
    }

    /// The version of the API that answered, such as `v25.0` (header `facebook-api-version`).
    ///
    /// It is another than the one that was asked for once that one has ended.
    pub fn api_version(&self) -> Option<&str> {
        headers::api_version(&self.received.headers)
    }

    /// How much of its limits the caller has used, as the headers tell it.
    pub fn usage(&self) -> Usage {
        Usage::read(&self.received.headers)
    }

    /// How long to wait before the next call, as the server says it; `None` if it does not.
    ///
    /// It is the longer of the seconds of `Retry-After`, which Meta does not document, and of
    /// [`Usage::regain_access`]. It says nothing of whether sending again helps; [`recovery`](Self::recovery) does. The
    /// time is the server's word, without a bound: it may be hours.
    pub fn retry_after(&self) -> Option<Duration> {
        headers::retry_after(&self.received.headers).max(self.usage().regain_access())
    }

    /// Whether the same call may succeed later: as the API says, and where it does not, for the codes 1 and 2.
    ///
    /// It may have done its work all the same: see [`write_succeeded`](Self::write_succeeded).
    pub fn is_transient(&self) -> bool {
        self.envelope.is_transient.unwrap_or(matches!(self.envelope.code, Some(1 | 2)))
    }

    /// What the API adds for some codes, such as the parameters that are to blame.
    ///
    /// It comes as an object or as a JSON text in a string; this gives the object in both cases.
    pub fn error_data(&self) -> Option<&serde_json::Value> {
        self.envelope.data.as_ref()
    }

    /// Whether the API answered a write with `success: false`, or with a bare `false`, and with no error of its own.
    ///
    /// Meta does not document when it does so. Its Python SDK takes it for a failure, and so does this crate, whatever
    /// the status. There is no code, and rarely a message.
    pub fn is_refusal(&self) -> bool {
        self.envelope.is_refusal
    }

    /// What the API had answered to a write before the read that was to follow it failed.
    ///
    /// A write that selects `fields` is followed by a read of the node, and the error may be of that read.
    pub fn original_response(&self) -> Option<&serde_json::Value> {
        self.envelope.original_response.as_ref()
    }

    /// Whether the write has happened although the call failed, as [`original_response`](Self::original_response) tells.
    ///
    /// Do not send it again, even if the error [is transient](Self::is_transient): [`recovery`](Self::recovery) is
    /// [`Recovery::ReadAgain`]. `false` says nothing: the API need not tell.
    pub fn write_succeeded(&self) -> bool {
        self.envelope.has_written()
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

impl fmt::Display for ApiError {
    /// `page::get (GET /{page_id}, v26.0): 190/463 OAuthException: Session has expired [HTTP 400, trace AXN]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.received.operation)?;
        if self.envelope.is_refusal {
            f.write_str("refused: the API answered success: false")?;
        }
        match (self.envelope.code, self.envelope.subcode) {
            _ if self.envelope.is_refusal => {}
            (Some(code), Some(subcode)) => write!(f, "{code}/{subcode}")?,
            (Some(code), None) => write!(f, "{code}")?,
            (None, _) => f.write_str("no error code")?,
        }
        if let Some(error_type) = &self.shown.error_type {
            write!(f, " {}", one_line(error_type))?;
        }
        match &self.shown.message {
            Some(message) => write!(f, ": {}", one_line(message))?,
            None if self.envelope.is_refusal => {}
            None => {
                let content_type = one_line(&self.shown.content_type);
                write!(f, " in {} bytes of {content_type}", self.received.body.len())?;
            }
        }
        if self.write_succeeded() {
            f.write_str(" (the write succeeded; the read after it failed)")?;
        }
        write!(f, " [HTTP {}", self.received.status.as_u16())?;
        if let Some(trace_id) = &self.shown.trace_id {
            write!(f, ", trace {}", one_line(trace_id))?;
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

#[cfg(test)]
mod tests {
    use super::ApiError;
    use crate::runtime::error::{Envelope, Received};
    use crate::runtime::request::{Expects, Method, Operation};
    use bytes::Bytes;
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
    use std::time::Duration;

    static OPERATION: Operation = Operation {
        name: "page::get",
        method: Method::Get,
        server: "",
        path: "/{page_id}",
        documented_path: "/{page_id}",
        version: "",
        security: &[],
        encodings: &[],
        servers: &[],
        expects: Expects::GRAPH,
    };

    fn error(lines: &[(&'static str, &'static str)]) -> ApiError {
        let lines = lines.iter();
        let headers: HeaderMap = lines
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let (operation, status) = (&OPERATION, StatusCode::FORBIDDEN);
        let received = Received { operation, status, headers, body: Bytes::new() };
        ApiError::new(received, Envelope::default(), &Default::default())
    }

    #[test]
    fn waits_for_the_longer_of_both() {
        const USAGE: &str = r#"{"9":[{"type":"pages","estimated_time_to_regain_access":2}]}"#;
        let business = "x-business-use-case-usage";
        for (lines, seconds) in [
            (&[][..], None),
            (&[("retry-after", "30")], Some(30)),
            (&[(business, USAGE)], Some(120)),
            (&[("retry-after", "30"), (business, USAGE)], Some(120)),
            (&[("retry-after", "300"), (business, USAGE)], Some(300)),
            (&[("retry-after", "tomorrow"), (business, USAGE)], Some(120)),
        ] {
            assert_eq!(error(lines).retry_after(), seconds.map(Duration::from_secs), "{lines:?}");
        }
    }

    #[test]
    fn keeps_who_answered() {
        let lines = [
            ("facebook-api-version", "v25.0"),
            ("x-fb-request-id", "ReQ"),
            ("x-fb-trace-id", "TrC"),
            ("x-page-usage", r#"{"call_count":64}"#),
        ];
        let error = error(&lines);
        assert_eq!((error.api_version(), error.request_id()), (Some("v25.0"), Some("ReQ")));
        assert_eq!((error.trace_id(), error.usage().highest_percent()), (Some("TrC"), Some(64.0)));
    }
}
