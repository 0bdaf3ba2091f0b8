//! Where access tokens come from that a program gets by itself: the flows of OAuth 2.

use super::{Ident, Server};

/// What a security scheme of OAuth 2 says of its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthScheme {
    /// The security scheme, by its name.
    pub scheme: String,
    /// The module of what follows: `login`; set by the naming pass.
    pub module: Ident,
    /// How tokens can be had without a person.
    pub grants: Vec<TokenGrant>,
    /// The URLs of the flows, each with the name of its constant: `TOKEN_URL`.
    pub urls: Vec<(Ident, String)>,
    /// What a token may be for.
    pub scopes: Vec<OAuthScope>,
}

/// A way to get a token without a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenGrant {
    /// Which one.
    pub kind: GrantKind,
    /// The origin of the server and its path, as in [`Operation::server`](super::Operation::server).
    pub server: String,
    /// The servers, where a client has a choice, as in [`Operation::servers`](super::Operation::servers).
    pub servers: Vec<Server>,
    /// What is appended to the server: `/oauth/token`.
    pub path: String,
}

/// How a token is had without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantKind {
    /// For the program itself: RFC 6749, section 4.4.
    ClientCredentials,
    /// For a person who has agreed before: RFC 6749, section 6.
    RefreshToken,
}

/// What a token may be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthScope {
    /// As the server spells it.
    pub value: String,
    /// The name of its constant: `READ_USER`; set by the naming pass.
    pub name: Ident,
    /// The documented text.
    pub description: Option<String>,
}

impl GrantKind {
    /// The function that makes a source of such tokens.
    pub fn function(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
        }
    }
}
