//! JSON pointers and `$ref`s to the nodes of a document.

use super::view::Node;
use crate::pointer::Pointer;
use openapiv3::{
    AdditionalProperties, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    ReferenceOr, RequestBody, Response, Schema, SchemaKind, Type,
};
use std::collections::HashSet;

mod parts;

pub(super) use parts::{body_at, header, parameter_at, path_item, response_at};
use parts::{component, follow, status};

/// The most tokens of a pointer. One that leads through a reference goes on behind it, and can grow for ever in a circle.
const LONGEST: usize = 1_024;

/// The pointer that a reference inside the document means; `None` for other files and for anchors.
pub(super) fn pointer_of(reference: &str) -> Option<Pointer> {
    let fragment = reference.strip_prefix('#')?;
    if fragment.contains('%') { Pointer::parse(&percent_decode(fragment)?) } else { Pointer::parse(fragment) }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The text of a reference, for messages.
pub(super) fn text<T>(node: &ReferenceOr<T>) -> &str {
    match node {
        ReferenceOr::Reference { reference } => reference,
        ReferenceOr::Item(_) => "",
    }
}

/// The name of the component schema that a pointer addresses.
pub(super) fn component_name(pointer: &Pointer) -> Option<String> {
    let name = pointer.as_str().strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}

/// The pointer to a component schema.
pub(super) fn component_pointer(name: &str) -> Pointer {
    Pointer::root().child("components").child("schemas").child(name)
}

/// The schema, or the reference, that stands at a pointer.
pub(super) fn node_at<'a>(openapi: &'a OpenAPI, pointer: &Pointer) -> Option<Node<'a>> {
    if let Some(name) = component_name(pointer) {
        return Some(Node::from(openapi.components.as_ref()?.schemas.get(&name)?));
    }
    let mut tokens: Vec<String> = pointer.tokens().collect();
    let mut seen = HashSet::new();
    loop {
        let borrowed: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let next = match locate(openapi, &borrowed)? {
            Found::Node(node) => return Some(node),
            Found::Elsewhere(next) => next,
        };
        if next.len() > LONGEST || !seen.insert(std::mem::replace(&mut tokens, next)) {
            return None;
        }
    }
}

/// What stands at a pointer.
enum Found<'a> {
    Node(Node<'a>),
    /// The tokens of another pointer: a reference stands on the way.
    Elsewhere(Vec<String>),
}

fn locate<'a>(openapi: &'a OpenAPI, tokens: &[&str]) -> Option<Found<'a>> {
    let components = openapi.components.as_ref();
    match tokens {
        ["components", "schemas", name, rest @ ..] => {
            within(Node::from(components?.schemas.get(*name)?), rest)
        }
        ["components", "parameters", name, rest @ ..] => {
            in_parameter(openapi, components?.parameters.get(*name)?, rest)
        }
        ["components", "responses", name, rest @ ..] => {
            in_response(openapi, components?.responses.get(*name)?, rest)
        }
        ["components", "requestBodies", name, rest @ ..] => {
            in_body(openapi, components?.request_bodies.get(*name)?, rest)
        }
        ["components", "headers", name, rest @ ..] => {
            let header = follow(components?.headers.get(*name)?, |next| {
                component(next, "headers").and_then(|name| components?.headers.get(&name))
            })?;
            in_format(&header.format, rest)
        }
        ["paths", path, rest @ ..] => in_path(openapi, path_item(openapi, path)?, rest),
        _ => None,
    }
}

fn in_path<'a>(openapi: &'a OpenAPI, item: &'a PathItem, tokens: &[&str]) -> Option<Found<'a>> {
    match tokens {
        ["parameters", index, rest @ ..] => {
            in_parameter(openapi, item.parameters.get(index.parse::<usize>().ok()?)?, rest)
        }
        [method, rest @ ..] => {
            let (_, operation) = item.iter().find(|(name, _)| name == method)?;
            in_operation(openapi, operation, rest)
        }
        [] => None,
    }
}

fn in_operation<'a>(openapi: &'a OpenAPI, operation: &'a Operation, tokens: &[&str]) -> Option<Found<'a>> {
    match tokens {
        ["parameters", index, rest @ ..] => {
            in_parameter(openapi, operation.parameters.get(index.parse::<usize>().ok()?)?, rest)
        }
        ["requestBody", rest @ ..] => in_body(openapi, operation.request_body.as_ref()?, rest),
        ["responses", "default", rest @ ..] => {
            in_response(openapi, operation.responses.default.as_ref()?, rest)
        }
        ["responses", code, rest @ ..] => {
            in_response(openapi, operation.responses.responses.get(&status(code)?)?, rest)
        }
        _ => None,
    }
}

