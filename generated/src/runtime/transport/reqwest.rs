//! The transport over reqwest. No type of reqwest is part of the public interface.

use super::{Limits, Transport, TransportFuture};
use crate::runtime::error::TransportError;
use bytes::{Bytes, BytesMut};

/// Sends with reqwest over rustls.
pub(super) struct Reqwest {
    client: reqwest::Client,
    /// The longest answer, in bytes.
    answer_size: usize,
}

impl Reqwest {
    pub(super) fn new(limits: Limits) -> reqwest::Result<Self> {
        // A redirect could lead to another host, and the API never needs one: the caller gets it as it is.
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(limits.connect);
        Ok(Self { client: builder.build()?, answer_size: limits.answer_size })
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(|error| failed(error).never_sent())?;
            let answer = self.client.execute(request).await.map_err(failed)?;
            collect(answer, self.answer_size).await
        })
    }
}

/// Reads the answer to its end, unless it is too large. An error whose body breaks off is still that error, so the rest of
/// it is kept.
async fn collect(
    mut answer: reqwest::Response,
    largest: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let is_error = answer.status().is_client_error() || answer.status().is_server_error();
    let mut body = BytesMut::new();
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) if chunk.len() > largest - body.len() => {
                return Err(TransportError::too_large(largest));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(_) if is_error => break,
            Err(error) => return Err(failed(error)),
        }
    }
    let mut response = http::Response::new(body.freeze());
    *response.status_mut() = answer.status();
    *response.version_mut() = answer.version();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// Says what is known about the error. The URL is taken out of it, which may hold a credential.
fn failed(error: reqwest::Error) -> TransportError {
    let was_never_sent = error.is_connect() || error.is_builder();
    let is_timeout = error.is_timeout();
    let mut failure = TransportError::new(error.without_url());
    if was_never_sent {
        failure = failure.never_sent();
    }
    if is_timeout {
        failure = failure.timed_out();
    }
    failure
}
