//! A random document of OpenAPI.

use super::Choices;
use super::operation::operation;
use super::schema::Schemas;
use super::text;
use serde_json::{Map, Value, json};

/// A random document that is valid.
#[derive(Clone, Debug)]
pub struct Random {
    /// The document.
    pub document: Value,
    /// How many operations it has.
    pub operations: usize,
}

/// The document that these choices make.
pub fn document(choices: &mut Choices<'_>) -> Random {
    let is_newer = choices.chance(50);
    let mut names: Vec<String> = Vec::new();
    for _ in 0..choices.below(7) {
        let name = text::component(choices, &names);
        names.push(name);
    }
    let schemas = Schemas { names: &names, bases: &names, is_newer };
    let (paths, operations) = paths(&schemas, choices);
    let components: Map<String, Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let schemas = Schemas { names: &names, bases: &names[..index], is_newer };
            (name.clone(), schemas.any(choices))
        })
        .collect();
    let document = json!({
        "openapi": if is_newer { "3.1.0" } else { "3.0.3" },
        "info": {"title": text::prose(choices), "version": "1", "description": text::prose(choices)},
        "servers": [{"url": choices.pick(&["https://api.example.com/v1", "/", "https://{host}.example.com"]),
                     "variables": {"host": {"default": "a", "enum": ["a", "b"]}}}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
                "key": {"type": "apiKey", "in": choices.pick(&["query", "header", "cookie"]), "name": "key"},
            },
        },
    });
    Random { document, operations }
}

fn paths(schemas: &Schemas<'_>, choices: &mut Choices<'_>) -> (Value, usize) {
    let mut paths = Map::new();
    let (mut ids, mut count) = (Vec::new(), 0);
    for number in 0..=choices.below(4) {
        let mut path = format!("/{}", choices.pick(&["pets", "pet-s", "self", "v1.0", "A", "a:b", "日"]));
        let mut parameters: Vec<String> = Vec::new();
        for _ in 0..choices.below(3) {
            let name = format!(
                "{}{}",
                choices.pick(&["id", "pet-id", "type", "self", "a.b", "X"]),
                parameters.len()
            );
            path.push_str(&format!("/{}{{{name}}}", choices.pick(&["", "x-", "(", "@"])));
            parameters.push(name);
        }
        // Two paths that differ in the names of their parameters only are the same path.
        path.push_str(&format!("/{number}"));
        let mut item = Map::new();
        for _ in 0..=choices.below(3) {
            let method = choices.pick(&["get", "post", "put", "patch", "delete", "head", "options", "trace"]);
            let has_body = matches!(method, "post" | "put" | "patch");
            if !item.contains_key(method) {
                item.insert(method.to_owned(), operation(schemas, choices, &parameters, &mut ids, has_body));
                count += 1;
            }
        }
        paths.insert(path, Value::Object(item));
    }
    (Value::Object(paths), count)
}
