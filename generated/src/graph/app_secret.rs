//! The secret of an app, and the proof that a caller knows it.

use crate::runtime::protocol::Prover;
use crate::runtime::request::{Credential, SecurityKind};
use crate::runtime::{AccessToken, ClientBuilder, Secret};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use std::sync::Arc;

/// The query parameter of the proof.
const PROOF: &str = "appsecret_proof";

/// The secret of an app, from its settings.
///
/// Given to [`ClientBuilder::app_secret`](crate::ClientBuilder::app_secret), each request proves that its caller knows
/// it. The secret itself is never sent, and it is shown nowhere: `Debug` gives `[redacted]`, there is no `Display` and
/// no `Serialize`, and its memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AppSecret(Secret);

impl AppSecret {
    /// Keeps the text as a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Secret::new(text))
    }

    /// The text itself. Mind where it goes.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The proof that goes with requests under this token: the HMAC-SHA256 of the token, with the app secret as the
    /// key, in hexadecimal digits of lower case.
    ///
    /// Source: [Secure Graph API Calls](https://developers.facebook.com/docs/graph-api/guides/secure-requests).
    pub fn proof(&self, token: &AccessToken) -> Secret {
        // A key of any length is one for this function, so the error never comes; without a key there is no proof.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.expose().as_bytes()) else {
            return Secret::new("");
        };
        mac.update(token.expose().as_bytes());
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let bytes = mac.finalize().into_bytes();
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        // Room for all of it from the start: a text that grows leaves copies of itself behind.
        let mut text = String::with_capacity(2 * bytes.len());
        text.extend(digits.map(|digit| DIGITS[usize::from(digit)]));
        Secret::new(text)
    }
}

impl ClientBuilder {
    /// Sets the secret of the app. A proof of it, `appsecret_proof`, then goes with every request that holds the access
    /// token, pages of lists and batches included.
    ///
    /// An app can be set to refuse calls without it
    /// ([Secure Graph API Calls](https://developers.facebook.com/docs/graph-api/guides/secure-requests)). The API reads
    /// the proof from the query, so it is part of the URL. It is worth nothing without the token.
    pub fn app_secret(mut self, secret: impl Into<AppSecret>) -> Self {
        self.credentials.set_prover(Arc::new(secret.into()));
        self
    }
}

impl Prover for AppSecret {
    fn proof(&self, token: &AccessToken) -> Credential {
        Credential { kind: SecurityKind::Query(PROOF), secret: self.proof(token) }
    }

    fn secret(&self) -> &Secret {
        &self.0
    }
}

impl<T: Into<Secret>> From<T> for AppSecret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl From<&Self> for AppSecret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::AppSecret;

    /// The second test case of RFC 4231.
    #[test]
    fn proves_as_the_standard_says() {
        let proof = AppSecret::new("Jefe").proof(&"what do ya want for nothing?".into());
        assert_eq!(proof.expose(), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert_eq!(format!("{proof:?} {:?}", AppSecret::new("Jefe")), "[redacted] [redacted]");
    }
}
