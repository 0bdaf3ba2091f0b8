//! A request as a fake got it.

use super::key::Key;
use crate::runtime::request::{Operation, Parts};
use crate::runtime::token::AccessToken;
use crate::runtime::transport::LONGEST_IN_MEMORY;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderMap, Uri};
use std::fmt;
use std::io;

/// Puts the parts of a request into it, which is where a fake finds them.
pub(crate) fn with_parts<B>(mut request: http::Request<B>, parts: &Parts) -> http::Request<B> {
    request.extensions_mut().insert(parts.clone());
    request
}

/// A request as a [`Fake`](super::Fake) got it. `Debug` shows it [as a command](Self::to_curl), without secrets.
#[derive(Clone)]
pub struct Sent {
    parts: Parts,
    pub(super) key: Key,
    uri: Uri,
    headers: HeaderMap,
}

impl Sent {
    /// `None` if the request does not come from a client of this crate.
    pub(super) fn read<B>(request: http::Request<B>) -> Option<Self> {
        let (mut head, _) = request.into_parts();
        Self::of(head.extensions.remove()?, head)
    }

    /// As [`read`](Self::read), with all that is read while it is sent.
    ///
    /// # Errors
    /// That of reading it.
    pub(super) async fn read_all<B>(request: http::Request<B>) -> io::Result<Option<Self>> {
        let (mut head, _) = request.into_parts();
        let Some(mut parts) = head.extensions.remove::<Parts>() else { return Ok(None) };
        parts.load(LONGEST_IN_MEMORY).await?;
        Ok(Self::of(parts, head))
    }

    fn of(parts: Parts, head: http::request::Parts) -> Option<Self> {
        let key = Key::of(&parts).ok()?;
        Some(Self { parts, key, uri: head.uri, headers: head.headers })
    }

    /// The requests that this one holds.
    pub(super) fn members(&self) -> Vec<Self> {
        let member = |parts: &Parts| {
            let key = Key::of(parts).ok()?;
            let uri = key.path.parse().unwrap_or_default();
            Some(Self { parts: parts.clone(), key, uri, headers: self.headers.clone() })
        };
        self.parts.members().iter().filter_map(member).collect()
    }

    /// What the request is about, where it is about anything in particular.
    pub(super) fn subject(&self) -> Option<String> {
        self.parts.subject()
    }

    /// The operation. Its name, such as `pets::get`, says which function made the request.
    pub fn operation(&self) -> &'static Operation {
        self.parts.operation()
    }

    /// The method: `GET`.
    pub fn method(&self) -> &'static str {
        self.key.method
    }

    /// The path, percent-encoded as it is sent: `/pets/1`.
    pub fn path(&self) -> &str {
        &self.key.path
    }

    /// The names and the values of the query, decoded, without credentials.
    pub fn query(&self) -> &[(String, String)] {
        &self.key.query
    }

    /// The first value of this name in the query, decoded.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.query().iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The whole URL, with what it holds of secrets; of a request inside another one only the path.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers, with what they hold of secrets.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it is sent, with what it holds of secrets; empty if there is none.
    pub fn body(&self) -> &Bytes {
        &self.key.body
    }

    /// The body as JSON, if it is.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.key.body).ok()
    }

    /// Whether the request has this token as its bearer token.
    pub fn has_token(&self, token: impl Into<AccessToken>) -> bool {
        let expected = format!("Bearer {}", token.into().expose());
        self.headers.get(AUTHORIZATION).is_some_and(|value| value.as_bytes() == expected.as_bytes())
    }

    /// The request as a command for `curl`, as [`Request::to_curl`](crate::Request::to_curl) writes it: without
    /// secrets, to the server of the specification.
    pub fn to_curl(&self) -> String {
        self.parts.to_curl()
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation(), self.to_curl())
    }
}
