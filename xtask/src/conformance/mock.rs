//! The document as the mock server gets it.
//!
//! Prism leaves the path of the server aside when it looks for an operation, and the client sends it. So the path of
//! the server goes into the paths of the document. It needs an answer to give, which OpenAPI 3.1 need not name. It
//! gives up on answers that are large, for which it gets an example. And it does not know that `format: uint32` has no
//! value below zero.

use graph_generator::document::grammar::{is_method, methods};
use graph_generator::pointer::Pointer;
use graph_generator::sample::{Direction, Sampler};
use serde_json::{Map, Value, json};

/// An object of the document.
type Object = Map<String, Value>;

/// Moves the path of the server into the paths.
pub(super) fn with_server_paths(mut document: Value) -> Value {
    let shared = prefix(document.get("servers"));
    let Some(members) = document.as_object_mut() else { return document };
    let paths = members.remove("paths");
    let mut moved = Object::new();
    for (path, item) in paths.as_ref().and_then(Value::as_object).into_iter().flatten() {
        let own = item.get("servers").map(|servers| prefix(Some(servers)));
        let before = own.as_ref().unwrap_or(&shared);
        let Some(item) = item.as_object() else { continue };
        let has_own =
            |member: &Value| member.get("servers").is_some_and(|list| list != &Value::Array(Vec::new()));
        let mut common = item.clone();
        common.remove("servers");
        for method in methods() {
            if item.get(method).is_some_and(has_own) {
                let operation = common.remove(method);
                let before = prefix(operation.as_ref().and_then(|operation| operation.get("servers")));
                add(&mut moved, &joined(&before, path), &common, Some((method, operation)));
            }
        }
        add(&mut moved, &joined(before, path), &common, None);
    }
    moved.values_mut().for_each(supply_answers);
    members.insert("paths".to_owned(), Value::Object(moved));
    members.remove("servers");
    document
}

/// Takes out the parameters that OpenAPI ignores, since it has other keywords for what they say: Prism asks for them.
///
/// Source: the OpenAPI Specification 3.0.4, Parameter Object, "Common Fixed Fields", `name`.
pub(super) fn without_ignored_headers(mut document: Value) -> Value {
    let components = document.pointer("/components/parameters").and_then(Value::as_object);
    let ignored = components.into_iter().flatten().filter(|(_, parameter)| is_ignored(parameter));
    let ignored: Vec<Value> =
        ignored.map(|(name, _)| json!({"$ref": format!("#/components/parameters/{name}")})).collect();
    for item in document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        // Those of the path, and those of each operation.
        let members = item.as_object_mut().into_iter().flatten();
        let lists = members.filter_map(|(key, member)| match key.as_str() {
            "parameters" => Some(member),
            _ => member.get_mut("parameters"),
        });
        for list in lists.filter_map(Value::as_array_mut) {
            list.retain(|parameter| !is_ignored(parameter) && !ignored.contains(parameter));
        }
    }
    document
}

/// Makes of each scheme of the header `Authorization` that Prism does not know a key in that header.
pub(super) fn with_known_schemes(mut document: Value) -> Value {
    let schemes = document.pointer_mut("/components/securitySchemes").and_then(Value::as_object_mut);
    for scheme in schemes.into_iter().flat_map(Map::values_mut) {
        let name = scheme.get("scheme").and_then(Value::as_str).unwrap_or_default();
        let is_known = ["basic", "bearer", "digest"].iter().any(|known| known.eq_ignore_ascii_case(name));
        if scheme.get("type").is_some_and(|kind| kind == "http") && !is_known {
            *scheme = json!({"type": "apiKey", "in": "header", "name": "Authorization"});
        }
    }
    document
}

fn is_ignored(parameter: &Value) -> bool {
    let text =
        |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    text("in") == "header" && ["accept", "authorization", "content-type"].contains(&text("name").as_str())
}

/// Says of each integer whose format has no sign that it is not below zero.
pub(super) fn with_signs(mut node: Value) -> Value {
    visit(&mut node);
    node
}

fn visit(node: &mut Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(visit),
        Value::Object(members) => {
            let format = members.get("format").and_then(Value::as_str);
            let has_no_sign = format.is_some_and(|format| format.starts_with("uint"));
            if has_no_sign && !members.contains_key("minimum") && !members.contains_key("exclusiveMinimum") {
                members.insert("minimum".to_owned(), json!(0));
            }
            members.values_mut().for_each(visit);
        }
        _ => {}
    }
}

/// Adds an example of the answer to each of these operations, given by method and path.
pub(super) fn with_answers(mut document: Value, operations: &[(String, String)]) -> Value {
    for (method, path) in operations {
        let at = Pointer::root().child("paths").child(path).child(method.to_lowercase());
        let answer = Sampler::new(&document, Direction::Answer).answer(&at);
        if let Some((media, sample)) = answer
            && let Some(Value::Object(media)) = document.pointer_mut(media.as_str())
        {
            media.insert("example".to_owned(), sample);
        }
    }
    document
}

