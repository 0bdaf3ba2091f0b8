//! What becomes of a request that a fake gets.

use crate::runtime::error::TransportError;
use crate::runtime::wire::Value;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// There is an answer.
    Answer(Plain),
    /// The connection ends after the request has left.
    BrokenOff,
    /// There is no connection.
    Refused,
    /// The time is over before there is an answer.
    OutOfTime,
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Plain {
    /// A successful answer.
    pub(super) fn json(json: &Value) -> Self {
        let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"))];
        Self { status: StatusCode::OK, headers: headers.into_iter().collect(), body: json.to_string().into() }
    }

    /// A successful answer that is no JSON.
    pub(super) fn bytes(body: Bytes) -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body }
    }
}

impl Outcome {
    /// What a transport makes of it.
    pub(super) fn into_result(self) -> Result<http::Response<Bytes>, TransportError> {
        match self {
            Self::Answer(plain) => {
                let mut response = http::Response::new(plain.body);
                (*response.status_mut(), *response.headers_mut()) = (plain.status, plain.headers);
                Ok(response)
            }
            Self::BrokenOff => Err(TransportError::new("the fake broke the connection off")),
            Self::Refused => Err(TransportError::new("the fake refused the connection").never_sent()),
            Self::OutOfTime => Err(TransportError::new("the fake let the time pass").timed_out()),
        }
    }
}
