use super::{Direction, Form, Sampler};
use crate::pointer::Pointer;
use serde_json::{Value, json};

fn made(schema: Value, form: Form) -> Value {
    let document = json!({"components": {"schemas": {
        "Node": {"type": "object", "required": ["value"], "properties": {
            "value": {"type": "string", "minLength": 3},
            "next": {"$ref": "#/components/schemas/Node"}}},
        "Endless": {"required": ["self"], "properties": {"self": {"$ref": "#/components/schemas/Endless"}}},
        "Cat": {"type": "object", "required": ["kind", "claws"], "properties": {
            "kind": {"type": "string"}, "claws": {"type": "integer"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        "Free": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["bound", "free"]}}},
        "Base": {"type": "object", "required": ["kind"],
            "properties": {"kind": {"type": "string"}, "items": {"type": "array"}},
            "discriminator": {"propertyName": "kind", "mapping": {"numbers": "#/components/schemas/Numbers"}}},
        "Numbers": {"allOf": [{"$ref": "#/components/schemas/Base"},
            {"required": ["items"], "properties": {"items": {"items": {"type": "integer"}}}}]},
        "Bound": {"allOf": [{"$ref": "#/components/schemas/Free"}, {"required": ["to"]}]}
    }}});
    let sampler = Sampler::new(&document, Direction::Request);
    let value = sampler.schema(&schema, "name", form).unwrap_or(Value::Null);
    assert!(value.is_null() || sampler.is_valid(&schema, &value), "{value} is not valid by {schema}");
    value
}

fn required(schema: Value) -> Value {
    made(schema, Form::Required)
}

#[test]
fn what_the_document_gives_comes_first_where_it_is_valid() {
    assert_eq!(required(json!({"type": "string", "example": "Ann"})), "Ann");
    assert_eq!(required(json!({"type": "integer", "example": "one", "default": 7})), 7);
    assert_eq!(required(json!({"type": "string", "examples": [1, "b"]})), "b");
    assert_eq!(required(json!({"enum": [null, "b", "c"]})), "b");
    assert_eq!(required(json!({"const": 3, "type": "integer"})), 3);
}

#[test]
fn numbers_stay_inside_of_their_bounds() {
    assert_eq!(required(json!({"type": "integer"})), 1);
    assert_eq!(required(json!({"type": "integer", "minimum": 5, "exclusiveMinimum": true})), 6);
    assert_eq!(required(json!({"type": "integer", "exclusiveMaximum": -4})), -5);
    assert_eq!(required(json!({"type": "integer", "minimum": 10, "multipleOf": 4})), 12);
    assert_eq!(required(json!({"type": "number"})), 1.5);
    assert_eq!(required(json!({"type": "number", "minimum": 0.1, "maximum": 0.2})), 0.1);
    assert_eq!(required(json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})), 0.5);
    assert_eq!(required(json!({"type": "integer", "minimum": 3, "maximum": 2})), Value::Null);
}

#[test]
fn texts_have_their_length_form_and_pattern() {
    assert_eq!(required(json!({"type": "string"})), "name");
    assert_eq!(required(json!({"type": "string", "minLength": 6})), "namexx");
    assert_eq!(required(json!({"type": "string", "maxLength": 2})), "na");
    assert_eq!(required(json!({"type": "string", "format": "date"})), "2026-01-01");
    assert_eq!(required(json!({"pattern": "^[A-Z]{2}-\\d+$"})), "AA-1");
    assert_eq!(required(json!({"type": ["null", "string"], "format": "email"})), "name0@example.com");
    assert_eq!(required(json!({"type": "string", "contentEncoding": "base64"})), "dGV4dA==");
}

#[test]
fn lists_have_as_many_items_as_they_need_all_different() {
    let schema = json!({"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "string"}});
    assert_eq!(required(schema), json!(["name", "1name", "2name"]));
    let different = |pattern: &str| json!({"type": "array", "minItems": 3, "uniqueItems": true, "items": {"pattern": pattern}});
    assert_eq!(required(different("^(0|[1-9][0-9]*)$")), json!(["0", "1", "2"]));
    assert_eq!(required(different("^[a-f0-9]{2}$")), json!(["aa", "11", "00"]));
    assert_eq!(required(different("^a*$")), json!(["", "a", "aa"]));
    assert_eq!(required(different("^(a|b)$")), Value::Null);
    let schema = json!({"type": "array", "items": {"type": "boolean"}, "maxItems": 0});
    assert_eq!(required(schema), json!([]));
    let schema = json!({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "boolean"}]});
    assert_eq!(required(schema), json!([1, true]));
}

