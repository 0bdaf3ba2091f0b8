use super::*;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::schema::{Additional, Literal, Schema, SchemaArena, SchemaId, SchemaType};
use crate::ir::{LimitKeyword, LimitValue};
use openapiv3::ReferenceOr;
use serde_json::json;

fn run(document: Value) -> (Typed, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let typed = read(document, SourceId(0), |_| {}, &mut diagnostics);
    (typed, diagnostics.into_iter().collect())
}

fn schema(schema: Value) -> (Schema, Vec<(&'static Code, String)>) {
    let (typed, diagnostics) = run(json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {}, "components": {"schemas": {"A": schema}}}));
    let schema = typed.schemas[SchemaId::of(&typed.openapi.components.unwrap().schemas["A"])].clone();
    let prefix = "/components/schemas/A";
    let found = diagnostics.iter().map(|found| (found.code, found.pointer.as_str().replacen(prefix, "", 1)));
    (schema, found.collect())
}

/// A document with everything that the types can hold, read by hand and by serde.
#[test]
fn a_good_document_reads_as_serde_reads_it() {
    let text = include_str!("tests/complete.json");
    let value: Value = serde_json::from_str(text).unwrap();
    let (typed, diagnostics) = run(value.clone());
    // It holds a lot that goes nowhere, which is said, but nothing that does not fit.
    let expected = [codes::UNUSED_KEYWORD, codes::EXTENSION_UNUSED, codes::EXAMPLE_UNUSED];
    assert!(diagnostics.iter().all(|found| expected.contains(&found.code)), "{diagnostics:?}");
    // Only the schemas stand in the arena.
    let mut around = value;
    for schema in typed.schemas.iter() {
        let slot = around.pointer_mut(schema.pointer.as_str());
        if let Some(slot) = slot.filter(|_| typed.schemas.find(&schema.pointer) == Some(schema.id)) {
            *slot = json!({"$ref": format!("schema:{}", schema.id.index())});
        }
    }
    let by_serde: OpenAPI = serde_json::from_value(around).unwrap();
    let openapi = typed.openapi;
    let text = |openapi: &OpenAPI| serde_json::to_string_pretty(openapi).unwrap();
    assert_eq!(text(&openapi), text(&by_serde));
    assert_eq!(openapi, by_serde);
}

