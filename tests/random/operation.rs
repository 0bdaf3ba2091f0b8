//! Random operations.

use super::Choices;
use super::schema::Schemas;
use super::text;
use serde_json::{Map, Value, json};

/// The media types of bodies and answers.
const MEDIA: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.api+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/octet-stream",
    "text/plain",
    "application/xml",
    "*/*",
    "image/*",
];

/// Names of operations; several fall together in Rust.
const IDS: &[&str] =
    &["getPet", "get_pet", "get-pet", "list", "new", "type", "Pets.list", "pets/list", "send", "é", "1", ""];

/// Adds an operation with this path and method; `parameters` are those of the path.
pub(super) fn operation(
    schemas: &Schemas<'_>,
    choices: &mut Choices<'_>,
    parameters: &[String],
    ids: &mut Vec<String>,
    has_body: bool,
) -> Value {
    let mut own: Vec<Value> = parameters.iter().map(|name| of_path(schemas, choices, name)).collect();
    let mut names: Vec<String> = Vec::new();
    for _ in 0..choices.below(5) {
        let name = text::member(choices, &names);
        own.push(elsewhere(schemas, choices, &name));
        names.push(name);
    }
    let mut operation = json!({"parameters": own, "responses": responses(schemas, choices)});
    if choices.chance(80) {
        let id = choices.pick(IDS);
        let id =
            if ids.iter().any(|taken| taken == id) { format!("{id}{}", ids.len()) } else { id.to_owned() };
        operation["operationId"] = json!(id);
        ids.push(id);
    }
    if choices.chance(40) {
        operation["tags"] = json!([text::word(choices), text::word(choices)]);
    }
    if choices.chance(30) {
        operation["summary"] = json!(text::prose(choices));
        operation["description"] = json!(text::prose(choices));
    }
    if has_body && choices.chance(70) {
        operation["requestBody"] =
            json!({"required": choices.chance(50), "content": content(schemas, choices)});
    }
    match choices.below(6) {
        1 => operation["deprecated"] = json!(true),
        2 => operation["security"] = json!([{"token": []}, {}]),
        3 => operation["security"] = json!([{"key": [], "basic": []}]),
        4 => operation["servers"] = json!([{"url": "/other/{x}", "variables": {"x": {"default": "y"}}}]),
        _ => {}
    }
    operation
}

fn of_path(schemas: &Schemas<'_>, choices: &mut Choices<'_>, name: &str) -> Value {
    let style = choices.pick(&["simple", "label", "matrix"]);
    let schema = small(schemas, choices);
    json!({"name": name, "in": "path", "required": true, "style": style, "explode": choices.chance(50), "schema": schema})
}

fn elsewhere(schemas: &Schemas<'_>, choices: &mut Choices<'_>, name: &str) -> Value {
    let mut parameter = json!({"name": name, "required": choices.chance(30)});
    let scalar = schemas.scalar(choices);
    let (place, style, explode, schema) = match choices.below(9) {
        0 => ("query", "form", true, small(schemas, choices)),
        1 => ("query", "form", false, small(schemas, choices)),
        2 => ("query", "spaceDelimited", false, json!({"type": "array", "items": scalar})),
        3 => ("query", "pipeDelimited", false, json!({"type": "array", "items": scalar})),
        4 => ("query", "deepObject", true, schemas.object(choices, 3)),
        5 => ("header", "simple", choices.chance(50), small(schemas, choices)),
        6 => ("cookie", "form", true, scalar),
        7 => ("query", "form", true, schemas.any(choices)),
        _ => {
            parameter["in"] = json!("query");
            parameter["content"] = json!({"application/json": {"schema": schemas.any(choices)}});
            return parameter;
        }
    };
    // A header has a name that can be sent.
    if place == "header" {
        parameter["name"] = json!(format!("X-{}", choices.below(9)));
    }
    parameter["in"] = json!(place);
    parameter["style"] = json!(style);
    parameter["explode"] = json!(explode);
    parameter["schema"] = schema;
    if choices.chance(20) {
        parameter["description"] = json!(text::prose(choices));
    }
    parameter
}

/// A scalar, a list of scalars or an object of scalars.
fn small(schemas: &Schemas<'_>, choices: &mut Choices<'_>) -> Value {
    match choices.below(4) {
        1 => json!({"type": "array", "items": schemas.scalar(choices)}),
        2 => {
            json!({"type": "object", "properties": {"a": schemas.scalar(choices), "b c": schemas.scalar(choices)}})
        }
        _ => schemas.scalar(choices),
    }
}

fn content(schemas: &Schemas<'_>, choices: &mut Choices<'_>) -> Value {
    let mut content = Map::new();
    for _ in 0..=choices.below(2) {
        let media = choices.pick(MEDIA);
        let is_form = media.starts_with("multipart") || media.ends_with("urlencoded");
        let schema =
            if is_form && choices.chance(80) { schemas.object(choices, 1) } else { schemas.any(choices) };
        let mut entry = json!({"schema": schema});
        let first =
            entry["schema"]["properties"].as_object().and_then(|members| members.keys().next().cloned());
        if let Some(name) = first.filter(|_| is_form && choices.chance(30)) {
            let encoding = choices.pick(&["text/plain", "application/json", "image/png, image/jpeg"]);
            entry["encoding"] = json!({name: {"contentType": encoding, "explode": choices.chance(50)}});
        }
        content.insert(media.to_owned(), entry);
    }
    Value::Object(content)
}

fn responses(schemas: &Schemas<'_>, choices: &mut Choices<'_>) -> Value {
    let mut responses = Map::new();
    for _ in 0..=choices.below(3) {
        let code = choices.pick(&["200", "201", "204", "default", "4XX", "404", "2XX", "500"]);
        let mut response = json!({"description": text::prose(choices)});
        if choices.chance(80) {
            response["content"] = content(schemas, choices);
        }
        if choices.chance(20) {
            response["headers"] = json!({"X-Rate": {"schema": schemas.scalar(choices)}});
        }
        responses.insert(code.to_owned(), response);
    }
    Value::Object(responses)
}
