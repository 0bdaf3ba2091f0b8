//! A request to a token endpoint.

use super::client_authentication::Identity;
use super::error::OAuthError;
use super::grant::Grant;
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::request::{self, Answer, Operation, Parts, Request};
use crate::runtime::secret::Secret;
use std::borrow::Cow;

/// A request for an access token, as a source of tokens sends it.
///
/// It is a value like any other [`Request`]: a client can send it, and in a test a fake can expect it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub struct TokenRequest {
    parts: Parts,
}

impl Request for TokenRequest {
    type Response = Grant;
    request::reads!(@ answer: read(answer));
}

impl TokenRequest {
    /// A request for a grant of this type.
    pub(super) fn new(endpoint: &'static Operation, grant_type: &str, identity: &Identity) -> Self {
        let mut parts = Parts::new(endpoint);
        parts.form_property("grant_type", &grant_type);
        identity.prove(&mut parts);
        Self { parts }
    }

    /// A request to an endpoint that gives something else than tokens first.
    pub(super) fn without_grant(endpoint: &'static Operation, identity: &Identity) -> Self {
        let mut parts = Parts::new(endpoint);
        identity.prove(&mut parts);
        Self { parts }
    }

    /// Sets a member of the form.
    pub(super) fn with(mut self, name: impl Into<Cow<'static, str>>, value: &str) -> Self {
        self.parts.form_property(name, &value);
        self
    }

    /// Sets the scopes, if there are some.
    pub(super) fn with_scopes(self, scopes: &[String]) -> Self {
        if scopes.is_empty() { self } else { self.with("scope", &scopes.join(" ")) }
    }

    /// Sets a member of the form that is shown nowhere.
    pub(super) fn with_secret(mut self, name: &'static str, value: &Secret) -> Self {
        self.parts.form_property(name, value);
        self
    }

    /// Says that sending it twice does no harm.
    pub(super) fn repeatable(mut self) -> Self {
        self.parts.repeatable(true);
        self
    }

    /// Sends it over the transport of a client. No error shows these secrets.
    ///
    /// # Errors
    /// [`OAuthError`]
    pub(super) async fn send(self, client: &Client, secrets: Vec<Secret>) -> Result<Grant, OAuthError> {
        let client = client.clone().hiding_all(secrets);
        client.call(self).await.map_err(|error| OAuthError::of_call(error, client.credentials()))
    }
}

/// Some servers answer a refusal with the status of a success.
fn read(answer: Answer) -> Result<Grant, Error> {
    let (answer, value) = answer.value(crate::runtime::wire::Layout::Any)?;
    match value.get("access_token").is_none() && value.get("error").is_some_and(|error| error.is_string()) {
        true => {
            let verdict = crate::runtime::error::Verdict::of_status(&answer.received, Some(&value));
            Err(answer.refused(verdict))
        }
        false => answer.decode(value),
    }
}
