//! The headers of an answer that tell who answered.

use http::HeaderMap;

/// The version of the API that answered.
const API_VERSION: &str = "facebook-api-version";
/// The id of the answer, for a support ticket.
const REQUEST_ID: &str = "x-fb-request-id";
/// The id of the call, for a support ticket.
const TRACE_ID: &str = "x-fb-trace-id";

/// The version of the API that answered.
pub(super) fn api_version(headers: &HeaderMap) -> Option<&str> {
    text(headers, API_VERSION)
}

/// The id of the answer.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    text(headers, REQUEST_ID)
}

/// The id of the call.
pub(super) fn trace_id(headers: &HeaderMap) -> Option<&str> {
    text(headers, TRACE_ID)
}

/// The text of a header that is not empty.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim).filter(|text| !text.is_empty())
}
