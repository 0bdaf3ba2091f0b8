//! Published names stay when new items arrive beside them: whole runs, one after the other.

use super::{answer, grow, input, object, run};
use crate::compare::{VersionModel, compare};
use crate::diagnostic::Diagnostics;
use crate::emit::surface;
use crate::input::Input;
use crate::name_lock::NameLock;
use crate::pass::codes::NAME_LOST;
use crate::{generate, generate_versions};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn types_fields_and_values_keep_their_names() {
    let paths = json!({ "/x": { "get": { "operationId": "x", "responses": answer("Root") } } });
    let text = json!({ "type": "string" });
    let root = |more: Value| {
        let mut properties = json!({ "a": { "$ref": "#/components/schemas/foo_bar" }, "some_name": text });
        properties.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        object(&properties)
    };
    let old = json!({
        "Root": root(json!({ "k": { "type": "string", "enum": ["a_b"] } })),
        "foo_bar": object(&json!({ "x": text })),
    });
    let new = json!({
        "Root": root(json!({
            "k": { "type": "string", "enum": ["a_b", "AB"] },
            "b": { "$ref": "#/components/schemas/FooBar" },
            "someName": text,
        })),
        "foo_bar": object(&json!({ "x": text })),
        "FooBar": object(&json!({ "y": { "type": "integer" } })),
    });
    let (gone, unkept) = grow([&paths, &old], [&paths, &new]);
    // A type of one value has a default, one of two has none.
    assert_eq!(gone, ["v1::models::RootK: impl Default"]);
    // Without the lock the newcomers take names, so the test can fail. Of the two values both are called `AB` then.
    assert!(unkept.iter().any(|line| line.contains("FooBar.x")), "{unkept:#?}");
}

#[test]
fn functions_arguments_and_requests_keep_their_names() {
    let parameter = |place: &str, ty: &str| json!({ "name": "max", "in": place, "schema": { "type": ty } });
    let operation = |id: &str, parameters: Value| {
        let responses = json!({ "200": { "description": "ok" } });
        json!({ "operationId": id, "tags": ["t"], "parameters": parameters, "responses": responses })
    };
    let old = json!({ "/x": { "get": operation("getIt", json!([parameter("header", "string")])) } });
    let new = json!({
        "/x": { "get": operation("getIt", json!([parameter("query", "integer"), parameter("header", "string")])) },
        "/y": { "get": operation("get_it", json!([])) },
        "/a": { "get": operation("get it", json!([])) },
    });
    let (gone, unkept) = grow([&old, &json!({})], [&new, &json!({})]);
    assert_eq!(gone, [""; 0]);
    assert!(unkept.iter().any(|line| line.contains("::max(self")), "{unkept:#?}");
}

#[test]
fn a_new_version_begins_with_the_names_of_the_one_before() {
    let text = json!({ "type": "string" });
    let paths = json!({ "/x": { "get": { "operationId": "x", "responses": answer("Root") } } });
    let old = json!({ "Root": object(&json!({ "some_name": text })) });
    let new = json!({ "Root": object(&json!({ "someName": text, "some_name": text })) });
    let empty = || Some(NameLock::default());
    let outputs = generate_versions(
        &[input("v1", &paths, &old, empty()), input("v2", &paths, &new, empty())],
        &BTreeMap::new(),
    );
    let lines = surface(&outputs[1].files);
    assert!(lines.contains("v2::models::Root.some_name: "), "{lines}");
    assert!(outputs[1].names.as_ref().unwrap().render().contains("field of Root\tsome_name\t\tsome_name\n"));
}

#[test]
fn a_name_that_cannot_be_kept_is_a_warning() {
    let paths = json!({ "/x": { "get": { "operationId": "x", "responses": answer("Root") } } });
    let schemas = json!({ "Root": object(&json!({ "a": { "type": "string" } })) });
    let names = NameLock::parse("field of Root\ta\t\tself\n").unwrap();
    let (_, _, output) = run(&paths, &schemas, names);
    let said: Vec<_> = output.diagnostics.iter().filter(|one| one.code == NAME_LOST).collect();
    assert_eq!(said.len(), 1);
    assert!(
        said[0].message.contains("`self`, the published name of `a` (field of Root)"),
        "{}",
        said[0].message
    );
}

/// The signature of a function in the lines of a surface, without the types.
fn signature(lines: &[String], function: &str) -> String {
    let line = lines.iter().find(|line| line.contains(&format!("{function}("))).unwrap();
    let arguments =
        line.split_once('(').unwrap().1.split(": ").map(|part| part.rsplit([' ', '(']).next().unwrap());
    let arguments: Vec<_> = arguments.collect();
    arguments[..arguments.len() - 1].join(", ")
}

