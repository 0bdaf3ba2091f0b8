//! Which limits are found, and how two of them compare.

use super::limit::change;
use crate::compare::rules::ChangeKind;
use crate::compare::tests::model;
use crate::compare::{Detail, VersionModel, compare};
use crate::ir::{Bound, Limit};
use serde_json::{Value, json};

fn bound(value: i64, is_exclusive: bool) -> Bound {
    Bound::new(value.into(), is_exclusive)
}

fn least(value: i64, is_exclusive: bool) -> Limit {
    Limit::Least(bound(value, is_exclusive))
}

fn most(value: i64, is_exclusive: bool) -> Limit {
    Limit::Most(bound(value, is_exclusive))
}

fn list(value: Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}

#[test]
fn each_limit_changes_in_its_direction() {
    use ChangeKind::{Closed, ConstraintChanged, Loosened, Opened, Tightened};
    let values = |value| Limit::Values(list(value));
    let names = |value| Limit::Names(list(value));
    let all = |value| Limit::All(list(value));
    for (old, new, there, back) in [
        (most(9, false), most(8, false), Some(Tightened), Some(Loosened)),
        (most(9, false), most(9, true), Some(Tightened), Some(Loosened)),
        (most(9, false), most(9, false), None, None),
        (least(8, false), least(9, false), Some(Tightened), Some(Loosened)),
        (least(8, true), least(9, false), Some(Tightened), Some(Loosened)),
        (least(8, false), least(8, true), Some(Tightened), Some(Loosened)),
        (values(json!([1, 2])), values(json!([2.0])), Some(Tightened), Some(Loosened)),
        (values(json!([1, 2])), values(json!([2, 3])), Some(ConstraintChanged), Some(ConstraintChanged)),
        (values(json!([1, 2])), values(json!([2, 1])), None, None),
        (names(json!(["a"])), names(json!(["b", "a"])), Some(Tightened), Some(Loosened)),
        (names(json!(["a"])), names(json!(["b"])), Some(ConstraintChanged), Some(ConstraintChanged)),
        (all(json!(["a"])), all(json!(["a", "b"])), Some(ConstraintChanged), Some(ConstraintChanged)),
        (all(json!([2])), all(json!([2.0])), None, None),
        (Limit::Closed, Limit::Closed, None, None),
        (Limit::Closed, all(json!([{}])), Some(ConstraintChanged), Some(ConstraintChanged)),
    ] {
        assert_eq!(change(Some(&old), Some(&new)), there, "{old:?} {new:?}");
        assert_eq!(change(Some(&new), Some(&old)), back, "{new:?} {old:?}");
    }
    assert_eq!(change(None, Some(&most(9, false))), Some(Tightened));
    assert_eq!(change(Some(&most(9, false)), None), Some(Loosened));
    assert_eq!(change(None, Some(&Limit::Closed)), Some(Closed));
    assert_eq!(change(Some(&Limit::Closed), None), Some(Opened));
    assert_eq!(change(None, None), None);
}

#[test]
fn what_several_schemas_say_is_one() {
    let lists = |one: Value, other: Value, of: fn(Vec<Value>) -> Limit| of(list(one)).and(of(list(other)));
    assert_eq!(most(10, false).and(most(20, false)), most(10, false));
    assert_eq!(most(20, false).and(most(10, false)), most(10, false));
    assert_eq!(least(1, false).and(least(2, false)), least(2, false));
    assert_eq!(least(2, false).and(least(2, true)), least(2, true));
    let values = lists(json!([true, false]), json!([true]), Limit::Values);
    assert_eq!(values, Limit::Values(vec![json!(true)]));
    for of in [Limit::Names, Limit::All] {
        assert_eq!(lists(json!(["b"]), json!(["a", "b"]), of), of(list(json!(["a", "b"]))));
    }
    assert_eq!(Limit::Closed.and(Limit::Closed), Limit::Closed);
}

/// A document of which an operation sends a `Pet`, with `*` in the place of its only property.
const SENT: &str = "openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets: {post: {tags: [t], operationId: addPet, responses: {'204': {description: Ok.}},
    requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: *}}
    Word: {type: string, maxLength: 9}
    Friend: {type: object, minProperties: 1, properties: {id: {type: string, maxLength: 4}}}
";

/// The rows and the words of the changes between two schemas in the place of the star.
fn changes(document: &str, old: &str, new: &str) -> Vec<String> {
    let model = |schema: &str| -> VersionModel { model(&document.replace('*', schema)) };
    let report = compare(&model(old), &model(new), &[]);
    let changes = report.changes().iter();
    changes.map(|change| format!("{} {}", change.rule.id, change.summary())).collect()
}

