//! Schemas that share their parts: each test would not end in the time of a life if each path were walked on its own.

use super::{fields, named, schemas};
use crate::ir::TypeKind;
use serde_json::{Map, Value, json};

/// How many schemas stand behind each other, and how many ways there are from each to the next.
const LENGTH: usize = 14;
const WAYS: usize = 8;

/// A chain of schemas, each of which has the next one several times under the keyword, and what is at its end.
fn chain(keyword: &str, end: Value) -> Map<String, Value> {
    let mut schemas = Map::new();
    for index in 0..LENGTH {
        let next = json!({ "$ref": format!("#/components/schemas/S{}", index + 1) });
        schemas.insert(format!("S{index}"), json!({ keyword: vec![next; WAYS] }));
    }
    schemas.insert(format!("S{LENGTH}"), end);
    schemas
}

fn object() -> Value {
    json!({ "type": "object", "properties": { "kind": { "type": "string", "enum": ["a", "b"] } } })
}

#[test]
fn members_that_share_their_members_are_merged_once() {
    let (api, codes) = schemas(Value::Object(chain("allOf", object())));
    // A schema that adds nothing to its only member is that member.
    let TypeKind::Alias(end) = &named(&api, "S0").kind else { panic!("not an alias") };
    assert_eq!(end.named().map(|id| api[id].name.as_str()), Some("S14"));
    assert_eq!(fields(&api, "S14"), ["kind?: S14Kind"]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn alternatives_that_share_their_alternatives_are_looked_at_once() {
    for keyword in ["oneOf", "anyOf"] {
        let mut chain = chain(keyword, json!({ "type": "string" }));
        let start = json!({ "$ref": "#/components/schemas/S0" });
        chain.insert("A".to_owned(), json!({ "type": "object", "properties": { "a": start } }));
        let (api, _) = schemas(Value::Object(chain));
        assert_eq!(fields(&api, "A"), ["a?: String"], "{keyword}");
    }
}

#[test]
fn the_values_of_a_discriminator_are_looked_for_once() {
    let mut chain = chain("allOf", object());
    let inline =
        json!({ "allOf": [{ "$ref": "#/components/schemas/S0" }, { "$ref": "#/components/schemas/S1" }] });
    let other = json!({ "type": "object", "properties": { "kind": { "type": "string", "enum": ["c"] } } });
    let union = json!({ "oneOf": [inline, other], "discriminator": { "propertyName": "kind" } });
    chain.insert("A".to_owned(), union);
    let (api, _) = schemas(Value::Object(chain));
    let TypeKind::Union(union) = &named(&api, "A").kind else { panic!("no union") };
    let tags: Vec<_> = union.variants.iter().map(|variant| variant.tags.join(",")).collect();
    assert_eq!(tags, ["a,b", "c"]);
}

#[test]
fn alternatives_that_contain_themselves_are_looked_at_once() {
    let refer = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let mut all = Map::new();
    for name in ["A", "B", "C", "D"] {
        all.insert(
            name.to_owned(),
            json!({ "oneOf": [refer("A"), refer("B"), refer("C"), refer("D"), refer("E")] }),
        );
    }
    all.insert("E".to_owned(), json!({ "type": "integer" }));
    all.insert("F".to_owned(), json!({ "type": "object", "properties": { "a": refer("A") } }));
    let (api, _) = schemas(Value::Object(all));
    assert_eq!(fields(&api, "F"), ["a?: I64"]);
}
