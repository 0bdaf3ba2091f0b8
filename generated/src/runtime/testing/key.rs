//! What two requests have in common that are the same.

use crate::runtime::error::BuildErrorKind;
use crate::runtime::request::{self, Parts, Servers};
use crate::runtime::transport::LONGEST_IN_MEMORY;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use std::future::Future as _;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Stands for whatever server the client sends to.
const SERVER: &str = "http://fake.invalid";

/// What a request is matched by: all that is sent but for the server and the credentials.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) method: &'static str,
    pub(super) path: String,
    /// Decoded, in the order of the request.
    pub(super) query: Vec<(String, String)>,
    pub(super) content_type: Option<HeaderValue>,
    pub(super) body: Bytes,
}

impl Key {
    /// The key of a request, which is built as it is for sending, without credentials. What is read while it is sent is
    /// read now.
    ///
    /// # Errors
    /// Those of a request that cannot be sent.
    pub(super) fn of(parts: &Parts) -> Result<Self, BuildErrorKind> {
        let parts = loaded(parts.clone())?;
        let built = request::build(&parts, &Servers::at(SERVER), &HeaderMap::new(), &[])?;
        let (head, body) = built.into_parts();
        Ok(Self {
            method: parts.operation().method(),
            path: head.uri.path().to_owned(),
            query: pairs(head.uri.query().unwrap_or_default()),
            content_type: head.headers.get(CONTENT_TYPE).cloned(),
            body,
        })
    }

    /// Whether the other request asks for the same; the order of the parameters does not count.
    pub(super) fn matches(&self, other: &Self) -> bool {
        (self.method, &self.path) == (other.method, &other.path)
            && sorted(self.query.clone()) == sorted(other.query.clone())
            && self.content_type == other.content_type
            && self.same_body(other)
    }

    /// Objects of JSON have no order; the pairs of a form have none either, as the API reads it.
    fn same_body(&self, other: &Self) -> bool {
        let form = |key: &Self| {
            key.content_type
                .as_ref()
                .is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
                .then(|| sorted(pairs(&String::from_utf8_lossy(&key.body))))
        };
        let json = |key: &Self| serde_json::from_slice::<serde_json::Value>(&key.body).ok();
        self.body == other.body
            || form(self).is_some_and(|pairs| Some(pairs) == form(other))
            || json(self).is_some_and(|value| Some(value) == json(other))
    }
}

/// The parts with all that is read while they are sent. A stream that has to be waited for cannot be read here.
fn loaded(mut parts: Parts) -> Result<Parts, BuildErrorKind> {
    let is_loaded = {
        let mut loading = pin!(parts.load(LONGEST_IN_MEMORY));
        loading.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    };
    match is_loaded {
        Poll::Ready(Ok(())) => Ok(parts),
        Poll::Ready(Err(_)) | Poll::Pending => Err(BuildErrorKind::ReadLater),
    }
}

/// The decoded pairs of a query or a form.
fn pairs(text: &str) -> Vec<(String, String)> {
    let decoded = |text| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}