#[test]
fn limits_are_found_at_every_depth() {
    for (old, new, expected) in [
        (
            "{type: object, additionalProperties: {type: string, maxLength: 9}}",
            "{type: object, additionalProperties: {type: string, maxLength: 8}}",
            "property-tightened Pet.name: additionalProperties.maxLength 9 → additionalProperties.maxLength 8",
        ),
        (
            "{type: array, items: {type: array, items: {type: array, items: {type: integer, minimum: 1}}}}",
            "{type: array, items: {type: array, items: {type: array, items: {type: integer}}}}",
            "property-loosened Pet.name: items.items.items.minimum 1 → no items.items.items.minimum",
        ),
        (
            "{allOf: [{type: string, maxLength: 9}, {pattern: a}]}",
            "{allOf: [{type: string, maxLength: 9}, {pattern: a, maxLength: 7}]}",
            "property-tightened Pet.name: maxLength 9 → maxLength 7",
        ),
        (
            "{anyOf: [{type: string, maxLength: 9}, {type: 'null'}]}",
            "{type: [string, 'null'], maxLength: 7}",
            "property-tightened Pet.name: maxLength 9 → maxLength 7",
        ),
        (
            "{type: boolean}",
            "{type: boolean, const: true}",
            "property-tightened Pet.name: no enum → enum [true]",
        ),
        (
            "{type: object, additionalProperties: true}",
            "{type: object, additionalProperties: true, propertyNames: {pattern: ^x}}",
            "property-tightened Pet.name: no propertyNames → propertyNames {\"pattern\":\"^x\"}",
        ),
        (
            "{type: integer, minimum: 5}",
            "{type: integer, exclusiveMinimum: 5}",
            "property-tightened Pet.name: minimum 5 → exclusiveMinimum 5",
        ),
        (
            "{type: string, not: {pattern: a}}",
            "{type: string, not: {pattern: b}}",
            "property-constraint-changed Pet.name: not {\"pattern\":\"a\"} → not {\"pattern\":\"b\"}",
        ),
        // Numbers that are one and the same as a float.
        (
            "{type: integer, minimum: -9223372036854775808}",
            "{type: integer, minimum: -9223372036854775807}",
            "property-tightened Pet.name: minimum -9223372036854775808 → minimum -9223372036854775807",
        ),
        // A plain type with a name and the same one where it is used.
        (
            "{$ref: '#/components/schemas/Word'}",
            "{type: string, maxLength: 8}",
            "property-tightened Pet.name: maxLength 9 → maxLength 8",
        ),
    ] {
        let found = changes(SENT, old, new);
        assert!(found.iter().any(|change| change == expected), "{old}: {found:#?}");
    }
}

