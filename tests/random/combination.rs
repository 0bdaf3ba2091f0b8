//! Random combinations of schemas: `allOf`, `anyOf`, `oneOf`, lists of types, null, tuples and maps.
//!
//! What they allow is not known here: a validator says which of the [`candidates`](super::Combinations::candidate) are
//! valid. Members have few names, so that combined objects speak of the same ones.

use super::Choices;
use serde_json::{Map, Value, json};

/// How deep schemas are written inside of each other.
const DEEPEST: usize = 3;

/// The names of members.
pub(super) const MEMBERS: [&str; 4] = ["a", "b", "kind", "x y"];

/// The values of enumerations, which overlap.
const WORDS: [&str; 4] = ["one", "two", "", "3"];

/// Components that combine schemas, by their names.
#[derive(Clone, Debug)]
pub struct Combinations {
    pub(super) schemas: Map<String, Value>,
}

impl Combinations {
    /// So many components.
    pub fn new(choices: &mut Choices<'_>, count: usize) -> Self {
        let mut schemas = Map::new();
        for index in 0..count {
            let writer = Writer { earlier: index };
            let schema = match choices.below(6) {
                0..=2 => writer.combined(choices, 0),
                3 => writer.object(choices, 0),
                _ => writer.any(choices, 0),
            };
            schemas.insert(name(index), schema);
        }
        Self { schemas }
    }

    /// The schemas by name.
    pub fn schemas(&self) -> &Map<String, Value> {
        &self.schemas
    }

    /// The document: an operation answers each component, and another one takes it, `m0::read` and `m0::send`.
    pub fn document(&self) -> Value {
        let paths = self.schemas.keys().map(|name| {
            let content = json!({"application/json": {"schema": refer(name)}});
            let tag = name.to_lowercase();
            let read = json!({
                "operationId": format!("read{name}"),
                "tags": [tag],
                "responses": {"200": {"description": "It.", "content": content}},
            });
            let send = json!({
                "operationId": format!("send{name}"),
                "tags": [tag],
                "requestBody": {"required": true, "content": content},
                "responses": {"204": {"description": "Done."}},
            });
            (format!("/{tag}"), json!({"get": read, "post": send}))
        });
        json!({
            "openapi": "3.1.0",
            "info": {"title": "Random combinations", "version": "1"},
            "servers": [{"url": "https://api.example.com"}],
            "paths": paths.collect::<Map<_, _>>(),
            "components": {"schemas": self.schemas},
        })
    }
}

fn name(index: usize) -> String {
    format!("M{index}")
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// Writes the schemas of one component, which refers to earlier ones only.
struct Writer {
    earlier: usize,
}

impl Writer {
    fn any(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        if depth >= DEEPEST || choices.is_over() {
            return scalar(choices);
        }
        match choices.below(12) {
            0..=2 => scalar(choices),
            3 | 4 => self.object(choices, depth),
            5 => self.list(choices, depth),
            6 => self.map(choices, depth),
            7 => self.of_types(choices, depth),
            8 => self.nullable(choices, depth),
            9 if self.earlier > 0 => refer(&name(choices.below(self.earlier))),
            _ => self.combined(choices, depth),
        }
    }

    fn combined(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let key = choices.pick(&["allOf", "anyOf", "oneOf"]);
        let parts: Vec<Value> = (0..1 + choices.below(3))
            .map(|_| match choices.below(3) {
                0 if self.earlier > 0 => refer(&name(choices.below(self.earlier))),
                1 => self.any(choices, depth + 1),
                // Combined objects are what is met most.
                _ => self.object(choices, depth + 1),
            })
            .collect();
        let mut schema = if choices.chance(25) { self.object(choices, depth + 1) } else { json!({}) };
        schema[key] = json!(parts);
        schema
    }

    fn object(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for _ in 0..choices.below(4) {
            let name = choices.pick(&MEMBERS);
            if !properties.contains_key(name) {
                properties.insert(name.to_owned(), self.any(choices, depth + 1));
                if choices.chance(35) {
                    required.push(name);
                }
            }
        }
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match choices.below(8) {
            1 => schema["additionalProperties"] = json!(false),
            2 => schema["additionalProperties"] = self.any(choices, depth + 1),
            _ => {}
        }
        schema
    }

    fn map(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        json!({"type": "object", "additionalProperties": self.any(choices, depth + 1)})
    }

    fn list(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        if choices.chance(60) {
            return json!({"type": "array", "items": self.any(choices, depth + 1)});
        }
        let first: Vec<Value> = (0..1 + choices.below(2)).map(|_| self.any(choices, depth + 1)).collect();
        let mut schema = json!({"type": "array", "prefixItems": first});
        match choices.below(4) {
            1 => schema["items"] = json!(false),
            2 => schema["items"] = self.any(choices, depth + 1),
            3 => schema["minItems"] = json!(first.len()),
            _ => {}
        }
        schema
    }

    /// A list of types, each with what it says of its own.
    fn of_types(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let mut types: Vec<&str> = Vec::new();
        for _ in 0..2 + choices.below(2) {
            let one = choices.pick(&["string", "integer", "number", "boolean", "array", "object", "null"]);
            if !types.contains(&one) {
                types.push(one);
            }
        }
        let mut schema = json!({});
        if types.contains(&"object") {
            schema = self.object(choices, depth + 1);
        }
        if types.contains(&"array") {
            schema["items"] = self.any(choices, depth + 1);
        }
        schema["type"] = json!(types);
        schema
    }

    fn nullable(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let key = choices.pick(&["anyOf", "oneOf"]);
        json!({key: [self.any(choices, depth + 1), {"type": "null"}]})
    }
}

fn scalar(choices: &mut Choices<'_>) -> Value {
    let word = |choices: &mut Choices<'_>| choices.pick(&WORDS);
    match choices.below(11) {
        0 | 1 => json!({"type": "string"}),
        2 | 3 => json!({"type": "integer"}),
        4 => json!({"type": "number"}),
        5 => json!({"type": "boolean"}),
        6 => json!({"enum": [word(choices), "other"]}),
        7 => json!({"type": "string", "const": word(choices)}),
        8 => json!({"type": "integer", "enum": [choices.below(4), 7]}),
        9 => json!({"type": ["string", "null"]}),
        _ => json!({"type": "integer", "minimum": 2}),
    }
}
