//! The token of a call, where the client has a source of them.

use super::Client;
use super::watch::Watch;
use crate::runtime::credentials::Credentials;
use crate::runtime::error::{Error, TokenError};
use crate::runtime::request::Parts;
use crate::runtime::timer::{Timer, within};
use crate::runtime::token::AccessToken;
use std::sync::Arc;

impl Client {
    /// The client with a token of its source, if it has one and the request takes credentials; another one than that
    /// which was refused.
    pub(super) async fn with_token_for(
        self,
        parts: &Parts,
        refused: Option<&AccessToken>,
        watch: &Watch<'_>,
    ) -> Result<Self, Error> {
        let Some(renewal) = self.renewal.clone().filter(|_| !parts.host().security.is_empty()) else {
            return Ok(self);
        };
        let asked = renewal.credentials(refused, watch.timer.map(Timer::now));
        let outcome = match watch.timer {
            None => Some(asked.await),
            Some(timer) => within(timer, watch.left(), asked).await,
        };
        match outcome.unwrap_or_else(|| Err(Arc::from(Box::from("it did not come in time")))) {
            Ok(credentials) => Ok(Self { credentials: hiding(credentials, &self.credentials), ..self }),
            Err(error) => Err(Error::Token(TokenError::new(parts.operation(), error, &self.credentials))),
        }
    }

    /// Whether calls have a token.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn has_token(&self) -> bool {
        self.renewal.is_some() || self.credentials.token().is_some()
    }

    /// The credentials.
    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }
}

/// The credentials, which hide what the others do beside the token: what the request holds.
fn hiding(credentials: Arc<Credentials>, others: &Credentials) -> Arc<Credentials> {
    if credentials.hidden == others.hidden {
        return credentials;
    }
    let mut own = Credentials::clone(&credentials);
    own.hidden.clone_from(&others.hidden);
    Arc::new(own)
}
