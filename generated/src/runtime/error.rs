//! What can go wrong, and with which operation.

mod api;
mod build;
mod decode;
mod define;
mod held_back;
mod problem;
mod received;
mod recovery;
mod retry_after;
mod token;
mod transport;
mod verdict;

pub use api::ApiError;
pub use build::BuildError;
pub use decode::DecodeError;
pub(crate) use define::errors;
pub use held_back::HeldBackError;
pub use problem::Problem;
pub(crate) use received::{Received, SentTo};
pub use recovery::Recovery;
pub(crate) use retry_after::retry_after;
pub use token::TokenError;
pub use transport::TransportError;
pub(crate) use verdict::{Persistence, Verdict};

pub use crate::errors::{BuildErrorKind, Error};

use crate::runtime::header::{Header, HeaderError};
use crate::runtime::request::{Answer, Fallible, FromAnswer, Operation};
use crate::runtime::wire::Decode;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// What all errors of a call have.
pub(crate) trait CallError: fmt::Display {
    /// The operation that failed; `None` if it was the building of the client.
    fn operation(&self) -> Option<&'static Operation>;

    /// What can be done about it.
    fn recovery(&self) -> Recovery;

    /// How long to wait before the next call, as far as that is known.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// What came back, if anything did.
    fn received(&self) -> Option<&Received> {
        None
    }
}

impl Error {
    /// The operation that failed; `None` if it was the building of the client.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.inner().operation()
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.inner().received().map(|received| received.status)
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner().received().map(|received| &received.headers)
    }

    /// The raw body of the answer, if there was one. It may hold a token.
    pub fn body(&self) -> Option<&Bytes> {
        self.inner().received().map(|received| &received.body)
    }

    /// A header of the answer, if it is there and can be read as its type. The generated module `headers` has those of
    /// the specification.
    pub fn header<H: Decode>(&self, header: Header<H>) -> Option<H> {
        self.try_header(header).unwrap_or_default()
    }

    /// A header of the answer, if it is there.
    ///
    /// # Errors
    /// [`HeaderError`](crate::HeaderError) if it is there and cannot be read as its type.
    pub fn try_header<H: Decode>(&self, header: Header<H>) -> Result<Option<H>, HeaderError> {
        self.headers().map_or(Ok(None), |headers| header.read(headers))
    }

    /// What the body of the error holds, as the specification describes it for the operation: a type, or an enum of the
    /// types that the statuses have. `R` is the type of the request.
    ///
    /// `None` if the body is something else: whatever answered in the place of the API need not know its errors.
    pub fn failure<R: Fallible>(&self) -> Option<R::Failure> {
        let error = self.as_api().filter(|error| !error.status().is_success())?;
        R::Failure::from_answer(Answer::of_error(error.received.clone())).ok()
    }

    /// The error of the API, if that is what it is.
    pub fn as_api(&self) -> Option<&ApiError> {
        if let Self::Api(error) = self { Some(error) } else { None }
    }

    /// What can be done about it.
    ///
    /// Whether sending a write again may do it twice is another question: see
    /// [`TransportError::may_have_been_sent`] and [`Recovery::ReadAgain`].
    pub fn recovery(&self) -> Recovery {
        self.inner().recovery()
    }

    /// How long to wait before the next call: as the API says it with an error, or as what has held the call back knows
    /// it. `None` if nobody does.
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner().retry_after()
    }

    /// Whether there were too many calls: the API has refused this one, or it was held back before.
    #[doc(alias = "throttle")]
    pub fn is_rate_limit(&self) -> bool {
        match self {
            Self::HeldBack(_) => true,
            Self::Api(error) => error.persistence() == Persistence::RateLimited,
            _ => false,
        }
    }

    /// Whether the API answered that what the request names does not exist, or is not visible to its caller: see
    /// [`ApiError::is_not_found`].
    pub fn is_not_found(&self) -> bool {
        self.as_api().is_some_and(ApiError::is_not_found)
    }

    /// Whether the time was over before there was an answer.
    #[doc(alias = "timeout")]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(f)
    }
}

impl std::error::Error for Error {}