fn parameters(path: &str, names: &[&str]) -> Value {
    let parameter = |name: &&str| {
        let place = if path.contains(&format!("{{{name}}}")) { "path" } else { "query" };
        json!({ "name": name, "in": place, "required": true, "schema": { "type": "string" } })
    };
    let parameters: Vec<_> = names.iter().map(parameter).collect();
    let operation = json!({ "operationId": "call", "parameters": parameters, "responses": { "200": { "description": "ok" } } });
    json!({ path: { "post": operation } })
}

#[test]
fn arguments_of_a_function_keep_their_order() {
    let old = parameters("/{id}", &["id", "name", "city"]);
    let (_, names, _) = run(&old, &json!({}), NameLock::default());
    let ordered = |new: &Value| {
        let (kept, again, _) = run(new, &json!({}), names.clone());
        assert_eq!(run(new, &json!({}), again).0, kept, "a second run changes nothing");
        let (unkept, ..) = run(new, &json!({}), NameLock::default());
        [signature(&kept, "call"), signature(&unkept, "call")]
    };
    let other = parameters("/{id}", &["id", "city", "name"]);
    assert_eq!(ordered(&other), ["id, name, city", "id, city, name"]);
    let more = parameters("/{id}", &["id", "area", "city", "name"]);
    assert_eq!(ordered(&more), ["id, name, city, area", "id, area, city, name"]);
    // What stands in the path stands in one place there, whatever its name is.
    let renamed = parameters("/{key}", &["key", "city", "name"]);
    assert_eq!(ordered(&renamed), ["key, name, city", "key, city, name"]);
    let fewer = parameters("/{id}", &["id", "area", "city"]);
    assert_eq!(ordered(&fewer), ["id, city, area", "id, area, city"]);
}

#[test]
fn what_is_added_to_the_parameters_comes_after_the_body() {
    let with_body = |properties: &[&str], parameters: &Value| {
        let text = json!({ "type": "string" });
        let members: Value = properties.iter().map(|name| ((*name).to_owned(), text.clone())).collect();
        let schema = json!({ "type": "object", "properties": members, "required": properties });
        let body = json!({ "required": true, "content": { "multipart/form-data": { "schema": schema } } });
        let mut paths = parameters.clone();
        let path = paths.as_object_mut().unwrap().values_mut().next().unwrap();
        path["post"]["requestBody"] = body;
        paths
    };
    let old = with_body(&["a", "b"], &parameters("/{id}", &["id"]));
    let new = with_body(&["b", "a"], &parameters("/{id}", &["id", "q"]));
    let (_, names, _) = run(&old, &json!({}), NameLock::default());
    let (kept, names, _) = run(&new, &json!({}), names);
    assert_eq!(signature(&kept, "call"), "id, a, b, q");
    assert!(names.render().contains("argument of default::call\tq\tquery\tq\t4\n"), "{}", names.render());
}

#[test]
fn arguments_of_a_constructor_keep_their_order() {
    let pets = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Pet" } });
    let body = json!({ "required": true, "content": { "application/json": { "schema": pets } } });
    let paths = json!({ "/x": { "post": {
        "operationId": "x", "requestBody": body, "responses": { "200": { "description": "ok" } } } } });
    let pet = |names: &[&str]| {
        let properties: Value =
            names.iter().map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
        json!({ "Pet": { "type": "object", "properties": properties, "required": names } })
    };
    let (_, names, _) = run(&paths, &pet(&["name", "city"]), NameLock::default());
    let new = pet(&["area", "city", "name"]);
    assert_eq!(signature(&run(&paths, &new, names).0, "Pet::new"), "name, city, area");
    assert_eq!(signature(&run(&paths, &new, NameLock::default()).0, "Pet::new"), "area, city, name");
}

#[test]
fn a_new_version_begins_with_the_order_of_the_one_before() {
    let (old, new) = (parameters("/x", &["name", "city"]), parameters("/x", &["area", "city", "name"]));
    let empty = || Some(NameLock::default());
    let inputs = [input("v1", &old, &json!({}), empty()), input("v2", &new, &json!({}), empty())];
    let outputs = generate_versions(&inputs, &BTreeMap::new());
    let lines: Vec<_> = surface(&outputs[1].files).lines().map(str::to_owned).collect();
    assert_eq!(signature(&lines, "call"), "name, city, area");

    // A comparison reports another order only where no name lock keeps it.
    let reordered = parameters("/x", &["city", "name"]);
    let is_reported = |names: &dyn Fn() -> Option<NameLock>| {
        let model = |paths: &Value, before: Option<&VersionModel>| {
            VersionModel::read(
                "v",
                &input("v1", paths, &json!({}), names()),
                before,
                &mut Diagnostics::default(),
            )
            .unwrap()
        };
        let old = model(&old, None);
        let report = compare(&old, &model(&reordered, Some(&old)), &[]);
        report.changes().iter().any(|change| change.rule.id == "arguments-reordered")
    };
    assert_eq!((is_reported(&empty), is_reported(&|| None)), (false, true));
}

