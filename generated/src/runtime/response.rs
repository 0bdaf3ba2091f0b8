//! An answer with its status and headers.

use http::{HeaderMap, StatusCode};

/// A successful answer with its status and headers, from [`Client::call_full`](crate::Client::call_full).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the body holds.
    pub body: T,
}
