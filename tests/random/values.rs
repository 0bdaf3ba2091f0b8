//! Random schemas whose values have one meaning, and values of them.
//!
//! The schemas of [`document`](super::document) are anything that is valid, such as alternatives that no value
//! distinguishes. What is here is what a generated type promises to keep.

use super::Choices;
use serde_json::{Map, Value, json};

/// How deep values are drawn through references.
const DEEPEST: usize = 6;

/// Texts that values are made of.
const TEXTS: &[&str] =
    &["", "a", " ", "null", "1", "é日\u{1f600}", "\"\\", "\u{0}\r\n", "2021-04-30", "%2F", "true", "[]"];

/// Names of members that are all different in Rust.
const MEMBERS: &[&str] =
    &["id", "type", "self", "a b", "@at", "x.y", "1st", "é", "fn", "crate", "value", "null"];

/// Schemas of components, by their names.
#[derive(Clone, Debug)]
pub struct Valued {
    schemas: Map<String, Value>,
}

impl Valued {
    /// So many components, each an object or a union of objects.
    pub fn new(choices: &mut Choices<'_>, count: usize) -> Self {
        let names: Vec<String> = (0..count).map(|index| format!("Model{index}")).collect();
        let mut schemas = Map::new();
        for (index, name) in names.iter().enumerate() {
            let schema = match choices.below(5) {
                0 if index > 2 => tagged(choices, index, &mut schemas),
                1 => json!({"allOf": [object(choices, &names, "l "), object(choices, &names, "r ")]}),
                _ => object(choices, &names, ""),
            };
            schemas.insert(name.clone(), schema);
        }
        Self { schemas }
    }

    /// The names of the components of which values can be drawn.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.schemas.keys().map(String::as_str)
    }

    /// The document of these components.
    pub fn document(&self) -> Value {
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Random values", "version": "1"},
            "servers": [{"url": "https://api.example.com"}],
            "paths": self.schemas.keys().map(|name| {
                let schema = json!({"$ref": format!("#/components/schemas/{name}")});
                let content = json!({"application/json": {"schema": schema}});
                let answer = json!({"200": {"description": "It.", "content": content}});
                (format!("/{name}"), json!({"get": {"operationId": format!("get{name}"), "responses": answer}}))
            }).collect::<Map<_, _>>(),
            "components": {"schemas": self.schemas},
        })
    }

    /// A value of a component; `None` if its values never end.
    pub fn value(&self, choices: &mut Choices<'_>, name: &str) -> Option<Value> {
        self.draw(choices, self.schemas.get(name)?, 0)
    }

    fn draw(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST * 2 {
            return None;
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
            return self.draw(choices, self.schemas.get(name)?, depth + 1);
        }
        if schema["nullable"] == true && choices.chance(20) {
            return Some(Value::Null);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let mut whole = Map::new();
            for part in parts {
                whole.extend(self.draw(choices, part, depth)?.as_object()?.clone());
            }
            return Some(Value::Object(whole));
        }
        if let Some(parts) = schema["oneOf"].as_array() {
            let first = choices.below(parts.len());
            let turned = parts.iter().cycle().skip(first).take(parts.len());
            return turned.into_iter().find_map(|part| self.draw(choices, part, depth + 1));
        }
        if let Some(values) = schema["enum"].as_array() {
            return Some(values[choices.below(values.len())].clone());
        }
        match schema["type"].as_str()? {
            "string" => Some(text(choices, schema["format"].as_str().unwrap_or_default())),
            "integer" => Some(integer(choices, schema["format"].as_str().unwrap_or_default())),
            "number" => Some(json!(f64::from(choices.byte()) * 1e-3 + 0.25)),
            "boolean" => Some(json!(choices.chance(50))),
            "array" => {
                let wanted = if depth < DEEPEST { choices.below(3) } else { 0 };
                let items = (0..wanted).filter_map(|_| self.draw(choices, &schema["items"], depth + 1));
                Some(Value::Array(items.collect()))
            }
            _ => self.draw_object(choices, schema, depth),
        }
    }

    fn draw_object(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.contains(&name.as_str());
            if is_required {
                members.insert(name.clone(), self.draw(choices, member, depth + 1)?);
            } else if depth < DEEPEST && choices.chance(60) {
                members.extend(self.draw(choices, member, depth + 1).map(|value| (name.clone(), value)));
            }
        }
        if schema["additionalProperties"].is_object() && depth < DEEPEST {
            for _ in 0..choices.below(3) {
                let value = self.draw(choices, &schema["additionalProperties"], depth + 1);
                let name = format!("more{}", choices.pick(TEXTS));
                members.extend(value.map(|value| (name, value)));
            }
        }
        Some(Value::Object(members))
    }
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// An object whose members begin with `prefix`.
fn object(choices: &mut Choices<'_>, names: &[String], prefix: &str) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for _ in 0..=choices.below(5) {
        let name = format!("{prefix}{}", choices.pick(MEMBERS));
        if properties.contains_key(&name) {
            continue;
        }
        if choices.chance(30) {
            required.push(name.clone());
        }
        properties.insert(name, member(choices, names, 0));
    }
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if choices.chance(20) {
        schema["additionalProperties"] = scalar(choices);
    }
    schema
}