#[test]
fn alternatives_without_a_type_are_compared() {
    // Both alternatives of text are one type in Rust.
    let text =
        |first: &str, more: &str| format!("{{anyOf: [{{type: string, {first}}}, {{type: integer}}{more}]}}");
    let old = text("maxLength: 9", "");
    let tighter = changes(SENT, &old, &text("maxLength: 8", ""));
    assert_eq!(
        tighter,
        ["property-tightened type PetName: anyOf.string.maxLength 9 → anyOf.string.maxLength 8"]
    );
    // The order of the alternatives does not matter.
    let turned = "{oneOf: [{type: integer}, {type: string, maxLength: 9}]}";
    let found = changes(SENT, &old, turned);
    assert!(found.iter().all(|change| !change.contains("maxLength")), "{found:#?}");
    let needed =
        "{type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, *]}";
    let found =
        changes(SENT, &needed.replace('*', "{required: [b]}"), &needed.replace('*', "{required: [a, b]}"));
    assert_eq!(
        found,
        [r#"property-tightened type PetName: anyOf.any.required ["b"] → anyOf.any.required ["a","b"]"#]
    );
    let found = changes(
        SENT,
        &needed.replace('*', "{required: [b]}"),
        &needed.replace(", *", ", {required: [b]}, {required: [x]}"),
    );
    assert_eq!(found, ["property-constraint-changed type PetName: no anyOf.any → anyOf.any"]);
}

/// The same inline types are one in Rust, which stands at the place of only one of them.
#[test]
fn types_that_were_joined_keep_limits_of_their_own() {
    let operation = |path: &str, pattern: &str| {
        format!(
            "  /{path}: {{post: {{tags: [{path}], operationId: '{path}', responses: {{'204': {{description: Ok.}}}}, \
             requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{mode: {{anyOf: \
             [{{type: string, enum: [a]}}, {{type: string, pattern: {pattern}}}]}}}}}}}}}}}}}}}}\n"
        )
    };
    let document = |one: &str, two: &str| {
        let paths = operation("a", one) + &operation("b", two);
        SENT.replace("components:", &format!("{paths}components:")).replace("name: *", "name: {}")
    };
    for (one, two) in [("y", "x"), ("x", "y")] {
        let report = compare(&model(&document("x", "x")), &model(&document(one, two)), &[]);
        assert!(
            report.text(Detail::Whole).contains("anyOf.string.pattern \"y\""),
            "{}",
            report.text(Detail::Whole)
        );
    }
}

#[test]
fn other_spellings_of_the_same_limits_are_no_change() {
    for (old, new) in [
        ("{type: [string, 'null'], maxLength: 9}", "{anyOf: [{type: 'null'}, {type: string, maxLength: 9}]}"),
        ("{type: string, maxLength: 9}", "{allOf: [{type: string}, {maxLength: 9}]}"),
        (
            "{oneOf: [{type: integer}, {type: string, maxLength: 9}, {type: 'null'}]}",
            "{oneOf: [{type: integer}, {type: 'null'}, {allOf: [{anyOf: [{type: string, maxLength: 9}]}]}]}",
        ),
        ("{type: integer, minimum: 1, exclusiveMinimum: true}", "{type: integer, exclusiveMinimum: 1.0}"),
        ("{type: array, items: {type: string}}", "{type: array, minItems: 0, items: {type: string}}"),
    ] {
        assert_eq!(changes(SENT, old, new), [""; 0], "{old}");
    }
    let found = changes(SENT, "{$ref: '#/components/schemas/Word'}", "{type: string, maxLength: 9}");
    assert!(found.iter().all(|change| !change.contains("maxLength")), "{found:#?}");
}

#[test]
fn a_type_of_its_own_tells_its_limits_once() {
    let inline = "{type: object, minProperties: *, properties: {id: {type: string, maxLength: 4}}}";
    let found = changes(SENT, &inline.replace('*', "1"), &inline.replace('*', "2"));
    assert_eq!(found, ["property-tightened type PetName: minProperties 1 → minProperties 2"]);
    // The same type, where it stands and where it is referred to.
    let found = changes(SENT, &inline.replace('*', "1"), "{$ref: '#/components/schemas/Friend'}");
    assert!(found.iter().all(|change| !change.contains("Properties")), "{found:#?}");
}

#[test]
fn objects_close_and_open() {
    let of = |rest: &str| {
        format!("{{type: object, properties: {{a: {{type: string}}, b: {{type: string}}}}{rest}}}")
    };
    let closed = changes(SENT, &of(""), &of(", additionalProperties: false"));
    assert_eq!(closed, ["object-closed type PetName: no additionalProperties → additionalProperties false"]);
    let found = changes(SENT, &of(""), &of(", dependentRequired: {a: [b]}"));
    assert_eq!(
        found,
        [r#"property-tightened type PetName: no dependentRequired.a → dependentRequired.a ["b"]"#]
    );
}

#[test]
fn bodies_that_are_no_types_have_limits() {
    let list = "{type: array, maxItems: *, items: {type: string}}";
    let sent = SENT.replace("{$ref: '#/components/schemas/Pet'}", list).replace("name: *", "name: {}");
    assert_eq!(
        changes(&sent, "5", "4"),
        ["parameter-tightened `body` of POST /pets: maxItems 5 → maxItems 4"]
    );
    let form = sent.replace("application/json", "application/x-www-form-urlencoded");
    let form = form.replace(list, "{type: object, minProperties: *, properties: {a: {type: string}}}");
    assert_eq!(
        changes(&form, "1", "2"),
        ["parameter-tightened POST /pets: minProperties 1 → minProperties 2"]
    );
    let answer = format!("200': {{description: Ok., content: {{application/json: {{schema: {list}}}}}}}");
    let answered = SENT.replace("204': {description: Ok.}", &answer).replace("name: *", "name: {}");
    assert_eq!(
        changes(&answered, "5", "4"),
        ["answer-tightened answer 200 of POST /pets: maxItems 5 → maxItems 4"]
    );
}

/// Each of these refers to the next one twice.
#[test]
fn references_that_multiply_end() {
    let step = |at: usize| {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", at + 1);
        format!("    S{at}: {{allOf: [{next}, {{anyOf: [{next}, {{allOf: [{next}]}}]}}], maxLength: 9}}\n")
    };
    let steps: String = (0..40).map(step).collect();
    let document =
        format!("{SENT}{steps}    S40: {{maxLength: *}}\n").replace("name: *", "name: {type: string}");
    let found = changes(&document, "8", "7");
    assert!(found.iter().any(|change| change.contains("maxLength 8 → maxLength 7")), "{found:#?}");
}

#[test]
fn references_in_circles_end() {
    let circle = "{type: array, maxItems: *, items: {$ref: '#/components/schemas/Pet/properties/name'}}";
    let found = changes(SENT, &circle.replace('*', "5"), &circle.replace('*', "4"));
    assert!(found.iter().any(|change| change.ends_with(" maxItems 5 → maxItems 4")), "{found:#?}");
}

/// On integers "more than 0" and "at least 1" are one limit, wherever it stands and in whatever way it is written.
#[test]
fn limits_of_integers_know_that_the_values_are_whole() {
    let same = [
        ("type: integer, minimum: 1", "type: integer, exclusiveMinimum: 0"),
        ("type: integer, minimum: 1", "type: integer, minimum: 0, exclusiveMinimum: true"),
        ("type: integer, maximum: 9", "type: integer, exclusiveMaximum: 10"),
        ("type: integer, maximum: -1", "type: integer, maximum: 0, exclusiveMaximum: true"),
        ("type: integer, minimum: 0.5, maximum: 8.5", "type: integer, exclusiveMinimum: 0.5, maximum: 8"),
        ("type: integer, minimum: -1.5", "type: integer, minimum: -1"),
        ("type: integer, maximum: -1.5", "type: integer, maximum: -2"),
        ("type: integer, multipleOf: 1", "type: integer"),
        ("type: integer, multipleOf: 0.5", "type: integer, multipleOf: 0.01"),
        ("type: [integer, 'null'], minimum: 1", "type: [integer, 'null'], exclusiveMinimum: 0"),
        ("allOf: [{type: integer}, {minimum: 1}]", "allOf: [{type: integer}, {exclusiveMinimum: 0}]"),
        ("type: [integer, string], minimum: 1", "type: [integer, string], exclusiveMinimum: 0"),
        (
            "anyOf: [{type: integer, minimum: 1}, {type: string}]",
            "anyOf: [{type: integer, exclusiveMinimum: 0}, {type: string}]",
        ),
        (
            "minimum: 1, anyOf: [{type: integer}, {type: string}]",
            "exclusiveMinimum: 0, anyOf: [{type: integer}, {type: string}]",
        ),
        (
            "type: integer, anyOf: [{minimum: 5}, {maximum: 0}]",
            "type: integer, anyOf: [{exclusiveMinimum: 4}, {exclusiveMaximum: 1}]",
        ),
    ];
    let shapes = [
        "{*}",
        "{type: array, items: {*}}",
        "{type: object, additionalProperties: {*}}",
        "{anyOf: [{type: 'null'}, {type: array, items: {type: array, items: {*}}}]}",
    ];
    for (one, other) in same {
        for (shape, (old, new)) in
            shapes.into_iter().flat_map(|shape| [(one, other), (other, one)].map(|pair| (shape, pair)))
        {
            let found = changes(SENT, &shape.replace('*', old), &shape.replace('*', new));
            assert_eq!(found, [""; 0], "{shape}: {old} → {new}");
        }
    }
    for (old, new, expected) in [
        (
            "type: integer, minimum: 1",
            "type: integer, exclusiveMinimum: 1",
            "property-tightened Pet.name: minimum 1 → exclusiveMinimum 1",
        ),
        (
            "type: integer, exclusiveMinimum: 0.5",
            "type: integer, minimum: 0",
            "property-loosened Pet.name: exclusiveMinimum 0.5 → minimum 0",
        ),
        (
            "type: integer, exclusiveMaximum: 9.5",
            "type: integer, exclusiveMaximum: 9",
            "property-tightened Pet.name: exclusiveMaximum 9.5 → exclusiveMaximum 9",
        ),
        (
            "type: number, minimum: 1",
            "type: number, exclusiveMinimum: 0",
            "property-loosened Pet.name: minimum 1 → exclusiveMinimum 0",
        ),
        (
            "type: number, multipleOf: 1",
            "type: number",
            "property-loosened Pet.name: multipleOf 1 → no multipleOf",
        ),
        (
            "type: integer, multipleOf: 1.5",
            "type: integer",
            "property-loosened Pet.name: multipleOf 1.5 → no multipleOf",
        ),
        (
            "type: [number, string], minimum: 1",
            "type: [number, string], exclusiveMinimum: 0",
            "property-loosened type PetName: minimum 1 → exclusiveMinimum 0",
        ),
        (
            "minimum: 1, anyOf: [{type: number}, {type: string}]",
            "exclusiveMinimum: 0, anyOf: [{type: number}, {type: string}]",
            "property-loosened type PetName: minimum 1 → exclusiveMinimum 0",
        ),
    ] {
        let found = changes(SENT, &format!("{{{old}}}"), &format!("{{{new}}}"));
        assert_eq!(found, [expected], "{old} → {new}");
    }
}
