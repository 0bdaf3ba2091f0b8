//! Reading what has changed since it was read last (RFC 9110, section 13).

use super::Request;
use super::answer::Answer;
use super::parts::Parts;
use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::response::Response;
use http::StatusCode;

/// What became of something since it was read last, from a request with
/// [`if_none_match`](crate::Request::if_none_match).
#[derive(Clone, Debug, PartialEq)]
pub enum Conditional<T> {
    /// It is as it was: the server answered 304, without a body.
    Unchanged,
    /// It is another, or the server does not compare. [`Response::etag`] has the mark for the next time.
    Changed(Response<T>),
}

impl<T> Conditional<T> {
    /// What was read, if it has changed.
    pub fn changed(self) -> Option<Response<T>> {
        match self {
            Self::Unchanged => None,
            Self::Changed(response) => Some(response),
        }
    }
}

/// A request that asks for an answer only if that is another than the one with this mark:
/// [`Request::if_none_match`](crate::Request::if_none_match) makes it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub struct IfNoneMatch<R> {
    request: R,
}

impl<R: Request> IfNoneMatch<R> {
    pub(super) fn new(mut request: R, etag: &str) -> Self {
        let parts = request.parts_mut();
        parts.add_header("if-none-match".into(), &etag);
        parts.conditional();
        Self { request }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn send(self, client: &Client) -> Call<Conditional<R::Response>> {
        client.call(self)
    }
}

impl<R: Request> Request for IfNoneMatch<R> {
    type Response = Conditional<R::Response>;

    fn parts(&self) -> &Parts {
        self.request.parts()
    }

    fn parts_mut(&mut self) -> &mut Parts {
        self.request.parts_mut()
    }

    fn into_parts(self) -> Parts {
        self.request.into_parts()
    }

    fn decode(answer: Answer) -> Result<Self::Response, Error> {
        if answer.received.status == StatusCode::NOT_MODIFIED {
            return Ok(Conditional::Unchanged);
        }
        Response::read(answer, R::decode).map(Conditional::Changed)
    }
}
