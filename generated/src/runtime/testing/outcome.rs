//! What becomes of a request that a fake gets.

use crate::runtime::error::TransportError;
use crate::runtime::transport::TransportFuture;
use crate::runtime::wire::Value;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;

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

    /// A successful answer without a body.
    pub(super) fn no_content() -> Self {
        Self { status: StatusCode::NO_CONTENT, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// A successful answer that is no JSON.
    pub(super) fn bytes(body: Bytes) -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body }
    }
}

impl Plain {
    /// The answer as one of those to the requests of a batch.
    pub(super) fn into_item(self) -> Value {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers: Vec<Value> = self
            .headers
            .iter()
            .map(|(name, value)| json!({"name": name.as_str(), "value": text(value)}))
            .collect();
        let body = String::from_utf8_lossy(&self.body);
        json!({"code": self.status.as_u16(), "headers": headers, "body": body})
    }

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
            Self::BrokenOff => Err(TransportError::new("the fake broke the connection off")),
            Self::Refused => Err(TransportError::new("the fake refused the connection").never_sent()),
            // The time of the client passes at once.
            Self::OutOfTime => return Box::pin(std::future::pending()),
        };
        Box::pin(std::future::ready(result))
    }
}