#[test]
fn a_bad_keyword_costs_only_itself() {
    for (keyword, value, code) in [
        ("required", json!(true), codes::WRONG_KIND),
        ("required", json!(null), codes::LEFT_EMPTY),
        ("enum", json!("a"), codes::WRONG_KIND),
        ("maxLength", json!(1e300), codes::WRONG_VALUE),
        ("maxLength", json!(-1), codes::WRONG_VALUE),
        ("maxLength", json!("12"), codes::COERCED),
        ("nullable", json!("true"), codes::COERCED),
        ("description", json!(5), codes::COERCED),
        ("format", json!(["x"]), codes::WRONG_KIND),
        ("allOf", json!({}), codes::WRONG_KIND),
        ("externalDocs", json!({}), codes::MISSING_KEYWORD),
        ("discriminator", json!({}), codes::PART),
        ("nonsense", json!(1), codes::UNKNOWN_KEYWORD),
        ("minimum", json!(1), codes::UNUSED_KEYWORD),
    ] {
        let (schema, found) = schema(json!({"type": "string", "pattern": "p", keyword: value}));
        assert_eq!(schema.limit(LimitKeyword::Pattern), Some(&LimitValue::Text("p".to_owned())));
        assert_eq!(found, [(code, format!("/{keyword}"))], "{keyword}: {value}");
    }
    let (schema, found) = schema(json!({"type": "file", "properties": {"a": 5, "b": {}}}));
    assert_eq!(schema.properties.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(found, [(codes::WRONG_VALUE, "/type".into()), (codes::WRONG_KIND, "/properties/a".into())]);
}

#[test]
fn numbers_are_read_as_far_as_they_are_whole() {
    let (schema, found) =
        self::schema(json!({"type": "integer", "minimum": 0.0, "maximum": 1e3, "enum": [1, 2.0, null]}));
    assert_eq!((schema.least(), schema.most()), (Some((&0.into(), false)), Some((&1000.into(), false))));
    assert_eq!(schema.enumeration, [json!(1), json!(2), json!(null)].map(Literal::from));
    assert!(found.is_empty());
    let (schema, _) =
        self::schema(json!({"type": "integer", "minimum": 0.5, "maximum": u64::MAX, "multipleOf": 2.0}));
    assert_eq!(schema.most(), Some((&u64::MAX.into(), false)));
    assert_eq!(schema.least().unwrap().0.to_string(), "0.5");
    assert_eq!(schema.limit(LimitKeyword::MultipleOf), Some(&LimitValue::Number(2.into())));
}

/// What 3.1 says in one schema, as the schemas that it takes.
#[test]
fn one_schema_of_3_1_may_be_several() {
    let shown = |schema: Value| {
        let (typed, diagnostics) = run(json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
            "paths": {}, "components": {"schemas": {"A": schema}}}));
        let root = SchemaId::of(&typed.openapi.components.unwrap().schemas["A"]);
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code.name).collect();
        (show(&typed.schemas, root), codes.join(" "))
    };
    let (text, pattern) = (json!({"type": "string"}), codes::SCHEMA_PATTERN_PROPERTIES.name);
    for (written, expected, code) in [
        (json!(true), "any", ""),
        (json!(false), "not any", ""),
        (json!({"type": ["string", "null"]}), "string?", ""),
        (json!({"type": "null"}), "null?", ""),
        (json!({"type": ["integer", "number"]}), "(integer | number)", ""),
        (json!({"type": ["string", "number", "boolean", "array", "object"]}), "any", ""),
        (
            json!({"type": ["string", "array", "null"], "maxLength": 3, "items": true}),
            "(string <3 | array [any])?",
            "",
        ),
        (
            json!({"type": ["string", "integer"], "enum": ["a", 1, null], "format": "int32"}),
            "(string \"a\" | integer int32 1)?",
            "",
        ),
        (
            json!({"type": ["string", "integer"], "anyOf": [{"minLength": 1}]}),
            "(any) & (string | integer)",
            "",
        ),
        (json!({"enum": ["a", 1, null]}), "(string \"a\" | integer 1)?", ""),
        (json!({"type": "string", "enum": ["a", null]}), "string \"a\" null", ""),
        (json!({"const": "x"}), "string \"x\"", ""),
        (json!({"const": null}), "any null", ""),
        (json!({"const": 1, "enum": [2]}), "integer 1", codes::SCHEMA_CONST.name),
        (json!({"$ref": "#/x", "description": "d"}), "& #/x", ""),
        (json!({"$ref": "#/x"}), "#/x", ""),
        (json!({"$ref": "#/x", "$comment": "c"}), "#/x", codes::SCHEMA_KEYWORD.name),
        (json!({"type": "array", "prefixItems": [text, {}], "items": false}), "array [string, any]", ""),
        (json!({"prefixItems": [text], "items": {}}), "array [string; any]", ""),
        (json!({"items": [text]}), "array [string; any]", ""),
        (json!({"prefixItems": [text], "maxItems": 1}), "array [string]", ""),
        (json!({"prefixItems": [text], "maxItems": 2}), "array [string; any]", ""),
        (
            json!({"prefixItems": [text], "unevaluatedItems": false}),
            "array [string]",
            codes::SCHEMA_KEYWORD.name,
        ),
        (json!({"prefixItems": []}), "any [any]", ""),
        (json!({"type": "string", "format": "int-or-string"}), "(string | integer)", ""),
        (json!({"type": ["integer", "null"], "format": "int-or-string"}), "(integer | string)?", ""),
        (json!({"format": "Int-Or-String"}), "(integer | string)", ""),
        (json!({"x-kubernetes-int-or-string": true}), "(integer | string)", ""),
        (json!({"oneOf": [{"type": "integer"}, text], "format": "int-or-string"}), "any", ""),
        (json!({"type": "boolean", "format": "int-or-string"}), "boolean", codes::UNUSED_KEYWORD.name),
        (json!({"patternProperties": {"^x": text}, "additionalProperties": false}), "any {string}", pattern),
        (json!({"patternProperties": {"^x": {}, "^y": {}, "^a": text}}), "any {(string | any)}", pattern),
        (json!({"if": {}, "type": "string"}), "string", codes::SCHEMA_CONDITIONAL.name),
        (json!({"propertyNames": {}, "type": "string"}), "string", codes::SCHEMA_KEYWORD.name),
        (json!({"examples": [1, 2]}), "any", codes::SCHEMA_EXAMPLES.name),
        (json!({"type": "string", "contentEncoding": "base64"}), "string byte", ""),
        (json!({"type": "number", "format": "integer"}), "number integer", codes::COERCED.name),
        (json!({"type": "number", "format": "int64"}), "number int64", ""),
        (json!({"type": "string", "contentMediaType": "image/png"}), "string", codes::SCHEMA_CONTENT.name),
        (json!({"type": "string", "contentMediaType": "text/html"}), "string", codes::SCHEMA_CONTENT.name),
    ] {
        assert_eq!(shown(written.clone()), (expected.to_owned(), code.to_owned()), "{written}");
    }
    let (bounds, _) = schema(json!({"exclusiveMinimum": 1, "exclusiveMaximum": 9, "maximum": 8}));
    assert_eq!((bounds.least(), bounds.most()), (Some((&1.into(), true)), Some((&8.into(), false))));
}

