//! Why a token endpoint gave no token.

use crate::runtime::credentials::Credentials;
use crate::runtime::error::Error;
use http::StatusCode;
use serde_json::Value;
use std::fmt;

/// A source of tokens got none from the token endpoint.
///
/// The calls that wait for the token end in an [`Error::Token`]; [`of`](Self::of) finds this error in it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OAuthError {
    /// The server refused, and said why.
    Refused(OAuthRefusal),
    /// The call failed: there was no answer, or one that is not what a token endpoint answers.
    Call(Error),
    /// The source was asked without a client to send over.
    NoClient,
    /// Nobody has agreed before the code that they were shown came to its end.
    Expired,
    /// The client has no timer to wait by: see [`ClientBuilder::timer`](crate::ClientBuilder::timer).
    NoTimer,
}

/// What a token endpoint says where it gives no token (RFC 6749, section 5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OAuthRefusal {
    /// Why.
    pub code: OAuthErrorCode,
    /// The text for developers (`error_description`), without the secrets that were sent.
    pub description: Option<String>,
    /// A page about it (`error_uri`).
    pub uri: Option<String>,
    /// The status of the answer.
    pub status: StatusCode,
}

macro_rules! codes {
    ($($(#[$docs:meta])* $name:ident $text:literal)+) => {
        /// Why a token endpoint gives no token.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OAuthErrorCode {
            $($(#[$docs])* #[doc = concat!(" (`", $text, "`)")] $name,)+
            /// Another reason, as the server spells it.
            Other(String),
        }

        impl OAuthErrorCode {
            /// The reason as the server spells it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)+
                    Self::Other(text) => text,
                }
            }

            fn of(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }
    };
}

codes! {
    /// The request lacks something, or says it twice.
    InvalidRequest "invalid_request"
    /// The id or the secret of the program is wrong, or the server wants them in another place.
    InvalidClient "invalid_client"
    /// The refresh token is not valid, or not any more.
    InvalidGrant "invalid_grant"
    /// The program may not get tokens in this way.
    UnauthorizedClient "unauthorized_client"
    /// The server gives no tokens in this way.
    UnsupportedGrantType "unsupported_grant_type"
    /// A scope is unknown, or more than may be had.
    InvalidScope "invalid_scope"
    /// The person has not agreed yet (RFC 8628, section 3.5, as the next three).
    AuthorizationPending "authorization_pending"
    /// The program asks too often.
    SlowDown "slow_down"
    /// The person has refused.
    AccessDenied "access_denied"
    /// The code that the person was shown has come to its end.
    ExpiredToken "expired_token"
}

impl OAuthError {
    /// The error of the token endpoint for which a call has failed, if that is why.
    pub fn of(error: &Error) -> Option<&Self> {
        if let Error::Token(error) = error { error.get_ref().downcast_ref() } else { None }
    }

    /// The refusal of the server, if that is what it is.
    pub fn as_refusal(&self) -> Option<&OAuthRefusal> {
        if let Self::Refused(refusal) = self { Some(refusal) } else { None }
    }

    /// What a failed call to the token endpoint means.
    pub(super) fn of_call(error: Error, hidden: &Credentials) -> Self {
        let refusal = error.as_api().and_then(|error| {
            let body: Value = error.body_as().ok()?;
            let text = |key: &str| Some(hidden.scrub(body.get(key)?.as_str()?));
            Some(OAuthRefusal {
                code: OAuthErrorCode::of(body.get("error")?.as_str()?),
                description: text("error_description").filter(|text| !text.is_empty()),
                uri: text("error_uri").filter(|text| !text.is_empty()),
                status: error.status(),
            })
        });
        refusal.map_or(Self::Call(error), Self::Refused)
    }
}

impl fmt::Display for OAuthErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => {
                write!(f, "the token endpoint refused: {}", refusal.code)?;
                match &refusal.description {
                    Some(description) => write!(f, ": {description}"),
                    None => Ok(()),
                }
            }
            Self::Call(error) => error.fmt(f),
            Self::Expired => f.write_str("nobody has agreed before the code came to its end"),
            Self::NoTimer => f.write_str("the client has no timer to wait by"),
            Self::NoClient => f.write_str("the source sends over a client, and was asked without one"),
        }
    }
}

/// `Display` shows the error of the call already.
impl std::error::Error for OAuthError {}
