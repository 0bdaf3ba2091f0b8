//! The code that a person enters on another device.

use super::grant::seconds;
use crate::runtime::secret::Secret;
use crate::runtime::wire::{Decode, Mismatch, Result, Value};
use std::time::Duration;

/// How often a server is asked that does not say it (RFC 8628, section 3.2).
const INTERVAL: Duration = Duration::from_secs(5);

/// The code that a person enters on another device, and where (RFC 8628, section 3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCode {
    device_code: Secret,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    expires_in: Duration,
    interval: Option<Duration>,
    /// When it was given, by the timer of the client.
    since: Option<Duration>,
}

impl DeviceCode {
    /// The code to show to the person: `WDJB-MJHT`.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The address to show to the person, where they enter the code.
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// The address with the code in it, for a QR code or a link. Show the code all the same, so that the person can
    /// compare it.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// How long the codes are good for, from when they were given.
    pub fn expires_in(&self) -> Duration {
        self.expires_in
    }

    /// How long to wait between two requests for the tokens.
    pub fn interval(&self) -> Duration {
        self.interval.unwrap_or(INTERVAL)
    }

    /// What the program changes into tokens. It is as good as they are once the person has agreed.
    pub fn device_code(&self) -> &Secret {
        &self.device_code
    }

    pub(super) fn since(self, since: Option<Duration>) -> Self {
        Self { since, ..self }
    }

    /// When it comes to its end.
    pub(super) fn end(&self, now: Duration) -> Duration {
        self.since.unwrap_or(now).saturating_add(self.expires_in)
    }
}

impl Decode for DeviceCode {
    fn decode(value: Value) -> Result<Self> {
        let found = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let text = |key: &'static str, what: &'static str| {
            let other = || Mismatch::kind(what, value.get(key).unwrap_or(&Value::Null)).in_key(key);
            found(key).map(str::to_owned).ok_or_else(other)
        };
        // Some servers use the name of a draft.
        let verification_uri = match found("verification_url") {
            Some(url) => url.to_owned(),
            None => text("verification_uri", "an address")?,
        };
        let Some(expires_in) = value.get("expires_in").and_then(seconds) else {
            let found = value.get("expires_in").unwrap_or(&Value::Null);
            return Err(Mismatch::kind("a number of seconds", found).in_key("expires_in"));
        };
        let complete = found("verification_uri_complete").or_else(|| found("verification_url_complete"));
        Ok(Self {
            device_code: Secret::new(text("device_code", "a device code")?),
            user_code: text("user_code", "a code for a person")?,
            verification_uri,
            verification_uri_complete: complete.map(str::to_owned),
            expires_in,
            interval: value.get("interval").and_then(seconds),
            since: None,
        })
    }
}
