//! Cargo features: by document and by module.

use super::{answer, input, object};
use crate::diagnostic::SourceId;
use crate::document::{DocumentInput, SourceFile};
use crate::files::Files;
use crate::generate::generate;
use crate::ir::FeatureRule;
use serde_json::{Value, json};

fn paths(tags: &[(&str, &str)]) -> Value {
    let operation = |tag: &str, schema: &str| {
        json!({ "get": { "operationId": format!("get{schema}"), "tags": [tag], "security": [{ "key": [] }],
                         "responses": answer(schema) } })
    };
    tags.iter().map(|(tag, schema)| (format!("/{tag}/{schema}"), operation(tag, schema))).collect()
}

fn files(rule: FeatureRule, paths: &Value, schemas: &Value) -> Files {
    let mut input = input("v1", paths, schemas, None);
    input.documents[0].features = rule;
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
    output.files
}

fn modules(taken: &[&str]) -> FeatureRule {
    let taken = taken.iter().map(|&name| name.to_owned()).collect();
    FeatureRule::Modules { taken, prefix: String::new() }
}

/// What stands before the declaration of a module: its attribute, or nothing.
fn before<'f>(files: &'f Files, path: &str, declaration: &str) -> &'f str {
    let text = &files[path];
    let at = text.find(declaration).unwrap_or_else(|| panic!("{path} has no {declaration}: {text}"));
    text[..at].trim_end().lines().last().filter(|line| line.starts_with("#[cfg(")).unwrap_or_default()
}

#[test]
fn what_two_modules_need_is_there_with_either() {
    let own = json!({ "shared": { "$ref": "#/components/schemas/Shared" } });
    let schemas = json!({
        "Cat": object(&own), "Dog": object(&own), "Fish": object(&json!({})), "Shared": object(&json!({ "deep": {
            "type": "object", "properties": { "a": { "type": "string" } } } })),
        "Alone": object(&json!({})),
    });
    let files =
        files(modules(&["fish"]), &paths(&[("cats", "Cat"), ("dogs", "Dog"), ("fish", "Fish")]), &schemas);
    let (root, models) = ("src/v1.rs", "src/v1/models.rs");
    assert_eq!(before(&files, root, "pub mod cats;"), "#[cfg(feature = \"cats\")]");
    assert_eq!(before(&files, root, "pub mod fish;"), "#[cfg(feature = \"fish-api\")]");
    assert_eq!(before(&files, root, "pub mod models;"), "");
    assert_eq!(before(&files, models, "mod cat;"), "#[cfg(feature = \"cats\")]");
    assert_eq!(before(&files, models, "pub use self::cat::Cat;"), "#[cfg(feature = \"cats\")]");
    assert_eq!(before(&files, models, "mod shared;"), "#[cfg(any(feature = \"cats\", feature = \"dogs\"))]");
    assert_eq!(before(&files, models, "mod alone;"), "#[cfg(feature = \"schemas\")]");
    assert!(
        files["src/v1/cats.rs"].contains("//! Needs the feature `cats`.\n"),
        "{}",
        files["src/v1/cats.rs"]
    );
}

#[test]
fn a_module_above_others_is_there_with_each() {
    let mut paths = paths(&[("a", "A")]);
    paths["/a/{id}/b"] = json!({ "get": { "operationId": "getB", "tags": ["a"], "responses": answer("A") } });
    let schemas = json!({ "A": object(&json!({})) });
    let files_of = |paths: &Value| files(FeatureRule::Document("content".to_owned()), paths, &schemas);
    assert_eq!(before(&files_of(&paths), "src/v1.rs", "pub mod a;"), "#[cfg(feature = \"content\")]");
    assert_eq!(before(&files(FeatureRule::None, &paths, &schemas), "src/v1.rs", "pub mod a;"), "");
}

#[test]
fn enums_of_answers_and_headers_need_what_their_operations_need() {
    let json = |schema: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    let operation = |tag: &str| {
        let headers = json!({ "X-Left": { "schema": { "type": "integer" } } });
        json!({ "get": { "operationId": format!("get_{tag}"), "tags": [tag], "responses": {
            "200": { "description": "a", "content": json("A"), "headers": headers },
            "202": { "description": "b", "content": json("B") } } } })
    };
    let paths = json!({ "/x": operation("x"), "/y": { "get": { "operationId": "gy", "tags": ["y"],
        "responses": answer("B") } } });
    let schemas = json!({ "A": object(&json!({ "a": { "type": "string" } })), "B": object(&json!({})) });
    let files = files(modules(&[]), &paths, &schemas);
    let answers = &files["src/v1/answers.rs"];
    assert!(answers.contains("#[cfg(feature = \"x\")]\n#[derive("), "{answers}");
    assert!(
        answers.contains("#[cfg(feature = \"x\")]\nimpl crate::runtime::request::FromAnswer"),
        "{answers}"
    );
    // The file has no import that could be left unused.
    assert!(!answers.contains("\nuse "), "{answers}");
    assert!(files["src/v1/headers.rs"].contains("#[cfg(feature = \"x\")]\npub const X_LEFT"));
}

#[test]
fn documents_share_what_both_need() {
    let schemas = json!({ "A": object(&json!({ "a": { "type": "string" } })) });
    let mut both = input("v1", &paths(&[("one", "A")]), &schemas, None);
    let other = input("v1", &paths(&[("two", "A")]), &schemas, None);
    both.sources.push(SourceFile { path: "b.json".to_owned(), text: other.sources[0].text.clone() });
    both.documents.push(DocumentInput {
        name: "b".to_owned(),
        file: SourceId(1),
        ..DocumentInput::default()
    });
    let gate_of_the_model = |first: FeatureRule, second: FeatureRule| {
        let mut both = both.clone();
        (both.documents[0].features, both.documents[1].features) = (first, second);
        let output = generate(&both);
        before(&output.files, "src/v1/models.rs", "mod a;").to_owned()
    };
    let feature = |name: &str| FeatureRule::Document(name.to_owned());
    assert_eq!(
        gate_of_the_model(feature("x"), feature("y")),
        "#[cfg(any(feature = \"x\", feature = \"y\"))]"
    );
    assert_eq!(gate_of_the_model(FeatureRule::None, feature("y")), "");
}
