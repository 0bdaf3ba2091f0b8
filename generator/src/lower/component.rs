//! Components: their names, and what references to them mean.

use crate::pointer::{Pointer, unescaped};
use indexmap::IndexMap;
use openapiv3::{Components, Example, OpenAPI, Parameter, ReferenceOr, RequestBody, Response};

/// The components of one kind.
type Section<T> = fn(&Components) -> &IndexMap<String, ReferenceOr<T>>;

/// The name of the component schema that a pointer addresses.
pub(super) fn name_of(pointer: &Pointer) -> Option<String> {
    let name = pointer.as_str().strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| unescaped(name).into_owned())
}

/// The pointer to a component schema.
pub(super) fn pointer_to(name: &str) -> Pointer {
    Pointer::root().child("components").child("schemas").child(name)
}

/// The text of a reference, for messages.
pub(super) fn text<T>(node: &ReferenceOr<T>) -> &str {
    match node {
        ReferenceOr::Reference { reference } => reference,
        ReferenceOr::Item(_) => "",
    }
}

/// What a node means, and the pointer to it if the node is a reference; `None` where that leads nowhere or in a circle.
///
/// What referred into something else than the components was copied when the document was normalised.
pub(super) fn resolve<'a, T>(
    openapi: &'a OpenAPI,
    section: Section<T>,
    node: &'a ReferenceOr<T>,
) -> Option<(&'a T, Option<Pointer>)> {
    let (first, mut next) = match node {
        ReferenceOr::Item(item) => return Some((item, None)),
        ReferenceOr::Reference { reference } => (Pointer::of_reference(reference), reference),
    };
    let components = section(openapi.components.as_ref()?);
    for _ in 0..components.len() {
        match components.get(&Pointer::of_reference(next)?.last()?)? {
            ReferenceOr::Item(item) => return Some((item, first)),
            ReferenceOr::Reference { reference } => next = reference,
        }
    }
    None
}

/// The example that a node means.
pub(super) fn example<'a>(openapi: &'a OpenAPI, node: &'a ReferenceOr<Example>) -> Option<&'a Example> {
    resolve(openapi, |components| &components.examples, node).map(|(example, _)| example)
}

/// The parameter that a node means.
pub(super) fn parameter<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<Parameter>,
) -> Option<(&'a Parameter, Option<Pointer>)> {
    resolve(openapi, |components| &components.parameters, node)
}

/// The request body that a node means.
pub(super) fn body<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<RequestBody>,
) -> Option<(&'a RequestBody, Option<Pointer>)> {
    resolve(openapi, |components| &components.request_bodies, node)
}

/// The response that a node means.
pub(super) fn response<'a>(
    openapi: &'a OpenAPI,
    node: &'a ReferenceOr<Response>,
) -> Option<(&'a Response, Option<Pointer>)> {
    resolve(openapi, |components| &components.responses, node)
}
