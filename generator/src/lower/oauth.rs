//! The flows of OAuth 2: where a program gets its tokens.

use super::context::Lowerer;
use super::server::{name, substitute, variables};
use super::{codes, docs};
use crate::document::DEVICE_FLOW;
use crate::ir::{FlowUrl, GrantKind, Ident, OAuthScheme, OAuthScope, Server, TokenEndpoint, TokenGrant};
use crate::pointer::Pointer;
use heck::ToShoutySnakeCase as _;
use indexmap::IndexMap;
use openapiv3::OAuth2Flows;
use serde_json::Value;

/// A flow, in whichever way a person takes part in it.
struct Flow<'d> {
    /// Its key in the document.
    key: &'static str,
    authorization_url: Option<&'d str>,
    device_url: Option<&'d str>,
    token_url: Option<&'d str>,
    refresh_url: Option<&'d str>,
    scopes: Vec<(&'d str, &'d str)>,
}

/// The flow that a program goes through by itself.
const PROGRAM: &str = "clientCredentials";

impl<'d> Flow<'d> {
    fn of(key: &'static str, refresh_url: Option<&'d String>, scopes: &'d IndexMap<String, String>) -> Self {
        let scopes = scopes.iter().map(|(value, text)| (value.as_str(), text.as_str())).collect();
        let refresh_url = refresh_url.map(String::as_str);
        Self { key, authorization_url: None, device_url: None, token_url: None, refresh_url, scopes }
    }

    /// The flow for devices, as reading keeps it.
    fn device(read: &'d Value) -> Self {
        let text = |key: &str| read.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let scopes = read.get("scopes").and_then(Value::as_object).into_iter().flatten();
        Self {
            key: DEVICE_FLOW,
            authorization_url: None,
            device_url: text("deviceAuthorizationUrl"),
            token_url: text("tokenUrl"),
            refresh_url: text("refreshUrl"),
            scopes: scopes.map(|(value, text)| (value.as_str(), text.as_str().unwrap_or_default())).collect(),
        }
    }

    fn is_alone(&self) -> bool {
        self.key == PROGRAM
    }

    /// Whether a program that has no browser goes through it.
    fn is_for_devices(&self) -> bool {
        self.key == DEVICE_FLOW
    }
}

