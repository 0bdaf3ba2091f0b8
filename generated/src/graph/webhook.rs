//! Webhooks: what Meta posts to the server of an app, from the bytes of a request to typed events.
//!
//! It knows no web framework. A server hands over the header and the body as they came; nothing is read before the
//! [signature](Receiver::check) holds. The types of the events are in the module `webhooks` of each version.
//!
//! ```
//! use meta_graph::webhook::{Receiver, SIGNATURE};
//!
//! # fn types() -> Result<(), Box<dyn std::error::Error>> {
//! # let (headers, body) = (http::HeaderMap::new(), b"{}");
//! let receiver = Receiver::new("app-secret").verify_token("any text that you chose");
//! // GET: the question whether the server is yours.
//! let answer = receiver.answer("hub.mode=subscribe&hub.verify_token=any+text+that+you+chose&hub.challenge=1158")?;
//! assert_eq!(answer, "1158");
//! // POST: something happened.
//! # let receive = || -> Result<(), Box<dyn std::error::Error>> {
//! let signed = receiver.check(headers.get(SIGNATURE).map(|value| value.as_bytes()), body)?;
//! let events: serde_json::Value = signed.decode()?;
//! # Ok(()) };
//! # assert!(receive().is_err());
//! # Ok(())
//! # }
//! # types().unwrap();
//! ```
//!
//! Source: [Webhooks](https://developers.facebook.com/docs/messenger-platform/webhooks).

mod error;
mod fresh;
mod hmac;
mod recent;
mod request;
mod signed;
#[cfg(test)]
mod tests;
mod verification;

pub use error::{FreshError, SignatureError, SignedRequestError, VerificationError};
pub use fresh::Seen;
pub use recent::Recent;
pub use request::SignedRequest;
pub use signed::{Decoded, Drift, SignedBody};

use crate::graph::AppSecret;
use crate::runtime::Secret;

/// The header of the signature, in lower case as HTTP/2 has it.
pub const SIGNATURE: &str = "x-hub-signature-256";

/// How many bytes a body may have, unless [`Receiver::limit`] says otherwise: 1000 events of 8 KiB.
const LIMIT: usize = 8 << 20;

/// What a server knows of its app, to tell what comes from Meta from what does not.
///
/// `Debug` shows none of it.
#[derive(Clone, Debug)]
pub struct Receiver {
    secrets: Vec<AppSecret>,
    verify_token: Option<Secret>,
    limit: usize,
}

impl Receiver {
    /// A receiver for the app with this secret. An empty secret matches nothing.
    pub fn new(secret: impl Into<AppSecret>) -> Self {
        Self { secrets: vec![secret.into()], verify_token: None, limit: LIMIT }
    }

    /// Also takes what is signed with this secret, as long as one replaces the other: after a reset in the dashboard
    /// Meta signs with the new one at once, while events that are on their way have the old one.
    #[must_use]
    pub fn or_secret(mut self, secret: impl Into<AppSecret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Sets the text that the app's dashboard, or `app::subscriptions::create`, was given as the verify token.
    #[must_use]
    pub fn verify_token(mut self, token: impl Into<Secret>) -> Self {
        self.verify_token = Some(token.into());
        self
    }

    /// Sets how many bytes a body may have. The usual limit is 8 MiB.
    ///
    /// A server should not read more than that in the first place; most frameworks have a limit of their own.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Checks that Meta has signed a body, and gives it to be read.
    ///
    /// `signature` is the value of the header [`SIGNATURE`], `body` the bytes as they came: decoded and written again
    /// they would be others, since Meta escapes more than JSON asks for. It takes the same time wherever two signatures
    /// differ.
    ///
    /// # Errors
    /// A [`SignatureError`]: answer with the status 403, and read nothing.
    pub fn check<'b>(
        &self,
        signature: Option<&[u8]>,
        body: &'b [u8],
    ) -> Result<SignedBody<'b>, SignatureError> {
        let signature = hmac::signature(signature)?;
        if body.len() > self.limit {
            return Err(SignatureError::TooLong { limit: self.limit });
        }
        // All are tried, so that the time does not tell which one it was.
        let holds =
            self.secrets.iter().fold(false, |holds, secret| hmac::holds(secret, body, &signature) | holds);
        if holds { Ok(SignedBody { bytes: body }) } else { Err(SignatureError::Wrong) }
    }

    /// The header that Meta would send with this body, under the first secret: for tests of a server.
    pub fn sign(&self, body: &[u8]) -> String {
        self.secrets.first().map(|secret| hmac::header(secret, body)).unwrap_or_default()
    }

    /// Answers the question whether the callback is yours, a GET with `hub.mode`, `hub.verify_token` and
    /// `hub.challenge`: send the text with the status 200 and as `text/plain`.
    ///
    /// `query` is what stands behind the `?`. Where a framework has taken it apart, see
    /// [`answer_pairs`](Self::answer_pairs).
    ///
    /// # Errors
    /// A [`VerificationError`]: answer with the status 403.
    pub fn answer(&self, query: &str) -> Result<String, VerificationError> {
        self.answer_pairs(verification::pairs(query))
    }

    /// As [`answer`](Self::answer), of the decoded parameters of the query. The names may have `_` in place of the dot,
    /// as some frameworks write it.
    ///
    /// # Errors
    /// A [`VerificationError`]: answer with the status 403.
    pub fn answer_pairs<K: AsRef<str>, V: AsRef<str>>(
        &self,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<String, VerificationError> {
        verification::answer(self.verify_token.as_ref(), pairs)
    }

    /// Reads the `signed_request` that comes when a person removes the app or asks for the deletion of their data: the
    /// value of that field of the form.
    ///
    /// # Errors
    /// A [`SignedRequestError`]: answer with the status 403.
    pub fn signed_request(&self, text: &str) -> Result<SignedRequest, SignedRequestError> {
        if text.len() > self.limit {
            return Err(SignedRequestError::Malformed);
        }
        request::read(&self.secrets, text)
    }
}
