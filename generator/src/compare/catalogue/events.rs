//! What stands beside operations and types: events, headers, error codes, edges and the ways to authorise.

use super::builder::Builder;
use super::{Entry, ItemRole, type_text};
use crate::compare::items::PublicForm;
use crate::compare::rules::Kind;
use crate::diagnostic::SourceId;
use crate::ir::{EventKind, HeaderId, Usage};
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
            entry.facts.ty = match (&event.payload, &event.content_type) {
                (Some(ty), _) => type_text::of(self.names, ty),
                (None, Some(media_type)) => media_type.clone(),
                (None, None) => "no body".to_owned(),
            };
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
                    let at = event.pointer.child("parameters");
                    let mut child =
                        self.entry(Kind::EventHeader, &header.wire_name, shown, (event.source, &at));
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
            let pointer = first.map(|operation| operation.pointer.child("responses"));
            let at = match (first, &pointer) {
                (Some(operation), Some(pointer)) => (operation.source, pointer),
                _ => self.nowhere(),
            };
            let mut entry = self.entry(Kind::Header, name, format!("header {name} of answers"), at);
            entry.facts.usage = RECEIVED;
            entry.facts.ty = type_text::of(self.names, &header.ty);
            entry.facts.description = header.description.clone().unwrap_or_default();
            let (path, name) = (format!("headers::{}", header.name), header.name.to_string());
            entry.other_keys.push(name.clone());
            let PublicForm { text, types, .. } = self.side.items.get(&path).cloned().unwrap_or_default();
            entry.items.push(super::Item { role: ItemRole::Itself, path, name, signature: text, types });
            entry
        });
        headers.collect()
    }

    pub(super) fn error_codes(&self) -> Vec<Entry> {
        let codes = self.api.error_codes.iter().map(|code| {
            let key = code.code.to_string();
            let at = (self.nowhere().0, &code.pointer);
            let mut entry = self.entry(Kind::ErrorCode, &key, format!("error code {key}"), at);
            entry.facts.description.clone_from(&code.description);
            let path = format!("error_codes::ErrorCode::{}", code.name);
            entry.items.extend(self.item_at(ItemRole::Itself, path, code.name.as_str()));
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
                let mut entry =
                    self.entry(Kind::Edge, &key, format!("edge {key}"), (self.nowhere().0, &node.pointer));
                entry.facts.description = edge.description.clone().unwrap_or_default();
                entry.other_keys.push(format!("{path}::{}", edge.variant));
                entry.items.extend(self.item(ItemRole::Itself, &path, "::", &edge.variant));
                entry
            })
        });
        Entry::numbered(nodes.collect())
    }

    pub(super) fn schemes(&self) -> Vec<Entry> {
        let schemes = self.api.security_schemes.iter().map(|scheme| {
            let pointer = Pointer::root().child("components").child("securitySchemes").child(&scheme.name);
            let shown = format!("security scheme {}", scheme.name);
            let at = (self.nowhere().0, &pointer);
            let mut entry = self.entry(Kind::Scheme, &scheme.name, shown, at);
            entry.facts.form = format!("{:?}", scheme.kind);
            entry.facts.description = scheme.description.clone().unwrap_or_default();
            entry
        });
        schemes.collect()
    }

    /// The first document, for what does not say where it comes from.
    fn nowhere(&self) -> (SourceId, &'static Pointer) {
        static ROOT: std::sync::LazyLock<Pointer> = std::sync::LazyLock::new(Pointer::root);
        let first = self.api.operations.first().map(|operation| operation.source).unwrap_or_default();
        (first, &ROOT)
    }
}