fn member(choices: &mut Choices<'_>, names: &[String], depth: usize) -> Value {
    let mut schema = match choices.below(if depth > 2 { 4 } else { 9 }) {
        0..=2 => scalar(choices),
        // A reference has no members beside it.
        3 | 4 if !names.is_empty() => return refer(&names[choices.below(names.len())]),
        3 | 4 => scalar(choices),
        5 => json!({"type": "array", "items": member(choices, names, depth + 1)}),
        6 => json!({"type": "object", "additionalProperties": member(choices, names, depth + 1)}),
        7 => {
            // Alternatives that are distinguished by the kind of the JSON value.
            let list = json!({"type": "array", "items": scalar(choices)});
            json!({"oneOf": [{"type": "string"}, {"type": "boolean"}, list]})
        }
        _ => object(choices, names, ""),
    };
    if choices.chance(15) {
        schema["nullable"] = json!(true);
    }
    schema
}

fn scalar(choices: &mut Choices<'_>) -> Value {
    match choices.below(9) {
        0 | 1 => json!({"type": "string"}),
        2 => json!({"type": "string", "format": "date-time"}),
        3 => json!({"type": "string", "enum": ["a", "A", "a b", "", "self", "1"]}),
        4 => json!({"type": "integer", "enum": [1, 2, -1]}),
        5 => json!({"type": "number"}),
        6 => json!({"type": "boolean"}),
        _ => json!({"type": "integer", "format": choices.pick(&["", "int32", "int64", "uint32", "uint64"])}),
    }
}

/// A union of objects with a tag, which are added to the components.
fn tagged(choices: &mut Choices<'_>, index: usize, schemas: &mut Map<String, Value>) -> Value {
    let mut parts = Vec::new();
    for number in 0..2 + choices.below(2) {
        let name = format!("Model{index}Part{number}");
        let mut part = object(choices, &[], "p ");
        part["properties"]["kind"] = json!({"type": "string", "enum": [name]});
        part["required"] = json!(["kind"]);
        schemas.insert(name.clone(), part);
        parts.push(refer(&name));
    }
    json!({"oneOf": parts, "discriminator": {"propertyName": "kind"}})
}

fn text(choices: &mut Choices<'_>, format: &str) -> Value {
    match format {
        "date-time" => json!(choices.pick(&[
            "2021-04-30T01:37:07+0000",
            "1969-12-31T23:59:59.250Z",
            "2024-02-29T00:00:00-07:30"
        ])),
        _ => json!(format!("{}{}", choices.pick(TEXTS), choices.pick(TEXTS))),
    }
}

fn integer(choices: &mut Choices<'_>, format: &str) -> Value {
    match format {
        "int32" => json!(choices.pick(&[0, 1, -1, i32::MIN, i32::MAX])),
        "uint32" => json!(choices.pick(&[0, 1, u32::MAX])),
        "uint64" => json!(choices.pick(&[0, 1, u64::MAX])),
        _ => json!(choices.pick(&[0, 1, -1, i64::MIN, i64::MAX])),
    }
}
