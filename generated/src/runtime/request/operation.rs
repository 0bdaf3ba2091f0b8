//! What is known of an operation before a request exists.

use super::encoding::Encoding;
use super::server::Server;
use crate::runtime::protocol::{Http, Protocol};
use http::StatusCode;
use std::fmt;

/// An operation of the API: what all requests to it have in common.
///
/// Errors give it, so that a log can tell which call failed.
#[derive(PartialEq, Eq)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) server: &'static str,
    /// The servers, where there is a choice.
    pub(crate) servers: &'static [Server],
    pub(crate) path: &'static str,
    pub(crate) documented_path: &'static str,
    pub(crate) version: &'static str,
    pub(crate) security: &'static [&'static [&'static SecurityScheme]],
    /// How single properties of a form are written, where that is not the usual way.
    pub(crate) encodings: &'static [Encoding],
    pub(crate) expects: Expects,
}

impl Operation {
    /// Whether a request without credentials would be refused.
    pub(crate) fn needs_credentials(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|schemes| !schemes.is_empty())
    }

    /// The path of its function in the crate, below the version: `pets::list`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The method in upper case: `GET`.
    pub fn method(&self) -> &'static str {
        self.method.as_str()
    }

    /// The path as the reference writes it, with the names of the parameters: `/pets/{id}`.
    pub fn documented_path(&self) -> &'static str {
        self.documented_path
    }

    /// The version of the API that it asks for: `v2.0`; empty where the API has no versions.
    pub fn version(&self) -> &'static str {
        self.version
    }
}

impl fmt::Display for Operation {
    /// `pets::list (GET /pets, v2.0)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {}", self.name, self.method.as_str(), self.documented_path)?;
        if !self.version.is_empty() {
            write!(f, ", {}", self.version)?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What an operation expects as its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expects {
    /// What the `Accept` header asks for.
    pub(crate) accept: &'static str,
    /// Whether a redirect is an answer and not an error.
    has_redirect: bool,
    /// How the API uses HTTP.
    pub(crate) protocol: &'static dyn Protocol,
}

impl Expects {
    /// JSON, or nothing in particular.
    pub(crate) const JSON: Self = Self::media("application/json, */*;q=0.8");

    /// Other media types.
    pub(crate) const fn media(accept: &'static str) -> Self {
        Self { accept, has_redirect: false, protocol: &Http }
    }

    /// JSON, as this protocol uses it.
    pub(crate) const fn of(protocol: &'static dyn Protocol) -> Self {
        Self { protocol, ..Self::JSON }
    }

    /// A redirect as well.
    pub(crate) const fn or_redirect(self) -> Self {
        Self { has_redirect: true, ..self }
    }

    /// Whether an answer of this status is what was asked for, and not an error.
    pub(crate) fn takes(self, status: StatusCode) -> bool {
        let is_redirect = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
        status.is_success() || (is_redirect && self.has_redirect)
    }
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY`
    Query,
    /// Any other, a token of HTTP.
    Other(&'static str),
}

impl Method {
    /// Whether a request of this method may be sent twice: it changes nothing, or it deletes.
    pub(crate) fn is_repeatable(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options | Self::Trace | Self::Delete | Self::Query)
    }

    /// The function of the module `raw` that makes a request of this method.
    pub(super) fn function(self) -> &'static str {
        match self {
            Self::Get => "raw::get",
            Self::Put => "raw::put",
            Self::Post => "raw::post",
            Self::Delete => "raw::delete",
            Self::Options => "raw::options",
            Self::Head => "raw::head",
            Self::Patch => "raw::patch",
            Self::Trace => "raw::trace",
            Self::Query | Self::Other(_) => "raw::request",
        }
    }

    /// The method in upper case.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Put => Self::PUT,
            Method::Post => Self::POST,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
            Method::Head => Self::HEAD,
            Method::Patch => Self::PATCH,
            Method::Trace => Self::TRACE,
            Method::Query | Method::Other(_) => {
                // The generator takes no other names than the tokens that this takes.
                Self::from_bytes(method.as_str().as_bytes()).unwrap_or_default()
            }
        }
    }
}

/// A way to authenticate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SecurityScheme {
    /// Its key under `components.securitySchemes`.
    pub(crate) name: &'static str,
    /// How the credential travels.
    pub(crate) kind: SecurityKind,
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecurityKind {
    /// `Authorization: Bearer <token>`.
    Bearer,
    /// `Authorization: Basic <user:password>`.
    Basic,
    /// Another scheme of the `Authorization` header, by its name.
    Http(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A header of this name.
    Header(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}