fn in_parameter<'a>(
    openapi: &'a OpenAPI,
    parameter: &'a ReferenceOr<Parameter>,
    tokens: &[&str],
) -> Option<Found<'a>> {
    in_format(&parameter_at(openapi, parameter)?.0.parameter_data_ref().format, tokens)
}

fn in_format<'a>(format: &'a ParameterSchemaOrContent, tokens: &[&str]) -> Option<Found<'a>> {
    match (format, tokens) {
        (ParameterSchemaOrContent::Schema(schema), ["schema", rest @ ..]) => within(Node::from(schema), rest),
        (ParameterSchemaOrContent::Content(content), ["content", media_type, rest @ ..]) => {
            in_media(content.get(*media_type)?, rest)
        }
        _ => None,
    }
}

fn in_response<'a>(
    openapi: &'a OpenAPI,
    response: &'a ReferenceOr<Response>,
    tokens: &[&str],
) -> Option<Found<'a>> {
    let (response, _) = response_at(openapi, response)?;
    match tokens {
        ["content", media_type, rest @ ..] => in_media(response.content.get(*media_type)?, rest),
        ["headers", name, rest @ ..] => in_format(&response.headers.get(*name)?.as_item()?.format, rest),
        _ => None,
    }
}

fn in_body<'a>(
    openapi: &'a OpenAPI,
    body: &'a ReferenceOr<RequestBody>,
    tokens: &[&str],
) -> Option<Found<'a>> {
    match tokens {
        ["content", media_type, rest @ ..] => {
            in_media(body_at(openapi, body)?.0.content.get(*media_type)?, rest)
        }
        _ => None,
    }
}

fn in_media<'a>(media: &'a MediaType, tokens: &[&str]) -> Option<Found<'a>> {
    match tokens {
        ["schema", rest @ ..] => within(Node::from(media.schema.as_ref()?), rest),
        _ => None,
    }
}

/// Walks the rest of a pointer inside a schema, up to a reference.
fn within<'a>(node: Node<'a>, tokens: &[&str]) -> Option<Found<'a>> {
    if tokens.is_empty() {
        return Some(Found::Node(node));
    }
    let schema = match node {
        Node::Schema(schema) => schema,
        Node::Reference(reference) => {
            let pointer = pointer_of(reference)?;
            let rest = tokens.iter().map(|token| (*token).to_owned());
            return Some(Found::Elsewhere(pointer.tokens().chain(rest).collect()));
        }
    };
    let (node, rest) = step(schema, tokens)?;
    within(node, rest)
}

/// The subschema that the first one or two tokens name, and the tokens after them.
fn step<'a, 't, 's>(schema: &'a Schema, tokens: &'t [&'s str]) -> Option<(Node<'a>, &'t [&'s str])> {
    let kind = &schema.schema_kind;
    match tokens {
        ["properties", name, rest @ ..] => {
            let properties = match kind {
                SchemaKind::Type(Type::Object(object)) => &object.properties,
                SchemaKind::Any(any) => &any.properties,
                _ => return None,
            };
            Some((Node::from(properties.get(*name)?), rest))
        }
        ["additionalProperties", rest @ ..] => {
            let additional = match kind {
                SchemaKind::Type(Type::Object(object)) => object.additional_properties.as_ref()?,
                SchemaKind::Any(any) => any.additional_properties.as_ref()?,
                _ => return None,
            };
            match additional {
                AdditionalProperties::Schema(schema) => Some((Node::from(&**schema), rest)),
                AdditionalProperties::Any(_) => None,
            }
        }
        ["items", rest @ ..] => {
            let items = match kind {
                SchemaKind::Type(Type::Array(array)) => array.items.as_ref()?,
                SchemaKind::Any(any) => any.items.as_ref()?,
                _ => return None,
            };
            Some((Node::from(items), rest))
        }
        [keyword @ ("allOf" | "oneOf" | "anyOf"), index, rest @ ..] => {
            let branches = branches(kind, keyword)?;
            Some((Node::from(branches.get(index.parse::<usize>().ok()?)?), rest))
        }
        _ => None,
    }
}

fn branches<'a>(kind: &'a SchemaKind, keyword: &str) -> Option<&'a [ReferenceOr<Schema>]> {
    match (kind, keyword) {
        (SchemaKind::AllOf { all_of }, "allOf") => Some(all_of),
        (SchemaKind::OneOf { one_of }, "oneOf") => Some(one_of),
        (SchemaKind::AnyOf { any_of }, "anyOf") => Some(any_of),
        (SchemaKind::Any(any), "allOf") => Some(&any.all_of),
        (SchemaKind::Any(any), "oneOf") => Some(&any.one_of),
        (SchemaKind::Any(any), "anyOf") => Some(&any.any_of),
        _ => None,
    }
}
