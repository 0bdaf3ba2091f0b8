//! Knows where things live in an OpenAPI document, so that a property named `type` is no keyword.

use crate::document::place::Place;
use serde_json::Value;

/// What an object of the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Shape {
    Root,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Responses,
    Response,
    MediaType,
    Encoding,
    Callback,
    Example,
    Link,
    SecurityScheme,
    Components,
    Schema,
}

/// How a schema is held by what contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// As the value of a keyword: `items`, `additionalProperties`.
    Keyword,
    /// As an item of a list, or under a name of the author's.
    Member,
}

/// What a member of an object holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Step {
    /// An object.
    One(Shape),
    /// A list of objects.
    List(Shape),
    /// Objects under names of the author's.
    Map(Shape),
    /// Either.
    OneOrList(Shape),
}

impl Shape {
    /// What the member `key` of an object of this shape holds; `None` for what holds no structure.
    pub(in crate::document) fn step(self, key: &str) -> Option<Step> {
        use Step::{List, Map, One, OneOrList};
        Some(match (self, key) {
            (Self::Root, "paths") => One(Self::Paths),
            (Self::Root, "webhooks") => Map(Self::PathItem),
            (Self::Root, "components") => One(Self::Components),
            // Not OpenAPI, but where references of copied JSON Schemas lead.
            (Self::Root, "$defs" | "definitions") => Map(Self::Schema),
            (Self::Paths, _) if !key.starts_with("x-") => One(Self::PathItem),
            (Self::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace") => {
                One(Self::Operation)
            }
            (Self::PathItem | Self::Operation, "parameters") => List(Self::Parameter),
            (Self::Operation, "requestBody") => One(Self::RequestBody),
            (Self::Operation, "responses") => One(Self::Responses),
            (Self::Operation, "callbacks") => Map(Self::Callback),
            (Self::Responses, _) if !key.starts_with("x-") => One(Self::Response),
            (Self::Callback, _) if !key.starts_with("x-") && key != "$ref" => One(Self::PathItem),
            (Self::Response | Self::Encoding, "headers") => Map(Self::Header),
            (Self::Response, "links") => Map(Self::Link),
            (Self::Response | Self::RequestBody | Self::Parameter | Self::Header, "content") => {
                Map(Self::MediaType)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => Map(Self::Example),
            (Self::Parameter | Self::Header | Self::MediaType, "schema") => One(Self::Schema),
            (Self::MediaType, "encoding") => Map(Self::Encoding),
            (Self::Components, _) => return Self::component(key),
            (
                Self::Schema,
                "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions",
            ) => Map(Self::Schema),
            (Self::Schema, "items") => OneOrList(Self::Schema),
            (Self::Schema, "allOf" | "anyOf" | "oneOf" | "prefixItems") => List(Self::Schema),
            (
                Self::Schema,
                "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties"
                | "contentSchema",
            ) => One(Self::Schema),
            _ => return None,
        })
    }

    fn component(section: &str) -> Option<Step> {
        Some(Step::Map(match section {
            "schemas" => Self::Schema,
            "responses" => Self::Response,
            "parameters" => Self::Parameter,
            "headers" => Self::Header,
            "requestBodies" => Self::RequestBody,
            "callbacks" => Self::Callback,
            "pathItems" => Self::PathItem,
            "examples" => Self::Example,
            "links" => Self::Link,
            "securitySchemes" => Self::SecurityScheme,
            _ => return None,
        }))
    }
}

/// Visits every schema, the outer before the inner; the visitor may change it.
pub(super) fn schemas(document: &mut Value, visit: &mut dyn FnMut(&mut Value, Role, &Place<'_>)) {
    objects(document, &mut |slot, shape, role, at| {
        if shape == Shape::Schema {
            visit(slot, role, at);
        }
    });
}

type Visit<'v> = &'v mut dyn FnMut(&mut Value, Shape, Role, &Place<'_>);

/// Visits every object of the document, the outer before the inner; the visitor may change it.
pub(super) fn objects(document: &mut Value, visit: Visit<'_>) {
    walk(document, Shape::Root, Role::Keyword, &Place::ROOT, visit);
}

fn walk(slot: &mut Value, shape: Shape, role: Role, at: &Place<'_>, visit: Visit<'_>) {
    visit(slot, shape, role, at);
    let Value::Object(members) = slot else { return };
    for (key, value) in members.iter_mut() {
        let Some(step) = shape.step(key) else { continue };
        let at = &at.key(key);
        match (step, value) {
            (Step::One(shape), value) => walk(value, shape, Role::Keyword, at, visit),
            (Step::OneOrList(shape), value @ (Value::Object(_) | Value::Bool(_))) => {
                walk(value, shape, Role::Keyword, at, visit);
            }
            (Step::List(shape) | Step::OneOrList(shape), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    walk(item, shape, Role::Member, &at.index(index), visit);
                }
            }
            (Step::Map(shape), Value::Object(members)) => {
                for (name, member) in members.iter_mut() {
                    walk(member, shape, Role::Member, &at.key(name), visit);
                }
            }
            _ => {}
        }
    }
}
