//! Tokens for the program itself.

use super::client_authentication::{ClientAuthentication, Identity};
use super::error::OAuthError;
use super::request::TokenRequest;
use crate::runtime::client::Client;
use crate::runtime::request::Operation;
use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use crate::runtime::{TokenFuture, TokenSource};
use std::fmt;

/// A [`TokenSource`] of tokens for the program itself, which proves by a secret who it is (RFC 6749, section 4.4). The
/// generated module `oauth` makes it for the token endpoints of the specification.
///
/// It asks over the transport of the client that it is given to, once for however many calls, again before the token
/// ends, and again after the API has refused the token. Where the client has a base URL in place of the servers of the
/// specification, the request goes there, unless
/// [`base_url_of`](crate::ClientBuilder::base_url_of) says where that of the token endpoint is.
///
/// ```
/// # fn example(source: meta_graph::ClientCredentials) -> Result<(), meta_graph::Error> {
/// use meta_graph::{Client, OAuthError, OAuthErrorCode};
///
/// // What an API asks for beside the standard is a parameter.
/// let client = Client::builder().token_source(source.scopes(["read"]).parameter("audience", "shop")).build()?;
///
/// /// Whether it is for its own credentials that a call has no token.
/// fn is_misconfigured(error: &meta_graph::Error) -> bool {
///     let refusal = OAuthError::of(error).and_then(OAuthError::as_refusal);
///     refusal.is_some_and(|refusal| refusal.code == OAuthErrorCode::InvalidClient)
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a source of tokens does nothing until a client has it"]
pub struct ClientCredentials {
    endpoint: &'static Operation,
    identity: Identity,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    pub(crate) fn new(
        endpoint: &'static Operation,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        let secret = Some(client_secret.into());
        let identity = Identity { id: client_id.into(), secret, way: ClientAuthentication::default() };
        Self { endpoint, identity, scopes: Vec::new(), parameters: Vec::new() }
    }

    /// Asks for these scopes; without, the server decides.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sets where the id and the secret stand in the request.
    pub fn authentication(mut self, way: ClientAuthentication) -> Self {
        self.identity.way = way;
        self
    }

    /// Adds a parameter that the server asks for beside those of the standard: `audience` or `resource`, say.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// The request that it sends.
    pub fn request(&self) -> TokenRequest {
        let request = TokenRequest::new(self.endpoint, "client_credentials", &self.identity);
        let request = request.with_scopes(&self.scopes).repeatable();
        self.parameters.iter().fold(request, |request, (name, value)| request.with(name.clone(), value))
    }
}

impl TokenSource for ClientCredentials {
    fn token(&self, _refused: Option<AccessToken>) -> TokenFuture<'_> {
        Box::pin(async { Err(OAuthError::NoClient.into()) })
    }

    fn token_over<'a>(&'a self, client: &'a Client, _refused: Option<AccessToken>) -> TokenFuture<'a> {
        Box::pin(async {
            let secrets = self.identity.secret.iter().cloned().collect();
            Ok(self.request().send(client, secrets).await?.into_token())
        })
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("endpoint", &self.endpoint)
            .field("client_id", &self.identity.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
