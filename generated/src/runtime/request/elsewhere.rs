//! Requests that go to a URL that an answer gave.

use super::api::{Api, split};
use super::operation::{Operation, SecurityKind};
use super::parts::Parts;
use super::path;
use super::server::Servers;
use crate::runtime::error::BuildErrorKind;
use percent_encoding::percent_decode_str;
use std::fmt;

/// A URL in place of the path.
#[derive(Clone)]
pub(super) struct Elsewhere {
    /// The API at whose hosts it may be; `None` where it may only be at the server of the request.
    api: Option<&'static Api>,
    url: String,
}

impl Elsewhere {
    /// The URL as it is called: a base URL takes the place of the origin here as well.
    ///
    /// # Errors
    /// [`BuildErrorKind::ForeignHost`] if neither the specification nor the client names the host, or if it is not that
    /// of the request although it has to be.
    pub(super) fn url(&self, parts: &Parts, servers: &Servers) -> Result<String, BuildErrorKind> {
        let (url, _) = self.url.split_once('#').unwrap_or((&self.url, ""));
        let Some(api) = self.api else { return beside(url, parts, servers) };
        let (origin, rest) = split(url);
        if api.hosts.iter().any(|host| servers.have(host, origin)) {
            return Ok(format!("{}{rest}", servers.base_url_of(origin).unwrap_or(origin)));
        }
        match servers.base_urls().any(|base_url| split(base_url).0.eq_ignore_ascii_case(origin)) {
            true => Ok(url.to_owned()),
            false => Err(foreign(origin)),
        }
    }
}

fn foreign(origin: &str) -> BuildErrorKind {
    // What stands before `@` may be a password.
    let host = origin.rsplit_once('@').map_or(origin, |(_, host)| host);
    BuildErrorKind::ForeignHost { host: host.to_owned() }
}

/// A URL of the origin of the request, as an answer gives it: whole, or relative to the path of the request.
fn beside(url: &str, parts: &Parts, servers: &Servers) -> Result<String, BuildErrorKind> {
    let documented = servers.documented(parts.host())?;
    let called = servers.of(parts.host())?;
    let ((documented, _), (origin, _)) = (split(&documented), split(&called));
    let base = servers.base_url_of(documented).unwrap_or(origin);
    let whole = match url.strip_prefix("//") {
        Some(_) => format!("{}:{url}", origin.split_once("://").map_or("https", |(scheme, _)| scheme)),
        None => url.to_owned(),
    };
    let (there, rest) = split(&whole);
    if there.is_empty() {
        let path = || Ok(called.clone() + &path::fill(parts.template(), &parts.path)?);
        return match url.chars().next() {
            Some('/') => Ok(format!("{base}{url}")),
            None | Some('?') => Ok(path()? + url),
            Some(_) => Ok(format!("{}/{url}", path()?.rsplit_once('/').map_or("", |(folder, _)| folder))),
        };
    }
    if is_same_origin(there, documented) {
        return Ok(format!("{base}{rest}"));
    }
    if is_same_origin(there, origin) { Ok(whole) } else { Err(foreign(there)) }
}

/// Whether two origins are one: the case of letters does not matter, nor whether the usual port is written.
fn is_same_origin(left: &str, right: &str) -> bool {
    let plain = |origin: &str| {
        let origin = origin.to_ascii_lowercase();
        let port = if origin.starts_with("https://") { ":443" } else { ":80" };
        origin.strip_suffix(port).map(str::to_owned).unwrap_or(origin)
    };
    !left.is_empty() && plain(left) == plain(right)
}

impl Parts {
    /// A request of this operation that goes to a URL at one of these hosts.
    pub(crate) fn to_url(operation: &'static Operation, api: &'static Api, url: String) -> Self {
        let mut parts = Self::new(operation);
        parts.url = Some(Elsewhere { api: Some(api), url });
        parts
    }

    /// Sends to this URL in place of the path, with what an operation at that host needs.
    pub(crate) fn go_to(&mut self, api: &'static Api, url: String) {
        let own = self.operation();
        if let Some(there) = api.operation_at(split(&url).0, own.method, own.documented_path) {
            self.become_one_of(there);
        }
        self.url = Some(Elsewhere { api: Some(api), url });
    }

    /// Sends to this URL in place of the path and the query, which has to be at the server of the request.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn go_on_at(&mut self, url: String) {
        self.query.clear();
        self.url = Some(Elsewhere { api: None, url });
    }

    /// The URL without the parameters that hold a credential of the operation.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn without_credentials(url: &str, operation: &Operation) -> String {
        let (url, _) = url.split_once('#').unwrap_or((url, ""));
        let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
        let schemes = operation.security.iter().copied().flatten();
        let names: Vec<&str> = schemes
            .filter_map(|scheme| match scheme.kind {
                SecurityKind::Query(name) => Some(name),
                _ => None,
            })
            .chain(["access_token", "client_secret"])
            .collect();
        let is_kept = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default();
            let name = percent_decode_str(name).decode_utf8_lossy();
            names.iter().all(|known| name != *known)
        };
        let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
    }

    /// Makes it a request of this operation.
    pub(crate) fn become_one_of(&mut self, operation: &'static Operation) {
        self.operation = operation;
        self.on_behalf_of(operation);
    }

    /// Whether it goes to a URL that an answer gave.
    pub(crate) fn has_url(&self) -> bool {
        self.url.is_some()
    }
}

impl PartialEq for Elsewhere {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url && self.api.is_some() == other.api.is_some()
    }
}

impl fmt::Debug for Elsewhere {
    /// Its path and its query may hold what lets anybody in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (origin, _) = split(&self.url);
        write!(f, "{}/...", origin.rsplit_once('@').map_or(origin, |(_, host)| host))
    }
}
