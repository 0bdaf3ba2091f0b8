//! What schemas say together.

use super::{Cut, Disjunction, Kind, Term, multiplied};
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{self, Document};
use crate::ir::Style;
use crate::pointer::Pointer;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

fn document(schemas: Value) -> Document {
    let openapi = json!({
        "openapi": "3.1.0",
        "info": { "title": "Test", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas }
    });
    document::typed(openapi, SourceId(0), Style::Operation, BTreeMap::new(), &mut Diagnostics::default())
}

fn said<'a>(document: &'a Document, name: &str) -> Disjunction<'a> {
    let pointer = Pointer::root().child("components").child("schemas").child(name);
    multiplied(&document.schemas, &[Term::Schema(document.schemas.find(&pointer).unwrap())])
}

/// The conjuncts of `A`: the kinds, the values, and the members.
fn ways(schemas: Value) -> Vec<String> {
    let document = document(schemas);
    let said = said(&document, "A");
    let mut ways: Vec<String> = said
        .conjuncts
        .iter()
        .map(|conjunct| {
            let mut words: Vec<String> =
                conjunct.each_kind().into_iter().map(|kind| kind.word().to_owned()).collect();
            words.extend(conjunct.values.iter().flatten().map(ToString::to_string));
            let names = conjunct.schemas.iter().flat_map(|schema| &schema.properties);
            words.extend(names.map(|(name, _)| name.clone()));
            words.join(" ")
        })
        .collect();
    if said.allows_null {
        ways.push("null".to_owned());
    }
    ways
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn with(name: &str) -> Value {
    json!({ "type": "object", "properties": { name: {} } })
}

#[test]
fn members_are_intersected_alternative_by_alternative() {
    let three = json!({ "anyOf": [{ "type": "object" }, { "type": "array" }, { "type": "string" }] });
    assert_eq!(ways(json!({ "A": { "allOf": [three, { "type": "array", "items": {} }] } })), ["list"]);
    let two = json!({ "type": ["object", "string", "null"] });
    let both = ways(json!({ "A": { "allOf": [three, two] } }));
    assert_eq!(both, ["object", "string"]);
    assert_eq!(ways(json!({ "A": { "allOf": [{ "type": "string" }, { "type": "integer" }] } })), [""; 0]);
    assert_eq!(ways(json!({ "A": { "allOf": [{ "type": "number" }, { "type": "integer" }] } })), ["number"]);
}

#[test]
fn what_speaks_of_one_kind_allows_the_others() {
    let schema =
        json!({ "oneOf": [{ "type": "boolean" }, { "type": "object" }], "properties": { "id": {} } });
    assert_eq!(ways(json!({ "A": schema })), ["boolean id", "object id"]);
    assert_eq!(ways(json!({ "A": { "properties": { "id": {} } } })), ["object id"]);
}

#[test]
fn values_are_those_that_all_list() {
    let lists = json!([{ "enum": ["a", "b", null] }, { "enum": ["b", "c", null] }]);
    assert_eq!(ways(json!({ "A": { "allOf": lists } })), ["string \"b\"", "null"]);
    let apart = json!([{ "const": "a" }, { "const": "b" }]);
    assert_eq!(ways(json!({ "A": { "allOf": apart } })), [""; 0]);
    assert_eq!(
        ways(json!({ "A": { "type": "integer", "allOf": [{ "enum": [1.0, 2] }] } })),
        ["number 1.0 2"]
    );
}

#[test]
fn tags_that_contradict_each_other_vanish() {
    let tag = |value: &str, name: &str| json!({ "type": "object", "required": ["t"], "properties": { "t": { "const": value }, name: {} } });
    let one = json!({ "oneOf": [tag("a", "x"), tag("b", "y")] });
    let two = json!({ "oneOf": [tag("a", "z"), tag("c", "w")] });
    assert_eq!(ways(json!({ "A": { "allOf": [one, two] } })), ["object t x t z"]);
}

#[test]
fn constraints_are_no_alternatives() {
    let constraints = json!([{ "not": { "required": ["a"] } }, { "oneOf": [{ "required": ["a"] }, { "minProperties": 2 }] }]);
    let schemas =
        json!({ "A": { "type": "object", "properties": { "a": {} }, "allOf": [{ "anyOf": constraints }] } });
    assert_eq!(ways(schemas.clone()), ["object a"]);
    let document = document(schemas);
    let indistinct = said(&document, "A").indistinct;
    assert_eq!(indistinct[0].as_str(), "/components/schemas/A/allOf/0/anyOf");
}

#[test]
fn a_child_is_not_one_of_its_siblings() {
    let child = |own: &str| json!({ "allOf": [refer("Parent"), with(own)] });
    let parent = |name: &str| {
        json!({
            name: { "type": "object", "properties": { "id": {} }, "oneOf": [refer("A"), refer("Other")] }
        })
    };
    let mut all: Map<String, Value> = parent("Parent").as_object().unwrap().clone();
    all.insert("A".to_owned(), child("a"));
    all.insert("Other".to_owned(), child("other"));
    assert_eq!(ways(Value::Object(all.clone())), ["object id a"]);
    let document = document(Value::Object(all));
    let parent = said(&document, "Parent");
    assert_eq!(parent.conjuncts.len(), 2);
    assert!(said(&document, "A").is_made_of(&[&parent.conjuncts[0]], &document.schemas));
    assert!(!said(&document, "A").is_made_of(&[&parent.conjuncts[1]], &document.schemas));
}

#[test]
fn what_adds_nothing_is_like_the_other() {
    let document = document(json!({
        "A": { "type": "object", "required": ["x"], "properties": { "x": {} } },
        "Described": { "allOf": [refer("A"), { "description": "An A.", "minProperties": 1 }, { "required": ["x"] }] },
        "Typed": { "type": "object", "allOf": [refer("A")] },
        "More": { "allOf": [refer("A"), { "required": ["y"] }] },
        "Other": { "allOf": [refer("A"), with("z")] }
    }));
    let is_like = |name: &str| said(&document, "A").is_like(&said(&document, name), &document.schemas);
    assert_eq!(["Described", "Typed", "More", "Other"].map(is_like), [true, true, false, false]);
}

#[test]
fn kinds_stand_in_the_order_of_the_document() {
    let document = document(json!({ "A": { "allOf": [{ "type": ["array", "string", "object"] }] } }));
    let kinds: Vec<Kind> =
        said(&document, "A").conjuncts.iter().flat_map(super::Conjunct::each_kind).collect();
    assert_eq!(kinds, [Kind::List, Kind::Text, Kind::Object]);
}

#[test]
fn the_ways_are_bounded() {
    let set = |index: usize| {
        let branches: Vec<Value> = (0..4).map(|branch| with(&format!("p{index}_{branch}"))).collect();
        json!({ "oneOf": branches })
    };
    let document = document(json!({ "A": { "allOf": (0..8).map(set).collect::<Vec<_>>() } }));
    assert!(matches!(said(&document, "A").cut, Some(Cut::Count)));
}
