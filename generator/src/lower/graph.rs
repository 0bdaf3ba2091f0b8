//! What is particular to Graph: pages of lists, selection of fields, and the `x-graph-` keys.

use super::context::Lowerer;
use super::{codes, docs};
use crate::document::schema::{SchemaId, SchemaType};
use crate::ir::{
    DocumentedError, Edge, ErrorCode, Ident, NameHint, NodeEdges, Operation, ParameterLocation, Payload,
    ReadAfterWrite, TypeId, TypeKind, TypeRef,
};
use crate::naming::operation::graph_module;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Response, StatusCode};
use serde_json::Value;

type Extensions = IndexMap<String, Value>;

impl<'a> Lowerer<'a> {
    /// The type of the items, where the answer to a GET is `{"data": [...], "paging": {...}}`.
    pub(super) fn paged(&mut self, operation: &'a openapiv3::Operation, hint: &NameHint) -> Option<TypeRef> {
        let ReferenceOr::Item(response) = operation.responses.responses.get(&StatusCode::Code(200))? else {
            return None;
        };
        let schema = self.follow(json_schema(response)?)?;
        let is_paging =
            |id| self.peek(id).is_some_and(|schema| schema.effective_type() == Some(SchemaType::Object));
        if !is_paging(schema.property("paging")?) {
            return None;
        }
        let items = self.follow(schema.property("data")?)?.items?;
        let names = schema.properties.iter().map(|(name, _)| name.as_str());
        for name in names.filter(|name| !matches!(*name, "data" | "paging")) {
            let message = format!("`{name}` beside the items of a list is not read");
            self.reporter.report(
                codes::PAGED_PROPERTY,
                message,
                schema.pointer.child("properties").child(name),
            );
        }
        Some(self.node(items, &hint.inside("item")).into_inner())
    }

    /// Whether the answer to a GET is an object, and no list in `data`.
    pub(super) fn answers_with_one(&self, operation: &openapiv3::Operation) -> bool {
        let Some(ReferenceOr::Item(response)) = operation.responses.responses.get(&StatusCode::Code(200))
        else {
            return false;
        };
        let Some(schema) = json_schema(response).and_then(|id| self.peek(id)) else { return false };
        let is_list =
            |id| self.peek(id).is_some_and(|schema| schema.effective_type() == Some(SchemaType::Array));
        schema.effective_type() == Some(SchemaType::Object) && !schema.property("data").is_some_and(is_list)
    }

    /// Completes an operation with what only Graph has.
    pub(super) fn graph(&mut self, operation: &mut Operation, extensions: &Extensions) {
        let pointer = operation.pointer.clone();
        if let Some(value) = extensions.get("x-graph-permissions") {
            let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            operation.permissions = names.map(str::to_owned).collect();
            self.check(value.is_array(), "x-graph-permissions", &pointer);
        }
        if let Some(value) = extensions.get("x-graph-requirements") {
            operation.requirements = docs::text(value.as_str());
            self.check(value.is_string(), "x-graph-requirements", &pointer);
        }
        if let Some(value) = extensions.get("x-graph-read-after-write") {
            operation.read_after_write = value.as_str().map(|node| ReadAfterWrite { node: node.to_owned() });
            self.check(value.is_string(), "x-graph-read-after-write", &pointer);
        }
        if let Some(value) = extensions.get("x-graph-errors") {
            let at = pointer.child("x-graph-errors");
            let error = |(index, value)| documented_error(value, at.child(index));
            let errors: Option<Vec<_>> =
                value.as_array().and_then(|list| list.iter().enumerate().map(error).collect());
            self.check(errors.is_some(), "x-graph-errors", &pointer);
            operation.errors.splice(0..0, errors.unwrap_or_default());
        }
    }

    fn check(&mut self, is_good: bool, key: &str, pointer: &Pointer) {
        if !is_good {
            let message = format!("`{key}` does not have the documented form; it is left out");
            self.reporter.report(codes::EXTENSION, message, pointer.child(key));
        }
    }

