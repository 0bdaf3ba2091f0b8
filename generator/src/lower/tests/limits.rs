//! What narrows a type.

use super::{object, schemas};
use crate::ir::LimitKeyword::{
    ExclusiveMinimum, MaxLength, MaxProperties, Maximum, MinItems, MinLength, MinProperties, MultipleOf,
    Pattern, UniqueItems,
};
use crate::ir::{LimitKeyword, LimitValue, Limits, WrittenLimit};
use serde_json::{Value, json};

/// The limits of a property with this schema.
fn limits(schema: Value) -> Option<Limits> {
    let id = json!({ "type": "string", "maxLength": 3 });
    let thing = json!({ "type": "object", "properties": { "member": schema } });
    let ids = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Id" } });
    let (api, _) = schemas(json!({ "Id": id, "Ids": ids, "Thing": thing }));
    object(&api, "Thing").fields[0].docs.limits.as_deref().cloned()
}

fn number(keyword: LimitKeyword, value: u64) -> WrittenLimit {
    WrittenLimit { keyword, value: LimitValue::Number(value.into()) }
}

fn narrowed(narrowing: impl IntoIterator<Item = WrittenLimit>) -> Limits {
    Limits { narrowing: narrowing.into_iter().collect(), ..Limits::default() }
}

#[test]
fn each_keyword_is_kept() {
    let text = json!({ "type": "string", "maxLength": 2, "minLength": 1, "pattern": "^a", "format": "email", "default": "a" });
    let pattern = WrittenLimit { keyword: Pattern, value: LimitValue::Text("^a".to_owned()) };
    let expected = Limits {
        format: Some("email".to_owned()),
        default: Some("\"a\"".to_owned()),
        ..narrowed([number(MinLength, 1), number(MaxLength, 2), pattern])
    };
    assert_eq!(limits(text), Some(expected));
    let bounds =
        json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "multipleOf": 2 });
    let expected = narrowed([number(ExclusiveMinimum, 1), number(Maximum, 9), number(MultipleOf, 2)]);
    assert_eq!(limits(bounds), Some(expected));
    let bounds = json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": 1, "exclusiveMaximum": 9, "maximum": 8 });
    let expected = narrowed([number(ExclusiveMinimum, 1), number(Maximum, 8)]);
    assert_eq!(limits(bounds), Some(expected));
    let object =
        json!({ "type": "object", "minProperties": 1, "maxProperties": 4, "additionalProperties": true });
    let expected = narrowed([number(MinProperties, 1), number(MaxProperties, 4)]);
    assert_eq!(limits(object), Some(expected));
    let values = limits(json!({ "type": "number", "enum": [0.5, 1.5] })).map(|limits| limits.values);
    assert_eq!(values, Some(vec!["0.5".to_owned(), "1.5".to_owned()]));
}

#[test]
fn what_says_nothing_is_no_limit() {
    assert_eq!(limits(json!({ "type": "string", "minLength": 0, "format": "date", "default": null })), None);
    let list = json!({ "type": "array", "items": { "type": "string" }, "minItems": 0, "uniqueItems": false });
    assert_eq!(limits(list), None);
    assert_eq!(limits(json!({ "type": "string", "enum": ["a", "b"] })), None);
}

#[test]
fn items_and_values_of_maps_have_their_own() {
    let inner = || json!({ "type": "array", "minItems": 1, "items": { "type": "string", "maxLength": 5 } });
    let text = narrowed([number(MaxLength, 5)]);
    let list = Limits { element: Some(Box::new(text)), ..narrowed([number(MinItems, 1)]) };
    assert_eq!(limits(inner()), Some(list.clone()));
    let outer = Limits { element: Some(Box::new(list)), ..Limits::default() };
    assert_eq!(limits(json!({ "type": "array", "items": inner() })), Some(outer.clone()));
    assert_eq!(limits(json!({ "type": "object", "additionalProperties": inner() })), Some(outer));
}

#[test]
fn a_reference_to_a_name_for_a_scalar_has_its_limits() {
    let id = || json!({ "$ref": "#/components/schemas/Id" });
    let text = narrowed([number(MaxLength, 3)]);
    assert_eq!(limits(id()), Some(text.clone()));
    let list = Limits { element: Some(Box::new(text.clone())), ..Limits::default() };
    assert_eq!(limits(json!({ "type": "array", "items": id() })), Some(list.clone()));
    assert_eq!(limits(json!({ "$ref": "#/components/schemas/Ids" })), Some(list.clone()));
    let own = json!({ "type": "array", "uniqueItems": true, "items": { "type": "array", "items": id() } });
    let unique = WrittenLimit { keyword: UniqueItems, value: LimitValue::Flag(true) };
    assert_eq!(limits(own), Some(Limits { element: Some(Box::new(list)), ..narrowed([unique]) }));
}
