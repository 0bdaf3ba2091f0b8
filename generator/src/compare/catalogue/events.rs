//! What stands beside operations and types: events, headers, error codes, edges and the ways to authorise.

use super::builder::Builder;
use super::{Entry, ItemRole};
use crate::compare::rules::Kind;
use crate::diagnostic::SourceId;
use crate::ir::{EventKind, HeaderId, SecurityKind, Usage};
use crate::pointer::Pointer;

const RECEIVED: Usage = Usage { request: false, response: true };

impl Builder<'_> {
    pub(super) fn events(&self) -> Vec<Entry> {
        let events = self.api.events.iter().map(|event| {
            let (module, key) = match &event.kind {
                EventKind::Webhook => ("webhooks", format!("webhook {}", event.wire_name)),
                EventKind::Callback { operation, .. } => {
                    ("callbacks", format!("callback {} of {operation}", event.wire_name))
                }
            };
            let mut entry = self.entry(Kind::Event, &key, key.clone(), (event.source, &event.pointer));
            entry.facts.usage = RECEIVED;
            self.documented(&mut entry.facts, &event.docs);
            entry.facts.form = match &event.kind {
                EventKind::Webhook => event.method.clone(),
                EventKind::Callback { url, .. } => format!("{} {url}", event.method),
            };
            match &event.payload {
                Some(ty) => self.typed(&mut entry.facts, ty),
                None => entry.facts.ty = event.content_type.clone().unwrap_or_else(|| "no body".to_owned()),
            }
            self.limited(&mut entry.facts, (event.source, &event.pointer.child("requestBody")));
            let answers = event.answers.iter().map(|(status, text)| format!("{status}: {text}"));
            entry.facts.remarks = answers.collect::<Vec<_>>().join("\n");
            let path = format!("{module}::{}", event.name);
            entry.other_keys.push(path.clone());
            entry.items.extend(self.item_at(ItemRole::Itself, path.clone(), event.name.as_str()));
            entry.items.extend(self.item_at(ItemRole::Send, format!("{path}::decode"), "decode"));
            entry.children = event
                .headers
                .iter()
                .map(|header| {
                    let shown = format!("header {} of {key}", header.wire_name);
                    let at = (event.source, &header.pointer);
                    let mut child = self.entry(Kind::EventHeader, &header.wire_name, shown, at);
                    child.part = format!("header {}", header.wire_name);
                    child.facts.description = header.description.clone().unwrap_or_default();
                    child.other_keys.push(header.name.to_string());
                    child.items.extend(self.item(ItemRole::Itself, &path, "::", &header.name));
                    child
                })
                .collect();
            entry
        });
        events.collect()
    }

    pub(super) fn headers(&self) -> Vec<Entry> {
        let headers = (0..).map(HeaderId).zip(&self.api.headers).map(|(id, header)| {
            let name = &header.wire_name;
            let mut operations = self.api.operations.iter();
            let first = operations.find(|operation| operation.success.headers.contains(&id));
            let (source, pointer) = match first {
                Some(operation) => (operation.source, operation.pointer.child("responses")),
                None => (self.first(), Pointer::root()),
            };
            let at = (source, &pointer);
            let mut entry = self.entry(Kind::Header, name, format!("header {name} of answers"), at);
            entry.facts.usage = RECEIVED;
            self.typed(&mut entry.facts, &header.ty);
            entry.facts.required = header.required;
            entry.facts.nullable = header.nullable;
            entry.facts.description = header.description.clone().unwrap_or_default();
            entry.other_keys.push(header.name.to_string());
            entry.items.extend(self.item(ItemRole::Itself, "headers", "::", &header.name));
            entry
        });
        headers.collect()
    }

    pub(super) fn error_codes(&self) -> Vec<Entry> {
        let codes = self.api.error_codes.iter().map(|code| {
            let key = code.code.to_string();
            let at = (self.first(), &code.pointer);
            let mut entry = self.entry(Kind::ErrorCode, &key, format!("error code {key}"), at);
            entry.facts.description.clone_from(&code.description);
            entry.items.extend(self.item(ItemRole::Itself, "error_codes::ErrorCode", "::", &code.name));
            entry
        });
        codes.collect()
    }

    pub(super) fn edges(&self) -> Vec<Entry> {
        let nodes = self.api.node_edges.iter().flat_map(|node| {
            let module: Vec<&str> = node.module.iter().map(|part| part.as_str()).collect();
            let path = format!("{}::Edge", module.join("::"));
            node.edges.iter().map(move |edge| {
                let key = format!("{}/{}", node.path.rsplit('/').next().unwrap_or_default(), edge.wire_name);
                let at = (node.source, &edge.pointer);
                let mut entry = self.entry(Kind::Edge, &key, format!("edge {key}"), at);
                entry.facts.description = edge.description.clone().unwrap_or_default();
                entry.other_keys.push(format!("{path}::{}", edge.variant));
                entry.items.extend(self.item(ItemRole::Itself, &path, "::", &edge.variant));
                entry
            })
        });
        nodes.collect()
    }

    pub(super) fn schemes(&self) -> Vec<Entry> {
        let schemes = self.api.security_schemes.iter().map(|scheme| {
            let pointer = Pointer::root().child("components").child("securitySchemes").child(&scheme.name);
            let shown = format!("security scheme {}", scheme.name);
            let at = (self.first(), &pointer);
            let mut entry = self.entry(Kind::Scheme, &scheme.name, shown, at);
            entry.facts.form = credential_place(&scheme.kind);
            let mut needed =
                self.api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
            entry.facts.usage.request = needed.any(|name| *name == scheme.name);
            entry.facts.credential = match scheme.kind {
                SecurityKind::Bearer | SecurityKind::Http(_) => "an access token",
                SecurityKind::Basic => "a name and a password",
                SecurityKind::Query(_) | SecurityKind::Header(_) | SecurityKind::Cookie(_) => "a key",
            };
            entry.facts.description = scheme.description.clone().unwrap_or_default();
            entry
        });
        schemes.collect()
    }

    /// The first document, for what does not say where it comes from.
    pub(super) fn first(&self) -> SourceId {
        self.api.operations.first().map(|operation| operation.source).unwrap_or_default()
    }
}

/// Where a credential travels.
fn credential_place(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::Bearer => "as a bearer token".to_owned(),
        SecurityKind::Basic => "by basic authentication".to_owned(),
        SecurityKind::Http(scheme) => format!("by the scheme {scheme} of the header Authorization"),
        SecurityKind::Query(name) => format!("in the query, as {name}"),
        SecurityKind::Header(name) => format!("in the header {name}"),
        SecurityKind::Cookie(name) => format!("in the cookie {name}"),
    }
}
