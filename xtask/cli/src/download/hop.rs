//! Which URLs are asked: the first one, and where redirects lead.

use super::FetchError;
use ureq::Body;
use ureq::http::{Response, header};
use url::{Host, Url};

/// What a URL may begin with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Schemes {
    /// Only https.
    Https,
    /// Https, and http to this machine, which nobody else can listen to.
    HttpOnLoopback,
}

impl Schemes {
    /// Reads a URL and checks that it may be asked.
    pub(super) fn parse(self, text: &str) -> Result<Url, FetchError> {
        let url = Url::parse(text)
            .map_err(|error| FetchError::BadUrl { url: text.to_owned(), reason: error.to_string() })?;
        if self.allows(&url) { Ok(url) } else { Err(FetchError::NotHttps { url, from: None }) }
    }

    /// Where a redirect leads: never from https to http.
    pub(super) fn redirected(self, from: &Url, response: &Response<Body>) -> Result<Url, FetchError> {
        let place = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let Some(place) = place else {
            return Err(FetchError::LostRedirect { url: from.clone() });
        };
        let url = from
            .join(place)
            .map_err(|error| FetchError::BadUrl { url: place.to_owned(), reason: error.to_string() })?;
        let is_downgrade = from.scheme() == "https" && url.scheme() != "https";
        if self.allows(&url) && !is_downgrade {
            Ok(url)
        } else {
            Err(FetchError::NotHttps { url, from: Some(from.to_string()) })
        }
    }

    fn allows(self, url: &Url) -> bool {
        match self {
            Self::Https => url.scheme() == "https",
            Self::HttpOnLoopback => url.scheme() == "https" || url.scheme() == "http" && is_loopback(url),
        }
    }
}

/// Whether a URL names this machine. A name that somebody else may resolve does not count, but for the one that is
/// reserved.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