#[test]
fn objects_hold_what_the_form_asks_for() {
    let schema = json!({"type": "object", "required": ["a"], "properties": {
        "b": {"type": "integer"}, "a": {"type": "integer"}, "c": {"type": "integer", "readOnly": true}}});
    assert_eq!(required(schema.clone()), json!({"a": 1}));
    assert_eq!(made(schema, Form::All), json!({"a": 1, "b": 1}));
    let map = json!({"type": "object", "minProperties": 2, "additionalProperties": {"type": "boolean"}});
    assert_eq!(required(map), json!({"key": true, "key1": true}));
}

#[test]
fn parts_are_put_together_and_one_alternative_is_met() {
    let parts = json!({"allOf": [
        {"required": ["a"], "properties": {"a": {"type": "integer", "minimum": 2}}},
        {"required": ["b"], "properties": {"b": {"type": "boolean"}, "a": {"maximum": 2}}}]});
    assert_eq!(required(parts), json!({"a": 2, "b": true}));
    // The first alternative alone is valid by the second as well.
    let exclusive = json!({"oneOf": [{"type": "number"}, {"type": "integer"}, {"type": "boolean"}]});
    assert_eq!(required(exclusive), 1.5);
    let tagged = json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"hound": "#/components/schemas/Dog"}}});
    assert_eq!(required(tagged), json!({"kind": "hound"}));
    // Each alternative lists the tags of both.
    let listed = json!({"anyOf": [{"$ref": "#/components/schemas/Free"}, {"$ref": "#/components/schemas/Bound"}],
        "discriminator": {"propertyName": "kind", "mapping": {
            "free": "#/components/schemas/Free", "bound": "#/components/schemas/Bound"}}});
    assert_eq!(required(listed), json!({"kind": "free"}));
    // The base would take a list of anything.
    let base = json!({"$ref": "#/components/schemas/Base"});
    assert_eq!(required(base), json!({"items": [1], "kind": "numbers"}));
}

#[test]
fn an_alternative_differs_from_the_others_by_what_is_optional_or_by_another_value() {
    let closed = |name: &str| json!({"type": "object", "properties": {name: {"type": "integer"}}, "additionalProperties": false});
    assert_eq!(required(json!({"oneOf": [closed("a"), closed("b")]})), json!({"a": 1}));
    let typed = |kind: &str| json!({"type": "object", "properties": {"a": {"type": kind}}});
    assert_eq!(required(json!({"oneOf": [typed("integer"), typed("string")]})), json!({"a": 1}));
    let listed = |values: &[&str]| json!({"type": "string", "enum": values});
    assert_eq!(required(json!({"oneOf": [listed(&["a", "b"]), listed(&["a", "c"])]})), "b");
    // Members that are not declared may be anything, so that each of the two takes what the other does.
    let open = |name: &str| json!({"type": "object", "properties": {name: {"type": "integer"}}});
    assert_eq!(required(json!({"oneOf": [open("a"), open("b")]})), Value::Null);
}

#[test]
fn what_no_value_satisfies_is_not_made() {
    let both = |one: Value, other: Value| json!({"allOf": [one, other]});
    let (text, object) =
        (json!({"type": "string"}), json!({"type": "object", "properties": {"a": {"type": "string"}}}));
    assert_eq!(required(both(text.clone(), object)), Value::Null);
    assert_eq!(required(both(text, json!({"type": ["null", "string"], "maxLength": 2}))), "na");
    assert_eq!(required(both(json!({"type": "number"}), json!({"type": "integer"}))), 1);
    assert_eq!(required(both(json!({"enum": ["a"]}), json!({"enum": ["b"]}))), Value::Null);
    // An optional member of which there is no value is left out, and one that is required leaves nothing.
    let never = json!({"allOf": [{"type": "string"}, {"type": "object"}]});
    let schema = |required: Value| json!({"type": "object", "required": required, "properties": {"a": never, "b": {"type": "integer"}}});
    assert_eq!(made(schema(json!([])), Form::All), json!({"b": 1}));
    assert_eq!(required(schema(json!(["a"]))), Value::Null);
}

