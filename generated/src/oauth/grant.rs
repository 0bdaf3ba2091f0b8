//! What a token endpoint gives.

use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use crate::runtime::wire::{Decode, Mismatch, Result, Value};
use std::time::Duration;

/// The types of tokens other than bearer tokens: they are useless without a key that this crate does not have.
const OTHER_TYPES: [&str; 3] = ["dpop", "mac", "pop"];

/// What a token endpoint gives (RFC 6749, section 5.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    token: AccessToken,
    refresh_token: Option<Secret>,
    scopes: Option<Vec<String>>,
}

impl Grant {
    /// The access token, which knows how long it lasts where the server says so.
    pub fn access_token(&self) -> &AccessToken {
        &self.token
    }

    /// How long the access token lasts, where the server says so.
    pub fn expires_in(&self) -> Option<Duration> {
        self.token.lifetime()
    }

    /// The token to get the next access token with, where the server gives one.
    pub fn refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// What the access token may be used for; `None` where the server does not say it, which means: for what was asked.
    pub fn scopes(&self) -> Option<&[String]> {
        self.scopes.as_deref()
    }

    pub(super) fn into_token(self) -> AccessToken {
        self.token
    }
}

impl Decode for Grant {
    fn decode(value: Value) -> Result<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let Some(token) = text("access_token") else {
            let found = value.get("access_token").unwrap_or(&Value::Null);
            return Err(Mismatch::kind("an access token", found).in_key("access_token"));
        };
        if let Some(other) =
            text("token_type").filter(|found| OTHER_TYPES.contains(&&*found.to_ascii_lowercase()))
        {
            return Err(
                Mismatch::new("a bearer token", format!("one of the type `{other}`")).in_key("token_type")
            );
        }
        let token = AccessToken::new(token);
        let token = match value.get("expires_in").and_then(seconds) {
            Some(time) => token.lasting(time),
            None => token,
        };
        let scopes = value.get("scope").and_then(Value::as_str);
        Ok(Self {
            token,
            refresh_token: text("refresh_token").map(Secret::new),
            scopes: scopes.map(|text| text.split_ascii_whitespace().map(str::to_owned).collect()),
        })
    }
}

/// A time in seconds, which some servers write as a text.
pub(super) fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::Grant;
    use crate::runtime::wire::Decode as _;
    use serde_json::json;
    use std::time::Duration;

    #[test]
    fn the_time_is_a_number_or_a_text() {
        for (written, expected) in [
            (json!(3600), Some(3600)),
            (json!("60"), Some(60)),
            (json!(null), None),
            (json!(-1), None),
            (json!("soon"), None),
        ] {
            let answer = json!({"access_token": "a", "token_type": "Bearer", "expires_in": written});
            assert_eq!(
                Grant::decode(answer).unwrap().expires_in(),
                expected.map(Duration::from_secs),
                "{written}"
            );
        }
    }

    #[test]
    fn a_token_of_another_type_is_refused_without_showing_it() {
        for (answer, expected) in [
            (json!({"token_type": "bearer"}), "access_token"),
            (json!({"access_token": ""}), "access_token"),
            (json!({"access_token": "s3cret-value", "token_type": "DPoP"}), "token_type"),
        ] {
            let error = format!("{:?}", Grant::decode(answer).unwrap_err());
            assert!(error.contains(expected) && !error.contains("s3cret-value"), "{error}");
        }
        let grant =
            Grant::decode(json!({"access_token": "s3cret-value", "refresh_token": "s3cret-too"})).unwrap();
        assert!(!format!("{grant:?}").contains("s3cret"), "{grant:?}");
    }
}
