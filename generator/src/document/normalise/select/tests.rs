//! Which operations and components are left.

use super::pattern::{Candidate, Pattern};
use super::{names, select};
use crate::diagnostic::Diagnostics;
use crate::document::DocumentInput;
use crate::reporter::Reporter;
use serde_json::{Value, json};

#[test]
fn a_pattern_is_a_name_a_tag_or_a_path() {
    let operation = json!({ "operationId": "pets/listAll", "tags": ["Pets", "read"] });
    let functions = ["pets::list_all".to_owned()];
    let candidate = Candidate::operation("get", "/pets/{id}/toys", &operation, &functions);
    for (pattern, expected) in [
        ("pets/listAll", true),
        ("pets/*", true),
        ("pets::list_all", true),
        ("*::list*", true),
        ("list", false),
        ("tag:Pets", true),
        ("tag:re*", true),
        ("tag:toys", false),
        ("/pets/{id}/toys", true),
        ("/pets/*/toys", true),
        ("/pets/*", false),
        ("/pets/**", true),
        ("/**/toys", true),
        ("/pets/{id}/toys/**", true),
        ("GET /pets/**", true),
        ("get  /**", true),
        ("POST /pets/**", false),
        ("webhook:*", false),
    ] {
        assert_eq!(Pattern::read(pattern).matches(&candidate), expected, "{pattern}");
    }
    assert!(Pattern::read("webhook:new*").matches(&Candidate::webhook("newPet")));
    assert!(!Pattern::read("new*").matches(&Candidate::webhook("newPet")));
}

fn run(document: &mut Value, only: &[&str]) -> Vec<(String, Option<String>)> {
    let only = only.iter().map(|pattern| (*pattern).to_owned()).collect();
    let input = DocumentInput { only, ..DocumentInput::default() };
    let mut diagnostics = Diagnostics::default();
    let names = names(document, input.style);
    select(document, &input, &names, &mut Reporter::new(input.file, &mut diagnostics));
    diagnostics.into_iter().map(|finding| (finding.message, finding.hint.map(Into::into))).collect()
}

fn document() -> Value {
    let answer = |name: &str| json!({ "200": { "$ref": format!("#/components/responses/{name}") } });
    let content = |name: &str| json!({ "content": { "a/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } } });
    json!({
        "paths": {
            "/pets": {
                "get": { "operationId": "listPets", "responses": answer("Pets") },
                "post": { "operationId": "addPet", "responses": {}, "security": [{ "key": [] }] },
            },
            "/toys": { "get": { "operationId": "listToys", "tags": ["toys"], "responses": answer("Toys") } },
        },
        "webhooks": { "newPet": { "post": {} } },
        "components": {
            "responses": { "Pets": content("Pet"), "Toys": content("Toy") },
            "schemas": {
                "Pet": { "discriminator": { "propertyName": "kind" } },
                "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
                "Lion": { "allOf": [{ "$ref": "#/components/schemas/Cat" }] },
                "Toy": {},
            },
            "securitySchemes": { "key": {}, "other": {} },
        },
    })
}

fn keys(value: &Value, pointer: &str) -> Vec<String> {
    value
        .pointer(pointer)
        .and_then(Value::as_object)
        .map(|all| all.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn what_the_wanted_operations_need_is_left() {
    let mut whole = document();
    assert!(run(&mut whole, &["listPets"]).is_empty());
    assert_eq!(keys(&whole, "/paths"), ["/pets"]);
    assert_eq!(keys(&whole, "/paths/~1pets"), ["get"]);
    assert_eq!(keys(&whole, "/components/schemas"), ["Pet", "Cat", "Lion"]);
    assert_eq!(keys(&whole, "/components/responses"), ["Pets"]);
    assert!(keys(&whole, "/components/securitySchemes").is_empty() && keys(&whole, "/webhooks").is_empty());
    let mut whole = document();
    assert!(run(&mut whole, &["POST /pets", "webhook:new*"]).is_empty());
    assert_eq!(keys(&whole, "/components/securitySchemes"), ["key"]);
    assert_eq!(keys(&whole, "/webhooks"), ["newPet"]);
}

#[test]
fn what_matches_nothing_is_refused_with_near_names() {
    let found = run(&mut document(), &["listPest", "tag:toy", "/pets/**", "zzz"]);
    let hint = |text: &str| Some(format!("did you mean {text}?"));
    assert_eq!(found[0], ("`listPest` matches no operation".to_owned(), hint("`listPets` or `listToys`")));
    assert_eq!(found[1], ("`tag:toy` matches no operation".to_owned(), hint("`tag:toys`")));
    assert_eq!(found[2], ("`zzz` matches no operation".to_owned(), None));
}
