//! Lowering and the passes over small documents.

use super::lower;
use crate::diagnostic::{Code, Diagnostics, SourceId};
use crate::document::{self, Document};
use crate::ir::{
    Additional, Api, BodyKind, LimitValue, Payload, Struct, Style, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionMatch, Version,
};
use crate::pass;
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod bodies;
mod combination;
mod limits;
mod reference;
mod sharing;

fn document(source: u32, style: Style, names: &[(&str, &str)], schemas: &Value, paths: &Value) -> Document {
    read(source, style, names, json!({ "paths": paths, "components": { "schemas": schemas } }))
}

/// A document of which only these parts matter.
fn read(source: u32, style: Style, names: &[(&str, &str)], mut openapi: Value) -> Document {
    openapi["openapi"] = json!("3.0.3");
    openapi["info"] = json!({ "title": "Test", "version": "1" });
    openapi["servers"] = json!([{ "url": "https://graph.example/v1" }]);
    let names = names.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
    let source = SourceId(source);
    let names = names.collect::<BTreeMap<_, _>>();
    document::typed(openapi, source, style, names, &mut Diagnostics::default())
}

fn run(documents: &[Document]) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut api = lower(&Version::default(), documents, &mut diagnostics);
    pass::run(&mut api, &mut diagnostics);
    (api, diagnostics)
}

fn schemas(schemas: Value) -> (Api, Vec<&'static Code>) {
    let (api, diagnostics) = run(&[document(0, Style::Operation, &[], &schemas, &json!({}))]);
    (api, diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect())
}

fn named<'a>(api: &'a Api, name: &str) -> &'a TypeDef {
    api.types.iter().find(|definition| definition.name.as_str() == name).unwrap()
}

fn object<'a>(api: &'a Api, name: &str) -> &'a Struct {
    match &named(api, name).kind {
        TypeKind::Struct(object) => object,
        other => panic!("{name} is {other:?}"),
    }
}

fn union<'a>(api: &'a Api, name: &str) -> &'a Union {
    match &named(api, name).kind {
        TypeKind::Union(union) => union,
        other => panic!("{name} is {other:?}"),
    }
}

/// A type as a short text.
fn show(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(TypeId(id)) => api.types[*id as usize].name.to_string(),
        TypeRef::List(inner) => format!("[{}]", show(api, inner)),
        TypeRef::Map(inner) => format!("{{{}}}", show(api, inner)),
        TypeRef::Nullable(inner) => format!("{}?", show(api, inner)),
        TypeRef::Integer(width) => format!("{width:?}"),
        other => format!("{other:?}"),
    }
}

fn fields(api: &Api, name: &str) -> Vec<String> {
    let fields = object(api, name).fields.iter();
    fields
        .map(|field| {
            let mark = if field.required && !field.nullable { "" } else { "?" };
            let boxed = if field.boxed { "box " } else { "" };
            format!("{}{mark}: {boxed}{}", field.name, show(api, &field.ty))
        })
        .collect()
}

#[test]
fn scalars_lists_and_maps_are_used_as_what_they_are() {
    let (api, codes) = schemas(json!({
        "Id": { "type": "string", "description": "An id.", "maxLength": 3 },
        "Ids": { "type": "array", "items": { "$ref": "#/components/schemas/Id" } },
        "Thing": { "type": "object", "required": ["id"], "properties": {
            "id": { "$ref": "#/components/schemas/Id" },
            "ids": { "$ref": "#/components/schemas/Ids" },
            "at": { "type": "string", "format": "date-time" },
            "secret": { "type": "string", "format": "password" },
            "count": { "type": "integer", "format": "uint32", "minimum": 1 },
            "matrix": { "type": "object", "additionalProperties": {
                "type": "array", "items": { "type": "number", "nullable": true } } },
            "any": {},
        } },
    }));
    assert!(codes.is_empty(), "{codes:?}");
    let expected = [
        "id: String",
        "ids?: [String]",
        "at?: Timestamp",
        "secret?: Secret",
        "count?: U32",
        "matrix?: {[Float?]}",
        "any?: Any",
    ];
    assert_eq!(fields(&api, "Thing"), expected);
    let id = &object(&api, "Thing").fields[0];
    assert_eq!(id.docs.description.as_deref(), Some("An id."));
    let limits = id.docs.limits.as_ref().unwrap();
    assert_eq!(limits.narrowing.first().map(|limit| limit.value.clone()), Some(LimitValue::Number(3.into())));
    assert!(matches!(&named(&api, "Id").kind, TypeKind::Alias(TypeRef::String)));
}

