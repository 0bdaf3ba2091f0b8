//! Setting a client up.

use super::header::{self, Header};
use super::settings::{Settings, Tracing};
use super::{Client, Shared};
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::{Drift, Observer};
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use crate::runtime::request::{Servers, is_secret_header};
use crate::runtime::retry::RetryPolicy;
use crate::runtime::secret::Secret;
use crate::runtime::timer::Timer;
use crate::runtime::token::AccessToken;
use crate::runtime::token_source::TokenSource;
use crate::runtime::trace_context::TraceContext;
use crate::runtime::transport::{Limits, Standard, Transport, standard};
use crate::runtime::wire::MEMORY;
use http::Uri;
use http::header::USER_AGENT;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sets a [`Client`] up. [`Client::builder`] starts it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(crate) credentials: Credentials,
    servers: Servers,
    pub(crate) settings: Settings,
    limits: Limits,
    answer_memory: usize,
    token_source: Option<Arc<dyn TokenSource>>,
    headers: Vec<(String, Header)>,
    transport: Option<Box<dyn Transport>>,
    timer: Option<Box<dyn Timer>>,
    observer: Option<Observer>,
    trace: Tracing,
    is_strict: bool,
    /// Sets the transport up where none is given.
    standard: fn(Limits) -> Result<Option<Standard>, BuildErrorKind>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            servers: Servers::default(),
            settings: Settings::default(),
            limits: Limits { connect: Duration::from_secs(10), answer_size: 64 << 20 },
            answer_memory: MEMORY,
            token_source: None,
            headers: Vec::new(),
            transport: None,
            timer: None,
            observer: None,
            trace: Tracing::default(),
            is_strict: false,
            standard,
        }
    }

    /// Sets the access token.
    ///
    /// It goes into the `Authorization` header of every request whose operation takes a bearer token, whatever the name
    /// of the security scheme, unless that scheme has a [key](Self::api_key) of its own. Where an operation takes the
    /// access token only as a parameter of that name (RFC 6750, section 2.3), it goes there. It goes to no other
    /// scheme.
    pub fn access_token(mut self, token: impl Into<AccessToken>) -> Self {
        self.credentials.set_token(token.into());
        self.token_source = None;
        self
    }

    /// Sets where the access token comes from, in the place of one that lasts: see [`TokenSource`]. Of this and
    /// [`access_token`](Self::access_token) the last one counts, and a call that is given a token of its own asks
    /// nobody.
    pub fn token_source(mut self, source: impl TokenSource + 'static) -> Self {
        self.token_source = Some(Arc::new(source));
        self.credentials.clear_token();
        self
    }

    /// Sets the credential for the security scheme of this name in the specification, under
    /// `components.securitySchemes`: the key itself, the token of a bearer scheme, OAuth 2 or OpenID Connect,
    /// `user:password` for basic authentication (a key that is the user alone is `key:`), or what follows the name of
    /// another scheme in the `Authorization` header.
    ///
    /// Each request gets the credentials of the schemes that its operation asks for, and no others. Where it has the
    /// choice, the first of them that the client has all credentials for is used.
    pub fn api_key(mut self, scheme: impl Into<String>, key: impl Into<Secret>) -> Self {
        self.credentials.keys.insert(scheme.into(), key.into());
        self
    }

    /// Sets the user and the password for operations with basic authentication.
    pub fn basic_auth(mut self, user: impl AsRef<str>, password: impl Into<Secret>) -> Self {
        let password = password.into();
        self.credentials.basic = Some(Secret::new(format!("{}:{}", user.as_ref(), password.expose())));
        self
    }

    /// Sends to this server in place of the origin of the specification's: a proxy, or a
    /// server for tests. The path of the specification's server is appended.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.servers.base_url = Some(base_url.into());
        self
    }

    /// Sends what would go to this host of the specification (`https://upload.example.com`) to this server in place of
    /// it, whatever [`base_url`](Self::base_url) says.
    ///
    /// ```
    /// # use meta_graph::Client;
    /// let builder = Client::builder().base_url_of("https://upload.example.com", "http://127.0.0.1:8081");
    /// ```
    pub fn base_url_of(mut self, host: impl AsRef<str>, base_url: impl Into<String>) -> Self {
        let host = host.as_ref().trim_end_matches('/').to_ascii_lowercase();
        self.servers.base_urls.insert(host, base_url.into());
        self
    }

    /// Sends to the server at this place in the list of the specification, from 0, in place of the first. An operation
    /// with fewer servers sends to its first.
    pub fn server(mut self, index: usize) -> Self {
        self.servers.index = index;
        self
    }

    /// Sets a variable in the URLs of the specification's servers; it has its default unless set. A request to a server
    /// whose variable may not have that value is not sent. A name that no server has changes nothing.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.servers.variables.insert(name.into(), value.into());
        self
    }

    /// Sets how long a call may take, from the start to the last byte of the answer, with all its attempts and the
    /// pauses between them: 60 seconds unless set. A tenth of it is kept for the answer: what would have to wait for
    /// longer is not sent. [`Call::timeout`](crate::Call::timeout) sets it for one call. It does not end the sending of
    /// a file, see [`Content`](crate::Content).
    ///
    /// It needs a [`Timer`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets how long one attempt of a call may take: 30 seconds unless set. What is left of
    /// [`timeout`](Self::timeout) bounds it too.
    ///
    /// It needs a [`Timer`].
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = timeout;
        self
    }

    /// Sets how long it may take to connect: 10 seconds unless set, and never more than nine tenths of the times of an
    /// attempt and of a call that the builder sets. So an attempt whose connection does not come about in time counts
    /// as one that was never sent. (Where a single call has less time than that, it counts as sent, which is the safe
    /// assumption.)
    ///
    /// A transport of your own keeps its own time.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect = timeout;
        self
    }

    /// Sets how long an answer may be, in bytes, after its compression is undone: 64 MiB unless set. A longer one is an
    /// [`Error::Transport`] that [`is_too_large`](crate::TransportError::is_too_large), and the rest of it is not read.
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.limits.answer_size = bytes;
        self
    }

    /// Sets how much memory the values of a JSON answer may take, in bytes, as it is estimated while they are made: 192
    /// MiB unless set. An answer that would take more is an [`Error::Decode`] that
    /// [`is_too_large`](crate::DecodeError::is_too_large). Many small objects take a hundred times the size of their
    /// text, so the length of an answer alone says little of what it needs.
    pub fn max_answer_memory(mut self, bytes: usize) -> Self {
        self.answer_memory = bytes;
        self
    }

    /// Sets when a request is sent again: [`Retry::standard`](crate::Retry::standard) unless set.
    ///
    /// It needs a [`Timer`].
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retry = Arc::new(policy);
        self
    }

    /// Sets the `User-Agent` header: the name and the version of this crate unless set.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        self.header(USER_AGENT.as_str(), user_agent)
    }

    /// Sets a header that goes with every request that has none of this name: one that a gateway asks for, say.
    ///
    /// ```
    /// # use meta_graph::Client;
    /// let builder = Client::builder().header("x-tenant", "shop-1").secret_header("x-gateway-key", "k-81f0");
    /// assert!(!format!("{builder:?}").contains("k-81f0"));
    /// ```
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        match is_secret_header(&name) {
            true => self.secret_header(name, value),
            false => self.set_header(name, Header::Plain(value)),
        }
    }

    /// Sets a header as [`header`](Self::header) does, whose value is shown nowhere: not by `Debug`, in no log, and not
    /// by an error where the server repeats it.
    pub fn secret_header(self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.set_header(name.into(), Header::Secret(value.into()))
    }

    fn set_header(mut self, name: String, value: Header) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Sends over this transport in place of the one that comes with the crate.
    ///
    /// Give a [`timer`](Self::timer) as well, or each request is sent once and waited for as long as the transport
    /// does.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Sends over ureq in place of reqwest, and blocks the thread for as long as that takes: for callers without an
    /// async runtime. See [`blocking`](crate::blocking).
    ///
    /// ureq speaks HTTP/1.1 and trusts the certificates of Mozilla. It takes a proxy from the environment.
    #[cfg(feature = "blocking")]
    pub fn blocking(mut self) -> Self {
        self.standard = crate::runtime::transport::blocking;
        self
    }

    /// Tells the time by this timer. The transport that comes with the crate brings one.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Box::new(timer));
        self
    }

    /// Calls this function with whatever an answer holds that the specification does not know, to be logged or counted.
    ///
    /// It is called for every answer, while the answer is read, once for each thing that is found: keep it short. The
    /// answer of another version than the one that was asked for counts, even if it is an error. The last function that
    /// is set is the one that is called.
    pub fn on_drift(mut self, observer: impl Fn(&Drift) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Sets whether the paths of drift and of [`DecodeError`](crate::DecodeError) hold the keys of maps, which may be
    /// ids or names of people: no unless set.
    pub fn drift_keys(mut self, tell: bool) -> Self {
        self.credentials.shows_keys = tell;
        self
    }

    /// Sets whether an answer fails of which a member cannot be read that may be absent: not so unless set.
    ///
    /// By default only that member is lost: it is `None`, and is reported as drift
    /// ([`DriftKind::Unreadable`](crate::DriftKind::Unreadable)). A member that must be there, and an item of a list,
    /// fails what it stands in in any case. Of what may be of several types a member is never lost, since it decides
    /// which of them it is.
    ///
    /// ```
    /// use meta_graph::Client;
    ///
    /// // For a test against the real API, say, which should show what the specification has wrong.
    /// let client = Client::builder().access_token("...").strict(true).build()?;
    /// # Ok::<(), meta_graph::Error>(())
    /// ```
    pub fn strict(mut self, is_strict: bool) -> Self {
        self.is_strict = is_strict;
        self
    }

    /// Sends a header `traceparent` with each request, so that the server and what stands before it can tell to which
    /// trace it belongs. The function is asked once for each call: for the trace that the program is in, or for a new
    /// one. The attempts of a call are spans of the same trace.
    ///
    /// ```
    /// use meta_graph::{Client, TraceContext};
    ///
    /// let client = Client::builder().access_token("...").trace_context(|| Some(TraceContext::random())).build()?;
    /// # Ok::<(), meta_graph::Error>(())
    /// ```
    pub fn trace_context(
        mut self,
        source: impl Fn() -> Option<TraceContext> + Send + Sync + 'static,
    ) -> Self {
        self.trace.source = Some(Arc::new(source));
        self
    }

    /// Sets whether the events of `tracing` hold the texts of errors that came from the server, which may quote what
    /// people have written: no unless set. The token is taken out in any case.
    #[cfg(feature = "tracing")]
    pub fn trace_texts(mut self, tell: bool) -> Self {
        self.trace.tells_texts = tell;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`Error::Build`] if the access token is empty, if the base URL or a header cannot be used, or if the transport
    /// cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        self.try_build().map_err(|kind| Error::Build(BuildError::new(None, kind)))
    }

    fn try_build(self) -> Result<Client, BuildErrorKind> {
        self.servers.base_urls().try_for_each(|base_url| check(base_url))?;
        self.credentials.check_token()?;
        let headers = header::map(&self.headers)?;
        let mut credentials = self.credentials;
        credentials.hidden.extend(self.headers.into_iter().filter_map(|(_, value)| value.into_secret()));
        let (transport, timer) = match self.transport {
            Some(transport) => (Some(transport), self.timer),
            None => {
                let attempt = self.settings.timeout.min(self.settings.attempt_timeout);
                let (transport, timer) = (self.standard)(self.limits.within(attempt))?.unzip();
                (transport, self.timer.or(timer))
            }
        };
        let shared = Shared {
            servers: self.servers,
            headers,
            transport,
            timer,
            max_answer_size: self.limits.answer_size,
            max_answer_memory: self.answer_memory,
            observer: self.observer,
            trace: self.trace,
            is_strict: self.is_strict,
        };
        let (shared, credentials) = (Arc::new(shared), Arc::new(credentials));
        let client = Client { shared, credentials, renewal: None, settings: self.settings };
        Ok(client.renewed_by(self.token_source))
    }
}

/// Refuses a base URL to which no path can be appended, and one with a user, which would be shown in logs.
fn check(base_url: &str) -> Result<(), BuildErrorKind> {
    let url: Uri = base_url.parse().map_err(|_| BuildErrorKind::InvalidBaseUrl)?;
    let is_http = matches!(url.scheme_str(), Some("http" | "https"));
    let has_host = url.authority().is_some_and(|authority| !authority.as_str().contains('@'));
    if is_http && has_host && !base_url.contains(['?', '#']) {
        Ok(())
    } else {
        Err(BuildErrorKind::InvalidBaseUrl)
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.settings.timeout)
            .field("attempt_timeout", &self.settings.attempt_timeout)
            .field("max_answer_memory", &self.answer_memory)
            .field("connect_timeout", &self.limits.connect)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