impl Lowerer<'_> {
    /// Keeps what a scheme says of its tokens, and reports what is left to callers.
    pub(super) fn oauth(&mut self, scheme: &str, flows: &OAuth2Flows, pointer: &Pointer) {
        let flows = all(flows);
        let mut grants = Vec::new();
        for flow in &flows {
            let at = pointer.child("flows").child(flow.key);
            for grant in self.grants(flow, &at) {
                if grants.iter().all(|known: &TokenGrant| known.kind != grant.kind) {
                    grants.push(grant);
                }
            }
            if !flow.is_alone() && !flow.is_for_devices() {
                let message =
                    format!("getting the first token by the flow `{}` is left to the caller", flow.key);
                self.reporter.report(codes::SECURITY_FLOW, message, &at);
            }
        }
        let is_known = self.api.oauth.iter().any(|known| known.scheme == scheme);
        if !grants.is_empty() && !is_known {
            self.api.oauth.push(OAuthScheme {
                source: self.reporter.source,
                scheme: scheme.to_owned(),
                module: Ident::default(),
                grants,
                urls: self.urls(&flows, pointer),
                scopes: scopes(&flows, pointer),
            });
        }
    }

    /// The tokens that a flow gives; what is not a URL is reported.
    fn grants(&mut self, flow: &Flow<'_>, at: &Pointer) -> Vec<TokenGrant> {
        let program = flow.token_url.filter(|_| flow.is_alone());
        let person = flow.token_url.filter(|_| !flow.is_alone());
        let wanted = [
            (GrantKind::ClientCredentials, "tokenUrl", program),
            (GrantKind::DeviceCode, "tokenUrl", flow.token_url.filter(|_| flow.is_for_devices())),
            (GrantKind::RefreshToken, "refreshUrl", flow.refresh_url),
            (GrantKind::RefreshToken, "tokenUrl", person.filter(|_| flow.refresh_url.is_none())),
        ];
        let mut grants = Vec::new();
        for (kind, key, url) in wanted.into_iter().filter_map(|(kind, key, url)| Some((kind, key, url?))) {
            let Some(endpoint) = self.reported_endpoint(url, at) else { continue };
            let device = match kind {
                GrantKind::DeviceCode => match self.device(flow, at) {
                    Some(device) => Some(device),
                    None => continue,
                },
                GrantKind::ClientCredentials | GrantKind::RefreshToken => None,
            };
            grants.push(TokenGrant { pointer: at.child(key), kind, endpoint, device });
        }
        grants
    }

    /// Where a device gets its code.
    fn device(&mut self, flow: &Flow<'_>, at: &Pointer) -> Option<TokenEndpoint> {
        let Some(url) = flow.device_url else {
            let message = "the flow has no `deviceAuthorizationUrl`; it is left to the caller";
            self.reporter.report(codes::SECURITY_FLOW, message, at);
            return None;
        };
        self.reported_endpoint(url, at)
    }

    fn reported_endpoint(&mut self, url: &str, at: &Pointer) -> Option<TokenEndpoint> {
        let endpoint = self.endpoint(url);
        if endpoint.is_none() {
            let message = format!("`{url}` is not the URL of a token endpoint; it is left to the caller");
            self.reporter.report(codes::SECURITY_FLOW, message, at);
        }
        endpoint
    }

    /// The server and the path of a token endpoint. A relative URL is that of a resource beside the server of the API.
    fn endpoint(&self, url: &str) -> Option<TokenEndpoint> {
        let url = url.trim().split('#').next().unwrap_or_default();
        if url.is_empty() || url.contains(['{', '}']) || url.contains(char::is_whitespace) {
            return None;
        }
        if let Some((scheme, _)) = url.split_once("://") {
            let (origin, path) = split(url)?;
            let is_http = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return is_http.then(|| TokenEndpoint {
                server: origin.to_owned(),
                servers: Vec::new(),
                path: rooted(path),
            });
        }
        let servers = &self.openapi.servers;
        let Some(first) = servers.first() else {
            return Some(TokenEndpoint { server: String::new(), servers: Vec::new(), path: rooted(url) });
        };
        let (server, path) = beside(&substitute(first), url);
        if server.contains('{') {
            return None;
        }
        let has_choice = servers.len() > 1 || !variables(first).is_empty();
        let choice = servers.iter().filter(|_| has_choice).map(|one| {
            let url = beside(&one.url, url).0;
            let variables =
                variables(one).into_iter().filter(|variable| url.contains(&format!("{{{}}}", variable.name)));
            Server {
                name: name(one),
                variables: variables.collect(),
                url,
                description: docs::text(one.description.as_deref()),
            }
        });
        Some(TokenEndpoint { server, servers: choice.collect(), path })
    }

    /// The URLs with the names of their constants: the flow stands in the name where another one has another URL.
    fn urls(&self, flows: &[Flow<'_>], pointer: &Pointer) -> Vec<FlowUrl> {
        let mut urls: Vec<FlowUrl> = Vec::new();
        for flow in flows {
            let own = [
                ("authorizationUrl", flow.authorization_url),
                ("deviceAuthorizationUrl", flow.device_url),
                ("tokenUrl", flow.token_url),
                ("refreshUrl", flow.refresh_url),
            ];
            for (key, url) in own.into_iter().filter_map(|(key, url)| Some((key, self.whole(url?)?))) {
                let name = key.to_shouty_snake_case();
                let name = match urls.iter().find(|known| known.name.as_str() == name) {
                    Some(known) if known.url == url => continue,
                    Some(_) => format!("{}_{name}", flow.key.to_shouty_snake_case()),
                    None => name,
                };
                let pointer = pointer.child("flows").child(flow.key).child(key);
                urls.push(FlowUrl { pointer, name: Ident(name), url });
            }
        }
        urls
    }

    /// A URL of a flow beside the first server.
    fn whole(&self, url: &str) -> Option<String> {
        match self.endpoint(url) {
            Some(TokenEndpoint { server, path, .. }) => Some(format!("{server}{path}")),
            None => docs::text(Some(url)),
        }
    }
}

