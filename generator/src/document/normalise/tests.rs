use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::codes;
use crate::document::survey::Survey;
use serde_json::json;

fn run(mut document: Value, version: Version) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let words = Survey::of(&document).words;
    normalise(
        &mut document,
        (version, words),
        &DocumentInput::default(),
        &mut Origins::default(),
        &mut diagnostics,
    );
    (document, diagnostics.into_iter().collect())
}

fn of_schema(schema: Value) -> Value {
    let info = json!({"title": "t", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"A": schema}}})
}

fn schema(schema: Value) -> (Value, Vec<&'static Code>) {
    let (document, diagnostics) = run(of_schema(schema), Version::V3_1);
    let (again, _) = run(document.clone(), Version::V3_0);
    assert_eq!(again, document, "the second pass changes something");
    (document["components"]["schemas"]["A"].clone(), diagnostics.iter().map(|found| found.code).collect())
}

#[test]
fn what_3_0_can_say_is_said_without_a_word() {
    let text = json!({"type": "string"});
    let reference = json!({"$ref": "#/components/schemas/A"});
    for (before, after) in [
        (json!({"anyOf": [text, {"type": "null"}]}), json!({"nullable": true, "type": "string"})),
        (json!({"oneOf": [{"type": "null"}, reference]}), json!({"nullable": true, "allOf": [reference]})),
        (
            json!({"anyOf": [text, {"type": "integer"}, {"const": null}]}),
            json!({"anyOf": [text, {"type": "integer"}], "nullable": true}),
        ),
        (
            json!({"type": "array", "items": {"$recursiveRef": "#"}}),
            json!({"type": "array", "items": reference}),
        ),
    ] {
        let (result, codes) = schema(before.clone());
        assert_eq!(result, after, "{before}");
        assert!(codes.is_empty(), "{before}: {codes:?}");
    }
}

#[test]
fn names_and_values_that_look_like_keywords_stay() {
    let names = [
        "type",
        "headers",
        "required",
        "$ref",
        "properties",
        "parameters",
        "example",
        "const",
        "if",
        "items",
    ];
    let properties: Object =
        names.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
    let odd = json!({"type": ["a", "null"], "$ref": "x", "const": 1, "if": true});
    let schema = json!({"type": "object", "properties": properties, "example": odd, "default": odd,
        "enum": [odd], "x-odd": odd});
    assert_eq!(self::schema(schema.clone()), (schema, vec![]));
}

#[test]
fn a_clean_document_of_3_0_is_left_alone() {
    let document = json!({"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "integer", "minimum": 1, "exclusiveMinimum": true},
            "example": {"type": ["x"]}, "examples": {"const": {"value": {"const": 1}}}}],
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "array",
            "items": {"$ref": "#/components/schemas/A"}}, "example": {"examples": [1]}}}}}}}},
        "components": {"schemas": {"A": {"type": "string", "nullable": true, "enum": ["a", null]}}}});
    let (result, diagnostics) = run(document.clone(), Version::V3_0);
    assert_eq!(result, document);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn the_root_is_brought_to_3_0() {
    let document = json!({"openapi": "3.1.1", "jsonSchemaDialect": "d", "info": {"title": "t", "version": "1",
        "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}}, "webhooks": {"new": {"post": {}}}});
    let (result, diagnostics) = run(document, Version::V3_1);
    assert_eq!(
        result,
        json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1", "license": {"name": "MIT"},
        "description": "s"}, "webhooks": {"new": {"post": {"responses": {}}}}, "paths": {}})
    );
    let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [codes::ROOT_MEMBER, codes::ROOT_MEMBER]);
}

#[test]
fn schemas_that_are_referred_to_inside_others_get_names() {
    let (a, _) = schema(json!({"type": "object", "$defs": {"B": {"type": "string"}}, "properties": {
        "local": {"$ref": "#/$defs/B"}, "whole": {"$ref": "#/components/schemas/A/$defs/B"},
        "inner": {"type": "object", "properties": {"x": {"type": "integer"}}},
        "other": {"$ref": "#/components/schemas/A/properties/inner/properties/x"},
        "outer": {"$ref": "#/components/schemas/A/properties/inner"}}}));
    let name = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    assert_eq!(
        a["properties"],
        json!({"local": name("A_B"), "whole": name("A_B"), "inner": name("A_inner"),
        "other": name("A_inner_x"), "outer": name("A_inner")})
    );
}

#[test]
fn references_into_paths_are_followed() {
    let (result, diagnostics) = run(
        json!({"openapi": "3.1.0", "info": {}, "paths": {
        "/a": {"$ref": "#/components/pathItems/A"},
        "/b": {"$ref": "#/paths/~1a", "summary": "own"},
        "/c": {"$ref": "#/paths/~1c"}, "/d": {"$ref": "other.yaml"},
        "/e": {"get": {"parameters": [{"$ref": "#/components/pathItems/A/parameters/0"}],
            "callbacks": {"c": {"$ref": "#/components/callbacks/C"}},
            "responses": {"200": {"content": {"application/json": {"schema": {
                "$ref": "#/paths/~1e/get/responses/201/content/application~1json/schema"}}}},
                "201": {"content": {"application/json": {"schema": {"type": ["string"]}}}}}}}},
        "components": {"pathItems": {"A": {"summary": "s", "parameters": [{"name": "p"}]}},
            "callbacks": {"C": {"{$url}": {"summary": "called"}}}}}),
        Version::V3_1,
    );
    let paths = &result["paths"];
    assert_eq!(paths["/a"], json!({"summary": "s", "parameters": [{"name": "p"}]}));
    assert_eq!(paths["/b"], json!({"summary": "own", "parameters": [{"name": "p"}]}));
    assert_eq!(paths["/e"]["get"]["parameters"], json!([{"name": "p"}]));
    assert_eq!(paths["/e"]["get"]["callbacks"], json!({"c": {"{$url}": {"summary": "called"}}}));
    assert_eq!(result["components"]["schemas"], json!({"e_get_201": {"type": ["string"]}}));
    let places: Vec<_> = diagnostics.iter().map(|found| (found.code, found.pointer.as_str())).collect();
    assert_eq!(places, [(codes::REFERENCE, "/paths/~1c/$ref"), (codes::REFERENCE, "/paths/~1d/$ref")]);
}
