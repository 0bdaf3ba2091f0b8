//! Tokens on behalf of a person who has agreed before.

use super::client_authentication::{ClientAuthentication, Identity};
use super::error::OAuthError;
use super::request::TokenRequest;
use crate::runtime::client::Client;
use crate::runtime::request::Operation;
use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use crate::runtime::{TokenFuture, TokenSource};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A [`TokenSource`] of tokens on behalf of whoever has agreed before, by the refresh token that came of that (RFC
/// 6749, section 6). The generated module `oauth` makes it for the token endpoints of the specification.
///
/// It asks as [`ClientCredentials`](crate::ClientCredentials) does. Many servers give a new refresh token each time,
/// and the old one is then useless: keep the new one, or the next start of the program has none.
///
/// ```
/// # fn example(source: meta_graph::RefreshToken) -> Result<(), meta_graph::Error> {
/// use meta_graph::{Client, Secret};
///
/// /// Writes it to where the program finds it at its next start.
/// fn keep(refresh_token: &Secret) {
///     # let _ = refresh_token.expose();
/// }
///
/// let client = Client::builder().token_source(source.client_secret("...").on_rotation(keep)).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A clone shares the refresh token. Give one source to one client: two that ask at the same time would both use the
/// old refresh token, which some servers take for a theft.
#[derive(Clone)]
#[must_use = "a source of tokens does nothing until a client has it"]
pub struct RefreshToken {
    endpoint: &'static Operation,
    identity: Identity,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    current: Arc<Mutex<Secret>>,
    on_rotation: Option<Arc<Keep>>,
}

/// What keeps a new refresh token.
pub(super) type Keep = dyn Fn(&Secret) + Send + Sync;

impl RefreshToken {
    pub(crate) fn new(
        endpoint: &'static Operation,
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        let way = ClientAuthentication::default();
        Self {
            endpoint,
            identity: Identity { id: client_id.into(), secret: None, way },
            scopes: Vec::new(),
            parameters: Vec::new(),
            current: Arc::new(Mutex::new(refresh_token.into())),
            on_rotation: None,
        }
    }

    /// Sets the secret of the program, where it has one. Without, it only says its id.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.identity.secret = Some(secret.into());
        self
    }

    /// Sets where the id and the secret stand in the request.
    pub fn authentication(mut self, way: ClientAuthentication) -> Self {
        self.identity.way = way;
        self
    }

    /// Asks for fewer scopes than were agreed to.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a parameter that the server asks for beside those of the standard.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Calls this function with each new refresh token, before the access token that came with it is used. It is called
    /// while calls wait: keep it short.
    pub fn on_rotation(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Arc::new(keep));
        self
    }

    /// The refresh token that is used next.
    pub fn current(&self) -> Secret {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The request that it sends.
    pub fn request(&self) -> TokenRequest {
        let request = TokenRequest::new(self.endpoint, "refresh_token", &self.identity);
        let request = request.with_secret("refresh_token", &self.current()).with_scopes(&self.scopes);
        self.parameters.iter().fold(request, |request, (name, value)| request.with(name.clone(), value))
    }

    fn rotate(&self, new: &Secret) {
        if *new != self.current() {
            *self.current.lock().unwrap_or_else(PoisonError::into_inner) = new.clone();
            self.on_rotation.iter().for_each(|keep| keep(new));
        }
    }
}

impl TokenSource for RefreshToken {
    fn token(&self, _refused: Option<AccessToken>) -> TokenFuture<'_> {
        Box::pin(async { Err(OAuthError::NoClient.into()) })
    }

    fn token_over<'a>(&'a self, client: &'a Client, _refused: Option<AccessToken>) -> TokenFuture<'a> {
        Box::pin(async {
            let secrets = self.identity.secret.iter().cloned().chain([self.current()]).collect();
            let grant = self.request().send(client, secrets).await?;
            grant.refresh_token().into_iter().for_each(|new| self.rotate(new));
            Ok(grant.into_token())
        })
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken")
            .field("endpoint", &self.endpoint)
            .field("client_id", &self.identity.id)
            .finish_non_exhaustive()
    }
}
