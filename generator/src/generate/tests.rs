//! Whole runs, from documents to files.

mod features;
mod own_types;
mod published_names;
mod shared_types;

use super::{Output, generate};
use crate::diagnostic::SourceId;
use crate::document::{DocumentInput, SourceFile};
use crate::emit::{Package, surface};
use crate::input::Input;
use crate::ir::{Ident, Style, Version};
use crate::name_lock::NameLock;
use serde_json::{Value, json};

pub(super) fn input(module: &str, paths: &Value, schemas: &Value, names: Option<NameLock>) -> Input {
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Test", "version": "1" },
        "servers": [{ "url": "https://api.example" }],
        "paths": paths,
        "components": { "schemas": schemas },
    });
    Input {
        version: Version { label: module.to_owned(), module: Ident(module.to_owned()), ..Version::default() },
        sources: vec![SourceFile { path: "a.json".to_owned(), text: document.to_string() }],
        documents: vec![DocumentInput {
            name: "a".to_owned(),
            file: SourceId(0),
            style: Style::Operation,
            ..DocumentInput::default()
        }],
        package: Package { crate_name: "a".to_owned(), command: "make".to_owned() },
        names,
    }
}

pub(super) fn run(paths: &Value, schemas: &Value, names: NameLock) -> (Vec<String>, NameLock, Output) {
    let output = generate(&input("v1", paths, schemas, Some(names)));
    assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
    let lines = surface(&output.files).lines().map(str::to_owned).collect();
    (lines, output.names.clone().unwrap(), output)
}

/// What callers see of the first document, and whether all of it is there after the second, with and without the lock.
pub(super) fn grow(old: [&Value; 2], new: [&Value; 2]) -> (Vec<String>, Vec<String>) {
    let (before, names, _) = run(old[0], old[1], NameLock::default());
    let (kept, again, _) = run(new[0], new[1], names);
    let (unkept, _, _) = run(new[0], new[1], NameLock::default());
    let gone = |after: &[String]| before.iter().filter(|line| !after.contains(line)).cloned().collect();
    let (stable, ..) = run(new[0], new[1], again);
    assert_eq!(kept, stable, "a second run changes nothing");
    (gone(&kept), gone(&unkept))
}

pub(super) fn object(properties: &Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

pub(super) fn answer(schema: &str) -> Value {
    let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
    json!({ "200": { "description": "ok", "content": { "application/json": { "schema": schema } } } })
}
