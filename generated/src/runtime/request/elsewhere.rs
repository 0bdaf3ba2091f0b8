//! Requests that go to a URL that an answer gave.

use super::api::{Api, split};
use super::operation::Operation;
use super::parts::Parts;
use super::server::Servers;
use crate::runtime::error::BuildErrorKind;
use std::fmt;

/// A URL in place of the path.
#[derive(Clone)]
pub(super) struct Elsewhere {
    api: &'static Api,
    url: String,
}

impl Elsewhere {
    /// The URL as it is called: a base URL takes the place of the origin here as well.
    ///
    /// # Errors
    /// [`BuildErrorKind::ForeignHost`] if neither the specification nor the client names the host.
    pub(super) fn url(&self, servers: &Servers) -> Result<String, BuildErrorKind> {
        let (url, _) = self.url.split_once('#').unwrap_or((&self.url, ""));
        let (origin, rest) = split(url);
        if self.api.hosts.iter().any(|host| servers.have(host, origin)) {
            return Ok(format!("{}{rest}", servers.base_url_of(origin).unwrap_or(origin)));
        }
        match servers.base_urls().any(|base_url| split(base_url).0.eq_ignore_ascii_case(origin)) {
            true => Ok(url.to_owned()),
            // What stands before `@` may be a password.
            false => {
                let host = origin.rsplit_once('@').map_or(origin, |(_, host)| host);
                Err(BuildErrorKind::ForeignHost { host: host.to_owned() })
            }
        }
    }
}

impl Parts {
    /// A request of this operation that goes to a URL at one of these hosts.
    pub(crate) fn to_url(operation: &'static Operation, api: &'static Api, url: String) -> Self {
        let mut parts = Self::new(operation);
        parts.url = Some(Elsewhere { api, url });
        parts
    }

    /// Sends to this URL in place of the path, with what an operation at that host needs.
    pub(crate) fn go_to(&mut self, api: &'static Api, url: String) {
        let own = self.operation();
        if let Some(there) = api.operation_at(split(&url).0, own.method, own.documented_path) {
            self.become_one_of(there);
        }
        self.url = Some(Elsewhere { api, url });
    }

    /// Makes it a request of this operation.
    pub(crate) fn become_one_of(&mut self, operation: &'static Operation) {
        self.operation = operation;
        self.on_behalf_of(operation);
    }

    /// Whether it goes to a URL that an answer gave.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn has_url(&self) -> bool {
        self.url.is_some()
    }
}

impl PartialEq for Elsewhere {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
    }
}

impl fmt::Debug for Elsewhere {
    /// Its path and its query may hold what lets anybody in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (origin, _) = split(&self.url);
        write!(f, "{}/...", origin.rsplit_once('@').map_or(origin, |(_, host)| host))
    }
}
