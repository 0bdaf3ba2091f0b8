//! The headers of an answer that tell who answered, and when to come back.

use crate::runtime::request::Operation;
use http::HeaderMap;
use http::header::RETRY_AFTER;
use std::time::Duration;

/// The version of the API that answered.
const API_VERSION: &str = "facebook-api-version";
/// The id of the answer, for a support ticket.
const REQUEST_ID: &str = "x-fb-request-id";
/// The id of the call, for a support ticket.
const TRACE_ID: &str = "x-fb-trace-id";

/// The version of the API that answered.
pub(crate) fn api_version(headers: &HeaderMap) -> Option<&str> {
    text(headers, API_VERSION)
}

/// The version of the API that answered, if it is another than the one that the operation asks for.
pub(crate) fn other_version<'a>(headers: &'a HeaderMap, operation: &Operation) -> Option<&'a str> {
    let asked = operation.version();
    api_version(headers).filter(|answered| !asked.is_empty() && !answered.eq_ignore_ascii_case(asked))
}

/// The id of the answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    text(headers, REQUEST_ID)
}

/// The id of the call.
pub(crate) fn trace_id(headers: &HeaderMap) -> Option<&str> {
    text(headers, TRACE_ID)
}

/// The seconds of `Retry-After`. A date is as good as absent: it is worth nothing without the clock of the server.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// The text of a header that is not empty.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim).filter(|text| !text.is_empty())
}
