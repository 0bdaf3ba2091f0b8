//! Why a document could not be downloaded.

use super::Limits;
use std::io;
use std::time::Duration;
use thiserror::Error;
use ureq::Timeout;
use url::Url;

/// Why a document could not be downloaded.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the members are")]
pub enum FetchError {
    /// What should be a URL is not one.
    #[error("`{url}` is not a URL: {reason}")]
    BadUrl { url: String, reason: String },
    /// The URL does not begin with https; `from` is what led there.
    #[error("{url} is not https{}, and only https is used", redirected(.from.as_deref()))]
    NotHttps { url: Url, from: Option<String> },
    /// A redirect that does not say where to.
    #[error("{url} answers with a redirect without a target")]
    LostRedirect { url: Url },
    /// A loop of redirects, or a long way.
    #[error("{origin} was redirected more than {most} times")]
    TooManyRedirects { origin: String, most: usize },
    /// There is no such document.
    #[error("{url}: there is no such document")]
    NotFound { url: Url },
    /// The server refused, or could not answer.
    #[error("{url} answers with the status {status}")]
    Status { url: Url, status: u16 },
    /// The name of the host is not known.
    #[error("{url}: the host was not found; is there a network?")]
    Host { url: Url },
    /// No connection, or one that broke before the answer came.
    #[error("{url}: no connection: {reason}")]
    Connection { url: Url, reason: String },
    /// The server is not the one it claims to be, or does not speak TLS.
    #[error("{url}: no secure connection: {reason}")]
    Tls { url: Url, reason: String },
    /// It took too long.
    #[error("{url} is slow: {}", too_long(*.phase, .limit))]
    Slow { url: Url, phase: Phase, limit: Duration },
    /// The document is larger than any that is expected.
    #[error("{url} is larger than {most} bytes")]
    TooLarge { url: Url, most: u64 },
    /// The connection ended before the document did.
    #[error("{url} was cut off: {received} bytes arrived{}", of(*.expected))]
    CutOff { url: Url, received: u64, expected: Option<u64> },
    /// The server does not say how long the document is, so that nobody can tell whether all of it arrived.
    #[error("{url} comes without a length, so nobody could tell whether all of it arrived")]
    NoLength { url: Url },
    /// A page for people in the place of the document.
    #[error("{url} answers with an HTML page instead of a document: {title}")]
    Page { url: Url, title: String },
    /// An answer without a body.
    #[error("{url} answers with an empty body")]
    Empty { url: Url },
}

/// What was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The connection.
    Connection,
    /// The whole document.
    Document,
}

impl FetchError {
    /// Why there is no answer.
    pub(super) fn of_request(error: ureq::Error, url: &Url, limits: Limits) -> Self {
        let url = url.clone();
        match error {
            ureq::Error::Timeout(timeout) => Self::slow(timeout, url, limits),
            ureq::Error::HostNotFound => Self::Host { url },
            ureq::Error::RequireHttpsOnly(_) => Self::NotHttps { url, from: None },
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::Pem(_) | ureq::Error::TlsRequired => {
                Self::Tls { url, reason: error.to_string() }
            }
            // The standard library has no kind for a name that is not found, only this text.
            ureq::Error::Io(error) if error.to_string().contains("failed to lookup address") => {
                Self::Host { url }
            }
            // That is how what rustls says arrives while the connection is made.
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                Self::Tls { url, reason: error.to_string() }
            }
            other => Self::Connection { url, reason: other.to_string() },
        }
    }

    /// Why the body did not arrive.
    pub(super) fn of_body(
        error: io::Error,
        url: &Url,
        limits: Limits,
        received: u64,
        expected: Option<u64>,
    ) -> Self {
        let url = url.clone();
        match ureq::Error::from(error) {
            ureq::Error::Timeout(timeout) => Self::slow(timeout, url, limits),
            ureq::Error::BodyExceedsLimit(most) => Self::TooLarge { url, most },
            // A chunk without an end, a reset, an early end: only a part of the document arrived.
            _ => Self::CutOff { url, received, expected },
        }
    }

    fn slow(timeout: Timeout, url: Url, limits: Limits) -> Self {
        match timeout {
            Timeout::Resolve | Timeout::Connect => {
                Self::Slow { url, phase: Phase::Connection, limit: limits.connect }
            }
            _ => Self::Slow { url, phase: Phase::Document, limit: limits.whole },
        }
    }
}

fn redirected(from: Option<&str>) -> String {
    from.map_or_else(String::new, |from| format!(" (a redirect from {from} leads there)"))
}

fn too_long(phase: Phase, limit: &Duration) -> String {
    let what = match phase {
        Phase::Connection => "no connection",
        Phase::Document => "the document did not arrive",
    };
    format!("{what} within {limit:?}")
}

fn of(expected: Option<u64>) -> String {
    expected.map_or_else(String::new, |expected| format!(" of {expected}"))
}
