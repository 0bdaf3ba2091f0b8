//! The transport over reqwest. Without the feature `reqwest-client` no type of reqwest is part of the public interface.

mod body;
mod builder;
mod tls;

pub use builder::ReqwestTransportBuilder;

use super::{OpenFuture, Transport, TransportBody, TransportFuture, collect};
use crate::runtime::error::TransportError;
use crate::runtime::upload::UploadBody;
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as _;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Sends with reqwest over rustls: the transport that a client has unless another is given.
///
/// It can be set up, and wrapped by a transport of yours; give the client a timer as well.
///
/// ```
/// use bytes::Bytes;
/// use meta_graph::{Client, OpenFuture, ReqwestTransport, TokioTimer, Transport, TransportFuture, UploadBody};
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// /// Counts what is sent.
/// struct Counted(ReqwestTransport, AtomicU64);
///
/// impl Transport for Counted {
///     fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
///         self.1.fetch_add(1, Ordering::Relaxed);
///         self.0.send(request)
///     }
///
///     // What is not handed on is first read into memory.
///     fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
///         self.1.fetch_add(1, Ordering::Relaxed);
///         self.0.upload(request)
///     }
/// }
///
/// # fn main() -> Result<(), meta_graph::Error> {
/// let transport = ReqwestTransport::builder().proxy("http://proxy.example:3128").build()?;
/// let counted = Counted(transport, AtomicU64::new(0));
/// let client = Client::builder().access_token("...").transport(counted).timer(TokioTimer::new()).build()?;
/// # Ok(())
/// # }
/// ```
///
/// # Connections
///
/// They are kept and used again, one for each call at a time with HTTP/1.1 and one for all with HTTP/2. Which of the
/// two the server speaks is known after the first answer: many calls at once on a new client open a connection each.
/// Make one call first, or start with few at a time.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The longest answer, in bytes.
    answer_size: usize,
}

impl ReqwestTransport {
    /// Starts to set one up.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::new()
    }

    /// Sends with this client of reqwest, for what the builder does not set.
    ///
    /// See to it that it follows no redirect, which could lead the token to another host, and that it has no timeout
    /// of its own. It is of version 0.13 of reqwest: another version is a breaking step of this crate.
    #[cfg(feature = "reqwest-client")]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client, answer_size: 64 << 20 }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").field("answer_size", &self.answer_size).finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async move { collect(self.open(request).await?, self.answer_size).await })
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        Box::pin(self.execute(request.map(reqwest::Body::from)))
    }

    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        Box::pin(self.execute(request.map(body::streamed)))
    }
}

impl ReqwestTransport {
    async fn execute(
        &self,
        request: http::Request<reqwest::Body>,
    ) -> Result<http::Response<TransportBody>, TransportError> {
        if let Some(missing) = crate::runtime::timer::missing() {
            return Err(TransportError::new(missing).never_sent().permanent());
        }
        let request = reqwest::Request::try_from(request).map_err(|error| failed(error).never_sent())?;
        let mut answer = self.client.execute(request).await.map_err(failed)?;
        let mut response = http::Response::new(());
        *response.status_mut() = answer.status();
        *response.version_mut() = answer.version();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response.map(|()| -> TransportBody { Box::pin(Pieces(next(answer))) }))
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
