//! The types that a project gives to schemas and formats.
//!
//! What a schema says of its form goes before the document is cut to what is wanted, so that what only it needs goes
//! with it. Once the schemas are read, those that have a type of the project's are marked with it.

use super::DocumentInput;
use super::codes;
use super::schema::{Format, Schema, SchemaArena, SchemaType};
use crate::diagnostic::Diagnostic;
use crate::ir::{MappedType, TypeRef};
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wildmatch::WildMatch;

/// How many names a hint lists.
const LISTED: usize = 12;

/// How many references are followed from one to the next.
const MAX_HOPS: usize = 16;

/// What of a schema stays that has a type of the project's.
const KEPT: [&str; 9] = [
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
    "externalDocs",
];

/// The types that a project gives.
#[derive(Clone, Debug, Default)]
pub struct TypesInput {
    /// By the name of the schema.
    pub schemas: BTreeMap<String, Arc<MappedType>>,
    /// By the format.
    pub formats: BTreeMap<String, Arc<MappedType>>,
}

/// Takes the form out of the schemas that have a type, and reports the names that the document does not have.
pub(super) fn cut(document: &mut Value, input: &DocumentInput, reporter: &mut Reporter<'_>) {
    let TypesInput { schemas, formats } = &input.types;
    let at = Pointer::root().child("components").child("schemas");
    for (name, mapped) in schemas {
        let Some(left) = document.pointer("/components/schemas").and_then(|all| all.get(name)) else {
            let key = format!("`types.{name}`: the document has no schema of that name");
            let known = document.pointer("/components/schemas").and_then(Value::as_object);
            let known = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            reporter.push(unknown(key, mapped, name, &known), at.clone());
            continue;
        };
        let left = without_form(document, left);
        if let Some(slot) = document.pointer_mut("/components/schemas").and_then(|all| all.get_mut(name)) {
            *slot = left;
        }
    }
    for pattern in input.derives.iter().flat_map(|rule| &rule.schemas) {
        let known = document.pointer("/components/schemas").and_then(Value::as_object);
        let pattern_of = WildMatch::new(pattern);
        if !known.into_iter().flatten().any(|(name, _)| pattern_of.matches(name)) {
            let message = format!("`derives`: `{pattern}` matches no schema");
            reporter.report(codes::SELECT_NOTHING, message, at.clone());
        }
    }
    if formats.is_empty() {
        return;
    }
    let mut known = BTreeSet::new();
    formats_of(document, &mut known);
    for (name, mapped) in formats {
        let is_bytes = Format::named(name).is_some_and(|known| known.ty == TypeRef::Bytes);
        if is_bytes {
            let message = format!("`formats.{name}`: its values are bytes, which JSON does not hold");
            reporter.report(codes::TYPE_KIND, message, Pointer::root());
        } else if !known.contains(name.as_str()) {
            let key = format!("`formats.{name}`: no schema of the document has that format");
            reporter.push(unknown(key, mapped, name, &known), Pointer::root());
        }
    }
}

fn unknown(message: String, mapped: &MappedType, name: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let finding = Diagnostic::new(codes::TYPE_UNKNOWN, format!("{message} (for `{}`)", mapped.path));
    let mut near: Vec<(f64, &str)> =
        known.iter().map(|known| (strsim::jaro_winkler(name, known), *known)).collect();
    near.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    let listed: Vec<String> = near.iter().take(LISTED).map(|(_, name)| format!("`{name}`")).collect();
    let more = if near.len() > LISTED { ", …" } else { "" };
    if listed.is_empty() { finding } else { finding.hint(format!("it has {}{more}", listed.join(", "))) }
}

/// A schema without what it says of its form, but for the kind of JSON and for `null`.
fn without_form(document: &Value, schema: &Value) -> Value {
    let mut left = Map::new();
    for key in KEPT {
        if let Some(value) = schema.get(key) {
            left.insert(key.to_owned(), value.clone());
        }
    }
    let (kind, is_nullable) = (kind(document, schema, MAX_HOPS), says_null(schema));
    match (kind, is_nullable) {
        (Some(kind), true) => drop(left.insert("type".to_owned(), json!([kind, "null"]))),
        (Some(kind), false) => drop(left.insert("type".to_owned(), json!(kind))),
        (None, true) => drop(left.insert("nullable".to_owned(), json!(true))),
        (None, false) => {}
    }
    Value::Object(left)
}

