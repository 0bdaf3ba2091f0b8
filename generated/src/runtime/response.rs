//! An answer with its status and headers.

use crate::runtime::usage::{Usage, headers};
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

impl<T> Response<T> {
    /// How much of its limits the caller has used, as the headers tell it.
    pub fn usage(&self) -> Usage {
        Usage::read(&self.headers)
    }

    /// The version of the API that answered, such as `v25.0` (header `facebook-api-version`).
    ///
    /// It is another than the one that was asked for once that one has ended: the API then answers by the oldest version
    /// that is left, and says so only here.
    pub fn api_version(&self) -> Option<&str> {
        headers::api_version(&self.headers)
    }

    /// The id that Meta gave the request (header `x-fb-request-id`), for a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.headers)
    }

    /// The id by which Meta finds the call again (header `x-fb-trace-id`), for a support ticket.
    pub fn trace_id(&self) -> Option<&str> {
        headers::trace_id(&self.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::Response;
    use http::{HeaderMap, HeaderValue, StatusCode};

    #[test]
    fn tells_what_the_headers_say() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("facebook-api-version", "v25.0"),
            ("x-fb-request-id", "ReQ"),
            ("x-fb-trace-id", "TrC"),
            ("x-app-usage", r#"{"call_count":64}"#),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let response = Response { status: StatusCode::OK, headers, body: () };
        assert_eq!(response.usage().highest_percent(), Some(64.0));
        assert_eq!((response.api_version(), response.request_id()), (Some("v25.0"), Some("ReQ")));
        assert_eq!(response.trace_id(), Some("TrC"));
    }
}
