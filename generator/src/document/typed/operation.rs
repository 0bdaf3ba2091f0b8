//! Path items, operations and callbacks.

use super::content::{request_body, response};
use super::info::{external_docs, server};
use super::parameter::parameters;
use super::reader::Reader;
use super::security::requirements;
use crate::document::codes;
use crate::document::grammar::is_method;
use crate::document::place::JsonPlace;
use crate::pointer::Pointer;
use openapiv3::{Callback, Operation, PathItem, Responses, StatusCode};
use serde_json::Value;

pub(super) fn path_item(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<PathItem> {
    let (mut item, mut more) = (PathItem::default(), Vec::new());
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "summary" => item.summary = reader.text(value, at),
            "description" => item.description = reader.text(value, at),
            "get" => item.get = operation(reader, value, at),
            "put" => item.put = operation(reader, value, at),
            "post" => item.post = operation(reader, value, at),
            "delete" => item.delete = operation(reader, value, at),
            "options" => item.options = operation(reader, value, at),
            "head" => item.head = operation(reader, value, at),
            "patch" => item.patch = operation(reader, value, at),
            "trace" => item.trace = operation(reader, value, at),
            "servers" => item.servers = reader.list(value, at, server),
            "parameters" => {
                item.parameters = parameters(reader, value, at);
            }
            "query" => {
                let operation = operation(reader, value, at);
                more.extend(operation.map(|operation| ("QUERY".to_owned(), at.pointer(), operation)));
            }
            "additionalOperations" => more.extend(additional(reader, value, at)),
            _ => reader.rest(value, at, &mut item.extensions),
        }
    }
    if !more.is_empty() {
        // The order of the keys has no meaning.
        more.sort_by(|(left, ..), (right, ..)| left.cmp(right));
        reader.more.insert(at.pointer(), more);
    }
    Some(item)
}

/// The operations whose methods OpenAPI has no keyword for.
fn additional(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Vec<(String, Pointer, Operation)> {
    let mut operations = Vec::new();
    for (method, value) in reader.object(value, at).unwrap_or_default() {
        let at = &at.key(&method);
        let refusal = if is_method(&method.to_ascii_lowercase()) {
            "has a keyword of its own"
        } else if !is_token(&method) {
            "is not a method of HTTP"
        } else {
            operations.extend(operation(reader, value, at).map(|read| (method.clone(), at.pointer(), read)));
            continue;
        };
        let message = format!("`{method}` {refusal}; the operation is left out");
        reader.reporter.report(codes::OPERATION, message, at);
    }
    operations
}

/// Whether a text is a token of RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

fn operation(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Operation> {
    let mut operation = Operation::default();
    let members = reader.object(value, at)?;
    if !members.contains_key("responses") {
        reader.missing("responses", at);
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "tags" => {
                operation.tags = reader.texts(value, at);
                // The first is the module.
                for (index, tag) in operation.tags.iter().enumerate().skip(1) {
                    let message = format!("the first tag is the module; the tag `{tag}` is left out");
                    reader.reporter.report(codes::UNUSED_KEYWORD, message, &at.index(index));
                }
            }
            "summary" => operation.summary = reader.text(value, at),
            "description" => operation.description = reader.text(value, at),
            "externalDocs" => operation.external_docs = external_docs(reader, value, at),
            "operationId" => operation.operation_id = reader.text(value, at),
            "parameters" => {
                operation.parameters = parameters(reader, value, at);
            }
            "requestBody" => operation.request_body = reader.reference_or(value, at, request_body),
            "responses" => operation.responses = responses(reader, value, at),
            "callbacks" => operation.callbacks = reader.map(value, at, callback),
            "deprecated" => operation.deprecated = reader.flag(value, at).unwrap_or_default(),
            "security" => operation.security = requirements(reader, value, at),
            "servers" => operation.servers = reader.list(value, at, server),
            _ => reader.rest(value, at, &mut operation.extensions),
        }
    }
    Some(operation)
}

pub(super) fn callback(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Callback> {
    let mut callback = Callback::default();
    for (key, value) in reader.object(value, at)? {
        let here = &at.key(&key);
        if key.starts_with("x-") {
            reader.extension(here);
        } else if let Some(item) = path_item(reader, value, here) {
            callback.insert(key, item);
        }
    }
    Some(callback)
}

fn responses(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Responses {
    let mut responses = Responses::default();
    for (key, value) in reader.object(value, at).unwrap_or_default() {
        let at = &at.key(&key);
        if key == "default" {
            responses.default = reader.reference_or(value, at, response);
        } else if let Some(status) = status(&key) {
            if let Some(response) = reader.reference_or(value, at, response) {
                responses.responses.insert(status, response);
            }
        } else if key.starts_with("x-") {
            reader.rest(value, at, &mut responses.extensions);
        } else {
            reader.reporter.report(
                codes::WRONG_VALUE,
                format!("`{key}` is not a status code; the response is left out"),
                at,
            );
        }
    }
    responses
}

/// `200`, `4XX`, `4xx`.
fn status(key: &str) -> Option<StatusCode> {
    if key.len() != 3 {
        return None;
    }
    if let Ok(code) = key.parse::<u16>() {
        return (100..1000).contains(&code).then_some(StatusCode::Code(code));
    }
    let class = key.to_ascii_uppercase().strip_suffix("XX")?.parse::<u16>().ok()?;
    Some(StatusCode::Range(class))
}