#[test]
fn the_name_of_an_error_code_that_is_gone_is_not_given_to_another_one() {
    let version = |module: &str, codes: Value| {
        let mut input = input(module, &json!({}), &json!({}), Some(NameLock::default()));
        let mut document: Value = serde_json::from_str(&input.sources[0].text).unwrap();
        document["x-graph-error-codes"] = codes;
        input.sources[0].text = document.to_string();
        input
    };
    let old = version("v1", json!({ "LIMIT": { "code": 4, "description": "Limit" } }));
    let new = version("v2", json!({ "LIMIT": { "code": 5, "description": "Another limit" } }));
    let outputs = generate_versions(&[old, new.clone()], &BTreeMap::new());
    let shared = surface(&outputs[1].files);
    assert!(shared.contains("ErrorCode::LIMIT: Self = Self::new(4)\n"), "{shared}");
    assert!(shared.contains("ErrorCode::LIMIT_2: Self = Self::new(5)\n"), "{shared}");
    // On the day on which the older version goes, callers of the newer one keep what they have.
    let names = outputs[1].names.clone();
    let alone = surface(&generate(&Input { names, ..new }).files);
    assert!(alone.contains("ErrorCode::LIMIT_2: Self = Self::new(5)\n"), "{alone}");
    assert!(!alone.contains("ErrorCode::LIMIT:"), "{alone}");
}

fn tagged(tag: &str, id: &str) -> Value {
    json!({ "operationId": id, "tags": [tag], "responses": { "204": { "description": "ok" } } })
}

#[test]
fn a_short_function_stays_when_another_wants_its_name() {
    let old = json!({ "/users/{id}": { "get": tagged("users", "getUser") } });
    let mut new = old.clone();
    new["/everybody"] = json!({ "get": tagged("users", "getUsers") });
    let (gone, unkept) = grow([&old, &json!({})], [&new, &json!({})]);
    assert_eq!(gone, [""; 0]);
    assert!(unkept.iter().any(|line| line.starts_with("v1::users::get(")), "{unkept:#?}");
}

#[test]
fn a_module_stays_when_not_all_tags_begin_with_the_version() {
    let old = json!({ "/a": { "get": tagged("v1.users", "a") }, "/b": { "get": tagged("v1.roles", "b") } });
    let mut new = old.clone();
    new["/c"] = json!({ "get": tagged("v2.users", "c") });
    new["/d"] = json!({ "get": tagged("v1.users", "d") });
    let (gone, unkept) = grow([&old, &json!({})], [&new, &json!({})]);
    assert_eq!(gone, [""; 0]);
    assert!(unkept.iter().any(|line| line.starts_with("v1::users::a(")), "{unkept:#?}");
    let (_, names, _) = run(&old, &json!({}), NameLock::default());
    let (lines, ..) = run(&new, &json!({}), names);
    assert!(lines.iter().any(|line| line.starts_with("v1::users::d(")), "new ones go where the others are");
}

#[test]
fn an_operation_without_a_tag_stays_where_it_was_when_others_join_it() {
    let operation = |id: &str| json!({ "operationId": id, "responses": { "204": { "description": "ok" } } });
    let old = json!({ "/ping": { "get": operation("ping") } });
    let new = json!({ "/ping": { "get": operation("ping"), "post": operation("pingOthers") } });
    let (gone, unkept) = grow([&old, &json!({})], [&new, &json!({})]);
    assert_eq!(gone, [""; 0]);
    assert!(unkept.iter().any(|line| line.starts_with("v1::default::ping(")), "{unkept:#?}");
}

#[test]
fn operations_stay_in_the_module_for_those_without_a_tag() {
    let operation = json!({ "operationId": "listToys", "responses": { "204": { "description": "ok" } } });
    let paths = json!({ "/toys": { "get": operation } });
    let names = NameLock::parse("function of default\tlistToys\tGET /toys\tlist_toys\n").unwrap();
    let (lines, ..) = run(&paths, &json!({}), names);
    assert!(lines.iter().any(|line| line.starts_with("v1::default::list_toys(")), "{lines:#?}");
    let (lines, ..) = run(&paths, &json!({}), NameLock::default());
    assert!(lines.iter().any(|line| line.starts_with("v1::toys::list(")), "{lines:#?}");
}

#[test]
fn a_lock_of_other_words_and_longer_names_is_kept() {
    let paths = json!({ "/users": { "get": tagged("oAuth2", "listOAuth2") } });
    let names = NameLock::parse("function of o_auth2\tlistOAuth2\tGET /users\tlist_o_auth2\n").unwrap();
    let (lines, ..) = run(&paths, &json!({}), names);
    assert!(lines.iter().any(|line| line.starts_with("v1::o_auth2::list_o_auth2(")), "{lines:#?}");
    let (lines, ..) = run(&paths, &json!({}), NameLock::default());
    assert!(lines.iter().any(|line| line.starts_with("v1::oauth2::list(")), "{lines:#?}");
}
