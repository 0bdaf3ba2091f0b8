//! The reusable parts of a document.

use super::content::{example, link, request_body, response};
use super::operation::callback;
use super::parameter::{header, parameter};
use super::reader::Reader;
use super::{schema, security};
use crate::document::place::Place;
use openapiv3::Components;
use serde_json::Value;

pub(super) fn components(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<Components> {
    let mut components = Components::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "schemas" => components.schemas = reader.map(value, at, schema::schema_or_reference),
            "responses" => components.responses = reader.references(value, at, response),
            "parameters" => components.parameters = reader.references(value, at, parameter),
            "examples" => components.examples = reader.references(value, at, example),
            "requestBodies" => components.request_bodies = reader.references(value, at, request_body),
            "headers" => components.headers = reader.references(value, at, header),
            "securitySchemes" => components.security_schemes = reader.references(value, at, security::scheme),
            "links" => components.links = reader.references(value, at, link),
            "callbacks" => components.callbacks = reader.references(value, at, callback),
            _ => reader.rest(value, at, &mut components.extensions),
        }
    }
    Some(components)
}
