//! Lists in forms: Prism reads one only where the document says how it is written, even if that is the usual way.

use serde_json::{Map, Value, json};

/// The media types of forms.
const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];
/// How many references and `allOf` may follow each other.
const DEPTH: usize = 16;

/// Says of each list of a form that its items are pairs, or parts, of the same name, where the document does not say
/// how it is written: that is what OpenAPI says of lists in forms.
pub(super) fn with_list_encodings(mut document: Value) -> Value {
    let whole = document.clone();
    visit(&mut document, &whole);
    document
}

fn visit(node: &mut Value, document: &Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, document)),
        Value::Object(members) => {
            for (key, value) in members {
                if FORMS.contains(&key.as_str()) {
                    supply(value, document);
                } else {
                    visit(value, document);
                }
            }
        }
        _ => {}
    }
}

/// Adds the encodings to a media type.
fn supply(media: &mut Value, document: &Value) {
    let Some(media) = media.as_object_mut() else { return };
    let mut lists = Vec::new();
    if let Some(schema) = media.get("schema") {
        collect(schema, document, &mut lists, 0);
    }
    if lists.is_empty() {
        return;
    }
    let encodings = media.entry("encoding").or_insert_with(|| Value::Object(Map::new()));
    for name in lists {
        if let Some(encodings) = encodings.as_object_mut() {
            encodings.entry(name).or_insert_with(|| json!({"style": "form", "explode": true}));
        }
    }
}

/// The properties that are lists.
fn collect(schema: &Value, document: &Value, lists: &mut Vec<String>, depth: usize) {
    let Some(schema) = resolved(schema, document).filter(|_| depth < DEPTH) else { return };
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let kind = resolved(property, document).and_then(|property| property.get("type"));
        let is_list = match kind {
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "array"),
            kind => kind.is_some_and(|kind| kind == "array"),
        };
        if is_list {
            lists.push(name.clone());
        }
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        collect(part, document, lists, depth + 1);
    }
}

fn resolved<'d>(mut schema: &'d Value, document: &'d Value) -> Option<&'d Value> {
    for _ in 0..DEPTH {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return Some(schema) };
        schema = document.pointer(reference.strip_prefix('#')?)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::with_list_encodings;
    use serde_json::json;

    #[test]
    fn lists_of_forms_say_how_they_are_written() {
        let document = |encoding: serde_json::Value| {
            let mut media = json!({"schema": {"$ref": "#/components/schemas/A"}});
            if !encoding.is_null() {
                media["encoding"] = encoding;
            }
            json!({
                "paths": {"/a": {"post": {"requestBody": {"content": {
                    "application/x-www-form-urlencoded": media,
                    "application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}},
                "components": {"schemas": {
                    "A": {"allOf": [{"properties": {"b": {"type": ["array", "null"]}, "c": {"type": "string"}}}],
                        "properties": {"d": {"$ref": "#/components/schemas/D"}}},
                    "D": {"type": "array"}}}})
        };
        let usual = json!({"style": "form", "explode": true});
        assert_eq!(with_list_encodings(document(json!(null))), document(json!({"b": usual, "d": usual})));
        let own = json!({"d": {"contentType": "application/json"}});
        let both = json!({"b": usual, "d": {"contentType": "application/json"}});
        assert_eq!(with_list_encodings(document(own)), document(both));
    }
}
