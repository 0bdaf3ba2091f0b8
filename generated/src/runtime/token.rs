//! The access token of a client.

use crate::runtime::secret::Secret;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::time::Duration;

/// An access token, of a person or of a program.
///
/// It is shown nowhere: `Debug` gives `[redacted]`, there is no `Display` and no `Serialize`, and its memory is wiped
/// when it is dropped. Whatever holds a token turns into it: a text, or the [`Secret`] that the API answered with.
#[derive(Clone)]
pub struct AccessToken {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl AccessToken {
    /// Keeps the text as a token.
    pub fn new(text: impl Into<String>) -> Self {
        Secret::new(text).into()
    }

    /// The text itself. Mind where it goes.
    pub fn expose(&self) -> &str {
        self.secret.expose()
    }

    /// Says how long the token lasts, for one that a [`TokenSource`](crate::TokenSource) gives: a client with a
    /// [`Timer`](crate::Timer) asks for another one a minute before its end, or a tenth of this time where that is
    /// less.
    #[must_use]
    pub fn lasting(mut self, time: Duration) -> Self {
        self.lifetime = Some(time);
        self
    }

    /// How long the token lasts, where that is known.
    pub(crate) fn lifetime(&self) -> Option<Duration> {
        self.lifetime
    }

    /// What is wrong with the token, so that no API could take it.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let text = self.expose();
        if text.is_empty() {
            Some("is empty")
        } else if text.trim() != text {
            Some("begins or ends with a blank or a line break, as a file does")
        } else if text.contains(char::is_control) {
            Some("holds a line break or another control character")
        } else {
            None
        }
    }

    /// The token as any other secret.
    pub(crate) fn as_secret(&self) -> &Secret {
        &self.secret
    }
}

/// Two are the same whose texts are, however long they last.
impl PartialEq for AccessToken {
    fn eq(&self, other: &Self) -> bool {
        self.secret == other.secret
    }
}

impl Eq for AccessToken {}

impl Hash for AccessToken {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.secret.hash(state);
    }
}

impl<T: Into<Secret>> From<T> for AccessToken {
    fn from(text: T) -> Self {
        Self { secret: text.into(), lifetime: None }
    }
}

impl From<&Self> for AccessToken {
    fn from(token: &Self) -> Self {
        token.clone()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.secret, f)
    }
}

#[cfg(test)]
mod tests {
    use super::AccessToken;
    use crate::runtime::secret::Secret;

    #[test]
    fn is_made_of_whatever_holds_a_token_and_never_shown() {
        let token = AccessToken::new("EAAB");
        for same in [
            AccessToken::from("EAAB"),
            String::from("EAAB").into(),
            (&Secret::new("EAAB")).into(),
            Secret::new("EAAB").into(),
            (&token).into(),
        ] {
            assert_eq!(same, token);
            assert_eq!(format!("{same:?}"), "[redacted]");
        }
        assert_eq!(token.expose(), "EAAB");
    }
}