#[test]
fn recursion_is_boxed_once_and_only_where_needed() {
    let (api, _) = schemas(json!({
        "A": { "type": "object", "properties": {
            "b": { "$ref": "#/components/schemas/B" },
            "self": { "$ref": "#/components/schemas/A" },
            "list": { "type": "array", "items": { "$ref": "#/components/schemas/A" } },
        } },
        "B": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } },
        "Tree": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
    }));
    assert_eq!(fields(&api, "A"), ["b?: B", "self_value?: box A", "list?: [A]"]);
    assert_eq!(fields(&api, "B"), ["a?: box A"]);
    assert!(matches!(&named(&api, "Tree").kind, TypeKind::Alias(_)));
}

#[test]
fn all_of_is_flattened() {
    let (api, codes) = schemas(json!({
        "Base": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "string" }, "kind": { "type": "string", "enum": ["a", "b"] } } },
        "Child": { "allOf": [
            { "$ref": "#/components/schemas/Base" },
            { "type": "object", "required": ["kind"], "properties": {
                "kind": { "enum": ["a"] }, "more": { "type": "boolean" } } },
        ] },
        "Loop": { "allOf": [{ "$ref": "#/components/schemas/Loop" }, { "properties": { "x": {} } }] },
        "Same": { "allOf": [{ "$ref": "#/components/schemas/Base" }], "description": "Base again." },
    }));
    assert_eq!(codes, ["all-of-cycle"]);
    assert_eq!(fields(&api, "Child"), ["id: String", "kind: ChildKind", "more?: Boolean"]);
    assert_eq!(fields(&api, "Loop"), ["x?: Any"]);
    assert!(matches!(named(&api, "Same").kind, TypeKind::Alias(TypeRef::Named(_))));
}

#[test]
fn a_base_with_a_discriminator_is_any_of_its_children() {
    let (api, codes) = schemas(json!({
        "Pet": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat" } } },
        "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" },
            { "type": "object", "properties": { "lives": { "type": "integer" } } }] },
        "Dog": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
        "Home": { "type": "object", "properties": { "pet": { "$ref": "#/components/schemas/Pet" } } },
    }));
    assert!(codes.is_empty(), "{codes:?}");
    let pet = union(&api, "Pet");
    let variants: Vec<_> =
        pet.variants.iter().map(|variant| (variant.name.as_str(), &variant.tags[0])).collect();
    assert_eq!(variants, [("Cat", &"cat".to_owned()), ("Dog", &"Dog".to_owned())]);
    assert_eq!(fields(&api, "Cat"), ["kind: String", "lives?: I64"]);
    assert_eq!(fields(&api, "Home"), ["pet?: Pet"]);
}

#[test]
fn unions_collapse_fold_and_are_told_apart() {
    let (api, _) = schemas(json!({
        "One": { "oneOf": [{ "type": "string" }] },
        "Open": { "anyOf": [{ "type": "string" }, { "type": "string", "enum": ["x"] }] },
        "Scalar": { "oneOf": [{ "type": "string" }, { "type": "integer" }, { "type": "number" }] },
        "Tagged": { "oneOf": [
            { "type": "object", "required": ["t"], "properties": { "t": { "type": "string", "enum": ["a"] } } },
            { "type": "object", "required": ["t"], "properties": { "t": { "type": "string", "enum": ["b"] } } },
        ] },
        "Shapes": { "oneOf": [
            { "type": "object", "properties": { "id": { "type": "string" } } },
            { "type": "object", "required": ["link"], "properties": { "link": { "type": "string" } } },
        ] },
    }));
    assert!(matches!(named(&api, "One").kind, TypeKind::Alias(TypeRef::String)));
    assert!(matches!(named(&api, "Open").kind, TypeKind::Enumeration(_)));
    let names =
        |name| union(&api, name).variants.iter().map(|variant| variant.name.to_string()).collect::<Vec<_>>();
    // A float does not hold every integer.
    assert_eq!(names("Scalar"), ["String", "Integer", "Number"]);
    assert_eq!(names("Tagged"), ["A", "B"]);
    assert!(matches!(union(&api, "Tagged").matching, UnionMatch::Tagged(_)));
    assert_eq!(names("Shapes"), ["WithLink", "WithId"]);
}

