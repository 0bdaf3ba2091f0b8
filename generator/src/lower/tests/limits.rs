//! What narrows a type.

use super::{object, schemas};
use crate::ir::LimitKeyword::{
    ExclusiveMinimum, MaxLength, MaxProperties, Maximum, MinItems, MinLength, MinProperties, MultipleOf,
    Pattern, UniqueItems,
};
use crate::ir::{Inner, InnerLimits, LimitKeyword, LimitValue, Limits, WrittenLimit};
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

fn with_inner(of: Inner, limits: Limits, outer: Limits) -> Limits {
    Limits { inside: Some(Box::new(InnerLimits { of, limits })), ..outer }
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
    let list = with_inner(Inner::Items, text, narrowed([number(MinItems, 1)]));
    assert_eq!(limits(inner()), Some(list.clone()));
    let outer = |of| Some(with_inner(of, list.clone(), Limits::default()));
    assert_eq!(limits(json!({ "type": "array", "items": inner() })), outer(Inner::Items));
    assert_eq!(limits(json!({ "type": "object", "additionalProperties": inner() })), outer(Inner::Values));
}

#[test]
fn a_reference_to_a_name_for_a_scalar_has_its_limits() {
    let id = || json!({ "$ref": "#/components/schemas/Id" });
    let text = narrowed([number(MaxLength, 3)]);
    assert_eq!(limits(id()), Some(text.clone()));
    let list = with_inner(Inner::Items, text, Limits::default());
    assert_eq!(limits(json!({ "type": "array", "items": id() })), Some(list.clone()));
    assert_eq!(limits(json!({ "$ref": "#/components/schemas/Ids" })), Some(list.clone()));
    let own = json!({ "type": "array", "uniqueItems": true, "items": { "type": "array", "items": id() } });
    let unique = WrittenLimit { keyword: UniqueItems, value: LimitValue::Flag(true) };
    assert_eq!(limits(own), Some(with_inner(Inner::Items, list, narrowed([unique]))));
}

#[test]
fn all_that_holds_for_a_value_counts() {
    let both =
        || json!({ "allOf": [{ "type": "string", "minLength": 1, "maxLength": 9 }, { "maxLength": 5 }] });
    let text = narrowed([number(MinLength, 1), number(MaxLength, 5)]);
    assert_eq!(limits(both()), Some(text.clone()));
    let or_null = json!({ "oneOf": [{ "type": "null" }, both()] });
    assert_eq!(limits(or_null), Some(text.clone()));
    let list = json!({ "type": "array", "items": both() });
    assert_eq!(limits(list), Some(with_inner(Inner::Items, text, Limits::default())));
    let named = json!({ "allOf": [{ "$ref": "#/components/schemas/Id" }], "minLength": 1 });
    assert_eq!(limits(named), Some(narrowed([number(MinLength, 1), number(MaxLength, 3)])));
    let patterns =
        json!({ "allOf": [{ "type": "string", "pattern": "a" }, { "pattern": "b" }, { "pattern": "a" }] });
    let pattern = |text: &str| WrittenLimit { keyword: Pattern, value: LimitValue::Text(text.to_owned()) };
    assert_eq!(limits(patterns), Some(narrowed([pattern("a"), pattern("b")])));
    let bounds =
        json!({ "allOf": [{ "type": "number", "minimum": 1 }, { "minimum": 1, "exclusiveMinimum": true }] });
    assert_eq!(limits(bounds), Some(narrowed([number(ExclusiveMinimum, 1)])));
}

#[test]
fn two_schemas_of_a_property_narrow_it_together() {
    let with = |schema: Value| json!({ "type": "object", "properties": { "member": schema } });
    let thing = json!({ "allOf": [with(json!({ "type": "string", "minLength": 2 })), with(json!({ "maxLength": 5 }))] });
    let (api, _) = schemas(json!({ "Thing": thing }));
    let found = object(&api, "Thing").fields[0].docs.limits.as_deref().cloned();
    assert_eq!(found, Some(narrowed([number(MinLength, 2), number(MaxLength, 5)])));
}
