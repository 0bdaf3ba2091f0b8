//! Beginning to ask a person who agrees on another device.

use super::client_authentication::{ClientAuthentication, Identity};
use super::device_code::DeviceCode;
use super::device_source::DeviceSource;
use super::error::{OAuthError, OAuthErrorCode};
use super::grant::Grant;
use super::request::TokenRequest;
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::request::{self, Operation, Parts, Request};
use crate::runtime::secret::Secret;
use std::fmt;
use std::time::Duration;

/// How much longer a program waits that asks too often (RFC 8628, section 3.5).
const SLOWER: Duration = Duration::from_secs(5);

/// Tokens of a person who agrees on another device, for programs without a browser: a command, a television, a job on a
/// server (RFC 8628). The generated module `oauth` makes it for the endpoints of the specification.
///
/// The program shows a code and an address, the person enters the code there, and the program waits for that:
///
/// ```
/// # use meta_graph::{Client, DeviceLogin, OAuthError, Grant};
/// # async fn example(login: DeviceLogin, client: &Client) -> Result<Grant, OAuthError> {
/// let login = login.scopes(["read"]);
/// let code = login.start(client).await?;
/// println!("Open {} and enter {}", code.verification_uri(), code.user_code());
/// let grant = login.wait(&code, client).await?;
/// # Ok(grant)
/// # }
/// ```
///
/// [`showing`](Self::showing) makes a source of tokens of it, for a client that asks the person when it needs a token.
#[derive(Clone)]
#[must_use = "nobody is asked until it is started"]
pub struct DeviceLogin {
    device: &'static Operation,
    endpoint: &'static Operation,
    identity: Identity,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
}

impl DeviceLogin {
    pub(crate) fn new(
        device: &'static Operation,
        endpoint: &'static Operation,
        client_id: impl Into<String>,
    ) -> Self {
        let way = ClientAuthentication::default();
        let identity = Identity { id: client_id.into(), secret: None, way };
        Self { device, endpoint, identity, scopes: Vec::new(), parameters: Vec::new() }
    }

    /// Sets the secret of the program, where it has one. Without, it only says its id.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.identity.secret = Some(secret.into());
        self
    }

    /// Sets where the id and the secret stand in the requests.
    pub fn authentication(mut self, way: ClientAuthentication) -> Self {
        self.identity.way = way;
        self
    }

    /// Asks for these scopes; without, the server decides.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a parameter that the server asks for beside those of the standard: `audience` or `resource`, say.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Makes a source of tokens that shows the code by this function when a client needs a token.
    pub fn showing(self, show: impl Fn(&DeviceCode) + Send + Sync + 'static) -> DeviceSource {
        DeviceSource::new(self, show)
    }

    /// The request for the code.
    pub fn request(&self) -> DeviceRequest {
        let request =
            TokenRequest::without_grant(self.device, &self.identity).with_scopes(&self.scopes).repeatable();
        let parameters = self.parameters.iter();
        let request = parameters.fold(request, |request, (name, value)| request.with(name.clone(), value));
        DeviceRequest { parts: request.into_parts() }
    }

    /// Asks for a code that the person enters elsewhere, over the transport of a client.
    ///
    /// # Errors
    /// [`OAuthError::Refused`] and [`OAuthError::Call`].
    pub async fn start(&self, client: &Client) -> Result<DeviceCode, OAuthError> {
        let client = client.clone().hiding_all(self.secrets([]));
        let begin = client.patience().map(|(timer, _)| timer.now());
        let code = client.call(self.request()).await;
        let code = code.map_err(|error| OAuthError::of_call(error, client.credentials()))?;
        Ok(code.since(begin))
    }

    /// Waits until the person has agreed, and asks for the tokens as often as the server allows. The future can be
    /// dropped at any time: another one goes on.
    ///
    /// # Errors
    /// [`OAuthError::Refused`] if the person refuses (`access_denied`) or the server does, [`OAuthError::Expired`] if
    /// nobody has agreed before the code has come to its end, [`OAuthError::Call`] if the server cannot be understood,
    /// and [`OAuthError::NoTimer`]. A server that cannot be reached is asked again, with longer pauses.
    pub async fn wait(&self, code: &DeviceCode, client: &Client) -> Result<Grant, OAuthError> {
        let Some((timer, _)) = client.patience() else { return Err(OAuthError::NoTimer) };
        let end = code.end(timer.now());
        let mut interval = code.interval();
        loop {
            if timer.now().saturating_add(interval) >= end {
                return Err(OAuthError::Expired);
            }
            timer.sleep(interval).await;
            match self.exchange(code).send(client, self.secrets([code.device_code()])).await {
                Ok(grant) => return Ok(grant),
                Err(OAuthError::Refused(refusal)) => match refusal.code {
                    OAuthErrorCode::AuthorizationPending => {}
                    OAuthErrorCode::SlowDown => interval = interval.saturating_add(SLOWER),
                    OAuthErrorCode::ExpiredToken => return Err(OAuthError::Expired),
                    _ => return Err(OAuthError::Refused(refusal)),
                },
                Err(OAuthError::Call(Error::Transport(_))) => interval = interval.saturating_mul(2),
                Err(error) => return Err(error),
            }
        }
    }

    /// The request that changes a code into tokens.
    pub fn exchange(&self, code: &DeviceCode) -> TokenRequest {
        let grant_type = "urn:ietf:params:oauth:grant-type:device_code";
        let request = TokenRequest::new(self.endpoint, grant_type, &self.identity);
        request.with_secret("device_code", code.device_code())
    }

    /// The request for the next tokens.
    pub(super) fn refresh(&self, refresh_token: &Secret) -> TokenRequest {
        let request = TokenRequest::new(self.endpoint, "refresh_token", &self.identity);
        request.with_secret("refresh_token", refresh_token)
    }

    /// What no error may show.
    pub(super) fn secrets<'s>(&'s self, more: impl IntoIterator<Item = &'s Secret>) -> Vec<Secret> {
        self.identity.secret.iter().chain(more).cloned().collect()
    }
}

/// A request for the code that a person enters on another device, as [`DeviceLogin`] sends it.
///
/// It is a value like any other [`Request`]: in a test a fake can expect it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeviceRequest {
    parts: Parts,
}

impl Request for DeviceRequest {
    type Response = DeviceCode;
    request::reads!(json);
}

impl fmt::Debug for DeviceLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceLogin")
            .field("endpoint", &self.device)
            .field("client_id", &self.identity.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
