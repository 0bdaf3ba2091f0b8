//! Servers: the origin, and the part of the URL that goes before every path.

use super::codes;
use super::context::Lowerer;
use super::docs;
use crate::document::codes::UNUSED_KEYWORD;
use crate::ir::{self, ServerVariable, Style};
use crate::pointer::Pointer;
use openapiv3::Server;

/// What goes before the path of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    /// `https://api.example.com`; empty where the document does not say it.
    origin: String,
    /// `/v26.0`; empty or with a leading slash, never with a trailing one. May hold path parameters.
    prefix: String,
    /// All of them, where a client has a choice.
    pub(super) servers: Vec<ir::Server>,
}

impl Base {
    /// The server and the path of an operation.
    ///
    /// Graph's version is part of the path, and so is a prefix with parameters. A server with parameters and the path
    /// `/` has no slash at its end: a document that puts the whole path into its server means just that URL.
    pub(super) fn join(&self, path: &str, style: Style) -> (String, String) {
        let path = path.split('#').next().unwrap_or(path);
        let path = &with_braces(path);
        let has_parameters = self.prefix.contains('{');
        let path = if path == "/" && has_parameters { "" } else { path.as_str() };
        if !self.servers.is_empty() {
            return (format!("{}{}", self.origin, self.prefix), path.to_owned());
        }
        if style == Style::Graph || has_parameters || self.origin.is_empty() {
            (self.origin.clone(), format!("{}{path}", self.prefix))
        } else {
            (format!("{}{}", self.origin, self.prefix), path.to_owned())
        }
    }
}

impl<'a> Lowerer<'a> {
    /// The first of the servers; the others are noted.
    pub(super) fn base(&mut self, servers: &[Server], pointer: &Pointer) -> Base {
        let Some(first) = servers.first() else {
            let message = "the document names no server; the caller gives the base URL";
            self.reporter.report(codes::SERVER_RELATIVE, message, Pointer::root());
            return Base::default();
        };
        let choice = self.choice(servers);
        self.unused_texts(servers, choice.is_empty(), pointer);
        if choice.is_empty() {
            for (index, other) in servers.iter().enumerate().skip(1) {
                let message = format!("the server `{}` is not used; a base URL can be given", other.url);
                self.reporter.report(codes::SERVER_ALTERNATIVE, message, pointer.child(index));
            }
        }
        let at = pointer.child(0).child("url");
        let base = Base { servers: choice, ..split(&substitute(first)) };
        if base.origin.contains('{') {
            let message = "the host has a variable without a default; the caller gives the base URL";
            self.reporter.report(codes::SERVER_VARIABLE, message, &at);
            return Base { origin: String::new(), ..base };
        }
        if base.origin.is_empty() {
            let message = "the server has no origin; the caller gives the base URL";
            self.reporter.report(codes::SERVER_RELATIVE, message, &at);
        }
        base
    }
}

impl Lowerer<'_> {
    /// Reports what is said of servers and does not show: all of it where there is no choice, and the names of those
    /// that a single operation or path has.
    fn unused_texts(&mut self, servers: &[Server], has_no_choice: bool, pointer: &Pointer) {
        let is_root = *pointer == Pointer::root().child("servers");
        let mut report = |key: &str, at: &Pointer| {
            let message = format!("`{key}` has no effect here; it is left out");
            self.reporter.report(UNUSED_KEYWORD, message, at.child(key));
        };
        for (index, server) in servers.iter().enumerate() {
            let at = pointer.child(index);
            if name(server).is_some() && (has_no_choice || !is_root) {
                report("name", &at);
            }
            if server.description.is_some() && has_no_choice {
                report("description", &at);
            }
            for (name, variable) in server.variables.iter().flatten().filter(|_| has_no_choice) {
                if !variable.enumeration.is_empty() {
                    report("enum", &at.child("variables").child(name));
                }
            }
        }
    }

    /// The servers, if a client has a choice. In the style of Graph the version is part of the path, and a URL with
    /// undeclared variables takes path parameters: there the first server is the only one.
    fn choice(&self, servers: &[Server]) -> Vec<ir::Server> {
        let has_variables = |server: &Server| server.variables.as_ref().is_some_and(|all| !all.is_empty());
        let is_plain = servers.len() == 1 && !servers.iter().any(has_variables);
        let is_open = servers.iter().any(|server| substitute(server).contains('{'));
        if is_plain || is_open || self.document.style == Style::Graph {
            return Vec::new();
        }
        servers.iter().map(server).collect()
    }
}

fn server(server: &Server) -> ir::Server {
    let url = server.url.trim();
    let url = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
    let slash = if url.is_empty() || url.contains("://") || url.starts_with(['/', '{']) { "" } else { "/" };
    ir::Server {
        url: format!("{slash}{url}"),
        name: name(server),
        variables: variables(server),
        description: docs::text(server.description.as_deref()),
    }
}

/// The name of a server, which came with OpenAPI 3.2.
pub(super) fn name(server: &Server) -> Option<String> {
    docs::text(server.extensions.get("name").and_then(serde_json::Value::as_str))
}

/// The variables of a server, by name.
pub(super) fn variables(server: &Server) -> Vec<ServerVariable> {
    let variables = server.variables.iter().flatten().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
    });
    let mut variables: Vec<_> = variables.collect();
    variables.sort_by(|left, right| left.name.cmp(&right.name));
    variables
}

/// The path with `{name}` in the place of a segment `<name>`, which documents write for what callers fill in.
fn with_braces(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let name = segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        match name.filter(|name| !name.is_empty() && !name.contains(['<', '>', '{', '}'])) {
            Some(name) => format!("{{{name}}}"),
            None => segment.to_owned(),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The URL with its variables replaced by their defaults.
pub(super) fn substitute(server: &Server) -> String {
    let mut url = server.url.trim().to_owned();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}

fn split(url: &str) -> Base {
    let (origin, path) = match url.find("://") {
        Some(at) => match url[at + 3..].find('/') {
            Some(slash) => url.split_at(at + 3 + slash),
            None => (url, ""),
        },
        None => ("", url),
    };
    // A URL without a host leads nowhere.
    let origin = if origin.ends_with("://") { "" } else { origin };
    let path = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
    Base { origin: origin.to_owned(), prefix: format!("{slash}{path}"), servers: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Style, split};

    #[test]
    fn servers_join_with_paths() {
        let join = |url, path, style| split(url).join(path, style);
        let owned = |server: &str, path: &str| (server.to_owned(), path.to_owned());
        assert_eq!(
            join("https://graph.facebook.com/v26.0", "/{page_id}", Style::Graph),
            owned("https://graph.facebook.com", "/v26.0/{page_id}")
        );
        assert_eq!(
            join("https://api.example/v1/", "/pets", Style::Operation),
            owned("https://api.example/v1", "/pets")
        );
        assert_eq!(
            join("https://api.facebook.com/{entity_id}/agent_config/files", "/", Style::Operation),
            owned("https://api.facebook.com", "/{entity_id}/agent_config/files")
        );
        assert_eq!(join("/api/v3", "/pets", Style::Operation), owned("", "/api/v3/pets"));
        assert_eq!(join("https://", "/<upload_url>/x<y>", Style::Operation), owned("", "/{upload_url}/x<y>"));
        assert_eq!(join("/", "/pets", Style::Operation), owned("", "/pets"));
    }
}
