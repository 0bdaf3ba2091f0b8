//! What is one type although it stands in several places, and how it is called when that changes: whole runs.

use super::kept::{answer, grow, object, run};
use crate::name_lock::NameLock;
use serde_json::{Value, json};

#[test]
fn a_shared_type_keeps_its_name_when_another_place_joins() {
    let filter = object(&json!({ "from": { "type": "string" } }));
    let operation = |filter: &Value| {
        let body =
            json!({ "content": { "application/json": { "schema": object(&json!({ "filter": filter })) } } });
        json!({ "requestBody": body, "responses": { "200": { "description": "ok" } } })
    };
    let old = json!({ "/long/path": { "post": operation(&filter) } });
    let mut new = old.clone();
    new["/a"] = json!({ "post": operation(&filter) });
    let (gone, unkept) = grow([&old, &json!({})], [&new, &json!({})]);
    assert_eq!(gone, [""; 0]);
    assert!(unkept.iter().any(|line| line.contains("Filter: struct")), "{unkept:#?}");
}

/// Two operations that send objects with `filter` in them.
fn filters(first: &Value, second: &Value) -> Value {
    let operation = |filter: &Value| {
        let schema = object(&json!({ "filter": filter }));
        let body = json!({ "content": { "application/json": { "schema": schema } } });
        json!({ "post": { "requestBody": body, "responses": { "200": { "description": "ok" } } } })
    };
    json!({ "/a": operation(first), "/b": operation(second) })
}

#[test]
fn of_a_shared_type_the_unchanged_use_keeps_the_name() {
    let inner = |ty: &str| object(&json!({ "from": { "type": ty } }));
    let nested =
        |ty: &str| object(&json!({ "range": inner(ty), "kind": { "type": "string", "enum": ["a", "b"] } }));
    for (old, new) in [
        (inner("string"), inner("integer")),
        (nested("string"), nested("integer")),
        (json!({ "type": "string", "enum": ["a"] }), json!({ "type": "string", "enum": ["a", "b"] })),
    ] {
        let (before, names, _) = run(&filters(&old, &old), &json!({}), NameLock::default());
        let filter = |lines: &[String]| -> Vec<String> {
            let is_member = |line: &&String| line.contains("::models::Filter") && !line.contains("Filter: ");
            lines.iter().filter(is_member).cloned().collect()
        };
        assert!(!filter(&before).is_empty(), "{before:?}");
        for changed in [filters(&old, &new), filters(&new, &old)] {
            let (after, names, _) = run(&changed, &json!({}), names.clone());
            assert_eq!(filter(&after), filter(&before));
            let (again, ..) = run(&changed, &json!({}), names);
            assert_eq!(again, after);
        }
        // Where all uses changed alike, it is the same type still.
        let (after, ..) = run(&filters(&new, &new), &json!({}), names);
        let is_filter = |line: &&String| line.ends_with("Filter: struct") || line.ends_with("Filter: enum");
        assert_eq!(after.iter().filter(is_filter).count(), 1, "{after:#?}");
    }
}

#[test]
fn two_published_types_stay_apart_when_they_become_alike() {
    let place = |field: &str| object(&json!({ "filter": object(&json!({ field: { "type": "string" } })) }));
    let root = |a: &str, b: &str| {
        json!({ "A": place(a), "B": place(b), "Root": object(&json!({
        "a": { "$ref": "#/components/schemas/A" }, "b": { "$ref": "#/components/schemas/B" },
    })) })
    };
    let paths = json!({ "/x": { "get": { "operationId": "x", "responses": answer("Root") } } });
    let (before, names, _) = run(&paths, &root("from", "to"), NameLock::default());
    let (after, ..) = run(&paths, &root("from", "from"), names);
    let names =
        |lines: &[String]| lines.iter().filter(|line| line.contains("Filter: struct")).cloned().collect();
    let (before, after): (Vec<_>, Vec<_>) = (names(&before), names(&after));
    assert_eq!((before.len(), &before), (2, &after));
}

#[test]
fn the_order_of_values_and_of_members_makes_no_other_type() {
    let values = |values: &[&str]| json!({ "type": "string", "enum": values });
    let members = |names: &[&str]| {
        let member = |name: &&str| {
            let id = object(&json!({ (*name): { "type": "string" } }));
            ((*name).to_owned(), id)
        };
        let properties: Value = names.iter().map(member).collect();
        json!({ "type": "object", "properties": properties, "required": names })
    };
    let types = |first: &Value, second: &Value| {
        let (lines, ..) = run(&filters(first, second), &json!({}), NameLock::default());
        let is_filter = |line: &&String| line.ends_with("Filter: struct") || line.ends_with("Filter: enum");
        (lines.iter().filter(is_filter).count(), lines)
    };
    assert_eq!(types(&values(&["b", "a"]), &values(&["a", "b"])).0, 1);
    assert_eq!(types(&values(&["b", "a"]), &values(&["a", "c"])).0, 2);
    let (count, lines) = types(&members(&["y", "x"]), &members(&["x", "y"]));
    assert_eq!(count, 1);
    // The order is that of the first place.
    assert!(lines.iter().any(|line| line.contains("Filter::new(y: FilterY, x: FilterX)")), "{lines:#?}");
}
