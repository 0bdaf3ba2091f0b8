//! What becomes of a request that a fake gets.

use super::stream::{Pieces, broken_off};
use crate::runtime::error::TransportError;
use crate::runtime::transport::{OpenFuture, TransportFuture, whole};
use crate::runtime::wire::Value;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// There is an answer.
    Answer(Plain),
    /// There is an answer that comes piece by piece.
    Stream(Pieces),
    /// The connection ends after the request has left.
    BrokenOff,
    /// There is no connection.
    Refused,
    /// The time is over before there is an answer.
    OutOfTime,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Plain {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Plain {
    /// A successful answer.
    pub(crate) fn json(json: &Value) -> Self {
        let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"))];
        Self { status: StatusCode::OK, headers: headers.into_iter().collect(), body: json.to_string().into() }
    }

    /// A successful answer without a body.
    pub(crate) fn no_content() -> Self {
        Self { status: StatusCode::NO_CONTENT, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// A successful answer that is not JSON.
    pub(crate) fn bytes(body: Bytes) -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body }
    }
}

impl Plain {
    fn into_response(self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body);
        (*response.status_mut(), *response.headers_mut()) = (self.status, self.headers);
        response
    }
}

impl Outcome {
    /// What a transport makes of it.
    pub(super) fn into_future(self) -> TransportFuture<'static> {
        let result = match self {
            Self::Answer(plain) => Ok(plain.into_response()),
            Self::Stream(pieces) => pieces.whole().map(Plain::into_response),
            Self::BrokenOff => Err(broken_off()),
            Self::Refused => Err(TransportError::new("the fake refused the connection").never_sent()),
            // The time of the client passes at once.
            Self::OutOfTime => return Box::pin(std::future::pending()),
        };
        Box::pin(std::future::ready(result))
    }

    /// What a transport makes of it that is to give the body piece by piece.
    pub(super) fn open(self) -> OpenFuture<'static> {
        match self {
            Self::Stream(pieces) => pieces.open(),
            other => {
                let sent = other.into_future();
                Box::pin(async move { Ok(sent.await?.map(whole)) })
            }
        }
    }
}
