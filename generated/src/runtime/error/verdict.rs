//! What an error says.

use super::{Problem, Received, Recovery, retry_after};
use crate::runtime::wire::Value;
use http::StatusCode;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

/// What an error says, as the protocol of the API reads it.
#[derive(Clone)]
pub(crate) struct Verdict {
    /// What it is in a few words, which stand first where it is shown.
    pub(crate) label: String,
    /// The text for developers.
    pub(crate) message: Option<String>,
    /// By what the API finds the call again.
    pub(crate) trace: Option<String>,
    /// The number that the API has for it.
    pub(crate) code: Option<i64>,
    pub(crate) recovery: Recovery,
    pub(crate) persistence: Persistence,
    /// Whether what the request names does not exist.
    pub(crate) is_not_found: bool,
    /// How long to wait before the next call.
    pub(crate) retry_after: Option<Duration>,
    /// What the protocol knows beyond this.
    pub(crate) details: Option<Arc<dyn Any + Send + Sync>>,
}

/// Whether the same request may succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Persistence {
    /// It may, in a moment.
    Transient,
    /// It may, once there have been fewer requests for a while.
    RateLimited,
    /// It does not.
    Permanent,
}

impl Persistence {
    /// Whether an error of this status may pass, as HTTP describes it: 408, 500, 502, 503 and 504 in RFC 9110, section
    /// 15, 425 in RFC 8470, section 5.2, and 429 in RFC 6585, section 4.
    pub(super) fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            408 | 425 | 500 | 502 | 503 | 504 => Self::Transient,
            429 => Self::RateLimited,
            _ => Self::Permanent,
        }
    }
}

impl Verdict {
    /// Whether the status says that there is nothing of this URL: RFC 9110, sections 15.5.5 and 15.5.11.
    pub(crate) fn is_not_found(status: StatusCode) -> bool {
        matches!(status.as_u16(), 404 | 410)
    }

    /// What the status says, and the headers and the texts that HTTP knows.
    pub(crate) fn of_status(received: &Received, body: Option<&Value>) -> Self {
        let name = received.status.canonical_reason().unwrap_or("an unknown status");
        let message = body.and_then(message);
        let label =
            if message.is_some() { name.to_owned() } else { format!("{name} with {}", received.length()) };
        Self {
            label,
            message,
            trace: None,
            code: None,
            recovery: Recovery::of(received.status),
            persistence: Persistence::of(received.status),
            is_not_found: Self::is_not_found(received.status),
            retry_after: retry_after(&received.headers),
            details: None,
        }
    }
}

/// The text for developers where it usually stands: as RFC 9457 (`detail`, `title`) and RFC 6749 (`error_description`)
/// have it, or in a member `message`, of the body itself or of an object `error` in it.
fn message(body: &Value) -> Option<String> {
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
    let keys = ["message", Problem::DETAIL, Problem::TITLE, "error_description"];
    let mut texts = keys.iter().filter_map(|key| error.get(key)?.as_str());
    texts.find(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Persistence, message};
    use http::StatusCode;
    use serde_json::json;

    #[test]
    fn the_status_decides_what_may_pass() {
        for number in 100..=999 {
            let persistence = match number {
                408 | 425 | 500 | 502 | 503 | 504 => Persistence::Transient,
                429 => Persistence::RateLimited,
                _ => Persistence::Permanent,
            };
            assert_eq!(Persistence::of(StatusCode::from_u16(number).unwrap()), persistence, "{number}");
        }
    }

    #[test]
    fn the_message_stands_where_it_usually_does() {
        for (body, expected) in [
            (json!({"message": "m", "detail": "d"}), Some("m")),
            (json!({"title": "t", "detail": "d"}), Some("d")),
            (json!({"title": "t", "detail": ""}), Some("t")),
            (json!({"error": "invalid_grant", "error_description": "e"}), Some("e")),
            (json!({"error": {"message": "m"}, "message": "n"}), Some("m")),
            (json!({"message": 1}), None),
            (json!("message"), None),
        ] {
            assert_eq!(message(&body).as_deref(), expected, "{body}");
        }
    }
}
