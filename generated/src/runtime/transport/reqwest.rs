//! The transport over reqwest. No type of reqwest is part of the public interface.

use super::{Limits, OpenFuture, Transport, TransportBody, TransportFuture, collect};
use crate::runtime::error::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as _;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

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
        Box::pin(async move { collect(self.open(request).await?, self.answer_size).await })
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(|error| failed(error).never_sent())?;
            let mut answer = self.client.execute(request).await.map_err(failed)?;
            let mut response = http::Response::new(());
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok(response.map(|()| -> TransportBody { Box::pin(Pieces(next(answer))) }))
        })
    }
}

/// The next piece, and where the ones after it come from.
type Next = Pin<Box<dyn Future<Output = Option<(Result<Bytes, TransportError>, reqwest::Response)>> + Send>>;

fn next(mut answer: reqwest::Response) -> Next {
    Box::pin(async move {
        let piece = answer.chunk().await.transpose()?;
        Some((piece.map_err(failed), answer))
    })
}

/// The pieces of a body. Nothing follows an error.
struct Pieces(Next);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some((piece, answer)) = ready!(self.0.as_mut().poll(context)) else {
            self.0 = Box::pin(std::future::ready(None));
            return Poll::Ready(None);
        };
        self.0 = if piece.is_ok() { next(answer) } else { Box::pin(std::future::ready(None)) };
        Poll::Ready(Some(piece))
    }
}

/// Says what is known about the error. The URL is taken out of it, which may hold a credential.
fn failed(error: reqwest::Error) -> TransportError {
    let was_never_sent = error.is_connect() || error.is_builder();
    let is_timeout = error.is_timeout();
    let is_untrusted = was_never_sent && is_untrusted(&error);
    let mut failure = TransportError::new(error.without_url());
    if was_never_sent {
        failure = failure.never_sent();
    }
    if is_timeout {
        failure = failure.timed_out();
    }
    if is_untrusted {
        failure = failure.permanent();
    }
    failure
}

/// Whether the certificate of the server is not trusted. The error of rustls is inside one of the connection; its type
/// is none that this crate could name.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let mut texts = causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::to_string);
    texts.any(|text| text.starts_with("invalid peer certificate"))
}
