//! The client: credentials, the server, and a transport.

mod again;
mod builder;
mod exchange;
mod header;
mod settings;
mod token;
mod watch;

pub use builder::ClientBuilder;

use crate::runtime::call::Call;
use crate::runtime::chunks::Chunks;
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::Observer;
use crate::runtime::error::{BuildError, BuildErrorKind, Error, Received, TransportError};
use crate::runtime::renewal::Renewal;
use crate::runtime::request::{self, Answer, Operation, Parts, Request, Servers};
use crate::runtime::response::Response;
use crate::runtime::retry::RetryPolicy;
use crate::runtime::secret::Secret;
use crate::runtime::timer::Timer;
use crate::runtime::token::AccessToken;
use crate::runtime::token_source::TokenSource;
use crate::runtime::transport::Transport;
use crate::runtime::upload::Payload;
use bytes::Bytes;
use http::HeaderMap;
use settings::{Settings, Tracing};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sends requests.
///
/// A clone shares the connections of the original and costs nothing, so keep one client and hand out clones. So do the
/// clients that [`with_access_token`](Self::with_access_token) and its neighbours give, for another token or other
/// times:
///
/// ```
/// # use meta_graph::Client;
/// # use std::time::Duration;
/// let client = Client::builder().access_token("user token").build()?;
/// let other = client.with_access_token("another token").with_timeout(Duration::from_secs(5));
/// # Ok::<(), meta_graph::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    credentials: Arc<Credentials>,
    /// Where the token comes from, where the client has a source of them.
    renewal: Option<Arc<Renewal>>,
    settings: Settings,
}

/// What all clones share: the way to the server.
struct Shared {
    servers: Servers,
    /// What every request has unless it has its own.
    headers: HeaderMap,
    transport: Option<Box<dyn Transport>>,
    timer: Option<Box<dyn Timer>>,
    /// The longest answer that is taken, in bytes.
    max_answer_size: usize,
    /// How many bytes of memory the values of an answer may take.
    max_answer_memory: usize,
    observer: Option<Observer>,
    trace: Tracing,
    /// Whether a member that cannot be read fails the answer although it may be absent.
    is_strict: bool,
}

impl Client {
    /// Starts a client without credentials and with the servers of the specification.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The same client with another access token, such as that of another person. It shares the connections.
    #[must_use]
    pub fn with_access_token(&self, token: impl Into<AccessToken>) -> Self {
        let mut credentials = Credentials::clone(&self.credentials);
        credentials.change_token(token.into());
        Self { credentials: Arc::new(credentials), renewal: None, ..self.clone() }
    }

    /// The same client with another source of access tokens, see [`ClientBuilder::token_source`]. It shares the
    /// connections.
    #[must_use]
    pub fn with_token_source(&self, source: impl TokenSource + 'static) -> Self {
        let mut credentials = Credentials::clone(&self.credentials);
        credentials.clear_token();
        let client = Self { credentials: Arc::new(credentials), renewal: None, ..self.clone() };
        client.renewed_by(Some(Arc::new(source)))
    }

    fn renewed_by(self, source: Option<Arc<dyn TokenSource>>) -> Self {
        let renewal = source.map(|source| Arc::new(Renewal::new(source, self.clone())));
        Self { renewal, ..self }
    }

