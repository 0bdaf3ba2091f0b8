//! What is one type although it stands in several places, and its name when that changes: whole runs.

use super::{answer, grow, input, object, run};
use crate::diagnostic::SourceId;
use crate::document::{DocumentInput, SourceFile, locate_diagnostics};
use crate::lower::codes::COMPONENT_CLASH;
use crate::name_lock::NameLock;
use crate::{Output, generate};
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
    for (old, new) in [(inner("string"), inner("integer")), (nested("string"), nested("integer"))] {
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
fn a_shared_enum_that_grows_in_one_place_stays_one_type() {
    let values = |values: &[&str]| json!({ "type": "string", "enum": values });
    let variants = |lines: &[String]| -> Vec<String> {
        lines.iter().filter_map(|line| Some(line.split_once("::models::Filter::")?.1.to_owned())).collect()
    };
    let (before, names, _) =
        run(&filters(&values(&["a", "b"]), &values(&["a", "b"])), &json!({}), NameLock::default());
    assert_eq!(variants(&before).len(), 3, "{before:#?}");
    for (first, second) in [(&["a", "b"][..], &["a", "c", "b"][..]), (&["a", "b", "d"], &["b", "c", "a"])] {
        let changed = filters(&values(first), &values(second));
        let (after, kept, output) = run(&changed, &json!({}), names.clone());
        let gone: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
        assert!(gone.is_empty(), "{gone:#?}");
        let is_enum = |line: &&String| line.ends_with("Filter: enum");
        assert_eq!(after.iter().filter(is_enum).count(), 1, "{after:#?}");
        assert!(variants(&after).contains(&"C".to_owned()), "{after:#?}");
        // Each place that has not all of them says which it has.
        for list in [first, second] {
            let own: Vec<_> = list.iter().map(|value| format!("`{value}`")).collect();
            let said = format!("The documented values of this place are {}.", own.join(", "));
            let is_short = list.len() < variants(&after).len() - 1;
            assert_eq!(output.files.values().any(|text| text.contains(&said)), is_short, "{said}");
        }
        let (again, ..) = run(&changed, &json!({}), kept);
        assert_eq!(again, after);
    }
    // What has nothing in common is another type.
    let (after, ..) = run(&filters(&values(&["a", "b"]), &values(&["x", "y"])), &json!({}), names);
    assert!(!variants(&after).contains(&"X".to_owned()), "{after:#?}");
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

/// Two documents that each answer with a component of this name.
fn two_documents(first: &Value, second: &Value, names: NameLock) -> (Vec<String>, Output, Vec<SourceFile>) {
    let of = |id: &str, schema: &Value| {
        let paths =
            json!({ format!("/{id}"): { "get": { "operationId": id, "responses": answer("Persona") } } });
        input("v1", &paths, &json!({ "Persona": schema }), Some(names.clone()))
    };
    let (mut both, other) = (of("one", first), of("two", second));
    both.sources.push(SourceFile { path: "b.json".to_owned(), text: other.sources[0].text.clone() });
    both.documents.push(DocumentInput {
        name: "b".to_owned(),
        file: SourceId(1),
        ..other.documents[0].clone()
    });
    let output = generate(&both);
    assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
    let lines = crate::emit::surface(&output.files).lines().map(str::to_owned).collect();
    (lines, output, both.sources)
}

#[test]
fn of_a_component_of_two_documents_the_unchanged_one_keeps_the_name() {
    let old = object(&json!({ "id": { "type": "string" } }));
    let new = object(&json!({ "id": { "type": "string" }, "at": { "type": "integer" } }));
    let (_, before, _) = two_documents(&old, &old, NameLock::default());
    let names = before.names.unwrap();
    let fields = |lines: &[String], name: &str| {
        lines.iter().filter(|line| line.starts_with(&format!("v1::models::{name}."))).count()
    };
    for (first, second) in [(&old, &new), (&new, &old)] {
        let (lines, ..) = two_documents(first, second, names.clone());
        assert_eq!((fields(&lines, "Persona"), fields(&lines, "Persona2")), (1, 2), "{lines:#?}");
    }
    let (lines, ..) = two_documents(&new, &new, names);
    assert_eq!((fields(&lines, "Persona"), fields(&lines, "Persona2")), (2, 0), "{lines:#?}");
}

#[test]
fn two_schemas_of_one_name_are_told_with_their_differences() {
    let text = || json!({ "type": "string" });
    let first = object(
        &json!({ "id": text(), "name": text(), "a": text(), "kind": { "type": "string", "enum": ["x"] } }),
    );
    let mut second = object(
        &json!({ "id": text(), "name": { "type": "integer" }, "kind": { "type": "string", "enum": ["y"] },
        "b": text(), "c": text() }),
    );
    second["required"] = json!(["id"]);
    let difference = |first: &Value, second: &Value| {
        let (_, output, sources) = two_documents(first, second, NameLock::default());
        let found: Vec<_> = output.diagnostics.iter().filter(|one| one.code == COMPONENT_CLASH).collect();
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let place = locate_diagnostics([*found], &sources).remove(0);
        assert_eq!((place.file, place.related.unwrap().file), (Some("b.json"), "a.json"));
        assert!(found.hint.as_ref().unwrap().contains("`names = { Persona = \"...\" }`"), "{found:?}");
        found.message.rsplit_once("under another name: ").unwrap().1.to_owned()
    };
    assert_eq!(
        difference(&first, &second),
        "only here: `b`, `c`; only there: `a`; of another type: `kind`, `name`; required in one only: `id`"
    );
    let values = |values: &[&str]| json!({ "type": "string", "enum": values });
    assert_eq!(
        difference(&values(&["a"]), &values(&["a", "1", "2", "3", "4", "5", "6"])),
        "only here: `1`, `2`, `3`, `4`, `5` and 1 more"
    );
    assert_eq!(difference(&values(&["a"]), &first), "an object here, an enum there");
    let tagged = |tag: &str| json!({ "oneOf": [object(&json!({ tag: text() })), { "type": "integer" }] });
    assert_eq!(difference(&tagged("a"), &tagged("b")), "they differ inside");
}
