//! Where access tokens come from that do not last.

use crate::runtime::client::Client;
use crate::runtime::token::AccessToken;
use std::error::Error;
use std::future::Future;
use std::pin::Pin;

/// Gives a client its access token, for tokens that do not last as long as the client.
///
/// It is asked before the first call that needs a token, and again once an API has refused the token that it gave, or
/// before its end where the source says how long it lasts ([`AccessToken::lasting`]). In between, the token is kept.
/// However many calls wait for a token, it is asked once for all of them. The call whose token was refused is sent
/// again with the new one, once, even if it is a write: what is refused for its token is not carried out.
///
/// A function that gives a future is one:
///
/// ```
/// use meta_graph::{AccessToken, Client};
///
/// /// Asks the part of the program that looks after the tokens.
/// async fn page_token(is_refused: bool) -> Result<AccessToken, std::io::Error> {
///     # let _ = is_refused;
///     Ok(AccessToken::new("..."))
/// }
///
/// let client = Client::builder()
///     .token_source(|refused: Option<AccessToken>| page_token(refused.is_some()))
///     .build()?;
/// # Ok::<(), meta_graph::Error>(())
/// ```
///
/// [`TokenFrom`](crate::TokenFrom) is another, which gets its tokens from an API.
pub trait TokenSource: Send + Sync {
    /// A token. If the API has refused one that this source gave, it is there, and another one is wanted.
    ///
    /// It must not call the API with the client that waits for the token.
    ///
    /// # Errors
    /// Why there is no token. The calls that wait for it end in an [`Error::Token`](crate::Error::Token).
    fn token(&self, refused: Option<AccessToken>) -> TokenFuture<'_>;

    /// As [`token`](Self::token), with the client that waits, but for its credentials: a source that asks an API can
    /// send over the same transport. Clients call this one.
    ///
    /// # Errors
    /// Those of `token`, which it calls unless it is written anew.
    fn token_over<'a>(&'a self, _client: &'a Client, refused: Option<AccessToken>) -> TokenFuture<'a> {
        self.token(refused)
    }
}

/// What [`TokenSource::token`] returns.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

impl<S, F, E> TokenSource for S
where
    S: Fn(Option<AccessToken>) -> F + Send + Sync,
    F: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn token(&self, refused: Option<AccessToken>) -> TokenFuture<'_> {
        let token = self(refused);
        Box::pin(async move { token.await.map_err(Into::into) })
    }
}
