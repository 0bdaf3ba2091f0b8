//! How a program proves to a token endpoint who it is.

use crate::runtime::base64;
use crate::runtime::request::Parts;
use crate::runtime::secret::Secret;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Where the id and the secret of the program stand in a request for a token (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// In the header `Authorization`, as user and password of basic authentication: every server takes it.
    #[doc(alias = "client_secret_basic")]
    #[default]
    Basic,
    /// In the body, as `client_id` and `client_secret`, for servers that take nothing else.
    #[doc(alias = "client_secret_post")]
    Post,
}

/// What a form leaves as it is (the URL Standard, "application/x-www-form-urlencoded percent-encode set").
const IN_FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// The id of a program and its secret, where it has one.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) id: String,
    pub(super) secret: Option<Secret>,
    pub(super) way: ClientAuthentication,
}

impl Identity {
    /// Adds it to a request. A program without a secret only says its id.
    pub(super) fn prove(&self, parts: &mut Parts) {
        match (&self.secret, self.way) {
            (Some(secret), ClientAuthentication::Basic) => {
                let pair = format!("{}:{}", in_form(&self.id), in_form(secret.expose()));
                let value = Secret::new(format!("Basic {}", base64::encode(pair.as_bytes())));
                parts.add_header("authorization".into(), &value);
            }
            (Some(secret), ClientAuthentication::Post) => {
                parts.form_property("client_id", &self.id);
                parts.form_property("client_secret", secret);
            }
            (None, _) => parts.form_property("client_id", &self.id),
        }
    }
}

/// The text as a form has it, which RFC 6749 asks for before base64.
fn in_form(text: &str) -> String {
    utf8_percent_encode(text, IN_FORM).to_string().replace(' ', "+")
}

#[cfg(test)]
mod tests {
    use super::in_form;

    #[test]
    fn signs_are_encoded_as_in_a_form() {
        assert_eq!(in_form("a-b_c.d*e"), "a-b_c.d*e");
        assert_eq!(in_form("a b:c+d%~ü"), "a+b%3Ac%2Bd%25%7E%C3%BC");
    }
}
