//! An answer with its status and headers.

use crate::runtime::drift::Drift;
use crate::runtime::error::Error;
use crate::runtime::header::{Header, HeaderError};
use crate::runtime::request::{Answer, Operation};
use crate::runtime::wire::Decode;
use http::header::ETAG;
use http::{HeaderMap, HeaderName, StatusCode};
use std::fmt;

/// A successful answer with its status and headers, from [`Client::call_full`](crate::Client::call_full).
///
/// `Debug` shows only the names of the headers, which may hold cookies and tokens.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the body holds.
    pub body: T,
    /// What the answer holds that the specification does not know.
    pub drift: Vec<Drift>,
    operation: &'static Operation,
}

impl<T> Response<T> {
    /// Reads an answer and keeps what is around the body.
    pub(crate) fn read(mut answer: Answer, decode: fn(Answer) -> Result<T, Error>) -> Result<Self, Error> {
        let drift = answer.keep_drift();
        let received = &answer.received;
        let (operation, status, headers) = (received.operation, received.status, received.headers.clone());
        let body = decode(answer)?;
        Ok(Self { status, headers, body, drift: drift.get().cloned().unwrap_or_default(), operation })
    }

    /// What is around the body, and the body.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn split(self) -> (Response<()>, T) {
        let Self { status, headers, body, drift, operation } = self;
        (Response { status, headers, body: (), drift, operation }, body)
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The mark of what was read (header `ETag`), for [`Request::if_none_match`](crate::Request::if_none_match).
    #[doc(alias = "If-None-Match")]
    pub fn etag(&self) -> Option<&str> {
        self.headers.get(ETAG)?.to_str().ok()
    }

    /// A header, if it is there and can be read as its type. The generated module `headers` has those of the
    /// specification.
    pub fn header<H: Decode>(&self, header: Header<H>) -> Option<H> {
        self.try_header(header).unwrap_or_default()
    }

    /// A header, if it is there.
    ///
    /// # Errors
    /// [`HeaderError`] if it is there and cannot be read as its type.
    pub fn try_header<H: Decode>(&self, header: Header<H>) -> Result<Option<H>, HeaderError> {
        header.read(&self.headers)
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &self.body)
            .field("drift", &self.drift)
            .finish()
    }
}
