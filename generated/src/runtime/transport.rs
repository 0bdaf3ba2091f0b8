//! What carries requests to the server.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "blocking")]
mod ureq;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};

pub(crate) use crate::runtime::chunks::whole;
use crate::runtime::error::{BuildErrorKind, TransportError};
#[cfg(feature = "blocking")]
use crate::runtime::timer::ThreadTimer;
#[cfg(feature = "reqwest")]
use crate::runtime::timer::TokioTimer;
use crate::runtime::timer::{Timer, part_of};
use crate::runtime::upload::UploadBody;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// What carries requests to the server: reqwest by default, or whatever you give to
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport). The front page of the documentation has an example.
pub trait Transport: Send + Sync {
    /// Sends the request and collects the whole answer, whatever its status.
    ///
    /// It must not follow a redirect to another host, since the request holds a credential.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_>;

    /// Sends the request and gives the answer as soon as its headers are there, for a body that is read piece by piece:
    /// [`Client::chunks`](crate::Client::chunks). Unless a transport does better, it collects the whole answer.
    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        let sent = self.send(request);
        Box::pin(async move { Ok(sent.await?.map(whole)) })
    }

    /// Sends a request whose body is read while it is sent: a file from the disk, say. It gives the answer as
    /// [`open`](Self::open) does.
    ///
    /// Unless a transport does better, it reads the whole body into memory, up to 64 MiB, and a longer one is an error.
    /// A transport that wraps another one hands it on.
    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let whole = body.collect(LONGEST_IN_MEMORY).await;
            let whole = whole.map_err(|error| TransportError::new(error).never_sent().permanent())?;
            self.open(http::Request::from_parts(head, whole)).await
        })
    }
}

/// How much of a body a transport reads into memory that does not send it piece by piece, in bytes.
pub(crate) const LONGEST_IN_MEMORY: usize = 64 << 20;

/// The body of an answer, piece by piece.
pub type TransportBody = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// What [`Transport::open`] returns.
pub type OpenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<TransportBody>, TransportError>> + Send + 'a>>;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        (**self).open(request)
    }

    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        (**self).upload(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        (**self).open(request)
    }

    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        (**self).upload(request)
    }
}

/// Reads the answer to its end, unless it is too large. An error whose body breaks off is still that error, so the rest
/// of it is kept.
pub(crate) async fn collect(
    answer: http::Response<TransportBody>,
    largest: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let (head, mut pieces) = answer.into_parts();
    let is_error = head.status.is_client_error() || head.status.is_server_error();
    let mut body = BytesMut::new();
    loop {
        match poll_fn(|context| pieces.as_mut().poll_next(context)).await {
            Some(Ok(piece)) if piece.len() > largest - body.len() => {
                return Err(TransportError::too_large(largest));
            }
            Some(Ok(piece)) => body.extend_from_slice(&piece),
            None => break,
            Some(Err(_)) if is_error => break,
            Some(Err(error)) => return Err(error),
        }
    }
    Ok(http::Response::from_parts(head, body.freeze()))
}

/// How long an attempt may take. It is in the extensions of each request that a client with a timer sends, for a
/// transport that goes on with what nobody waits for any more. For [`Transport::upload`] it is the time from one piece
/// of the body to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptTime(pub Duration);

/// What the transport that comes with the crate puts up with.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// How long it may take to connect.
    pub(crate) connect: Duration,
    /// The longest answer, in bytes.
    pub(crate) answer_size: usize,
}

impl Limits {
    /// The limits for attempts that may take so long: what takes all of an attempt to connect could not be told from a
    /// server that does not answer.
    pub(crate) fn within(self, attempt: Duration) -> Self {
        Self { connect: self.connect.min(part_of(attempt, 0.9)), ..self }
    }
}

/// The transport that comes with the crate and the timer that goes with it.
pub(crate) type Standard = (Box<dyn Transport>, Box<dyn Timer>);

/// The transport that comes with the crate, if its feature is on.
///
/// # Errors
/// [`BuildErrorKind::TransportSetup`] if the system gives no TLS roots, say.
#[cfg(feature = "reqwest")]
pub(crate) fn standard(limits: Limits) -> Result<Option<Standard>, BuildErrorKind> {
    let builder = ReqwestTransport::builder().connect_timeout(limits.connect);
    let transport = builder.max_answer_size(limits.answer_size).try_build()?;
    Ok(Some((Box::new(transport), Box::new(TokioTimer::new()))))
}

/// The transport that comes with the crate, if its feature is on.
#[cfg(not(feature = "reqwest"))]
pub(crate) fn standard(_limits: Limits) -> Result<Option<Standard>, BuildErrorKind> {
    Ok(None)
}

/// The transport that blocks, and its timer.
///
/// # Errors
/// None; another transport that comes with the crate may have some.
#[cfg(feature = "blocking")]
pub(crate) fn blocking(limits: Limits) -> Result<Option<Standard>, BuildErrorKind> {
    Ok(Some((Box::new(ureq::UreqTransport::new(limits)), Box::new(ThreadTimer::new()))))
}
