//! The client: credentials, the server, and a transport.

mod builder;

pub use builder::ClientBuilder;

use crate::runtime::call::Call;
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::Observer;
use crate::runtime::error::{BuildError, BuildErrorKind, Error, Received};
use crate::runtime::request::{self, Answer, Operation, Parts, Request};
use crate::runtime::response::Response;
use crate::runtime::transport::Transport;
use bytes::Bytes;
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;

/// Sends requests.
///
/// A clone shares the connections of the original and costs nothing, so keep one client and hand out clones.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    credentials: Arc<Credentials>,
    base_url: Option<String>,
    user_agent: HeaderValue,
    transport: Option<Box<dyn Transport>>,
    observer: Option<Observer>,
}

impl Client {
    /// Starts a client without credentials and with the servers of the specification.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Sends a request when the call is awaited.
    pub fn call<R: Request>(&self, request: R) -> Call<R::Response> {
        Call::new(self.clone(), request.into_parts(), R::decode)
    }

    /// Sends a request when the call is awaited, and gives the status, the headers and the drift of the API with what is read.
    pub fn call_full<R: Request>(&self, request: R) -> Call<Response<R::Response>> {
        Call::new(self.clone(), request.into_parts(), |answer| Response::read(answer, R::decode))
    }

    /// The request as it would be sent, for another HTTP client. It holds the credentials.
    ///
    /// # Errors
    /// [`Error::Build`] if a parameter cannot be written or a credential is missing.
    pub fn http_request<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        self.build(request.parts())
    }

    /// Reads the answer that another HTTP client got to [`http_request`](Self::http_request).
    ///
    /// # Errors
    /// [`Error::Api`] if the API answered with an error, [`Error::Decode`] if the answer cannot be read.
    pub fn decode<R: Request>(
        &self,
        request: &R,
        response: http::Response<Bytes>,
    ) -> Result<R::Response, Error> {
        R::decode(self.answer(request.parts().operation(), response))
    }

    /// Sends a request and gives its answer. The one state machine of all operations.
    pub(crate) async fn exchange(self, parts: Parts) -> Result<Answer, Error> {
        let operation = parts.operation();
        let Some(transport) = &self.inner.transport else {
            return Err(not_built(operation, BuildErrorKind::NoTransport));
        };
        let request = self.build(&parts)?;
        match transport.send(request).await {
            Ok(response) => Ok(self.answer(operation, response)),
            Err(error) => Err(Error::Transport(error.of(operation))),
        }
    }

    fn build(&self, parts: &Parts) -> Result<http::Request<Bytes>, Error> {
        let (operation, inner) = (parts.operation(), &self.inner);
        inner
            .credentials
            .choose(operation)
            .and_then(|chosen| request::build(parts, inner.base_url.as_deref(), &inner.user_agent, &chosen))
            .map_err(|kind| not_built(operation, kind))
    }

    fn answer(&self, operation: &'static Operation, response: http::Response<Bytes>) -> Answer {
        let (head, body) = response.into_parts();
        let received = Received { operation, status: head.status, headers: head.headers, body };
        Answer::new(received, Arc::clone(&self.inner.credentials)).observed_by(self.inner.observer.clone())
    }
}

fn not_built(operation: &'static Operation, kind: BuildErrorKind) -> Error {
    Error::Build(BuildError::new(Some(operation), kind))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}
