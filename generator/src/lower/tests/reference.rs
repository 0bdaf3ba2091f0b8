//! References to references: as many as there are, unless they lead in a circle.

use super::{document, fields, read, run, schemas, show};
use crate::ir::{Payload, Style};
use crate::pointer::Pointer;
use serde_json::{Map, Value, json};

/// Longer than anybody writes.
const LENGTH: usize = 5_000;

/// A chain of components of a section, each a reference to the next, up to what stands at its end.
fn chain(section: &str, end: Value) -> Map<String, Value> {
    let refer = |index: usize| json!({ "$ref": format!("#/components/{section}/C{}", index + 1) });
    let mut all: Map<String, Value> = (0..LENGTH).map(|index| (format!("C{index}"), refer(index))).collect();
    all.insert(format!("C{LENGTH}"), end);
    all
}

#[test]
fn a_long_chain_of_schemas_is_no_circle() {
    let mut all = chain("schemas", json!({ "type": "object", "nullable": true, "properties": { "x": {} } }));
    let start = json!({ "$ref": "#/components/schemas/C0" });
    let inner = json!({ "$ref": "#/components/schemas/C0/properties/x" });
    all.insert("A".to_owned(), json!({ "type": "object", "required": ["c"], "properties": { "c": start } }));
    all.insert("B".to_owned(), json!({ "type": "object", "properties": { "x": inner } }));
    let (api, codes) = schemas(Value::Object(all));
    assert_eq!(codes, [""; 0]);
    assert_eq!(fields(&api, "A"), [format!("c?: C{LENGTH}")]);
    assert_eq!(fields(&api, "B"), ["x?: Any"]);
}

#[test]
fn long_chains_of_parameters_bodies_and_answers_are_no_circles() {
    let content = json!({ "application/json": { "schema": { "type": "integer" } } });
    let operation = json!({ "post": {
        "parameters": [{ "$ref": "#/components/parameters/C0" }],
        "requestBody": { "$ref": "#/components/requestBodies/C0" },
        "responses": { "200": { "$ref": "#/components/responses/C0" } },
    } });
    let components = json!({
        "parameters": chain("parameters", json!({ "name": "p", "in": "query", "schema": { "type": "string" } })),
        "requestBodies": chain("requestBodies", json!({ "required": true, "content": content })),
        "responses": chain("responses", json!({ "description": "", "content": content })),
    });
    let parts = json!({ "paths": { "/a": operation }, "components": components });
    let document = read(0, Style::Operation, &[], parts);
    let (api, diagnostics) = run(&[document]);
    assert_eq!(diagnostics.iter().count(), 0, "{diagnostics:?}");
    let [operation] = api.operations.as_slice() else { panic!() };
    assert_eq!(operation.parameters.len(), 1);
    assert!(operation.body.is_some());
    let Payload::Json(ty) = &operation.success.payload else { panic!() };
    assert_eq!(show(&api, ty), "I64");
}

#[test]
fn circles_and_what_leads_into_them_are_reported_once_each() {
    let refer = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let (_, codes) = schemas(
        json!({ "A": refer("B"), "B": refer("C"), "C": refer("B"), "D": refer("E"), "E": refer("None") }),
    );
    let count = |code| codes.iter().filter(|known| **known == code).count();
    // `D` and `E` end at the same place.
    assert_eq!((count("reference-cycle"), count("reference-unknown")), (3, 1), "{codes:?}");
}

#[test]
fn a_pointer_that_grows_in_a_circle_comes_to_an_end() {
    let schemas = json!({ "A": { "$ref": "#/components/schemas/A/properties/a" }, "B": { "$ref": "#/components/schemas/B" } });
    let document = document(0, Style::Operation, &[], &schemas, &json!({}));
    for place in ["/components/schemas/A/properties/x", "/components/schemas/B/properties/x"] {
        assert!(document.schemas.find(&Pointer::parse(place).unwrap()).is_none(), "{place}");
    }
}

/// The circle is longer than a walk from each of its components could go in the time of a test.
#[test]
fn a_long_circle_of_all_of_is_reported_at_each_of_its_components() {
    const LENGTH: usize = 10_000;
    let extend = |index: usize| json!({ "allOf": [{ "$ref": format!("#/components/schemas/C{index}") }] });
    let mut all: Map<String, Value> =
        (0..LENGTH).map(|index| (format!("C{index}"), extend((index + 1) % LENGTH))).collect();
    all.insert("Tail".to_owned(), extend(0));
    let (_, codes) = schemas(Value::Object(all));
    assert_eq!(codes.iter().filter(|code| **code == "all-of-cycle").count(), LENGTH);
}

#[test]
fn a_header_parameter_needs_a_name_that_a_header_can_have() {
    let parameter = |name: &str| json!({ "name": name, "in": "header", "schema": { "type": "integer" } });
    let operation = json!({ "get": { "parameters": [parameter("X Rate"), parameter("X-Rate")],
        "responses": { "204": { "description": "" } } } });
    let (api, diagnostics) = run(&[read(0, Style::Operation, &[], json!({ "paths": { "/a": operation } }))]);
    let found: Vec<_> = diagnostics.iter().map(|found| (found.code.name, found.pointer.as_str())).collect();
    assert_eq!(found, [("parameter-left-out", "/paths/~1a/get/parameters/0/name")]);
    assert_eq!(api.operations[0].parameters.len(), 1);
}
