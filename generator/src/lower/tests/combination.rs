//! Properties of which several schemas speak, whose own properties are of that kind too.

use super::{fields, named, schemas};
use crate::ir::{TypeKind, TypeRef};
use serde_json::{Map, Value, json};

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn both(left: &str, right: &str) -> Value {
    json!({ "allOf": [refer(left), refer(right)] })
}

#[test]
fn the_same_schemas_combine_once() {
    let mut all = Map::new();
    for index in 0..40 {
        for side in ["A", "B"] {
            let next = refer(&format!("{side}{}", index + 1));
            let properties = json!({ "p": next, "q": next, format!("own_{side}"): { "type": "string" } });
            all.insert(format!("{side}{index}"), json!({ "type": "object", "properties": properties }));
        }
    }
    for side in ["A", "B"] {
        all.insert(
            format!("{side}40"),
            json!({ "type": "object", "properties": { side: { "type": "string" } } }),
        );
    }
    all.insert("Root".to_owned(), both("A0", "B0"));
    let (api, codes) = schemas(Value::Object(all));
    assert_eq!(codes, [""; 0]);
    assert_eq!(fields(&api, "Root"), ["p?: box RootP", "q?: box RootP", "own_a?: String", "own_b?: String"]);
    assert_eq!(api.types.len(), 2 * 41 + 1 + 40);
}

#[test]
fn a_combination_may_contain_itself() {
    let of = |name: &str, own: &str| json!({ "type": "object", "properties": { "child": refer(name), own: { "type": "string" } } });
    let (api, codes) = schemas(json!({ "A": of("A", "a"), "B": of("B", "b"), "Both": both("A", "B") }));
    assert_eq!(codes, [""; 0]);
    assert_eq!(fields(&api, "Both"), ["child?: BothChild", "a?: String", "b?: String"]);
    assert_eq!(fields(&api, "BothChild"), ["child?: box BothChild", "a?: String", "b?: String"]);
}

#[test]
fn the_same_schema_twice_is_no_combination() {
    let of =
        |own: &str| json!({ "type": "object", "properties": { "c": refer("C"), own: { "type": "string" } } });
    let c = json!({ "type": "object", "properties": { "x": { "type": "string" } } });
    let (api, _) = schemas(json!({ "A": of("a"), "B": of("b"), "C": c, "Both": both("A", "B") }));
    assert_eq!(fields(&api, "Both"), ["c?: C", "a?: String", "b?: String"]);
}

/// Each of these schemas may be in a combination or not: there are exponentially many.
#[test]
fn combinations_beyond_all_measure_end_with_a_warning() {
    const LENGTH: usize = 40;
    let mut all = Map::new();
    all.insert(
        "S0".to_owned(),
        json!({ "type": "object", "properties": { "a": both("S0", "S1"), "b": refer("S0") } }),
    );
    for index in 1..=LENGTH {
        let next = refer(&format!("S{}", index % LENGTH + 1));
        all.insert(format!("S{index}"), json!({ "type": "object", "properties": { "a": next, "b": next } }));
    }
    let (api, codes) = schemas(Value::Object(all));
    assert!(codes.iter().any(|code| *code == "all-of-combinations"), "{codes:?}");
    assert!(api.types.len() < 6_000, "{}", api.types.len());
    let TypeKind::Struct(first) = &named(&api, "S0").kind else { panic!("no struct") };
    assert!(first.fields.iter().all(|field| matches!(field.ty, TypeRef::Named(_))), "{first:?}");
}
