//! The servers of the specification, and which of them is used.

use super::api::{Host, split};
use super::operation::Operation;
use crate::runtime::error::BuildErrorKind;
use std::collections::BTreeMap;

/// A server of an operation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Server {
    /// The URL, with the variables as `{name}`.
    pub(crate) url: &'static str,
    pub(crate) variables: &'static [ServerVariable],
}

/// A variable in the URL of a server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    pub(crate) name: &'static str,
    pub(crate) default: &'static str,
    /// The values it may have; any if there is none.
    pub(crate) values: &'static [&'static str],
}

/// What a client says of the servers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Servers {
    /// Takes the place of the origin of every server.
    pub(crate) base_url: Option<String>,
    /// Those of single hosts, by their origins in lower case.
    pub(crate) base_urls: BTreeMap<String, String>,
    /// Which of several is used, from 0.
    pub(crate) index: usize,
    /// The values of variables that are not the defaults.
    pub(crate) variables: BTreeMap<String, String>,
}

impl Servers {
    /// The servers of the specification, at another origin.
    pub(crate) fn at(base_url: impl Into<String>) -> Self {
        Self { base_url: Some(base_url.into()), ..Self::default() }
    }

    /// The server of the operation without a slash at its end; a base URL takes the place of the origin.
    ///
    /// # Errors
    /// [`BuildErrorKind::NoServer`] if there is no origin, [`BuildErrorKind::InvalidServerVariable`] if a variable has
    /// a value that it may not have.
    pub(super) fn of(&self, operation: &Operation) -> Result<String, BuildErrorKind> {
        let server = self.documented(operation)?;
        let (origin, path) = split(&server);
        match self.base_url_of(origin) {
            Some(base_url) => Ok(format!("{base_url}{path}")),
            None if origin.is_empty() => Err(BuildErrorKind::NoServer),
            None => Ok(server),
        }
    }

    /// The server of the operation as the specification has it, without a slash at its end.
    ///
    /// # Errors
    /// [`BuildErrorKind::InvalidServerVariable`] if a variable has a value that it may not have.
    pub(super) fn documented(&self, operation: &Operation) -> Result<String, BuildErrorKind> {
        let server = match operation.servers.get(self.index).or(operation.servers.first()) {
            Some(server) => self.fill(server)?,
            None => operation.server.to_owned(),
        };
        Ok(server.trim_end_matches('/').to_owned())
    }

    /// What takes the place of this origin, without a slash at its end.
    pub(super) fn base_url_of(&self, origin: &str) -> Option<&str> {
        let own = self.base_urls.get(&origin.to_ascii_lowercase());
        own.or(self.base_url.as_ref()).map(|base_url| base_url.trim_end_matches('/'))
    }

    /// All base URLs.
    pub(crate) fn base_urls(&self) -> impl Iterator<Item = &String> {
        self.base_url.iter().chain(self.base_urls.values())
    }

    /// Whether a host of the specification has this origin.
    pub(super) fn have(&self, host: &Host, origin: &str) -> bool {
        let filled = host.servers.iter().filter_map(|server| self.fill(server).ok());
        let is_it = |url: &str| !origin.is_empty() && split(url).0.eq_ignore_ascii_case(origin);
        is_it(host.server) || filled.into_iter().any(|url| is_it(&url))
    }

    fn fill(&self, server: &Server) -> Result<String, BuildErrorKind> {
        let mut url = server.url.to_owned();
        for variable in server.variables {
            let own = self.variables.get(variable.name).map(String::as_str);
            let value = own.unwrap_or(variable.default);
            let is_listed = variable.values.is_empty() || variable.values.contains(&value);
            if own.is_some() && !(is_listed && value.chars().all(may_stand_in_server)) {
                return Err(BuildErrorKind::InvalidServerVariable { name: variable.name });
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(url)
    }
}

/// Whether a letter means nothing more in the host or in the path of a server than in any word.
fn may_stand_in_server(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/%".contains(letter)
}
