//! The document as the mock server gets it.
//!
//! Prism leaves the path of the server aside when it looks for an operation, and the client sends it. So the path of the
//! server goes into the paths of the document; nothing else changes.

use serde_json::{Map, Value};

/// An object of the document.
type Object = Map<String, Value>;

/// The keys of a path that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

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
        for method in METHODS {
            if item.get(method).is_some_and(has_own) {
                let operation = common.remove(method);
                let before = prefix(operation.as_ref().and_then(|operation| operation.get("servers")));
                add(&mut moved, &joined(&before, path), &common, Some((method, operation)));
            }
        }
        add(&mut moved, &joined(before, path), &common, None);
    }
    members.insert("paths".to_owned(), Value::Object(moved));
    members.remove("servers");
    document
}

/// Adds the operations of a path: one, with what it shares with the others, or all.
fn add(paths: &mut Object, path: &str, item: &Object, only: Option<(&str, Option<Value>)>) {
    let place = paths.entry(path).or_insert_with(|| Value::Object(Object::new()));
    let Some(place) = place.as_object_mut() else { return };
    for (key, value) in item {
        if only.is_none() || !METHODS.contains(&key.as_str()) {
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
    use super::with_server_paths;
    use serde_json::json;

    #[test]
    fn the_path_of_the_server_goes_into_the_paths() {
        let document = json!({
            "servers": [{"url": "https://{host}/{v}/", "variables": {"v": {"default": "v1"}}}],
            "paths": {
                "/a": {"parameters": [], "get": {"x": 1}, "put": {"servers": [{"url": "/v2"}]}},
                "/": {"servers": [{"url": "https://a.b/{id}/files"}], "get": {}}}});
        let paths = json!({
            "/v1/a": {"parameters": [], "get": {"x": 1}},
            "/v2/a": {"parameters": [], "put": {}},
            "/{id}/files": {"get": {}}});
        assert_eq!(with_server_paths(document), json!({"paths": paths}));
    }
}