/// The flows of a scheme, the one without a person first.
fn all(flows: &OAuth2Flows) -> Vec<Flow<'_>> {
    let program = flows.client_credentials.as_ref().map(|flow| Flow {
        token_url: Some(flow.token_url.as_str()),
        ..Flow::of(PROGRAM, flow.refresh_url.as_ref(), &flow.scopes)
    });
    let code = flows.authorization_code.as_ref().map(|flow| Flow {
        authorization_url: Some(flow.authorization_url.as_str()),
        token_url: Some(flow.token_url.as_str()),
        ..Flow::of("authorizationCode", flow.refresh_url.as_ref(), &flow.scopes)
    });
    let password = flows.password.as_ref().map(|flow| Flow {
        token_url: Some(flow.token_url.as_str()),
        ..Flow::of("password", flow.refresh_url.as_ref(), &flow.scopes)
    });
    let implicit = flows.implicit.as_ref().map(|flow| Flow {
        authorization_url: Some(flow.authorization_url.as_str()),
        ..Flow::of("implicit", flow.refresh_url.as_ref(), &flow.scopes)
    });
    let device = flows.extensions.get(DEVICE_FLOW).map(Flow::device);
    [program, code, device, password, implicit].into_iter().flatten().collect()
}

fn scopes(flows: &[Flow<'_>], pointer: &Pointer) -> Vec<OAuthScope> {
    let mut scopes: Vec<OAuthScope> = Vec::new();
    let all = flows.iter().flat_map(|flow| flow.scopes.iter().map(move |scope| (flow.key, *scope)));
    for (flow, (value, description)) in all {
        if !value.trim().is_empty() && scopes.iter().all(|known| known.value != *value) {
            let description = docs::text(Some(description));
            let pointer = pointer.child("flows").child(flow).child("scopes").child(value);
            let value = value.to_owned();
            scopes.push(OAuthScope { pointer, value, name: Ident::default(), description });
        }
    }
    scopes
}

/// Splits a whole URL after its host; `None` where it has none.
fn split(url: &str) -> Option<(&str, &str)> {
    let start = url.find("://")? + 3;
    let host = url.get(start..)?;
    let end = start + host.find(['/', '?']).unwrap_or(host.len());
    (end > start).then(|| url.split_at(end))
}

/// What a relative URL is beside a server: a server, and the path on it (RFC 3986, section 5.2).
fn beside(server: &str, url: &str) -> (String, String) {
    let (origin, path) = split(server.trim()).unwrap_or(("", server.trim()));
    if url.starts_with('/') {
        return (origin.to_owned(), url.to_owned());
    }
    let path = path.split('?').next().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut rest = url;
    loop {
        if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("../") {
            folders.pop();
            rest = after;
        } else {
            break;
        }
    }
    let folders: String = folders.iter().map(|part| format!("/{part}")).collect();
    (format!("{origin}{folders}"), rooted(rest))
}

fn rooted(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_relative_url_stands_beside_the_server() {
        for (server, url, expected) in [
            ("https://api.example.com/v1", "/oauth/token", ("https://api.example.com", "/oauth/token")),
            ("https://api.example.com/v1", "token", ("https://api.example.com", "/token")),
            ("https://api.example.com/v1/", "token", ("https://api.example.com/v1", "/token")),
            ("https://api.example.com/v1/", "../token?x=1", ("https://api.example.com", "/token?x=1")),
            ("https://api.example.com", "./token", ("https://api.example.com", "/token")),
            ("/v1/", "token", ("/v1", "/token")),
            ("https://{region}.example.com/v1", "/token", ("https://{region}.example.com", "/token")),
        ] {
            let expected = (expected.0.to_owned(), expected.1.to_owned());
            assert_eq!(beside(server, url), expected, "{server} {url}");
        }
    }
}
