//! What is known of an API beyond its operations: its hosts, for requests to paths that the documents do not have.

use super::operation::{Expects, Method, Operation, SecurityScheme};
use super::server::Server;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// An API, as far as all of its operations have it in common.
pub(crate) struct Api {
    /// The hosts; the first is the usual one.
    pub(crate) hosts: &'static [Host],
    pub(crate) version: &'static str,
    pub(crate) expects: Expects,
}

/// A host that the documents name.
pub(crate) struct Host {
    /// As that of an operation.
    pub(crate) server: &'static str,
    pub(crate) servers: &'static [Server],
    /// What stands before each path.
    pub(crate) prefix: &'static str,
    pub(crate) security: &'static [&'static [&'static SecurityScheme]],
}

impl Host {
    /// The URLs of its servers, with their variables as `{name}`.
    pub(super) fn urls(&self) -> impl Iterator<Item = &'static str> {
        self.servers.iter().map(|server| server.url).chain([self.server])
    }
}

/// What tells one operation that was made from another.
type Key = (usize, usize, &'static str, &'static str, &'static str);

/// The operations that were made. Each stays for as long as the program runs, since errors and traces name it: one
/// short record for each path that a program spells out.
static MADE: Mutex<BTreeMap<Key, &'static Operation>> = Mutex::new(BTreeMap::new());

impl Api {
    /// The operation of this method and path at a host, whose place in the list is given.
    pub(crate) fn operation(
        &'static self,
        host: usize,
        method: Method,
        path: &'static str,
    ) -> &'static Operation {
        let found = self.hosts.get(host);
        let (server, servers) = found.map_or(("", &[][..]), |host| (host.server, host.servers));
        self.at(host, server, servers, method, path)
    }

    /// The operation of this method and path at the host that has this origin, if there is one.
    pub(crate) fn operation_at(
        &'static self,
        origin: &str,
        method: Method,
        path: &'static str,
    ) -> Option<&'static Operation> {
        let origin = origin.trim_end_matches('/');
        let is_it = |url: &&'static str| split(url).0.eq_ignore_ascii_case(origin) || *url == origin;
        self.hosts.iter().enumerate().find_map(|(at, host)| {
            let url = host.urls().find(is_it)?;
            let servers = if url == host.server { host.servers } else { &[] };
            Some(self.at(at, url, servers, method, path))
        })
    }

    fn at(
        &'static self,
        host: usize,
        server: &'static str,
        servers: &'static [Server],
        method: Method,
        path: &'static str,
    ) -> &'static Operation {
        let key = (std::ptr::from_ref(self).addr(), host, server, method.as_str(), path);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(key).or_insert_with(|| {
            let found = self.hosts.get(host);
            let prefix = found.map_or("", |host| host.prefix);
            let slash = if path.starts_with('/') { "" } else { "/" };
            Box::leak(Box::new(Operation {
                name: method.function(),
                method,
                server,
                servers,
                path: Box::leak(format!("{prefix}{slash}{path}").into_boxed_str()),
                documented_path: path,
                version: self.version,
                security: found.map_or(&[], |host| host.security),
                encodings: &[],
                expects: self.expects,
            }))
        })
    }
}

/// Splits a URL before its path.
pub(super) fn split(url: &str) -> (&str, &str) {
    match url.split_once("://") {
        Some((_, rest)) => {
            let start = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            url.split_at(url.len() - rest.len() + start)
        }
        None => ("", url),
    }
}
