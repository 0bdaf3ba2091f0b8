//! What narrows a type.

use super::{object, schemas};
use crate::ir::{Bound, Count, Limits};
use serde_json::{Value, json};

/// The limits of a property with this schema.
fn limits(schema: Value) -> Option<Limits> {
    let id = json!({ "type": "string", "maxLength": 3 });
    let thing = json!({ "type": "object", "properties": { "member": schema } });
    let ids = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Id" } });
    let (api, _) = schemas(json!({ "Id": id, "Ids": ids, "Thing": thing }));
    object(&api, "Thing").fields[0].docs.limits.as_deref().cloned()
}

fn count(least: Option<u64>, most: Option<u64>) -> Count {
    Count { least, most }
}

#[test]
fn each_keyword_is_kept() {
    let text = json!({ "type": "string", "minLength": 1, "maxLength": 2, "pattern": "^a", "format": "email", "default": "a" });
    let expected = Limits {
        length: count(Some(1), Some(2)),
        pattern: Some("^a".to_owned()),
        format: Some("email".to_owned()),
        default: Some(json!("a")),
        ..Limits::default()
    };
    assert_eq!(limits(text), Some(expected));
    let number =
        json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "multipleOf": 2 });
    let expected = Limits {
        minimum: Some(Bound { value: 1.into(), is_exclusive: true }),
        maximum: Some(Bound { value: 9.into(), is_exclusive: false }),
        multiple_of: Some(2.into()),
        ..Limits::default()
    };
    assert_eq!(limits(number), Some(expected));
    let object =
        json!({ "type": "object", "minProperties": 1, "maxProperties": 4, "additionalProperties": true });
    let expected = Limits { properties: count(Some(1), Some(4)), ..Limits::default() };
    assert_eq!(limits(object), Some(expected));
    let values = limits(json!({ "type": "number", "enum": [0.5, 1.5] })).map(|limits| limits.values);
    assert_eq!(values, Some(vec![json!(0.5), json!(1.5)]));
}

#[test]
fn what_says_nothing_is_no_limit() {
    assert_eq!(limits(json!({ "type": "string", "minLength": 0, "format": "date", "default": null })), None);
    assert_eq!(limits(json!({ "type": "array", "items": { "type": "string" }, "minItems": 0 })), None);
    assert_eq!(limits(json!({ "type": "string", "enum": ["a", "b"] })), None);
}

#[test]
fn items_and_values_of_maps_have_their_own() {
    let inner = || json!({ "type": "array", "minItems": 1, "items": { "type": "string", "maxLength": 5 } });
    let text = Limits { length: count(None, Some(5)), ..Limits::default() };
    let list = Limits { items: count(Some(1), None), element: Some(Box::new(text)), ..Limits::default() };
    assert_eq!(limits(inner()), Some(list.clone()));
    let outer = Limits { element: Some(Box::new(list)), ..Limits::default() };
    assert_eq!(limits(json!({ "type": "array", "items": inner() })), Some(outer.clone()));
    assert_eq!(limits(json!({ "type": "object", "additionalProperties": inner() })), Some(outer));
}

#[test]
fn a_reference_to_a_name_for_a_scalar_has_its_limits() {
    let id = || json!({ "$ref": "#/components/schemas/Id" });
    let text = Limits { length: count(None, Some(3)), ..Limits::default() };
    assert_eq!(limits(id()), Some(text.clone()));
    let list = Limits { element: Some(Box::new(text)), ..Limits::default() };
    assert_eq!(limits(json!({ "type": "array", "items": id() })), Some(list.clone()));
    assert_eq!(limits(json!({ "$ref": "#/components/schemas/Ids" })), Some(list));
    let own = json!({ "type": "array", "uniqueItems": true, "items": { "type": "array", "items": id() } });
    let own = limits(own).unwrap();
    let innermost = own.element.and_then(|list| list.element).map(|text| text.length);
    assert_eq!((own.unique_items, innermost), (true, Some(count(None, Some(3)))));
}
