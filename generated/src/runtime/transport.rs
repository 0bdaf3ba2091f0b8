//! What carries requests to the server.

#[cfg(feature = "reqwest")]
mod reqwest;

use crate::runtime::error::{BuildErrorKind, TransportError};
use crate::runtime::timer::Timer;
#[cfg(feature = "reqwest")]
use crate::runtime::timer::TokioTimer;
use bytes::Bytes;
use std::future::Future;
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
}

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// What the transport that comes with the crate puts up with.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// How long it may take to connect.
    pub(crate) connect: Duration,
    /// The longest answer, in bytes.
    pub(crate) answer_size: usize,
}

/// The transport that comes with the crate and the timer that goes with it.
type Standard = (Box<dyn Transport>, Box<dyn Timer>);

/// The transport that comes with the crate, if its feature is on.
///
/// # Errors
/// [`BuildErrorKind::TransportSetup`] if the system gives no TLS roots, say.
#[cfg(feature = "reqwest")]
pub(crate) fn standard(limits: Limits) -> Result<Option<Standard>, BuildErrorKind> {
    match reqwest::Reqwest::new(limits) {
        Ok(transport) => Ok(Some((Box::new(transport), Box::new(TokioTimer::new())))),
        Err(error) => Err(BuildErrorKind::TransportSetup { reason: error.without_url().to_string() }),
    }
}

/// The transport that comes with the crate, if its feature is on.
#[cfg(not(feature = "reqwest"))]
pub(crate) fn standard(_limits: Limits) -> Result<Option<Standard>, BuildErrorKind> {
    Ok(None)
}
