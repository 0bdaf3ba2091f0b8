//! Webhooks and callbacks: requests that the server makes. Their bodies become models; there is no function for them.

use super::codes;
use super::context::Lowerer;
use super::operation::methods;
use super::resolve;
use super::view::Node;
use crate::ir::{Docs, NameHint, TypeKind};
use crate::pointer::Pointer;
use openapiv3::{Callback, PathItem};

impl<'a> Lowerer<'a> {
    /// Makes the models of the webhooks of the document.
    pub(super) fn webhooks(&mut self) {
        for (name, item) in &self.document.webhooks {
            let pointer = Pointer::root().child("webhooks").child(name);
            let message =
                format!("the webhook `{name}` is a model of its body; what answers it is the caller's");
            self.note(codes::WEBHOOK, message, &pointer);
            self.event(name, "webhook", item, &pointer);
        }
    }

    /// Makes the models of a callback of an operation.
    pub(super) fn callback(&mut self, name: &str, callback: &'a Callback, pointer: &Pointer) {
        let message =
            format!("the callback `{name}` is a model of its body; what answers it is the caller's");
        self.note(codes::CALLBACK, message, pointer);
        for (expression, item) in callback {
            self.event(name, "callback", item, &pointer.child(expression));
        }
    }

    fn event(&mut self, name: &str, what: &str, item: &'a PathItem, pointer: &Pointer) {
        for (method, operation) in methods(item) {
            let Some(node) = &operation.request_body else { continue };
            let at = pointer.child(method.to_ascii_lowercase()).child("requestBody");
            let Some((body, target)) = resolve::body_at(self.openapi, node) else {
                self.unknown(resolve::text(node), &at);
                continue;
            };
            let at = target.unwrap_or(at).child("content");
            let Some((media_type, media)) = self.preferred(&body.content, &at) else { continue };
            let at = at.child(media_type).child("schema");
            let hint =
                NameHint { words: vec![name.to_owned(), what.to_owned()], given: true, longer: Vec::new() };
            let Some(schema) = &media.schema else { continue };
            let lowered = self.node(Node::from(schema), &at, &hint);
            if lowered.ty.named().is_none_or(|id| self.api[id].pointer != at) {
                let site = pointer.child(method.to_ascii_lowercase());
                self.define(&site, &hint, Docs::default(), TypeKind::Alias(lowered.ty));
            }
        }
    }
}
