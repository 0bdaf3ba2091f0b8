//! What the headers of an answer say beyond HTTP.

use super::headers;
use super::usage::Usage;
use crate::runtime::Response;
use crate::runtime::request::foreign_version;

impl<T> Response<T> {
    /// How much of its limits the caller has used, as the headers tell it.
    #[doc(alias = "rate limit")]
    pub fn usage(&self) -> Usage {
        Usage::read(&self.headers)
    }

    /// The version of the API that answered, such as `v25.0` (header `facebook-api-version`).
    ///
    /// It is another than the one that was asked for once that one has ended: the API then answers by the oldest
    /// version that is left, and says so only here.
    pub fn api_version(&self) -> Option<&str> {
        headers::api_version(&self.headers)
    }

    /// The version of the API that answered, if it is another than the one that was asked for.
    ///
    /// Then that one has ended, and the answer may be in a shape that this crate does not know.
    pub fn other_version(&self) -> Option<&str> {
        foreign_version(&self.headers, self.operation())
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