/// The kind of JSON of a schema, as the document names it; `None` where there are several.
fn kind<'v>(document: &'v Value, schema: &'v Value, hops: usize) -> Option<&'v str> {
    let hops = hops.checked_sub(1)?;
    match schema.get("type") {
        Some(Value::String(kind)) => return Some(kind),
        Some(Value::Array(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            return kinds.next().filter(|_| kinds.next().is_none());
        }
        _ => {}
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return kind(document, document.pointer(target.strip_prefix('#')?)?, hops);
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.get(key).is_some());
    if has(&["properties", "additionalProperties", "required"]) {
        return Some("object");
    }
    if has(&["items", "prefixItems"]) {
        return Some("array");
    }
    if let Some(value) = schema.get("enum").and_then(|values| values.get(0)).or(schema.get("const")) {
        return Some(SchemaType::of_value(value).name());
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        return Some(Format::kind(format).name());
    }
    let parts = ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let mut kinds = parts.filter(|part| !is_null(part)).map(|part| kind(document, part, hops));
    let first = kinds.next()??;
    kinds.all(|other| other == Some(first)).then_some(first)
}

/// Whether `null` is a value, as far as the schema itself and its alternatives say.
fn says_null(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    let alternatives = ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    schema.get("nullable") == Some(&Value::Bool(true))
        || schema.get("type").and_then(Value::as_array).is_some_and(|kinds| kinds.contains(&json!("null")))
        || values.chain(schema.get("const")).any(Value::is_null)
        || alternatives.into_iter().any(is_null)
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

/// The formats that a document mentions, wherever that is.
fn formats_of<'v>(value: &'v Value, known: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(members) => {
            known.extend(members.get("format").and_then(Value::as_str));
            members.values().for_each(|value| formats_of(value, known));
        }
        Value::Array(items) => items.iter().for_each(|item| formats_of(item, known)),
        _ => {}
    }
}

/// Marks the schemas that have a type, and reports where that type does not hold the values.
pub(super) fn mark(schemas: &mut SchemaArena, input: &TypesInput, reporter: &mut Reporter<'_>) {
    for (name, mapped) in &input.schemas {
        let at = Pointer::root().child("components").child("schemas").child(name);
        // The schema may not be among those that are wanted.
        let Some(id) = schemas.find(&at) else { continue };
        if let Some(schema) = schemas.get_mut(id) {
            give(schema, mapped, &format!("types.{name}"), reporter);
        }
    }
    if input.formats.is_empty() {
        return;
    }
    for schema in schemas.iter_mut().filter(|schema| schema.given.is_none() && schema.values().is_empty()) {
        let is_scalar =
            !matches!(schema.typ, Some(SchemaType::Boolean | SchemaType::Object | SchemaType::Array));
        let format = schema.format.clone().filter(|_| is_scalar);
        let Some((name, mapped)) = format.and_then(|format| input.formats.get_key_value(&format)) else {
            continue;
        };
        if name == "password" {
            let secret = Arc::new(MappedType { is_secret: true, ..MappedType::clone(mapped) });
            give(schema, &secret, "formats.password", reporter);
        } else {
            give(schema, mapped, &format!("formats.{name}"), reporter);
        }
    }
}

fn give(schema: &mut Schema, mapped: &Arc<MappedType>, key: &str, reporter: &mut Reporter<'_>) {
    let ty = TypeRef::of_mapped(mapped);
    let typ = schema.typ.or(schema.format.as_deref().map(Format::kind));
    let is_of = match &ty {
        TypeRef::String | TypeRef::Secret | TypeRef::Timestamp | TypeRef::Text(_) => Some(SchemaType::String),
        TypeRef::Integer(_) => Some(SchemaType::Integer),
        TypeRef::Float => Some(SchemaType::Number),
        TypeRef::Boolean => Some(SchemaType::Boolean),
        _ => None,
    };
    match (is_of, typ) {
        (Some(is_of), Some(typ)) if is_of != typ => {
            let (path, typ) = (&mapped.path, typ.name());
            let message = format!("`{key}`: `{path}` does not hold values of type {typ}, as they are here");
            reporter.report(codes::TYPE_KIND, message, schema.pointer.clone());
        }
        _ => schema.given = Some(ty),
    }
}
