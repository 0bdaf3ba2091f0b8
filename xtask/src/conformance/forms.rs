//! Forms as Prism can read them: a list only where the document says how it is written, even if that is the usual way,
//! and what is JSON text in a form as any text.

use serde_json::{Map, Value, json};

/// The media types of forms.
const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];
/// How many references and `allOf` may follow each other.
const DEPTH: usize = 16;

/// Says of what is JSON text in a form that it is text: Prism takes it for one and asks for an object.
pub(super) fn with_json_as_text(mut document: Value) -> Value {
    let whole = document.clone();
    visit(&mut document, &whole, describe_json);
    document
}

/// Says of each list of a form that its items are pairs, or parts, of the same name, where the document does not say
/// how it is written: that is what OpenAPI says of lists in forms.
pub(super) fn with_list_encodings(mut document: Value) -> Value {
    let whole = document.clone();
    visit(&mut document, &whole, supply);
    document
}

/// What is done to the media type of a form: its name, what it says, and the document.
type Change = fn(&str, &mut Value, &Value);

fn visit(node: &mut Value, document: &Value, change: Change) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, document, change)),
        Value::Object(members) => {
            for (key, value) in members {
                if FORMS.contains(&key.as_str()) {
                    change(key, value, document);
                } else {
                    visit(value, document, change);
                }
            }
        }
        _ => {}
    }
}

/// Adds the encodings to a media type.
fn supply(_: &str, media: &mut Value, document: &Value) {
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

/// Writes the schema of a form out, with texts where there is JSON.
fn describe_json(form: &str, media: &mut Value, document: &Value) {
    let Some(media) = media.as_object_mut() else { return };
    let mut flat = Flat::default();
    if media.get("schema").is_none_or(|schema| flat.add(schema, document, 0).is_none()) {
        return;
    }
    let encodings = media.get("encoding").and_then(Value::as_object);
    let is_json = |name: &str, property: &Value| match encodings.and_then(|encodings| encodings.get(name)) {
        Some(encoding) => encoding["contentType"].as_str().is_some_and(|media| media.contains("json")),
        None => form.starts_with("multipart/") && is_structured(property, document, 0),
    };
    let names: Vec<String> = flat.properties.keys().cloned().collect();
    let (json, plain): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| is_json(name, &flat.properties[name.as_str()]));
    if json.is_empty() {
        return;
    }
    for name in &json {
        flat.properties.insert(name.clone(), json!({"type": "string"}));
    }
    if let Some(Value::Object(encodings)) = media.get_mut("encoding") {
        encodings.retain(|name, _| plain.contains(name));
    }
    let schema = json!({"type": "object", "properties": flat.properties, "required": flat.required});
    media.insert("schema".to_owned(), schema);
}

/// The properties of a schema and of those that it is made of.
#[derive(Default)]
struct Flat {
    properties: Map<String, Value>,
    required: Vec<Value>,
}

impl Flat {
    /// Adds those of a schema; `None` if it says more than which properties there are.
    fn add(&mut self, schema: &Value, document: &Value, depth: usize) -> Option<()> {
        let schema = resolved(schema, document).filter(|_| depth < DEPTH)?;
        for (keyword, value) in schema.as_object()? {
            match (keyword.as_str(), value) {
                ("properties", Value::Object(properties)) => self.properties.extend(properties.clone()),
                ("required", Value::Array(required)) => self.required.extend(required.clone()),
                ("allOf", Value::Array(parts)) => {
                    parts.iter().try_for_each(|part| self.add(part, document, depth + 1))?;
                }
                ("type" | "title" | "description" | "example", _) => {}
                (other, _) if other.starts_with("x-") => {}
                _ => return None,
            }
        }
        Some(())
    }
}

/// Whether a value is an object or a list of objects, which a part of a form holds as JSON.
fn is_structured(schema: &Value, document: &Value, depth: usize) -> bool {
    let Some(schema) = resolved(schema, document).filter(|_| depth < DEPTH) else { return false };
    let inside = |part: &Value| is_structured(part, document, depth + 1);
    let parts = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
    schema["type"] == "object"
        || schema.get("properties").is_some()
        || schema.get("items").is_some_and(inside)
        || ["allOf", "oneOf", "anyOf"].into_iter().flat_map(parts).any(inside)
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
    use super::{with_json_as_text, with_list_encodings};
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

    #[test]
    fn what_is_json_in_a_form_is_text() {
        let document = |form: &str, media: serde_json::Value| {
            json!({
                "paths": {"/a": {"post": {"requestBody": {"content": {form: media}}}}},
                "components": {"schemas": {
                    "A": {"allOf": [{"properties": {"b": {"oneOf": [{"type": "object"}]}, "c": {"type": "string"}}}],
                        "required": ["b"], "properties": {"d": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}}}}}})
        };
        let schema = json!({"$ref": "#/components/schemas/A"});
        let text = json!({"type": "string"});
        let flat = |d: &serde_json::Value| json!({"type": "object", "required": ["b"], "properties": {"b": text, "c": text, "d": d}});
        let parts = document("multipart/form-data", json!({"schema": schema}));
        let expected = document("multipart/form-data", json!({"schema": flat(&text)}));
        assert_eq!(with_json_as_text(parts), expected);
        let form = "application/x-www-form-urlencoded";
        let encoding = json!({"b": {"contentType": "application/json"}, "c": {"style": "form"}});
        let pairs = document(form, json!({"schema": schema, "encoding": encoding}));
        let d = json!({"type": "array", "items": schema});
        let expected = document(form, json!({"schema": flat(&d), "encoding": {"c": {"style": "form"}}}));
        assert_eq!(with_json_as_text(pairs), expected);
        let closed =
            document("multipart/form-data", json!({"schema": {"properties": {}, "minProperties": 1}}));
        assert_eq!(with_json_as_text(closed.clone()), closed);
    }
}
