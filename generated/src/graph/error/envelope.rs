//! The shapes in which errors arrive.

use super::{ErrorCode, ErrorKind, messenger};
use crate::graph::headers;
use crate::graph::usage::Usage;
use crate::runtime::error::{Persistence, Received, Recovery, Verdict, retry_after};
use crate::runtime::wire::{Decode, Value};
use std::fmt::Write as _;
use std::sync::Arc;

/// An error as the body of an answer describes it.
///
/// The Graph API nests it under `error`; its documents, Instagram's login, batches and the old REST API have it flat,
/// each with other names. OAuth and RFC 9457 are read too, for other APIs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Envelope {
    pub(super) message: Option<String>,
    pub(super) error_type: Option<String>,
    pub(super) code: Option<i64>,
    pub(super) subcode: Option<i64>,
    pub(super) user_title: Option<String>,
    pub(super) user_message: Option<String>,
    pub(super) is_transient: Option<bool>,
    pub(super) data: Option<Value>,
    pub(super) trace_id: Option<String>,
    /// What a write had answered before the read that was to follow it failed.
    pub(super) original_response: Option<Value>,
    /// Whether it is an answer of `success: false` and not an error of its own.
    pub(super) is_refusal: bool,
}

impl Envelope {
    /// Reads the body of an answer that is an error by its status. A body of any other shape gives an empty envelope.
    pub(crate) fn read(body: &Value) -> Self {
        let nested = body.get("error").filter(|error| error.is_object());
        let error = nested.unwrap_or(body);
        Self {
            message: text(
                error,
                &["message", "error_message", "error_description", "error_msg", "detail", "title"],
            ),
            error_type: text(error, &["type", "error_type", "error"]),
            code: member(error, "code").or_else(|| member(error, "error_code")).or_else(|| code_of(error)),
            subcode: member(error, "error_subcode"),
            user_title: text(error, &["error_user_title"]),
            user_message: text(error, &["error_user_msg"]),
            is_transient: member(error, "is_transient"),
            data: data(error),
            trace_id: text(error, &["fbtrace_id"]).or_else(|| text(body, &["__fb_trace_id__"])),
            original_response: error.get("original_response").filter(|value| !value.is_null()).cloned(),
            is_refusal: false,
        }
    }

    /// Reads the answer to a write that acknowledges it, if it does not: `{"success": false}`, or a bare `false`.
    ///
    /// Members that are named as those of an error are may be members of the answer, so that only a message is taken.
    pub(crate) fn refusal(body: &Value) -> Option<Self> {
        let message = text(body, &["message", "error_message", "error_description", "error_msg"]);
        is_refusal(body).then(|| Self { is_refusal: true, message, ..Self::default() })
    }

    /// What it says, in an answer with this status and these headers.
    pub(crate) fn verdict(self, received: &Received) -> Verdict {
        let (persistence, headers) = (self.persistence(received), &received.headers);
        Verdict {
            label: self.label(received),
            message: self.message.clone(),
            trace: self.trace_id.clone().or_else(|| headers::trace_id(headers).map(str::to_owned)),
            code: Some(self.code.unwrap_or(ErrorCode::ABSENT.get())),
            recovery: match ErrorKind::recovery(&self) {
                Recovery::Report if persistence != Persistence::Permanent => Recovery::RetryLater,
                recovery => recovery,
            },
            persistence,
            retry_after: retry_after(headers).max(Usage::read(headers).regain_access()),
            is_not_found: ErrorKind::is_not_found(&self, received.status),
            details: Some(Arc::new(self)),
        }
    }

    /// `190/463 OAuthException`
    fn label(&self, received: &Received) -> String {
        if self.is_refusal {
            return "refused: the API answered success: false".to_owned();
        }
        let mut label = self.code.map_or_else(|| "no error code".to_owned(), |code| code.to_string());
        // Writing to a string cannot fail.
        let _ = match (self.code, self.subcode) {
            (Some(_), Some(subcode)) => write!(label, "/{subcode}"),
            _ => Ok(()),
        };
        let _ = self.error_type.as_ref().map(|error_type| write!(label, " {error_type}"));
        if self.message.is_none() {
            let _ = write!(label, " in {}", received.length());
        }
        label
    }

