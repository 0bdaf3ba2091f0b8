//! Text that must not be shown.

use crate::runtime::wire::{self, Value};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::hash::{Hash, Hasher};
use zeroize::Zeroizing;

/// Text that must not be shown: an access token, a key, a password.
///
/// `Debug` prints `[redacted]`, there is no `Display`, and a model that holds one leaves it out when it is serialized
/// with serde. [`expose`](Self::expose) is the only way to the text. The memory is wiped on drop; the copy in a request
/// that is being sent belongs to the HTTP client and is not.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps the text as a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Mind where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self::new(text.as_str())
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(wire::REDACTED)
    }
}

impl PartialEq for Secret {
    /// Takes as long wherever the first difference stands, so that the time reveals nothing about the text.
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        let difference =
            left.iter().zip(right).fold(0, |difference, (left, right)| difference | (left ^ right));
        left.len() == right.len() && difference == 0
    }
}

impl Eq for Secret {}

impl Hash for Secret {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl wire::Decode for Secret {
    fn decode(value: Value) -> wire::Result<Self> {
        <String as wire::Decode>::decode(value).map(Self::new)
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }
}

impl wire::Encode for Secret {
    fn encode(&self, mode: wire::Mode) -> Value {
        match mode {
            wire::Mode::Request | wire::Mode::Multipart | wire::Mode::Answer => Value::from(self.expose()),
            wire::Mode::Store => Value::Null,
            wire::Mode::Debug | wire::Mode::Private => Value::from(wire::REDACTED),
        }
    }

    fn is_secret(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn never_shows_its_text() {
        let secret = Secret::new("EAAB");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "[redacted] Some([redacted])");
    }

    #[test]
    fn compares_by_text() {
        assert_eq!(Secret::new("a"), Secret::from("a"));
        assert_ne!(Secret::new("a"), Secret::from("ab"));
    }
}