    /// The type whose fields a `fields` parameter selects. It is known after every alias is resolved.
    pub(super) fn selects(&self, operation: &Operation) -> Option<TypeId> {
        let has_parameter = operation.method == "GET"
            && operation.parameters.iter().any(|parameter| {
                parameter.location == ParameterLocation::Query
                    && parameter.wire_name == "fields"
                    && parameter.ty == TypeRef::String
            });
        let (Payload::Json(ty) | Payload::Paged(ty)) = &operation.success.payload else { return None };
        let mut id = ty.named().filter(|_| has_parameter)?;
        for _ in 0..32 {
            match &self.api[id].kind {
                TypeKind::Struct(_) => return Some(id),
                TypeKind::Alias(next) => id = next.named()?,
                _ => return None,
            }
        }
        None
    }

    /// Keeps the edges that a path item lists.
    pub(super) fn node_edges(&mut self, path: &str, extensions: &Extensions, operation: &Operation) {
        let Some(value) = extensions.get("x-graph-edges") else { return };
        let pointer = operation.pointer.parent().unwrap_or_default();
        let list = pointer.child("x-graph-edges");
        let edges = value.as_array().map(|edges| edges.iter().enumerate());
        let edges: Option<Vec<Edge>> =
            edges.and_then(|edges| edges.map(|(index, value)| edge(value, list.child(index))).collect());
        let node = operation.parameters.iter().find(|known| known.location == ParameterLocation::Path);
        self.check(edges.is_some() && node.is_some(), "x-graph-edges", &pointer);
        let (Some(edges), Some(node)) = (edges, node) else { return };
        self.api.node_edges.push(NodeEdges {
            source: self.reporter.source,
            pointer: list,
            module: graph_module(path),
            server: operation.server.clone(),
            path: operation.path.clone(),
            parameter: node.wire_name.clone(),
            security: operation.security.clone(),
            edges,
        });
    }

    /// Adds the error codes of the document to those of the version.
    pub(super) fn error_codes(&mut self) {
        let Some(value) = self.openapi.extensions.get("x-graph-error-codes") else { return };
        let pointer = Pointer::root().child("x-graph-error-codes");
        self.check(value.is_object(), "x-graph-error-codes", &Pointer::root());
        for (name, entry) in value.as_object().into_iter().flatten() {
            let at = pointer.child(name);
            let Some(code) = entry.get("code").and_then(Value::as_i64) else {
                self.check(false, name, &pointer);
                continue;
            };
            let known = self.api.error_codes.iter().find(|known| known.code == code || known.name.0 == *name);
            if let Some(known) = known {
                if known.code != code || known.name.0 != *name {
                    let message =
                        format!("`{name}` and {code} are not one pair in all documents; it is left out");
                    self.reporter.report(codes::EXTENSION, message, &at);
                }
                continue;
            }
            let description = docs::text(entry.get("description").and_then(Value::as_str));
            self.api.error_codes.push(ErrorCode {
                pointer: at,
                name: Ident(name.clone()),
                code,
                description: description.unwrap_or_default(),
            });
        }
    }
}

fn json_schema(response: &Response) -> Option<SchemaId> {
    response.content.get("application/json")?.schema.as_ref().map(SchemaId::of)
}

fn documented_error(value: &Value, pointer: Pointer) -> Option<DocumentedError> {
    Some(DocumentedError {
        pointer,
        code: Some(value.get("code")?.as_i64()?),
        statuses: None,
        description: docs::text(value.get("description")?.as_str())?,
        bodies: Vec::new(),
    })
}

fn edge(value: &Value, pointer: Pointer) -> Option<Edge> {
    Some(Edge {
        pointer,
        variant: Ident::default(),
        wire_name: docs::text(value.get("name")?.as_str())?,
        description: docs::text(value.get("description").and_then(Value::as_str)),
    })
}
