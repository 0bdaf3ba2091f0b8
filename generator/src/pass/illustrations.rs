//! What the examples of functions give, so that they do something.
//!
//! A body that is given property by property shows the example that the document has for the whole of it. Where there
//! is none and nothing of the body is required, the example would send nothing: it shows the first property that has an
//! example of its own.

use crate::ir::{Api, Body, BodyKind, Field, Role};
use serde_json::{Map, Value};

pub(super) fn run(api: &mut Api) {
    for body in api.operations.iter_mut().filter_map(|operation| operation.body.as_mut()) {
        body.illustrated = illustrated(body);
    }
}

fn illustrated(body: &Body) -> Vec<(String, String)> {
    let BodyKind::Properties(fields) = &body.kind else { return Vec::new() };
    let example = body.docs.example.as_deref();
    let example: Option<Map<String, Value>> = example.and_then(|text| serde_json::from_str(text).ok());
    if let Some(example) = example {
        let is_known = |key: &String| fields.iter().any(|field| field.wire_name == *key);
        let known = example.into_iter().filter(|(key, _)| is_known(key));
        return known.map(|(key, value)| (key, value.to_string())).collect();
    }
    let is_there = |field: &Field| field.role.is_argument() || field.role == Role::Constant;
    if fields.iter().any(is_there) {
        return Vec::new();
    }
    let shown = fields.iter().filter(|field| field.role.is_setter() && field.docs.deprecated.is_none());
    let first = shown.filter_map(|field| Some((field.wire_name.clone(), field.docs.example.clone()?))).next();
    first.into_iter().collect()
}