    /// Whether the same call may succeed later: by the code, or where there is none and the API does not say either, by
    /// the status of the server before it that answered in its place.
    fn persistence(&self, received: &Received) -> Persistence {
        let has_no_word = self.code.is_none() && self.is_transient != Some(false);
        match (ErrorKind::of(self), received.status.as_u16()) {
            (ErrorKind::RateLimit, _) => Persistence::RateLimited,
            (_, 429) if has_no_word => Persistence::RateLimited,
            (ErrorKind::Transient, _) => Persistence::Transient,
            (_, 500 | 502 | 503 | 504) if has_no_word => Persistence::Transient,
            _ => Persistence::Permanent,
        }
    }

    /// Whether the same call may succeed later, as the API says it, and where it does not, for the codes 1 and 2.
    pub(super) fn is_transient(&self) -> bool {
        self.is_transient.unwrap_or(matches!(self.code, Some(1 | 2)))
    }

    /// Whether the write had succeeded whose read then failed, or the message was delivered all the same.
    pub(super) fn has_written(&self) -> bool {
        let has_answer = self.original_response.as_ref().is_some_and(|answer| !is_refusal(answer));
        has_answer || messenger::was_delivered(self)
    }

    /// Reads the body of an answer that is a success by its status, if it is an error all the same.
    ///
    /// Only the unmistakable shapes count, since a model may have a member `error` or `message` of its own.
    pub(crate) fn recognise(body: &Value) -> Option<Self> {
        let has = |value: &Value, keys: &[&str]| {
            keys.iter().all(|key| value.get(key).is_some_and(|v| !v.is_null()))
        };
        let nested = body.get("error").is_some_and(|error| {
            has(error, &["message"]) && (has(error, &["type"]) || has(error, &["code"]))
        });
        let flat = has(body, &["message", "type", "code", "fbtrace_id"])
            || has(body, &["error_type", "error_message"])
            || has(body, &["error_code", "error_description"])
            || has(body, &["error_code", "error_msg"]);
        (nested || flat || is_only_an_error(body)).then(|| Self::read(body))
    }
}

/// Whether an answer says `false`, in any of the forms in which it comes, where it could say that a write succeeded.
fn is_refusal(answer: &Value) -> bool {
    let success = if answer.is_object() { answer.get("success") } else { Some(answer) };
    success.is_some_and(|success| bool::decode(success.clone()) == Ok(false))
}

/// Whether the body holds an error and nothing else but what the API adds to any answer.
///
/// An answer whose members are all optional would read such a body as a success without a value.
fn is_only_an_error(body: &Value) -> bool {
    let Some(members) = body.as_object() else { return false };
    let holds_error = match members.get("error") {
        Some(Value::Object(_)) => true,
        Some(Value::String(text)) => !text.is_empty(),
        _ => false,
    };
    holds_error && members.keys().all(|key| key == "error" || key.starts_with("__"))
}

/// Reads a member leniently; one that cannot be read is as good as absent.
fn member<T: Decode>(object: &Value, key: &str) -> Option<T> {
    let value = object.get(key).filter(|value| !value.is_null())?;
    T::decode(value.clone()).ok()
}

/// Reads the first of these members that is a text with something in it.
fn text(object: &Value, keys: &[&str]) -> Option<String> {
    let texts = keys.iter().filter_map(|key| object.get(key)?.as_str());
    texts.map(str::to_owned).find(|text| !text.is_empty())
}

/// Reads the code that old answers have only at the start of the message: `(#341) Feed action request limit reached`.
fn code_of(error: &Value) -> Option<i64> {
    let message = text(error, &["message"])?;
    message.strip_prefix("(#")?.split_once(')')?.0.parse().ok()
}

/// Reads `error_data`, which is an object or a JSON text in a string.
fn data(error: &Value) -> Option<Value> {
    match error.get("error_data")? {
        Value::Null => None,
        Value::String(text) => {
            Some(serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())))
        }
        other => Some(other.clone()),
    }
}
