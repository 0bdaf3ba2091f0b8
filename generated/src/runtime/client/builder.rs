//! Setting a client up.

use super::{Client, Inner};
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::{Drift, Observer};
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use crate::runtime::secret::Secret;
use crate::runtime::transport::{Timeouts, Transport, standard};
use http::{HeaderValue, Uri};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sets a [`Client`] up. [`Client::builder`] starts it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    credentials: Credentials,
    base_url: Option<String>,
    timeouts: Timeouts,
    user_agent: Option<String>,
    transport: Option<Box<dyn Transport>>,
    observer: Option<Observer>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            base_url: None,
            timeouts: Timeouts { total: Duration::from_secs(60), connect: Duration::from_secs(10) },
            user_agent: None,
            transport: None,
            observer: None,
        }
    }

    /// Sets the access token.
    ///
    /// It goes into the `Authorization` header of every request whose operation takes a bearer token, and never into a URL
    /// there. Where an operation only takes a key of its own in the query, a header or a cookie, it goes to that place.
    pub fn access_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.token = Some(token.into());
        self
    }

    /// Sets the credential for the security scheme of this name in the specification.
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

    /// Sends to this server in place of the origin of the specification's (`https://graph.facebook.com`): a proxy, or a
    /// server for tests. The path of the specification's server is appended.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets how long a call may take, from the start to the last byte of the answer: 60 seconds unless set.
    ///
    /// A transport of your own keeps its own time.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.total = timeout;
        self
    }

    /// Sets how long it may take to connect: 10 seconds unless set.
    ///
    /// A transport of your own keeps its own time.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = timeout;
        self
    }

    /// Sets the `User-Agent` header: the name and the version of this crate unless set.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sends over this transport in place of the one that comes with the crate.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
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

    /// Builds the client.
    ///
    /// # Errors
    /// [`Error::Build`] if the base URL or the user agent cannot be used, or if the transport cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        self.try_build().map_err(|kind| Error::Build(BuildError::new(None, kind)))
    }

    fn try_build(self) -> Result<Client, BuildErrorKind> {
        if let Some(base_url) = &self.base_url {
            check(base_url)?;
        }
        let user_agent = match self.user_agent {
            Some(text) => HeaderValue::from_str(&text)
                .map_err(|_| BuildErrorKind::InvalidValue { name: "user-agent".to_owned() })?,
            None => HeaderValue::from_static(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))),
        };
        let transport = match self.transport {
            Some(transport) => Some(transport),
            None => standard(self.timeouts)?,
        };
        let credentials = Arc::new(self.credentials);
        let inner =
            Inner { credentials, base_url: self.base_url, user_agent, transport, observer: self.observer };
        Ok(Client { inner: Arc::new(inner) })
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
            .field("timeout", &self.timeouts.total)
            .field("connect_timeout", &self.timeouts.connect)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}
