//! What can go wrong, and with which operation.

mod api;
mod batch;
mod build;
mod code;
mod decode;
mod envelope;
mod kind;
mod paging;
mod received;
mod transport;

pub use api::ApiError;
pub use batch::{BatchError, BatchErrorKind};
pub use build::{BuildError, BuildErrorKind};
pub use code::ErrorCode;
pub use decode::DecodeError;
pub(crate) use envelope::Envelope;
pub use kind::{ErrorKind, Recovery};
pub use paging::{PagingError, PagingErrorKind};
pub(crate) use received::Received;
pub use transport::TransportError;

use crate::runtime::header::Header;
use crate::runtime::request::{Answer, Fallible, FromAnswer, Operation};
use crate::runtime::wire::Decode;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// Why a call failed.
///
/// Whatever came back from the server is kept: [`status`](Self::status), [`headers`](Self::headers) and
/// [`body`](Self::body). `Display` is one line that a support ticket can be opened with; it holds no token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be built, or the client could not; nothing was sent.
    Build(BuildError),
    /// There is no answer.
    Transport(TransportError),
    /// The API answered with an error.
    Api(Box<ApiError>),
    /// The answer could not be read.
    Decode(Box<DecodeError>),
    /// The pages of a list cannot be followed.
    Paging(PagingError),
    /// A request of a batch has no answer.
    Batch(BatchError),
}

impl Error {
    /// The operation that failed; `None` if it was the building of the client.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::Build(error) => error.operation(),
            Self::Transport(error) => error.operation(),
            Self::Api(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::Paging(error) => Some(error.operation()),
            Self::Batch(error) => Some(error.operation()),
        }
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.received().map(|received| received.status)
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.received().map(|received| &received.headers)
    }

    /// The raw body of the answer, if there was one. It may hold a token.
    pub fn body(&self) -> Option<&Bytes> {
        self.received().map(|received| &received.body)
    }

    /// A header of the answer, if it is there and can be read as its type. The generated module `headers` has those of the
    /// specification.
    pub fn header<H: Decode>(&self, header: Header<H>) -> Option<H> {
        self.headers().and_then(|headers| header.read(headers))
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

    /// The kind of the error of the API, if that is what it is.
    pub fn kind(&self) -> Option<ErrorKind> {
        self.as_api().map(ApiError::kind)
    }

    /// What can be done about it.
    ///
    /// Whether sending a write again may do it twice is another question: see
    /// [`TransportError::may_have_been_sent`] and [`ApiError::write_succeeded`].
    pub fn recovery(&self) -> Recovery {
        match self {
            Self::Build(_) => Recovery::FixRequest,
            // The same request would be answered at the same length: ask for less, or take more.
            Self::Transport(error) if error.is_too_large() => Recovery::FixRequest,
            Self::Transport(_) => Recovery::RetryLater,
            Self::Batch(error) if error.kind() == BatchErrorKind::NotAnswered => Recovery::RetryLater,
            Self::Api(error) => error.recovery(),
            // The API and the specification disagree, which no request can mend.
            Self::Decode(_) | Self::Paging(_) | Self::Batch(_) => Recovery::Report,
        }
    }

    /// How long to wait before the next call, as the API says it with an error; `None` if it does not.
    pub fn retry_after(&self) -> Option<Duration> {
        self.as_api().and_then(ApiError::retry_after)
    }

    /// Whether the time was over before there was an answer.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    fn received(&self) -> Option<&Received> {
        match self {
            Self::Api(error) => Some(&error.received),
            Self::Decode(error) => Some(&error.received),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
            Self::Batch(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