#[test]
fn enumerations_keep_every_value_apart() {
    let (api, codes) = schemas(json!({
        "Zone": { "type": "string", "enum": ["Etc/GMT+0", "Etc/GMT-0", "Etc/GMT0", ">", ">=", "asc", "ASC", "100",
            "self", "", "unknown_value"] },
        "Level": { "type": "integer", "enum": [1, -1] },
        "Mixed": { "enum": ["a", 1] },
    }));
    assert_eq!(codes, [""; 0]);
    let variants = |name| match &named(&api, name).kind {
        TypeKind::Enumeration(known) => {
            known.values.iter().map(|value| value.variant.to_string()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let expected = [
        "EtcGmtPlus0",
        "EtcSlashGmtMinus0",
        "EtcSlashGmt0",
        "Greater",
        "GreaterEqual",
        "Asc",
        "AscUpper",
        "Value100",
        "SelfValue",
        "Empty",
        "UnknownValueValue",
    ];
    assert_eq!(variants("Zone"), expected);
    assert_eq!(variants("Level"), ["Value1", "Minus1"]);
}

#[test]
fn names_yield_to_rust_and_to_given_names() {
    let (api, codes) = schemas(json!({
        "Option": { "type": "object", "properties": { "new": {}, "userName": {}, "user_name": {}, "additional": {} },
            "additionalProperties": { "type": "string" } },
        "Page": { "type": "object", "properties": { "status": { "type": "string", "enum": ["a"] } } },
        "PageStatus": { "type": "object", "properties": { "x": {} } },
    }));
    assert_eq!(codes, ["name-changed"]);
    let expected = ["new_value?: Any", "user_name?: Any", "user_name_2?: Any", "additional?: Any"];
    let mut names = fields(&api, "OptionModel");
    names.sort();
    let mut sorted = expected;
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    match &object(&api, "OptionModel").additional {
        Additional::Typed { name, .. } => assert_eq!(name.as_str(), "additional_properties"),
        other => panic!("additional properties are lost: {other:?}"),
    }
    assert_eq!(fields(&api, "Page"), ["status?: PageStatusValue"]);
}

#[test]
fn equal_components_of_two_documents_are_one() {
    let answer = |name: &str| {
        json!({ "200": { "description": "", "content": { "application/json": {
            "schema": { "$ref": format!("#/components/schemas/{name}") } } } } })
    };
    let persona = json!({ "type": "object", "properties": { "id": { "type": "string" },
        "kind": { "type": "string", "enum": ["a"] } } });
    let list = document(
        0,
        Style::Graph,
        &[("PagePersona", "Persona")],
        &json!({ "PagePersona": persona.clone(), "Status": { "type": "object", "properties": { "a": {} } } }),
        &json!({ "/{page_id}/personas": { "get": { "responses": answer("PagePersona") },
            "post": { "responses": answer("Status") } } }),
    );
    let node = document(
        1,
        Style::Graph,
        &[("PersonaNode", "Persona")],
        &json!({ "PersonaNode": persona, "Status": { "type": "object", "properties": { "b": {} } } }),
        &json!({ "/{persona_id}": { "get": { "responses": answer("PersonaNode") },
            "post": { "responses": answer("Status") } } }),
    );
    let (api, diagnostics) = run(&[list, node]);
    let names: Vec<_> = api.types.iter().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["Persona", "PersonaKind", "Status", "Status2"]);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "component-clash"));
}

