//! The headers that go with every request of a client.

use crate::runtime::error::BuildErrorKind;
use crate::runtime::request::{header_name, header_value};
use crate::runtime::secret::Secret;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};
use std::fmt;

/// The value of a header.
pub(super) enum Header {
    Plain(String),
    Secret(Secret),
}

impl Header {
    pub(super) fn into_secret(self) -> Option<Secret> {
        if let Self::Secret(secret) = self { Some(secret) } else { None }
    }
}

/// The headers as they are sent, with the user agent of this crate unless one is among them.
///
/// # Errors
/// [`BuildErrorKind::InvalidValue`] if a name or a value cannot be sent.
pub(super) fn map(headers: &[(String, Header)]) -> Result<HeaderMap, BuildErrorKind> {
    let own = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    let mut map = HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(own))]);
    for (name, value) in headers {
        let (text, is_secret) = match value {
            Header::Plain(text) => (text.as_str(), false),
            Header::Secret(secret) => (secret.expose(), true),
        };
        let mut value = header_value(name, text)?;
        value.set_sensitive(is_secret);
        map.insert(header_name(name)?, value);
    }
    Ok(map)
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => fmt::Debug::fmt(text, f),
            Self::Secret(secret) => fmt::Debug::fmt(secret, f),
        }
    }
}
