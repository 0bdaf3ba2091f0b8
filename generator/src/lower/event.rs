//! Webhooks and callbacks: requests that the API sends. Their bodies become models; there is no function for them.

use super::context::Lowerer;
use super::media::{self, Family};
use super::{codes, component, docs};
use crate::diagnostic::Code;
use crate::document::schema::SchemaId;
use crate::ir::{Deprecation, Docs, Event, EventBody, EventHeader, EventKind, Ident, NameHint, TypeRef};
use crate::pointer::Pointer;
use openapiv3::{Callback, Operation, Parameter, PathItem, StatusCode};

/// What the requests of one path item have in common.
struct Sender<'s> {
    /// The key in the document.
    name: &'s str,
    /// What the request could be called.
    hint: NameHint,
    /// The words that types inside its body start with.
    types: NameHint,
    kind: EventKind,
    code: &'static Code,
}

impl<'a> Lowerer<'a> {
    /// The webhooks of the document.
    pub(super) fn webhooks(&mut self) {
        for (name, item) in &self.document.webhooks {
            let pointer = Pointer::root().child("webhooks").child(name);
            let hint = NameHint::given(name);
            let types = NameHint { given: true, ..NameHint::of(vec![name.to_owned(), "webhook".to_owned()]) };
            let kind = EventKind::Webhook;
            self.events(&Sender { name, hint, types, kind, code: codes::WEBHOOK }, item, &pointer);
        }
    }

