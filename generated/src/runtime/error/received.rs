//! What came back from the server.

use crate::runtime::request::Operation;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// What came back from the server.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The path that the request went to, where the server has nothing of it.
    pub(crate) path: Option<SentTo>,
}

/// The path of a URL that a request went to, without its query.
#[derive(Clone)]
pub(crate) struct SentTo(pub(crate) String);

impl Received {
    /// How long the body is, and of what kind.
    pub(crate) fn length(&self) -> String {
        format!("{} bytes of {}", self.body.len(), self.content_type())
    }

    /// The media type of the body as the server calls it.
    pub(super) fn content_type(&self) -> &str {
        self.media_type().unwrap_or("no content type")
    }

    /// The media type of the body, without parameters.
    pub(crate) fn media_type(&self) -> Option<&str> {
        let content_type = self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
        content_type.split(';').next().map(str::trim)
    }
}

impl fmt::Debug for Received {
    /// Leaves out the headers and the body, which may hold tokens and cookies.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (status, length) = (self.status.as_u16(), self.body.len());
        write!(f, "{}: HTTP {status}, {}, {length} bytes", self.operation, self.content_type())
    }
}
