//! Where access tokens come from that a program gets by itself: the flows of OAuth 2.

use super::{Ident, Server};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;

/// What a security scheme of OAuth 2 says of its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthScheme {
    /// The document it comes from.
    pub source: SourceId,
    /// The security scheme, by its name.
    pub scheme: String,
    /// The module of what follows: `login`; set by the naming pass.
    pub module: Ident,
    /// How tokens can be had that need no browser beside the program.
    pub grants: Vec<TokenGrant>,
    /// The URLs of the flows.
    pub urls: Vec<FlowUrl>,
    /// What a token may be for.
    pub scopes: Vec<OAuthScope>,
}

/// A URL of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowUrl {
    /// Where it stands.
    pub pointer: Pointer,
    /// The name of its constant: `TOKEN_URL`.
    pub name: Ident,
    /// The URL, which is whole where the server of the API is known.
    pub url: String,
}

/// A way to get a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenGrant {
    /// Where its URL stands.
    pub pointer: Pointer,
    /// Which one.
    pub kind: GrantKind,
    /// Where tokens are given.
    pub endpoint: TokenEndpoint,
    /// Where a device gets the code that a person enters elsewhere, for that kind.
    pub device: Option<TokenEndpoint>,
}

/// Where a request for a token goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// The origin of the server and its path, as in [`Operation::server`](super::Operation::server).
    pub server: String,
    /// The servers, where a client has a choice, as in [`Operation::servers`](super::Operation::servers).
    pub servers: Vec<Server>,
    /// What is appended to the server: `/oauth/token`.
    pub path: String,
}

/// How a token is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantKind {
    /// For the program itself: RFC 6749, section 4.4.
    ClientCredentials,
    /// For a person who has agreed before: RFC 6749, section 6.
    RefreshToken,
    /// For a person who agrees on another device: RFC 8628.
    DeviceCode,
}

/// What a token may be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthScope {
    /// Where it stands.
    pub pointer: Pointer,
    /// As the server spells it.
    pub value: String,
    /// The name of its constant: `READ_USER`; set by the naming pass.
    pub name: Ident,
    /// The documented text.
    pub description: Option<String>,
}

impl TokenGrant {
    /// Where tokens are asked for, and before it where a device gets its code.
    pub fn url(&self) -> String {
        let device = self.device.as_ref().map(|device| format!("{} and ", device.url())).unwrap_or_default();
        format!("{device}{}", self.endpoint.url())
    }
}

impl TokenEndpoint {
    /// The URL; of several servers that of the first, as the document writes it.
    pub fn url(&self) -> String {
        let server = self.servers.first().map_or(&self.server, |server| &server.url);
        format!("{server}{}", self.path)
    }
}

impl GrantKind {
    /// The function that makes a source of such tokens.
    pub fn function(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
            Self::DeviceCode => "device_code",
        }
    }
}