    /// A callback of an operation: `operation` is its method and path, `hint` what its types are named after.
    pub(super) fn callback(
        &mut self,
        (name, callback): (&str, &'a Callback),
        pointer: &Pointer,
        operation: &str,
        hint: &NameHint,
    ) {
        for (url, item) in callback {
            let kind = EventKind::Callback { operation: operation.to_owned(), url: url.clone() };
            let hint = hint.inside(name);
            let types = hint.inside("callback");
            let sender = Sender { name, hint, types, kind, code: codes::CALLBACK };
            self.events(&sender, item, &pointer.child(url));
        }
    }

    fn events(&mut self, sender: &Sender<'_>, item: &'a PathItem, pointer: &Pointer) {
        let operations = self.methods(item, pointer);
        let is_alone = operations.len() == 1;
        for (method, at, operation) in operations {
            let (content_type, payload, others) = self.event_body(sender, operation, &at);
            let headers =
                self.event_headers(sender, (&item.parameters, pointer), (&operation.parameters, &at));
            let word = method.to_ascii_lowercase();
            let answers = self.event_answers(operation, &at);
            let event = Event {
                source: self.reporter.source,
                pointer: at,
                hint: if is_alone { sender.hint.clone() } else { sender.hint.inside(word) },
                name: Ident::default(),
                kind: sender.kind.clone(),
                wire_name: sender.name.to_owned(),
                method: method.to_owned(),
                content_type,
                payload,
                others,
                headers,
                answers,
                docs: documentation(item, operation),
            };
            self.api.events.push(event);
        }
    }

    /// The media type of the body and, where that is JSON, its type and those of further media types that hold
    /// something else.
    fn event_body(
        &mut self,
        sender: &Sender<'_>,
        operation: &'a Operation,
        pointer: &Pointer,
    ) -> (Option<String>, Option<TypeRef>, Vec<EventBody>) {
        let nothing = (None, None, Vec::new());
        let Some(node) = &operation.request_body else { return nothing };
        let at = pointer.child("requestBody");
        let Some((body, target)) = component::body(self.openapi, node) else {
            self.unknown(component::text(node), &at);
            return nothing;
        };
        let at = target.unwrap_or(at).child("content");
        self.check_media_types(&body.content, &at);
        let mut all = Self::by_preference(&body.content).into_iter();
        let Some((media_type, media)) = all.next() else { return nothing };
        let content_type = Some(media_type.to_owned());
        let schema = media.schema.as_ref().map(SchemaId::of);
        let is_bytes = schema.is_some_and(|schema| self.is_bytes(schema));
        if !is_json(media_type) || is_bytes {
            let message = format!("a body of `{media_type}` is not read; the caller gets no type for it");
            self.reporter.report(sender.code, message, at.child(media_type).child("schema"));
            return (content_type, None, Vec::new());
        }
        let payload = match schema {
            Some(schema) => self.node(schema, &sender.types).into_inner(),
            None => TypeRef::Any,
        };
        let mut others: Vec<EventBody> = Vec::new();
        for (name, media) in all {
            let other =
                media.schema.as_ref().map(SchemaId::of).filter(|_| is_json(name) && !name.contains('*'));
            let own =
                other.map(|other| self.node(other, &sender.types.inside(media::word(name))).into_inner());
            match own.filter(|own| *own != payload && others.iter().all(|known| known.payload != *own)) {
                Some(payload) => {
                    others.push(EventBody { content_type: name.to_owned(), payload, name: Ident::default() });
                }
                None if other.is_none() => {
                    let message = format!("`{media_type}` is used; `{name}` is not offered");
                    self.reporter.report(codes::MEDIA_TYPE_ALTERNATIVE, message, at.child(name));
                }
                None => {}
            }
        }
        (content_type, Some(payload), others)
    }

    fn event_headers(
        &mut self,
        sender: &Sender<'_>,
        shared: (&'a [openapiv3::ReferenceOr<Parameter>], &Pointer),
        own: (&'a [openapiv3::ReferenceOr<Parameter>], &Pointer),
    ) -> Vec<EventHeader> {
        let mut headers: Vec<EventHeader> = Vec::new();
        for (parameters, pointer) in [shared, own] {
            for (index, node) in parameters.iter().enumerate() {
                let at = pointer.child("parameters").child(index);
                let Some((parameter, target)) = component::parameter(self.openapi, node) else {
                    self.unknown(component::text(node), &at);
                    continue;
                };
                let data = parameter.parameter_data_ref();
                if !matches!(parameter, Parameter::Header { .. }) {
                    let message = format!(
                        "`{}` of `{}` is not represented, as it is not a header",
                        data.name, sender.name
                    );
                    self.reporter.report(sender.code, message, &at);
                    continue;
                }
                let description = self.described(&at, data.description.as_deref().unwrap_or_default());
                headers.retain(|known| !known.wire_name.eq_ignore_ascii_case(&data.name));
                headers.push(EventHeader {
                    pointer: target.unwrap_or(at),
                    wire_name: data.name.clone(),
                    name: Ident::default(),
                    description: docs::text(Some(description)),
                });
            }
        }
        headers
    }

    /// What the API understands as an answer.
    fn event_answers(&self, operation: &'a Operation, pointer: &Pointer) -> Vec<(String, String)> {
        let responses = &operation.responses;
        let pointer = pointer.child("responses");
        let label = |status: &StatusCode| status.to_string();
        let listed = responses.responses.iter().map(|(status, node)| (label(status), node));
        listed
            .chain(responses.default.iter().map(|node| ("default".to_owned(), node)))
            .filter_map(|(status, node)| {
                let (response, _) = component::response(self.openapi, node)?;
                let description = self.described(&pointer.child(&status), &response.description);
                Some((status, description.trim().to_owned()))
            })
            .collect()
    }
}

fn is_json(media_type: &str) -> bool {
    matches!(media::family(media_type), Family::Json | Family::JsonSuffix | Family::Wildcard)
}

fn documentation(item: &PathItem, operation: &Operation) -> Docs {
    let text = |own: &Option<String>, shared: &Option<String>| {
        docs::text(own.as_deref()).or(docs::text(shared.as_deref()))
    };
    Docs {
        summary: text(&operation.summary, &item.summary),
        description: text(&operation.description, &item.description),
        link: docs::link(operation.external_docs.as_ref()),
        deprecated: operation.deprecated.then(Deprecation::default),
        ..Docs::default()
    }
}
