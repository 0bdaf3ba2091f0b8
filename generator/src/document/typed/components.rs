//! The reusable parts of a document.

use super::content::{example, link, request_body, response};
use super::operation::callback;
use super::parameter::{header, parameter};
use super::reader::Reader;
use super::{schema, security};
use crate::document::place::JsonPlace;
use openapiv3::Components;
use serde_json::Value;

pub(super) fn components(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Components> {
    let mut components = Components::default();
    for (key, value) in reader.structure(value, at) {
        let at = &at.key(&key);
        match key.as_str() {
            "schemas" => components.schemas = reader.structure_map(value, at, schema::outer),
            "responses" => components.responses = reader.components(value, at, response),
            "parameters" => components.parameters = reader.components(value, at, parameter),
            "examples" => components.examples = reader.components(value, at, example),
            "requestBodies" => components.request_bodies = reader.components(value, at, request_body),
            "headers" => components.headers = reader.components(value, at, header),
            "securitySchemes" => components.security_schemes = reader.components(value, at, security::scheme),
            "links" => components.links = reader.components(value, at, link),
            "callbacks" => components.callbacks = reader.components(value, at, callback),
            _ => reader.rest(value, at, &mut components.extensions),
        }
    }
    Some(components)
}
