//! Paths and their operations.

use super::context::Lowerer;
use super::{docs, security};
use crate::ir::{
    Deprecation, Docs, DocumentedError, Ident, NameHint, Operation, Paging, Payload, Server, Style, Success,
    TypeRef,
};
use crate::naming::operation::{OperationSource, OperationWords};
use crate::pointer::Pointer;
use openapiv3::PathItem;

/// What the operations of one path have in common.
struct PathContext<'a, 'p> {
    path: &'a str,
    item: &'a PathItem,
    pointer: &'p Pointer,
}

impl<'a> Lowerer<'a> {
    pub(super) fn operations(&mut self) {
        for (path, item) in &self.openapi.paths.paths {
            let pointer = Pointer::root().child("paths").child(path);
            // Path items were copied to where they are referred to; a reference that leads nowhere was reported then.
            let Some(item) = item.as_item() else { continue };
            let context = PathContext { path, item, pointer: &pointer };
            let mut first = None;
            for (method, at, operation) in self.methods(item, &pointer) {
                let lowered = self.operation(&context, method, at, operation);
                first.get_or_insert_with(|| lowered.clone());
                self.api.operations.push(lowered);
            }
            if let Some(first) = first.filter(|_| self.document.style == Style::Graph) {
                self.node_edges(path, &item.extensions, &first);
            }
        }
    }

    fn operation(
        &mut self,
        context: &PathContext<'a, '_>,
        method: &str,
        pointer: Pointer,
        operation: &'a openapiv3::Operation,
    ) -> Operation {
        let style = self.document.style;
        let words = self.words(context.path, method, operation);
        let (server, path, servers) = self.server_and_path(context, operation, &pointer);
        let shared_hint = NameHint::of(vec![context.path.to_owned()]);
        let (security, scope_sets): (Vec<_>, Vec<_>) =
            self.security(operation.security.as_deref(), &pointer).into_iter().unzip();
        let parameters = self.parameters(
            (&context.item.parameters, context.pointer, &shared_hint),
            (&operation.parameters, &pointer, &words.types),
            &path,
            self.sends_authorization(&security),
        );
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.body(body, &pointer.child("requestBody"), &words.types));
        let (success, errors, paging) = self.answers_of(method, operation, &pointer, &words.types);
        let sender = format!("{method} {}", context.path);
        for (name, callback) in &operation.callbacks {
            self.callback((name, callback), &pointer.child("callbacks").child(name), &sender, &words.types);
        }
        let OperationWords { module, other_modules, function, shorter, yields, .. } = words;
        let mut lowered = Operation {
            source: self.reporter.source,
            style,
            module,
            other_modules,
            hint: function,
            shorter,
            yields,
            function: Ident::default(),
            request: Ident::default(),
            method: method.to_owned(),
            server,
            servers,
            path,
            documented_path: context.path.to_owned(),
            id: operation.operation_id.clone(),
            alias: docs::text(operation.operation_id.as_deref()),
            parameters,
            body,
            success,
            errors,
            failure: None,
            failure_alias: None,
            security,
            scopes: security::scopes(operation.security.as_ref().or(self.openapi.security.as_ref())),
            scope_sets,
            selects: None,
            paging,
            paging_rules: self.document.paging.get(&pointer).cloned().unwrap_or_default(),
            permissions: Vec::new(),
            requirements: None,
            read_after_write: None,
            links: self.links(&operation.responses),
            docs: self.documentation(context.item, operation),
            pointer,
        };
        if style == Style::Graph {
            lowered.selects = self.selects(&lowered);
        }
        self.graph(&mut lowered, &operation.extensions);
        self.complete_stream(&mut lowered, operation);
        lowered
    }

    fn answers_of(
        &mut self,
        method: &str,
        operation: &'a openapiv3::Operation,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (Success, Vec<DocumentedError>, Option<Paging>) {
        // The items first, so that they are named after the operation and not after the page that wraps them.
        let paging = self.paging(method, operation, hint);
        let at = pointer.child("responses");
        let (mut success, errors) = self.responses(&operation.responses, method, &at, hint);
        if let Some(paging) = &paging {
            success.payload = Payload::Paged(paging.item.clone());
        }
        (success, errors, paging)
    }

    fn server_and_path(
        &mut self,
        context: &PathContext<'a, '_>,
        operation: &'a openapiv3::Operation,
        pointer: &Pointer,
    ) -> (String, String, Vec<Server>) {
        let base = if !operation.servers.is_empty() {
            self.base(&operation.servers, &pointer.child("servers"))
        } else if !context.item.servers.is_empty() {
            self.base(&context.item.servers, &context.pointer.child("servers"))
        } else {
            self.base(&self.openapi.servers, &Pointer::root().child("servers"))
        };
        let (server, path) = base.join(context.path, self.document.style);
        (server, path, base.servers)
    }

    fn paging(
        &mut self,
        method: &str,
        operation: &'a openapiv3::Operation,
        hint: &NameHint,
    ) -> Option<Paging> {
        if method != "GET" || self.document.style != Style::Graph {
            return None;
        }
        let item: TypeRef = self.paged(operation, hint)?;
        Some(Paging { item, listing: None })
    }
}

/// An operation with its method and its place.
pub(super) type Placed<'a> = (&'a str, Pointer, &'a openapiv3::Operation);

impl<'a> Lowerer<'a> {
    /// The operations of a path item, those among them whose methods `openapiv3` does not know.
    pub(super) fn methods(&self, item: &'a PathItem, pointer: &Pointer) -> Vec<Placed<'a>> {
        let known = methods(item);
        let known =
            known.map(|(name, operation)| (name, pointer.child(name.to_ascii_lowercase()), operation));
        let more = self.document.more.get(pointer).into_iter().flatten();
        known.chain(more.map(|(name, at, operation)| (name.as_str(), at.clone(), operation))).collect()
    }
}

/// The operations of a path with a method that OpenAPI 3.0 knows.
fn methods(item: &PathItem) -> impl Iterator<Item = (&'static str, &openapiv3::Operation)> {
    [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("DELETE", &item.delete),
        ("OPTIONS", &item.options),
        ("HEAD", &item.head),
        ("PATCH", &item.patch),
        ("TRACE", &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

impl Lowerer<'_> {
    /// What the names of an operation are made of.
    fn words(&self, path: &str, method: &str, operation: &openapiv3::Operation) -> OperationWords {
        let tags = operation.tags.iter().map(String::as_str).collect();
        let operation_id = operation.operation_id.as_deref();
        let source = OperationSource { style: self.document.style, path, method, operation_id, tags };
        let mut words = source.words(&self.document.operation_names);
        if method == "GET" && self.document.style == Style::Graph && self.answers_with_one(operation) {
            words.of_one();
        }
        words
    }

    fn documentation(&self, item: &PathItem, operation: &openapiv3::Operation) -> Docs {
        let summary = docs::text(operation.summary.as_deref()).or(docs::text(item.summary.as_deref()));
        let description =
            docs::text(operation.description.as_deref()).or(docs::text(item.description.as_deref()));
        Docs {
            summary,
            description,
            link: docs::link(operation.external_docs.as_ref()),
            deprecated: operation.deprecated.then(Deprecation::default),
            ..Docs::default()
        }
    }
}