    /// The same client with another time for each call, see [`ClientBuilder::timeout`]. It shares the connections.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut changed = self.clone();
        changed.settings.timeout = timeout;
        changed
    }

    /// The same client with another policy of retries. It shares the connections.
    #[must_use]
    pub fn with_retry(&self, policy: impl RetryPolicy + 'static) -> Self {
        let mut changed = self.clone();
        changed.settings.retry = Arc::new(policy);
        changed
    }

    /// Sends a request when the call is awaited.
    pub fn call<R: Request>(&self, request: R) -> Call<R::Response> {
        Call::new(self.clone(), request.into_parts(), R::decode)
    }

    /// Sends a request when the call is awaited, and gives the status, the headers and the drift of the API with what
    /// is read.
    pub fn call_full<R: Request>(&self, request: R) -> Call<Response<R::Response>> {
        Call::new(self.clone(), request.into_parts(), |answer| Response::read(answer, R::decode))
    }

    /// Sends a request when the call is awaited, and gives the status, the headers, and the body piece by piece as it
    /// arrives: a large download, or an answer that goes on for as long as the caller listens. An error is read to its
    /// end as with [`call`](Self::call).
    pub fn chunks<R: Request>(&self, request: R) -> Call<Response<Chunks>> {
        let parts = request.into_parts().streamed();
        Call::new(self.clone(), parts, |answer| Response::read(answer, Answer::chunks))
    }

    /// The request as it would be sent, for another HTTP client. It holds the credentials: the token in a header that
    /// is marked as sensitive. Of a [source of tokens](ClientBuilder::token_source) it is the one that was given last.
    ///
    /// # Errors
    /// [`Error::Build`] if a parameter cannot be written, a credential is missing, or a [`Content`](crate::Content) is
    /// not in memory.
    pub fn http_request<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        let mut parts = Cow::Borrowed(request.parts());
        if parts.lacks_key().is_some() {
            parts.to_mut().make_key(Duration::ZERO);
        }
        let composed = match self.renewal.as_ref().and_then(|renewal| renewal.current()) {
            Some(credentials) => Self { credentials, ..self.clone() }.compose(&parts),
            None => self.compose(&parts),
        };
        let (head, body) = composed?.into_parts();
        let body =
            body.into_bytes().ok_or_else(|| not_built(parts.operation(), BuildErrorKind::ReadLater))?;
        Ok(http::Request::from_parts(head, body))
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
        let parts = request.parts();
        R::decode(self.clone().hiding(parts).answer(parts.operation(), response))
    }

    /// The same client, whose errors do not show what the request holds of secrets.
    pub(crate) fn hiding(self, parts: &Parts) -> Self {
        self.hiding_all(parts.secrets())
    }

    /// The same client, whose errors do not show these.
    pub(crate) fn hiding_all(mut self, secrets: Vec<Secret>) -> Self {
        if !secrets.is_empty() {
            let mut credentials = Credentials::clone(&self.credentials);
            credentials.hidden.extend(secrets);
            self.credentials = Arc::new(credentials);
        }
        self
    }

    fn compose(&self, parts: &Parts) -> Result<http::Request<Payload>, Error> {
        let (operation, shared) = (parts.operation(), &self.shared);
        let built = self
            .credentials
            .choose(parts.host())
            .and_then(|chosen| request::compose(parts, &shared.servers, &shared.headers, &chosen));
        #[cfg(feature = "testing")]
        let built = built.map(|request| crate::runtime::testing::with_parts(request, parts));
        built.map_err(|kind| not_built(operation, kind))
    }

    /// The timer, and how long it may take until something arrives.
    pub(crate) fn patience(&self) -> Option<(&dyn Timer, Duration)> {
        Some((self.shared.timer.as_deref()?, self.settings.attempt_timeout))
    }

    /// How long an answer may be, in bytes.
    pub(crate) fn max_answer_size(&self) -> usize {
        self.shared.max_answer_size
    }

    /// The error of a request to this operation, without credentials.
    pub(crate) fn failed(&self, error: TransportError, operation: &'static Operation) -> TransportError {
        error.of(operation).without(&self.credentials)
    }

    pub(crate) fn answer(&self, operation: &'static Operation, response: http::Response<Bytes>) -> Answer {
        let (mut head, body) = response.into_parts();
        let path = head.extensions.remove();
        let received = Received { operation, status: head.status, headers: head.headers, body, path };
        let answer =
            Answer::new(received, Arc::clone(&self.credentials)).observed_by(self.shared.observer.clone());
        let answer = answer.within(self.shared.max_answer_memory);
        if self.shared.is_strict { answer } else { answer.forgiving() }
    }
}

fn not_built(operation: &'static Operation, kind: BuildErrorKind) -> Error {
    Error::Build(BuildError::new(Some(operation), kind))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.servers.base_url)
            .field("credentials", &self.credentials)
            .field("timeout", &self.settings.timeout)
            .finish_non_exhaustive()
    }
}
