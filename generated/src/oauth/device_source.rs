//! A source of tokens of a person who agrees on another device.

use super::device_code::DeviceCode;
use super::device_login::DeviceLogin;
use super::error::{OAuthError, OAuthErrorCode};
use super::grant::Grant;
use super::refresh_token::Keep;
use crate::runtime::client::Client;
use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use crate::runtime::{TokenFuture, TokenSource};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A [`TokenSource`] of tokens of a person who agrees on another device, from
/// [`DeviceLogin::showing`](crate::DeviceLogin::showing).
///
/// When the client needs a token it shows a code and waits until the person has entered it; later tokens come by the
/// refresh token, where the server gives one. The person is asked again only if that is no longer good.
///
/// ```
/// # fn example(login: meta_graph::DeviceLogin, kept: Option<String>) -> Result<(), meta_graph::Error> {
/// use meta_graph::{Client, DeviceCode};
/// use std::time::Duration;
///
/// let source = login.showing(|code: &DeviceCode| {
///     eprintln!("Open {} and enter {}", code.verification_uri(), code.user_code());
/// });
/// // With the refresh token of an earlier run nobody is asked.
/// let source = match kept {
///     Some(refresh_token) => source.refresh_token(refresh_token),
///     None => source,
/// };
/// let client = Client::builder().timeout(Duration::from_secs(900)).token_source(source).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A call that waits for the person waits for no longer than its own time, which a longer
/// [`timeout`](crate::ClientBuilder::timeout) makes room for; the next call goes on waiting for the same code. A
/// program that can should ask before its first call, with [`DeviceLogin::start`](crate::DeviceLogin::start).
#[derive(Clone)]
#[must_use = "a source of tokens does nothing until a client has it"]
pub struct DeviceSource {
    login: DeviceLogin,
    show: Arc<dyn Fn(&DeviceCode) + Send + Sync>,
    refresh_token: Arc<Mutex<Option<Secret>>>,
    on_rotation: Option<Arc<Keep>>,
}

impl DeviceSource {
    pub(super) fn new(login: DeviceLogin, show: impl Fn(&DeviceCode) + Send + Sync + 'static) -> Self {
        Self { login, show: Arc::new(show), refresh_token: Arc::default(), on_rotation: None }
    }

    /// Begins with the refresh token that somebody's agreement has given before.
    pub fn refresh_token(self, refresh_token: impl Into<Secret>) -> Self {
        self.keep(Some(refresh_token.into()));
        self
    }

    /// Calls this function with each new refresh token, before the access token that came with it is used. It is called
    /// while calls wait: keep it short.
    pub fn on_rotation(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Arc::new(keep));
        self
    }

    fn current(&self) -> Option<Secret> {
        self.refresh_token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, refresh_token: Option<Secret>) {
        *self.refresh_token.lock().unwrap_or_else(PoisonError::into_inner) = refresh_token;
    }

    /// A grant by the refresh token; `None` where it has no refresh token that is still valid.
    async fn refreshed(&self, client: &Client) -> Result<Option<Grant>, OAuthError> {
        let Some(refresh_token) = self.current() else { return Ok(None) };
        let secrets = self.login.secrets([&refresh_token]);
        match self.login.refresh(&refresh_token).send(client, secrets).await {
            Ok(grant) => Ok(Some(grant)),
            Err(OAuthError::Refused(refusal)) if refusal.code == OAuthErrorCode::InvalidGrant => {
                self.keep(None);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn grant(&self, client: &Client) -> Result<Grant, OAuthError> {
        let grant = match self.refreshed(client).await? {
            Some(grant) => grant,
            None => {
                let code = self.login.start(client).await?;
                (self.show)(&code);
                self.login.wait(&code, client).await?
            }
        };
        if let Some(new) = grant.refresh_token().filter(|new| Some(*new) != self.current().as_ref()) {
            self.keep(Some(new.clone()));
            self.on_rotation.iter().for_each(|keep| keep(new));
        }
        Ok(grant)
    }
}

impl TokenSource for DeviceSource {
    fn token(&self, _refused: Option<AccessToken>) -> TokenFuture<'_> {
        Box::pin(async { Err(OAuthError::NoClient.into()) })
    }

    fn token_over<'a>(&'a self, client: &'a Client, _refused: Option<AccessToken>) -> TokenFuture<'a> {
        Box::pin(async { Ok(self.grant(client).await?.into_token()) })
    }
}

impl fmt::Debug for DeviceSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DeviceSource").field(&self.login).finish()
    }
}
