use super::*;
use crate::diagnostic::Diagnostic;
use crate::document::codes;
use serde_json::json;

fn run(mut document: Value, version: Version) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    normalise(&mut document, version, &DocumentInput::default(), &mut Origins::default(), &mut diagnostics);
    (document, diagnostics.into_iter().collect())
}

fn of_schema(schema: Value) -> Value {
    let info = json!({"title": "t", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"A": schema}}})
}

fn schema(schema: Value) -> (Value, Vec<&'static str>) {
    let (document, diagnostics) = run(of_schema(schema), Version::V3_1);
    let (again, _) = run(document.clone(), Version::V3_0);
    assert_eq!(again, document, "the second pass changes something");
    (document["components"]["schemas"]["A"].clone(), diagnostics.iter().map(|found| found.code).collect())
}

#[test]
fn what_3_0_can_say_is_said_without_a_word() {
    let (text, number) = (json!({"type": "string"}), json!({"type": "number"}));
    let reference = json!({"$ref": "#/components/schemas/A"});
    for (before, after) in [
        (json!(true), json!({})),
        (json!(false), json!({"not": {}})),
        (json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true})),
        (json!({"type": ["string"], "nullable": true}), json!({"type": "string", "nullable": true})),
        (json!({"type": "null"}), json!({"nullable": true, "enum": [null]})),
        (json!({"type": ["integer", "number"]}), json!({"type": "number"})),
        (json!({"type": ["string", "number", "boolean", "array", "object"]}), json!({})),
        (
            json!({"type": ["string", "array", "null"], "maxLength": 3, "items": true, "description": "d"}),
            json!({"description": "d", "nullable": true, "anyOf": [
                {"type": "string", "maxLength": 3}, {"type": "array", "items": {}}]}),
        ),
        (
            json!({"type": ["string", "integer"], "enum": ["a", 1, null], "format": "int32"}),
            json!({"nullable": true, "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "format": "int32", "enum": [1]}]}),
        ),
        (
            json!({"type": ["string", "integer"], "anyOf": [{"minLength": 1}, {"minimum": 1}]}),
            json!({"anyOf": [{"minLength": 1}, {"minimum": 1}], "allOf": [{"anyOf": [text, {"type": "integer"}]}]}),
        ),
        (json!({"anyOf": [text, {"type": "null"}]}), json!({"nullable": true, "type": "string"})),
        (json!({"oneOf": [{"type": "null"}, reference]}), json!({"nullable": true, "allOf": [reference]})),
        (
            json!({"anyOf": [text, {"type": "integer"}, {"const": null}]}),
            json!({"anyOf": [text, {"type": "integer"}], "nullable": true}),
        ),
        (
            json!({"type": "string", "enum": ["a", null]}),
            json!({"type": "string", "enum": ["a", null], "nullable": true}),
        ),
        (json!({"const": "x"}), json!({"type": "string", "enum": ["x"]})),
        (json!({"const": null}), json!({"enum": [null], "nullable": true})),
        (
            json!({"exclusiveMinimum": 1, "exclusiveMaximum": 9, "maximum": 8}),
            json!({"minimum": 1, "exclusiveMinimum": true, "maximum": 8}),
        ),
        (json!({"type": "string", "examples": ["a"]}), json!({"type": "string", "example": "a"})),
        (json!({"type": "string", "contentEncoding": "base64"}), json!({"type": "string", "format": "byte"})),
        (
            json!({"type": "string", "contentMediaType": "application/octet-stream"}),
            json!({"type": "string", "format": "binary"}),
        ),
        (
            json!({"$ref": "#/components/schemas/A", "description": "d", "nullable": true, "default": 1}),
            json!({"description": "d", "nullable": true, "default": 1, "allOf": [reference]}),
        ),
        (
            json!({"$ref": "#/components/schemas/A", "summary": "s"}),
            json!({"description": "s", "allOf": [reference]}),
        ),
        (
            json!({"type": "array", "items": {"$recursiveRef": "#"}}),
            json!({"type": "array", "items": reference}),
        ),
        (
            json!({"type": "array", "prefixItems": [text, number, text], "items": false}),
            json!({"type": "array", "items": {"allOf": [text, number, text]}, "x-normalised-tuple": 3, "maxItems": 3}),
        ),
        (
            json!({"prefixItems": [text], "items": number}),
            json!({"type": "array", "items": {"allOf": [text, number]}, "x-normalised-tuple": 1}),
        ),
        (
            json!({"enum": ["a", 1, null]}),
            json!({"nullable": true, "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}]}),
        ),
        (json!({"nullable": true}), json!({"nullable": true})),
        (
            json!({"type": "object", "additionalProperties": true}),
            json!({"type": "object", "additionalProperties": true}),
        ),
    ] {
        let (result, codes) = schema(before.clone());
        assert_eq!(result, after, "{before}");
        assert!(codes.is_empty(), "{before}: {codes:?}");
    }
}

#[test]
fn what_3_0_cannot_say_is_reported() {
    let text = json!({"type": "string"});
    for (before, after, code) in [
        (
            json!({"type": "array", "items": [text]}),
            json!({"type": "array", "items": {"allOf": [text]}, "x-normalised-tuple": 1}),
            codes::SCHEMA_PREFIX_ITEMS,
        ),
        (
            json!({"type": "object", "patternProperties": {"^x": text}, "additionalProperties": false}),
            json!({"type": "object", "additionalProperties": text}),
            codes::SCHEMA_PATTERN_PROPERTIES,
        ),
        (json!({"if": {}, "type": "string"}), text.clone(), codes::SCHEMA_CONDITIONAL),
        (json!({"propertyNames": {}, "type": "string"}), text.clone(), codes::SCHEMA_KEYWORD),
        (
            json!({"anyOf": [{"type": "object", "contains": {}}, {"type": "null"}]}),
            json!({"nullable": true, "type": "object"}),
            codes::SCHEMA_KEYWORD,
        ),
        (json!({"unevaluatedProperties": false, "type": "string"}), text.clone(), codes::SCHEMA_KEYWORD),
        (json!({"examples": [1, 2]}), json!({"example": 1}), codes::SCHEMA_EXAMPLES),
        (json!({"type": "string", "contentMediaType": "text/html"}), text.clone(), codes::SCHEMA_CONTENT),
        (json!({"const": 1, "enum": [2]}), json!({"enum": [1], "type": "integer"}), codes::SCHEMA_CONST),
    ] {
        assert_eq!(schema(before.clone()), (after, vec![code]), "{before}");
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
    assert_eq!(result["components"]["schemas"], json!({"e_get_201": {"type": "string"}}));
    let places: Vec<_> = diagnostics.iter().map(|found| (found.code, found.pointer.as_str())).collect();
    assert_eq!(places, [(codes::REFERENCE, "/paths/~1c/$ref"), (codes::REFERENCE, "/paths/~1d/$ref")]);
}