#[test]
fn graph_operations_page_select_and_take_properties() {
    let schemas = json!({
        "Persona": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" },
            "place": { "type": "object", "properties": { "city": { "type": "string" } } } } },
        "Create": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string" }, "send": { "type": "boolean" },
            "id": { "type": "string", "readOnly": true } } },
    });
    let parameter = |name: &str, place: &str| json!({ "name": name, "in": place, "required": place == "path", "schema": { "type": "string" } });
    let paths = json!({ "/{page_id}/personas": {
        "parameters": [parameter("page_id", "path")],
        "get": {
            "parameters": [parameter("fields", "query"), parameter("after", "query")],
            "responses": { "200": { "description": "", "content": { "application/json": { "schema": {
                "type": "object", "properties": {
                    "data": { "type": "array", "items": { "$ref": "#/components/schemas/Persona" } },
                    "paging": { "type": "object", "properties": { "next": { "type": "string" } } } } } } } } },
        },
        "post": {
            "parameters": [parameter("name", "query")],
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Create" } } } },
            "responses": { "200": { "description": "" } },
        },
    } });
    let (api, diagnostics) = run(&[document(0, Style::Graph, &[], &schemas, &paths)]);
    assert_eq!(diagnostics.iter().count(), 0, "{diagnostics:?}");
    let names: Vec<_> = api.types.iter().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["Persona", "PersonaPlace"]);
    assert!(api.types.iter().all(|definition| definition.is_selectable));
    assert_eq!(api.types[0].field_enum.as_str(), "PersonaField");
    let [create, list] = api.operations.as_slice() else { panic!("{:?}", api.operations) };
    assert_eq!((list.function.as_str(), list.request.as_str()), ("list", "List"));
    assert_eq!(
        (list.server.as_str(), list.path.as_str()),
        ("https://graph.example", "/v1/{page_id}/personas")
    );
    assert_eq!(list.success.payload, Payload::Paged(TypeRef::Named(TypeId(0))));
    assert_eq!(list.selects, Some(TypeId(0)));
    let Some(BodyKind::Properties(body)) = create.body.as_ref().map(|body| &body.kind) else { panic!() };
    let body: Vec<_> = body.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(body, ["name", "send_value"]);
    let parameters: Vec<_> = create.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(parameters, ["page_id", "query_name"]);
}

#[test]
fn broken_corners_cost_only_themselves() {
    let paths = json!({ "/a/{id}": { "get": { "tags": ["x"], "operationId": "self",
        "parameters": [{ "$ref": "#/components/parameters/None" }],
        "responses": { "200": { "description": "", "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/None" } } } } } } } });
    let (api, diagnostics) = run(&[document(0, Style::Operation, &[], &json!({}), &paths)]);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["reference-unresolved", "parameter-missing", "reference-unknown", "name-changed"]);
    let [operation] = api.operations.as_slice() else { panic!() };
    assert_eq!(operation.function.as_str(), "self_call");
    assert_eq!(operation.success.payload, Payload::Json(TypeRef::Any));
}

#[test]
fn long_chains_of_references_do_not_recurse() {
    let mut chain = serde_json::Map::new();
    for index in 0..20_000 {
        let next = json!({ "$ref": format!("#/components/schemas/S{}", (index + 1) % 20_000) });
        chain.insert(format!("S{index}"), json!({ "type": "object", "properties": { "next": next } }));
    }
    for index in 0..500 {
        let next = json!({ "$ref": format!("#/components/schemas/L{}", (index + 1) % 500) });
        chain.insert(format!("L{index}"), json!({ "type": "array", "items": next }));
    }
    let (api, codes) = schemas(Value::Object(chain));
    let count = |code| codes.iter().filter(|known| **known == code).count();
    assert_eq!((count("alias-recursive"), count("schema-depth")), (1, 19));
    let boxed = api.types.iter().filter(|definition| match &definition.kind {
        TypeKind::Struct(object) => object.fields.iter().any(|field| field.boxed),
        _ => false,
    });
    assert_eq!(boxed.count(), 1);
}

#[test]
fn webhooks_and_callbacks_are_models_of_their_bodies() {
    let body = |name: &str| {
        json!({ "post": { "requestBody": { "content": { "application/json": { "schema": {
            "type": "object", "properties": { name: { "type": "string" } } } } } }, "responses": {} } })
    };
    let paths = json!({ "/subscribe": { "post": { "responses": { "204": { "description": "" } },
        "callbacks": { "onData": { "{$request.query.url}": body("b") } } } } });
    let webhooks = json!({ "newPet": body("a") });
    let document = read(0, Style::Operation, &[], json!({ "paths": paths, "webhooks": webhooks }));
    let (api, diagnostics) = run(&[document]);
    assert_eq!(fields(&api, "NewPetWebhook"), ["a?: String"]);
    assert_eq!(fields(&api, "PostSubscribeOnDataCallback"), ["b?: String"]);
    let names: Vec<_> = api.events.iter().map(|event| (event.name.as_str(), event.method.as_str())).collect();
    assert_eq!(names, [("NewPet", "POST"), ("PostSubscribeOnData", "POST")]);
    assert!(api.types.iter().all(|definition| definition.usage.response));
    assert_eq!((api.operations.len(), diagnostics.iter().count()), (1, 0));
}
