//! Parameters, answers, bodies and path items behind references, to components and into paths.

use super::pointer_of;
use crate::pointer::Pointer;
use openapiv3::{
    Header, OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, StatusCode,
};
use std::collections::HashSet;

/// The key of a reference to a component of the given kind.
pub(super) fn component(reference: &str, kind: &str) -> Option<String> {
    let pointer = pointer_of(reference)?;
    let mut tokens = pointer.tokens();
    (tokens.next()? == "components" && tokens.next()? == kind).then(|| tokens.next())?
}

/// Follows references from one place to the next, up to the item; `None` in a circle.
pub(super) fn follow<'a, T>(
    mut node: &'a ReferenceOr<T>,
    next: impl Fn(&str) -> Option<&'a ReferenceOr<T>>,
) -> Option<&'a T> {
    let mut seen: HashSet<*const ReferenceOr<T>> = HashSet::new();
    while let ReferenceOr::Reference { reference } = node {
        if !seen.insert(node) {
            return None;
        }
        node = next(reference)?;
    }
    node.as_item()
}

/// The pointer that a node means, if it is a reference.
fn target<T>(node: &ReferenceOr<T>) -> Option<Pointer> {
    match node {
        ReferenceOr::Reference { reference } => pointer_of(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// The parameter that a node means, and the pointer to it if the node is a reference.
pub(in crate::lower) fn parameter_at<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<Parameter>,
) -> Option<(&'a Parameter, Option<Pointer>)> {
    let parameter = follow(node, |reference| match component(reference, "parameters") {
        Some(name) => openapi.components.as_ref()?.parameters.get(&name),
        None => in_paths(openapi, reference, |item, operation, tokens| match tokens {
            ["parameters", index] => operation
                .map_or(&item.parameters, |operation| &operation.parameters)
                .get(index.parse::<usize>().ok()?),
            _ => None,
        }),
    })?;
    Some((parameter, target(node)))
}

/// The response that a node means, and the pointer to it if the node is a reference.
pub(in crate::lower) fn response_at<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<Response>,
) -> Option<(&'a Response, Option<Pointer>)> {
    let response = follow(node, |reference| match component(reference, "responses") {
        Some(name) => openapi.components.as_ref()?.responses.get(&name),
        None => in_paths(openapi, reference, |_, operation, tokens| match tokens {
            ["responses", "default"] => operation?.responses.default.as_ref(),
            ["responses", code] => operation?.responses.responses.get(&status(code)?),
            _ => None,
        }),
    })?;
    Some((response, target(node)))
}

/// The header that a node means.
pub(in crate::lower) fn header<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<Header>,
) -> Option<&'a Header> {
    follow(node, |reference| openapi.components.as_ref()?.headers.get(&component(reference, "headers")?))
}

/// The request body that a node means, and the pointer to it if the node is a reference.
pub(in crate::lower) fn body_at<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<RequestBody>,
) -> Option<(&'a RequestBody, Option<Pointer>)> {
    let body = follow(node, |reference| match component(reference, "requestBodies") {
        Some(name) => openapi.components.as_ref()?.request_bodies.get(&name),
        None => in_paths(openapi, reference, |_, operation, tokens| match tokens {
            ["requestBody"] => operation?.request_body.as_ref(),
            _ => None,
        }),
    })?;
    Some((body, target(node)))
}

/// What `find` finds in the path item, or its operation, that a reference leads into.
fn in_paths<'a, T>(
    openapi: &'a OpenAPI,
    reference: &str,
    find: impl Fn(&'a PathItem, Option<&'a Operation>, &[&str]) -> Option<&'a T>,
) -> Option<&'a T> {
    let pointer = pointer_of(reference)?;
    let tokens: Vec<String> = pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let ["paths", path, rest @ ..] = tokens.as_slice() else { return None };
    let item = path_item(openapi, path)?;
    match rest {
        ["parameters", ..] => find(item, None, rest),
        [method, rest @ ..] => {
            find(item, item.iter().find(|(name, _)| name == method).map(|(_, operation)| operation), rest)
        }
        [] => None,
    }
}

/// A status code, or a range of them, as the key of a response.
pub(super) fn status(code: &str) -> Option<StatusCode> {
    code.parse::<u16>().map(StatusCode::Code).ok().or_else(|| {
        let class = code.strip_suffix("XX").or_else(|| code.strip_suffix("xx"))?;
        class.parse().map(StatusCode::Range).ok()
    })
}

/// The path item of a path, through a reference to another path.
pub(in crate::lower) fn path_item<'a>(openapi: &'a OpenAPI, path: &str) -> Option<&'a PathItem> {
    follow(openapi.paths.paths.get(path)?, |reference| {
        let pointer = pointer_of(reference)?;
        let mut tokens = pointer.tokens();
        if tokens.next()? != "paths" {
            return None;
        }
        openapi.paths.paths.get(&tokens.next()?)
    })
}
