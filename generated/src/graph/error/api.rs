//! What an error says beyond HTTP.

use super::{Envelope, ErrorCode, ErrorKind, ErrorSubcode};
use crate::graph::headers;
use crate::graph::usage::Usage;
use crate::runtime::error::{ApiError, Error};
use crate::runtime::request::foreign_version;

impl Error {
    /// The kind of the error of the API, if that is what it is. What was held back before a limit of the API has the
    /// kind of one that was refused.
    pub fn kind(&self) -> Option<ErrorKind> {
        match self {
            Self::HeldBack(_) => Some(ErrorKind::RateLimit),
            error => error.as_api().map(ApiError::kind),
        }
    }
}

/// An answer of `success: false` to a write is an error too: see [`is_refusal`](Self::is_refusal). Where the code does
/// not decide [`recovery`](Self::recovery), the status does: whatever answered in the place of the API, with 429, 500,
/// 502, 503 or 504, may be gone later. [`retry_after`](Self::retry_after) is the longer of `Retry-After`, which Meta
/// does not document, and of [`Usage::regain_access`]. [`is_not_found`](Self::is_not_found) goes by the code 100 with
/// the subcode 33 and the code 803, and by the status only where there is no code.
impl ApiError {
    fn envelope(&self) -> Option<&Envelope> {
        self.details()
    }

    /// The code; [`ErrorCode::ABSENT`] if the body holds none.
    pub fn code(&self) -> ErrorCode {
        self.envelope().and_then(|envelope| envelope.code).map_or(ErrorCode::ABSENT, ErrorCode::new)
    }

    /// The code that says more than [`code`](Self::code).
    pub fn subcode(&self) -> Option<ErrorSubcode> {
        self.envelope()?.subcode.map(ErrorSubcode::new)
    }

    /// What kind of error this is: by its code, never by its type or the HTTP status.
    ///
    /// Where the API says whether the error is transient, that wins, but a rate limit stays one.
    pub fn kind(&self) -> ErrorKind {
        self.envelope().map_or(ErrorKind::Unknown, ErrorKind::of)
    }

    /// The type, such as `OAuthException`. It says little: rate limits are an `OAuthException` too.
    pub fn error_type(&self) -> Option<&str> {
        self.envelope()?.error_type.as_deref()
    }

    /// The title of a dialog for the person who uses the app, in that person's language.
    pub fn user_title(&self) -> Option<&str> {
        self.envelope()?.user_title.as_deref()
    }

    /// The text of a dialog for the person who uses the app, in that person's language.
    pub fn user_message(&self) -> Option<&str> {
        self.envelope()?.user_message.as_deref()
    }

    /// The id by which Meta finds the call again (`fbtrace_id`, or the header
    /// `x-fb-trace-id`).
    pub fn trace_id(&self) -> Option<&str> {
        let own = self.envelope().and_then(|envelope| envelope.trace_id.as_deref());
        own.or_else(|| headers::trace_id(self.headers()))
    }

    /// The version of the API that answered, if it is another than the one that was asked for: then that one has ended.
    pub fn other_version(&self) -> Option<&str> {
        foreign_version(self.headers(), self.operation())
    }

    /// The id that Meta gave the request (header `x-fb-request-id`), for a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(self.headers())
    }

    /// The version of the API that answered, such as `v25.0` (header `facebook-api-version`).
    ///
    /// It is another than the one that was asked for once that one has ended.
    pub fn api_version(&self) -> Option<&str> {
        headers::api_version(self.headers())
    }

    /// How much of its limits the caller has used, as the headers tell it.
    pub fn usage(&self) -> Usage {
        Usage::read(self.headers())
    }

    /// Whether the same call may succeed later: as the API says, and where it does not, for the codes 1 and 2.
    ///
    /// It may have done its work all the same: see [`write_succeeded`](Self::write_succeeded).
    pub fn is_transient(&self) -> bool {
        self.envelope().is_some_and(Envelope::is_transient)
    }

    /// What the API adds for some codes, such as the parameters that are to blame.
    ///
    /// It comes as an object or as a JSON text in a string; this gives the object in both cases.
    pub fn error_data(&self) -> Option<&serde_json::Value> {
        self.envelope()?.data.as_ref()
    }

    /// Whether the API answered a write with `success: false`, or with a bare `false`, and with no error of its own.
    ///
    /// Meta does not document when it does so. Its Python SDK takes it for a failure, and so does this crate, whatever
    /// the status. There is no code, and rarely a message.
    pub fn is_refusal(&self) -> bool {
        self.envelope().is_some_and(|envelope| envelope.is_refusal)
    }

    /// What the API had answered to a write before the read that was to follow it failed.
    ///
    /// A write that selects `fields` is followed by a read of the node, and the error may be of that read.
    pub fn original_response(&self) -> Option<&serde_json::Value> {
        self.envelope()?.original_response.as_ref()
    }

    /// Whether the write has happened although the call failed, as [`original_response`](Self::original_response)
    /// shows.
    ///
    /// Do not send it again, even if the error [is transient](Self::is_transient): [`recovery`](Self::recovery) is
    /// [`Recovery::ReadAgain`](crate::Recovery::ReadAgain). `false` says nothing: the API need not tell.
    pub fn write_succeeded(&self) -> bool {
        self.envelope().is_some_and(Envelope::has_written)
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::error::Envelope;
    use crate::runtime::error::{ApiError, Received};
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
        let received = Received { operation, status, headers, body: Bytes::new(), path: None };
        let verdict = Envelope::default().verdict(&received);
        ApiError::new(received, verdict, &Default::default())
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