/// Gives an answer to the operations of a path that name none.
fn supply_answers(item: &mut Value) {
    for method in methods() {
        let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else { continue };
        if operation.get("responses").and_then(Value::as_object).is_none_or(Object::is_empty) {
            operation.insert("responses".to_owned(), json!({"200": {"description": "None is named."}}));
        }
    }
}

/// Adds the operations of a path: one, with what it shares with the others, or all.
fn add(paths: &mut Object, path: &str, item: &Object, only: Option<(&str, Option<Value>)>) {
    let place = paths.entry(path).or_insert_with(|| Value::Object(Object::new()));
    let Some(place) = place.as_object_mut() else { return };
    for (key, value) in item {
        if only.is_none() || !is_method(key) {
            place.entry(key).or_insert_with(|| value.clone());
        }
    }
    if let Some((method, Some(mut operation))) = only {
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("servers");
        }
        place.insert(method.to_owned(), operation);
    }
}

/// The path of the first server, without a slash at its end.
fn prefix(servers: Option<&Value>) -> String {
    let Some(server) = servers.and_then(|servers| servers.get(0)) else { return String::new() };
    let mut url = server.get("url").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten() {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => &url,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
    format!("{slash}{path}")
}

/// The path after that of the server. A server with parameters and the path `/` is one URL, without a slash at its end.
fn joined(prefix: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or(path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    if path == "/" && prefix.contains('{') { prefix.to_owned() } else { format!("{prefix}{slash}{path}") }
}

#[cfg(test)]
mod tests {
    use super::{with_answers, with_known_schemes, with_server_paths, with_signs, without_ignored_headers};
    use serde_json::json;

    #[test]
    fn headers_that_openapi_ignores_are_taken_out() {
        let header = |name: &str| json!({"in": "header", "name": name, "required": true});
        let reference = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
        let document = |own: serde_json::Value, shared: serde_json::Value| {
            json!({"paths": {"/a": {"parameters": shared, "get": {"parameters": own}}},
                "components": {"parameters": {"media": header("Content-Type"), "key": header("X-Key")}}})
        };
        let query = json!({"in": "query", "name": "accept"});
        let before = document(
            json!([header("Accept"), query, reference("media"), reference("key")]),
            json!([header("authorization"), header("etag")]),
        );
        let after = document(json!([query, reference("key")]), json!([header("etag")]));
        assert_eq!(without_ignored_headers(before), after);
    }

    #[test]
    fn unknown_schemes_are_keys_in_their_header() {
        let document = |own: serde_json::Value| {
            let bearer = json!({"type": "http", "scheme": "Bearer"});
            json!({"components": {"securitySchemes": {"own": own, "bearer": bearer}}})
        };
        let key = json!({"type": "apiKey", "in": "header", "name": "Authorization"});
        let other = json!({"type": "http", "scheme": "OAuth"});
        assert_eq!(with_known_schemes(document(other)), document(key));
    }

    #[test]
    fn the_path_of_the_server_goes_into_the_paths() {
        let document = json!({
            "servers": [{"url": "https://{host}/{v}/", "variables": {"v": {"default": "v1"}}}],
            "paths": {
                "/a": {"parameters": [], "get": {"responses": {"204": {}}}, "put": {"servers": [{"url": "/v2"}]}},
                "/": {"servers": [{"url": "https://a.b/{id}/files"}], "get": {"responses": {}}}}});
        let supplied = json!({"responses": {"200": {"description": "None is named."}}});
        let paths = json!({
            "/v1/a": {"parameters": [], "get": {"responses": {"204": {}}}},
            "/v2/a": {"parameters": [], "put": supplied},
            "/{id}/files": {"get": supplied}});
        assert_eq!(with_server_paths(document), json!({"paths": paths}));
    }

    #[test]
    fn integers_without_a_sign_are_not_below_zero() {
        let document =
            json!({"a": [{"format": "uint64"}, {"format": "uint", "minimum": 3}, {"format": "int32"}]});
        let expected = json!({"a": [
            {"format": "uint64", "minimum": 0}, {"format": "uint", "minimum": 3}, {"format": "int32"}]});
        assert_eq!(with_signs(document), expected);
    }

    #[test]
    fn an_answer_gets_an_example_where_it_has_none() {
        let answer = |media: serde_json::Value| json!({"paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": media}}}}}}});
        let schema = json!({"type": "object", "properties": {
            "id": {"type": "integer", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}}});
        let operations = [("GET".to_owned(), "/a".to_owned())];
        assert_eq!(
            with_answers(answer(json!({"schema": schema})), &operations),
            answer(json!({"schema": schema, "example": {"id": 1}}))
        );
        let any = |media: serde_json::Value| json!({"paths": {"/a": {"get": {"responses": {"default": {"content": {"*/*": media}}}}}}});
        let supplied = any(json!({"schema": {}, "example": "body"}));
        assert_eq!(with_answers(any(json!({"schema": {}})), &operations), supplied);
        let given = answer(json!({"schema": schema, "example": 1}));
        assert_eq!(with_answers(given.clone(), &operations), given);
    }
}
