//! Tags: what a document says of the modules of its functions.

use super::context::Lowerer;
use super::docs;
use crate::document::codes::UNUSED_KEYWORD;
use crate::ir::{Ident, Style, Tag};
use crate::naming::operation::OperationSource;
use crate::pointer::Pointer;
use serde_json::Value;

impl Lowerer<'_> {
    /// Keeps what is said of the tags. In the style of Graph the modules are the path.
    pub(super) fn described_tags(&mut self) {
        let style = self.document.style;
        if style == Style::Graph {
            if !self.openapi.tags.is_empty() {
                let message = "`tags` has no effect here; it is left out";
                self.reporter.report(UNUSED_KEYWORD, message, Pointer::root().child("tags"));
            }
            return;
        }
        for (index, tag) in self.openapi.tags.iter().enumerate() {
            let text = |key: &str| docs::text(tag.extensions.get(key).and_then(Value::as_str));
            let tags = vec![tag.name.as_str()];
            let source = OperationSource { style, path: "/", method: "GET", operation_id: None, tags };
            let module = source.words(&self.document.operation_names).module;
            let module = module.into_iter().next().unwrap_or_else(|| Ident(tag.name.clone()));
            let is_module = self.api.operations.iter().any(|operation| operation.module.contains(&module));
            let is_parent = |child: &openapiv3::Tag| {
                child.extensions.get("parent").and_then(Value::as_str) == Some(tag.name.as_str())
            };
            if !is_module && !self.openapi.tags.iter().any(is_parent) {
                let message = format!("the tag `{}` is the module of no operation; it is left out", tag.name);
                self.reporter.report(UNUSED_KEYWORD, message, Pointer::root().child("tags").child(index));
            }
            self.api.tags.push(Tag {
                name: tag.name.clone(),
                module,
                summary: text("summary"),
                description: docs::text(tag.description.as_deref()),
                parent: text("parent"),
            });
        }
    }
}
