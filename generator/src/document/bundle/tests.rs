//! Bundles of several files.

use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{self, DocumentInput, SourceFile, gather, load, render_all};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The bundle as OpenAPI, and the findings that are not notes.
fn bundle(files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let (path, text) = files[0];
    let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
    let mut sources = vec![SourceFile { path: path.to_owned(), text: format!("{head}{text}") }];
    let mut input = DocumentInput::default();
    gather(&mut input, &mut sources, |path| {
        texts.get(path).map(|text| (*text).to_owned()).ok_or_else(|| "it does not exist".to_owned())
    });
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&sources, &input, &mut diagnostics);
    let value = loaded.and_then(|_| document::value(&sources, &input));
    let findings = render_all(diagnostics.iter(), &sources);
    (value.unwrap_or_default(), findings.into_iter().filter(|text| !text.contains(": note[")).collect())
}

fn keys(value: &Value, pointer: &str) -> Vec<String> {
    let object = value.pointer(pointer).and_then(Value::as_object);
    object.map(|members| members.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn a_thing_has_the_name_of_its_component_its_key_or_its_file() {
    let (value, findings) = bundle(&[
        (
            "api.yaml",
            "paths: {}\ncomponents:\n  schemas:\n    A: {properties: {a: {$ref: s/tag.schema.yaml}, b: {$ref: 's/all.json#/Two'}, c: {$ref: s/pet/index.yaml}, d: {$ref: s/named.yaml}}}\n    Other: {$ref: s/named.yaml}\n",
        ),
        ("s/tag.schema.yaml", "type: object"),
        ("s/all.json", r#"{"Two": {"type": "object"}}"#),
        ("s/pet/index.yaml", "type: object"),
        ("s/named.yaml", "type: object"),
    ]);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(keys(&value, "/components/schemas"), ["A", "Other", "tag", "Two", "pet"]);
    assert_eq!(
        value.pointer("/components/schemas/A/properties/d/$ref"),
        Some(&json!("#/components/schemas/Other"))
    );
}

#[test]
fn what_two_files_call_the_same_gets_longer_names() {
    let (value, findings) = bundle(&[
        (
            "api.yaml",
            "paths: {}\ncomponents:\n  schemas:\n    Pet: {properties: {a: {$ref: a/tag.yaml}, b: {$ref: b/tag.yaml}, c: {$ref: 'b/all.yaml#/Pet'}}}\n",
        ),
        ("a/tag.yaml", "type: object"),
        ("b/tag.yaml", "type: object"),
        ("b/all.yaml", "Pet: {type: object}"),
    ]);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(keys(&value, "/components/schemas"), ["Pet", "a_tag", "b_tag", "all_Pet"]);
}

#[test]
fn files_that_refer_to_each_other_come_to_an_end() {
    let (value, findings) = bundle(&[
        ("api.yaml", "paths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: schemas.yaml}}\n"),
        (
            "paths.yaml",
            "/a: {$ref: paths.yaml#/~1b}\n/b: {$ref: 'paths.yaml#/~1a'}\n/c: {get: {$ref: 'paths.yaml#/~1c/get'}}",
        ),
        (
            "schemas.yaml",
            "A: {properties: {b: {$ref: '#/B'}}}\nB: {properties: {a: {$ref: 'schemas.yaml#/A'}}}\nC: {$ref: '#/D'}\nD: {$ref: '#/C'}",
        ),
    ]);
    assert_eq!(
        value.pointer("/components/schemas/B/properties/a/$ref"),
        Some(&json!("#/components/schemas/A"))
    );
    assert!(findings.iter().any(|text| text.contains("leads in a circle")), "{findings:?}");
}

#[test]
fn a_mapping_may_name_files() {
    let (value, findings) = bundle(&[
        (
            "api.yaml",
            "paths: {}\ncomponents:\n  schemas:\n    Pet:\n      oneOf: [{$ref: s/cat.yaml}, {$ref: s/dog.yaml}]\n      discriminator: {propertyName: kind, mapping: {c: s/cat.yaml, d: './s/dog.yaml', e: gone.yaml}}\n",
        ),
        ("s/cat.yaml", "properties: {kind: {type: string}}"),
        ("s/dog.yaml", "properties: {kind: {type: string}}"),
    ]);
    assert!(findings.is_empty(), "{findings:?}");
    let mapping = value.pointer("/components/schemas/Pet/discriminator/mapping").unwrap();
    assert_eq!(
        *mapping,
        json!({ "c": "#/components/schemas/cat", "d": "#/components/schemas/dog", "e": "gone.yaml" })
    );
}

#[test]
fn findings_are_shown_in_the_files_they_are_about() {
    let (_, findings) = bundle(&[
        ("api.yaml", "paths:\n  /a: {$ref: a.yaml}\n"),
        ("a.yaml", "get:\n  parameters:\n    - {$ref: 'p.json#/list/0'}\n  summary: []\n  responses: {}\n"),
        ("p.json", "{\"list\": [\n  {\"name\": 1, \"in\": \"nowhere\"}\n]}"),
    ]);
    assert!(findings[0].starts_with("a.yaml:4:3: warning[keyword-wrong-kind]: "), "{findings:?}");
    assert!(findings.iter().any(|text| text.starts_with("p.json:2:")), "{findings:?}");
    assert_eq!(SourceId(0), DocumentInput::default().file);
}
