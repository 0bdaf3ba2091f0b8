//! A source of tokens that asks an API.

use crate::runtime::client::Client;
use crate::runtime::request::Request;
use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use crate::runtime::token_source::{TokenFuture, TokenSource};
use std::fmt;

/// A [`TokenSource`] that gets its tokens by a request to an API, sent with another client, which has credentials of
/// its own. The request is sent for the first call that needs a token, and again when a token was refused.
///
/// ```
/// # fn example<R: meta_graph::Request<Response = serde_json::Value> + Clone + Send + Sync + 'static>(
/// #     person: meta_graph::Client, request: R,
/// # ) -> Result<(), meta_graph::Error> {
/// use meta_graph::{Client, Secret, TokenFrom};
///
/// let source = TokenFrom::new(person, request, |answer| {
///     answer.get("access_token").and_then(|token| token.as_str()).map(Secret::new)
/// });
/// let client = Client::builder().token_source(source).build()?;
/// # Ok(())
/// # }
/// ```
pub struct TokenFrom<R, F> {
    client: Client,
    request: R,
    token: F,
}

impl<R, F> TokenFrom<R, F>
where
    R: Request + Clone + Send + Sync + 'static,
    F: Fn(R::Response) -> Option<Secret> + Send + Sync + 'static,
{
    /// A source that sends the request with this client and takes the token out of the answer. Where the function gives
    /// `None`, the calls that wait for the token end in an [`Error::Token`](crate::Error::Token) that says so.
    pub fn new(client: Client, request: R, token: F) -> Self {
        Self { client, request, token }
    }
}

impl<R, F> TokenSource for TokenFrom<R, F>
where
    R: Request + Clone + Send + Sync + 'static,
    F: Fn(R::Response) -> Option<Secret> + Send + Sync + 'static,
{
    fn token(&self, _refused: Option<AccessToken>) -> TokenFuture<'_> {
        Box::pin(async {
            let answer = self.client.call(self.request.clone()).await?;
            let token = (self.token)(answer).ok_or("the answer holds no token")?;
            Ok(AccessToken::new(token.expose()))
        })
    }
}

impl<R, F> fmt::Debug for TokenFrom<R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenFrom").finish_non_exhaustive()
    }
}
