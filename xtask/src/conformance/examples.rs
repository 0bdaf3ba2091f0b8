//! Examples that are not valid by their schemas: the mock server would answer with them.

use graph_generator::pointer::Pointer;
use graph_generator::sample::{Direction, Sampler};
use serde_json::{Map, Value};

/// How deeply schemas may be nested.
const DEPTH: usize = 64;

/// Takes the examples out of the document that are not valid by their schemas.
pub(super) fn without_invalid(mut document: Value) -> Value {
    let mut search = Search { sampler: Sampler::new(&document, Direction::Answer), found: Vec::new() };
    search.any(&document, &Pointer::root(), 0);
    for pointer in search.found {
        if let (Some(parent), Some(key)) = (pointer.parent(), pointer.last())
            && let Some(Value::Object(members)) = document.pointer_mut(parent.as_str())
        {
            members.shift_remove(&*key);
        }
    }
    document
}

/// Looks for invalid examples.
struct Search<'d> {
    sampler: Sampler<'d>,
    found: Vec<Pointer>,
}

impl Search<'_> {
    /// Anything that is not a schema: what has a schema may have examples beside it.
    fn any(&mut self, node: &Value, at: &Pointer, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match node {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.any(item, &at.child(index), depth + 1);
                }
            }
            Value::Object(members) => {
                for (key, value) in members {
                    let at = at.child(key);
                    match (key.as_str(), value) {
                        ("schema", schema) => self.schema(schema, schema, &at, depth + 1),
                        ("schemas", Value::Object(schemas)) => self.each(schemas, &at, depth + 1),
                        ("example" | "examples", _) => {}
                        _ => self.any(value, &at, depth + 1),
                    }
                }
                self.beside(members, at);
            }
            _ => {}
        }
    }

    /// The examples that stand beside a schema.
    fn beside(&mut self, members: &Map<String, Value>, at: &Pointer) {
        let Some(schema) = members.get("schema") else { return };
        if let Some(example) = members.get("example") {
            self.example(schema, example, at.child("example"));
        }
        for (name, example) in members.get("examples").and_then(Value::as_object).into_iter().flatten() {
            if let Some(example) = example.get("value") {
                self.example(schema, example, at.child("examples").child(name));
            }
        }
    }

    /// A schema; `whole` is the one that it is a part of by `allOf`, and itself otherwise.
    fn schema(&mut self, schema: &Value, whole: &Value, at: &Pointer, depth: usize) {
        let Some(members) = schema.as_object().filter(|_| depth <= DEPTH) else { return };
        for (key, value) in members {
            let at = at.child(key);
            match (key.as_str(), value) {
                ("example", example) => self.example(whole, example, at),
                ("examples", Value::Array(examples))
                    if examples.iter().any(|example| !self.sampler.is_valid(whole, example)) =>
                {
                    self.found.push(at);
                }
                ("properties" | "patternProperties" | "$defs", Value::Object(schemas)) => {
                    self.each(schemas, &at, depth + 1);
                }
                ("allOf" | "oneOf" | "anyOf" | "prefixItems", Value::Array(parts)) => {
                    for (index, part) in parts.iter().enumerate() {
                        let whole = if key == "allOf" { whole } else { part };
                        self.schema(part, whole, &at.child(index), depth + 1);
                    }
                }
                ("items" | "additionalProperties" | "not", schema) => {
                    self.schema(schema, schema, &at, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn each(&mut self, schemas: &Map<String, Value>, at: &Pointer, depth: usize) {
        for (name, schema) in schemas {
            self.schema(schema, schema, &at.child(name), depth);
        }
    }

    fn example(&mut self, schema: &Value, example: &Value, at: Pointer) {
        if !self.sampler.is_valid(schema, example) {
            self.found.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_invalid;
    use serde_json::json;

    #[test]
    fn examples_that_are_not_valid_are_taken_out() {
        let document = json!({
            "paths": {"/a": {"get": {"responses": {"200": {"content": {"a/b": {
                "schema": {"type": "integer", "example": 1},
                "example": 2,
                "examples": {"right": {"value": 3}, "wrong": {"value": "d"}}}}}}}}},
            "components": {"schemas": {"A": {"properties": {
                // A property may be called like a keyword.
                "example": {"type": "string", "example": 5},
                "listed": {"type": "string", "examples": ["e", 6]},
                "whole": {"type": "string", "allOf": [{"example": ["f"]}, {"example": "f"}]}}}}}});
        let expected = json!({
            "paths": {"/a": {"get": {"responses": {"200": {"content": {"a/b": {
                "schema": {"type": "integer", "example": 1},
                "example": 2,
                "examples": {"right": {"value": 3}}}}}}}}},
            "components": {"schemas": {"A": {"properties": {
                "example": {"type": "string"},
                "listed": {"type": "string"},
                "whole": {"type": "string", "allOf": [{}, {"example": "f"}]}}}}}});
        assert_eq!(without_invalid(document), expected);
    }
}
