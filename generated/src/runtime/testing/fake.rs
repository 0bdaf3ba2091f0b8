//! The fake itself.

use super::clock::Clock;
use super::expected::{AnyRequest, Expected};
use super::script::{Pattern, Script};
use super::sent::Sent;
use crate::runtime::client::{Client, ClientBuilder};
use crate::runtime::error::TransportError;
use crate::runtime::request::Request;
use crate::runtime::transport::{OpenFuture, Transport, TransportFuture};
use crate::runtime::upload::UploadBody;
use bytes::Bytes;
use std::fmt;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

/// Stands in the place of the API: it gives the answers that a test sets, and keeps the requests that it got.
///
/// A clone is the same fake. See the [module](super) for an example.
///
/// A request for which no answer is left ends in [`Error::Transport`](crate::Error::Transport), which shows the request
/// and what was expected, and is not sent again.
#[derive(Clone, Default)]
pub struct Fake {
    pub(super) script: Arc<Script>,
    clock: Clock,
}

impl Fake {
    /// A fake that knows no answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A client that sends to the fake, with made-up credentials.
    ///
    /// # Panics
    /// Never: such a client can always be set up.
    #[track_caller]
    pub fn client(&self) -> Client {
        match self.builder().build() {
            Ok(client) => client,
            Err(error) => panic!("the client cannot be set up: {error}"),
        }
    }

    /// Starts a client that sends to the fake, for other settings than those of [`client`](Self::client).
    ///
    /// Its time is that of the fake too, which passes at once, and only where something is waited for.
    pub fn builder(&self) -> ClientBuilder {
        let builder =
            Client::builder().access_token("made-up token").basic_auth("made-up user", "made-up password");
        builder.transport(self.clone()).timer(self.clock.clone())
    }

    /// Starts to set the answers to a request, sent alone or inside another one: to one of the same method, path, query
    /// and body, whatever its credentials and the order of its parameters are.
    ///
    /// Several answers to the same request are given in the order in which they were set, each once unless
    /// [`times`](Expected::times) or [`always`](Expected::always) says otherwise.
    ///
    /// # Panics
    /// If the request cannot be sent, such as one without an id.
    #[track_caller]
    pub fn on<R: Request>(&self, request: R) -> Expected<R> {
        Expected::new(self, request)
    }

    /// Tells what to answer to the requests that a function takes.
    ///
    /// ```
    /// use http::StatusCode;
    /// use meta_graph::testing::Fake;
    ///
    /// let fake = Fake::new();
    /// let lists = fake.on_any(|sent| sent.operation().name().ends_with("::list") && sent.param("limit").is_none());
    /// lists.fail(StatusCode::FORBIDDEN).always();
    /// ```
    #[track_caller]
    pub fn on_any(&self, takes: impl Fn(&Sent) -> bool + Send + Sync + 'static) -> Expected<AnyRequest> {
        Expected::<AnyRequest>::of_any(self, Pattern::Any(Arc::new(takes)), Location::caller())
    }

    /// The requests so far, those without an answer among them, each attempt as one of its own. One that holds others
    /// is followed by these.
    pub fn sent(&self) -> Vec<Sent> {
        self.script.sent()
    }

    /// How long was waited, each time: the pauses before another attempt, those before a limit, and attempts that were
    /// [out of time](Expected::time_out).
    pub fn waits(&self) -> Vec<Duration> {
        self.clock.waits()
    }

    /// Checks that every answer was asked for, and that every request found one.
    ///
    /// # Panics
    /// If not; the text names what is left.
    #[track_caller]
    pub fn assert_all_answered(&self) {
        if let Some(complaint) = self.script.complaint() {
            panic!("{complaint}");
        }
    }
}

impl Transport for Fake {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        match self.outcome(Sent::read(request)) {
            Ok(outcome) => outcome.into_future(),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        match self.outcome(Sent::read(request)) {
            Ok(outcome) => outcome.open(),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        Box::pin(async move {
            let sent = Sent::read_all(request).await.map_err(|error| TransportError::unread(error, false))?;
            self.outcome(sent)?.open().await
        })
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake")
            .field("sent", &self.sent())
            .field("waits", &self.waits())
            .finish_non_exhaustive()
    }
}