/// A schema as a short text.
fn show(schemas: &SchemaArena, id: SchemaId) -> String {
    let schema = &schemas[id];
    if let Some(reference) = &schema.reference {
        return reference.text.clone();
    }
    let all = |ids: &[SchemaId], between: &str| {
        ids.iter().map(|id| show(schemas, *id)).collect::<Vec<_>>().join(between)
    };
    let is_null = schema.types.contains(SchemaType::Null) && schema.typ.is_none();
    let mut text = match (schema.any_of.as_slice(), schema.not) {
        ([], Some(not)) => format!("not {}", show(schemas, not)),
        ([], None) if !schema.all_of.is_empty() => String::new(),
        ([], None) if is_null => return "null?".to_owned(),
        ([], None) => schema.typ.map_or("any", SchemaType::name).to_owned(),
        (branches, _) => format!("({})", all(branches, " | ")),
    };
    text += &schema.format.iter().map(|format| format!(" {format}")).collect::<String>();
    text += &schema.values().iter().map(|value| format!(" {value}")).collect::<String>();
    let longest = schema.count(LimitKeyword::MaxLength);
    text += &longest.map(|longest| format!(" <{longest}")).unwrap_or_default();
    match (schema.prefix_items(), schema.items) {
        ([], None) => {}
        ([], Some(items)) => text += &format!(" [{}]", show(schemas, items)),
        (prefix, None) => text += &format!(" [{}]", all(prefix, ", ")),
        (prefix, Some(items)) => text += &format!(" [{}; {}]", all(prefix, ", "), show(schemas, items)),
    }
    if let Some(Additional::Schema(id)) = schema.additional {
        text += &format!(" {{{}}}", show(schemas, id));
    }
    if !schema.all_of.is_empty() {
        text = format!("{text} & {}", all(&schema.all_of, " & ")).trim().to_owned();
    }
    if schema.says_null() { format!("{text}?") } else { text }
}

#[test]
fn a_bad_part_is_left_out_and_named() {
    let (typed, diagnostics) = run(json!({"openapi": "3.0.3", "paths": {
        "a": {"get": {"parameters": [{"name": "x"}, {"name": "b", "in": "body"}, {"name": "q", "in": "query", "style": "odd"}],
            "responses": {"200": {"description": "d"}, "4xx": {}, "oops": {}}}, "post": 5},
        "/b": null, "/c": {"get": {}}},
        "components": {"securitySchemes": {"m": {"type": "mutualTLS"}}}}));
    let openapi = typed.openapi;
    let ReferenceOr::Item(a) = &openapi.paths.paths["/a"] else { panic!() };
    let get = a.get.as_ref().unwrap();
    // The parameters that are left out keep their numbers.
    let is_left_out = |node: &ReferenceOr<openapiv3::Parameter>| matches!(node, ReferenceOr::Reference { reference } if reference.is_empty());
    assert_eq!(get.parameters.iter().map(is_left_out).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(get.responses.responses.len(), 2);
    assert!(
        a.post.is_none() && openapi.paths.paths.contains_key("/c") && !openapi.paths.paths.contains_key("/b")
    );
    let found: Vec<_> =
        diagnostics.iter().map(|found| (found.severity(), found.code, found.pointer.as_str())).collect();
    assert_eq!(
        found,
        [
            (Severity::Note, codes::MISSING_KEYWORD, ""),
            (Severity::Note, codes::PATH_KEY, "/paths/a"),
            (Severity::Warning, codes::PARAMETER, "/paths/a/get/parameters/0"),
            (Severity::Warning, codes::PARAMETER, "/paths/a/get/parameters/1"),
            (Severity::Note, codes::MISSING_KEYWORD, "/paths/a/get/parameters/2"),
            (Severity::Warning, codes::WRONG_VALUE, "/paths/a/get/parameters/2/style"),
            (Severity::Note, codes::MISSING_KEYWORD, "/paths/a/get/responses/4xx"),
            (Severity::Warning, codes::WRONG_VALUE, "/paths/a/get/responses/oops"),
            (Severity::Warning, codes::WRONG_KIND, "/paths/a/post"),
            (Severity::Note, codes::LEFT_EMPTY, "/paths/~1b"),
            (Severity::Note, codes::MISSING_KEYWORD, "/paths/~1c/get"),
            (Severity::Warning, codes::PART, "/components/securitySchemes/m"),
        ]
    );
}

#[test]
fn deep_nesting_fits_the_stack() {
    let mut deep = json!({"type": "string"});
    for _ in 0..120 {
        deep = json!({"type": "array", "items": deep});
    }
    assert!(schema(deep).1.is_empty());
}

#[test]
fn an_item_of_a_list_has_no_name_and_is_called_by_that_of_the_list() {
    let (_, diagnostics) = run(json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"parameters": [5], "responses": {"200": {"description": "ok"}}}}}}));
    let messages: Vec<_> = diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["an item of `parameters` is a number, not a mapping; it is left out"]);
}