#[test]
fn whole_numbers_are_exact_beyond_floats() {
    assert_eq!(
        required(json!({"type": "integer", "minimum": 9_007_199_254_740_993_i64})),
        9_007_199_254_740_993_i64
    );
    assert_eq!(required(json!({"type": "integer", "minimum": u64::MAX, "format": "uint64"})), u64::MAX);
    assert_eq!(required(json!({"type": "integer", "maximum": i64::MIN})), i64::MIN);
    let multiple = json!({"type": "integer", "minimum": 9_007_199_254_740_993_i64, "multipleOf": 10});
    assert_eq!(required(multiple), 9_007_199_254_741_000_i64);
}

#[test]
fn what_cannot_be_known_to_match_is_not_made() {
    let of = |pattern: &str| required(json!({"type": "string", "pattern": pattern}));
    assert_eq!(of(r"^(a|b)\1$"), Value::Null);
    assert_eq!(of(r"^(?=.*[A-Z])(?=.*\d).{8,}$"), Value::Null);
    assert_eq!(of("^(?!x)[a-z]+$"), "name");
}

#[test]
fn names_and_what_depends_on_a_member_are_as_they_have_to_be() {
    let named = json!({"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^k\\d$"},
        "additionalProperties": {"type": "boolean"}});
    assert_eq!(required(named), json!({"k1": true, "k0": true}));
    let dependent = json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}},
        "dependentRequired": {"a": ["b"], "b": ["c"]}});
    assert_eq!(required(dependent), json!({"a": "a", "b": "b", "c": "c"}));
    let open = json!({"type": "object", "required": ["a"], "dependentSchemas": {"a": {"required": ["b"]}}});
    let document = json!({});
    let sampler = Sampler::new(&document, Direction::Request);
    assert!(!sampler.is_valid(&open, &json!({"a": 1})) && sampler.is_valid(&open, &json!({"a": 1, "b": 1})));
}

#[test]
fn a_list_contains_what_it_has_to() {
    let list = |said: Value| {
        let mut schema = json!({"type": "array", "items": {"type": "integer"}, "contains": {"const": 5}});
        schema.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        required(schema)
    };
    assert_eq!(list(json!({})), json!([1, 5]));
    assert_eq!(list(json!({"maxItems": 1})), json!([5]));
    assert_eq!(list(json!({"minContains": 2})), json!([1, 5, 5]));
    assert_eq!(list(json!({"minContains": 0})), json!([1]));
    assert_eq!(list(json!({"maxContains": 0})), Value::Null);
}

#[test]
fn recursion_ends_and_what_cannot_end_is_not_made() {
    let node = made(json!({"$ref": "#/components/schemas/Node"}), Form::All);
    assert_eq!(node, json!({"value": "value", "next": {"value": "value"}}));
    assert_eq!(required(json!({"$ref": "#/components/schemas/Endless"})), Value::Null);
    assert_eq!(
        required(json!({"type": "array", "items": {"$ref": "#/components/schemas/Endless"}})),
        json!([])
    );
}

#[test]
fn the_parameters_and_the_body_of_an_operation() {
    let document = json!({"paths": {"/a/{id}": {
        "parameters": [{"in": "path", "name": "id", "schema": {"type": "integer"}, "example": 4}],
        "post": {
            "parameters": [{"$ref": "#/components/parameters/q"}],
            "requestBody": {"content": {
                "text/plain": {}, "application/json": {"schema": {}, "examples": {"one": {"value": [1]}}}}}}}},
        "components": {"parameters": {"q": {
            "in": "query", "name": "q", "content": {"application/json": {"schema": {"type": "boolean"}}}}}}});
    let pointer = Pointer::root().child("paths").child("/a/{id}").child("post");
    let sampler = Sampler::new(&document, Direction::Request);
    let sample = sampler.operation(&pointer, |media| media.ends_with("json"), Form::All);
    let key = |place: &str, name: &str| (place.to_owned(), name.to_owned());
    assert_eq!(sample.parameters.get(&key("path", "id")), Some(&json!(4)));
    assert_eq!(sample.parameters.get(&key("query", "q")), Some(&json!(true)));
    assert_eq!(sample.body, Some(json!([1])));
}
