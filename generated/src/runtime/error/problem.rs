//! Errors that describe themselves as RFC 9457 says.

use super::Received;
use http::StatusCode;
use serde_json::{Map, Value};

/// What the body of an error says that is `application/problem+json`
/// ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), from [`ApiError::problem`](crate::ApiError::problem).
///
/// A member that is not of the type that it should have is as good as absent, as section 3.1 asks for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The URI of the type of the problem (`type`), by which a program distinguishes problems; it may be relative to
    /// the URL of the request. `about:blank`, which it is unless the body says otherwise, means no more than the
    /// status.
    pub problem_type: String,
    /// A short summary of the type of the problem.
    pub title: Option<String>,
    /// The status that the server gave, which something on the way may have changed.
    pub status: Option<StatusCode>,
    /// What is wrong this time.
    pub detail: Option<String>,
    /// The URI of this occurrence of the problem; it may be relative to the URL of the request.
    pub instance: Option<String>,
    /// The other members, which depend on the type of the problem.
    pub extensions: Map<String, Value>,
}

impl Problem {
    pub(super) const TITLE: &'static str = "title";
    pub(super) const DETAIL: &'static str = "detail";

    /// `None` if the body is something else.
    pub(super) fn read(received: &Received) -> Option<Self> {
        let is_problem = |media_type: &&str| media_type.eq_ignore_ascii_case("application/problem+json");
        received.media_type().filter(is_problem)?;
        let mut members: Map<String, Value> = serde_json::from_slice(&received.body).ok()?;
        let status = members.remove("status").and_then(|status| status.as_u64());
        let mut text = |name| match members.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        Some(Self {
            problem_type: text("type").unwrap_or_else(|| "about:blank".to_owned()),
            title: text(Self::TITLE),
            detail: text(Self::DETAIL),
            instance: text("instance"),
            status: status.and_then(|status| StatusCode::from_u16(status.try_into().ok()?).ok()),
            extensions: members,
        })
    }
}
