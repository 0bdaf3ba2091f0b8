//! The type that `type`, `const` and tuples give together, and the forms of tuples.

use super::value::types_of;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{Additional, Literal, Schema, SchemaType, whole};
use crate::document::typed::reader::Reader;
use serde_json::{Map, Value, json};

/// The one type of a schema with these keywords, if there is only one.
pub(super) fn only_type(members: &Map<String, Value>, is_reference: bool) -> Option<SchemaType> {
    if let Some(types) = members.get("type") {
        return if let [only] = types_of(types).kinds().as_slice() { Some(*only) } else { None };
    }
    let constant = members.get("const").filter(|_| !is_reference && !members.contains_key("allOf"));
    match constant {
        Some(value) => Some(SchemaType::of_value(value)).filter(|typ| *typ != SchemaType::Null),
        None => members.contains_key("prefixItems").then_some(SchemaType::Array),
    }
}

/// Reads quoted values as the `type` beside them, if all can be: `"1"` is no integer, so nothing else can be meant.
pub(super) fn quoted(reader: &mut Reader<'_>, schema: &mut Schema, at: &JsonPlace<'_>) {
    let Some(typ) = schema.typ else { return };
    let constant = schema.rare.as_mut().and_then(|rare| rare.constant.as_mut());
    let keyword = if constant.is_some() { "const" } else { "enum" };
    let values: Vec<&mut Literal> = schema.enumeration.iter_mut().chain(constant).collect();
    let quoted = values.into_iter().filter(|value| value.is_string());
    let read: Option<Vec<_>> = quoted.map(|value| Some((unquoted(value.as_str()?, typ)?, value))).collect();
    for (unquoted, value) in read.into_iter().flatten() {
        let message = format!("`{value}` is a string; it is read as `{unquoted}`, of type {}", typ.name());
        reader.reporter.report(codes::COERCED, message, &at.key(keyword));
        *value = unquoted.into();
    }
}

/// A text as a value of a type that is not one of texts.
fn unquoted(text: &str, typ: SchemaType) -> Option<Value> {
    let value: Value = serde_json::from_str(&text.trim().to_ascii_lowercase()).ok()?;
    let is_of_type = match typ {
        SchemaType::Integer => value.is_u64() || value.as_number().and_then(whole).is_some(),
        SchemaType::Number => value.is_number(),
        SchemaType::Boolean => value.is_boolean(),
        _ => false,
    };
    is_of_type.then_some(value)
}

/// A format of values that are numbers or texts, such as the ports of Kubernetes.
const INT_OR_STRING: &str = "int-or-string";

/// The extension that says so of a schema without a type.
const IS_INT_OR_STRING: &str = "x-kubernetes-int-or-string";

/// Reads the format `int-or-string` as the two types that it means.
pub(super) fn int_or_string(members: &mut Map<String, Value>, is_reference: bool) {
    let format = members.get("format").and_then(Value::as_str);
    let has_format = format.is_some_and(|format| format.eq_ignore_ascii_case(INT_OR_STRING));
    if !has_format && members.get(IS_INT_OR_STRING) != Some(&Value::Bool(true)) {
        return;
    }
    let mut types = members.get("type").map(types_of).unwrap_or_default();
    let is_composed = ["allOf", "anyOf", "oneOf"].into_iter().any(|key| members.contains_key(key));
    if types.kinds().is_empty() && (is_composed || is_reference) {
        // Those say which types; the format alone would say that it is a text.
        members.retain(|key, _| key != "format" || !has_format);
        return;
    }
    let is_meant = |typ| [SchemaType::Integer, SchemaType::Number, SchemaType::String].contains(&typ);
    if types.kinds().into_iter().all(is_meant) {
        members.retain(|key, _| key != "format" || !has_format);
        types = types.iter().chain([SchemaType::Integer, SchemaType::String]).collect();
        let names = types.iter().map(|typ| Value::from(typ.name()));
        members.insert("type".to_owned(), names.collect());
    }
}

/// Reports a `const` that `enum` does not list.
pub(super) fn constant(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let is_listed = |value| schema.enumeration.is_empty() || schema.enumeration.contains(value);
    if schema.constant().is_some_and(|value| !is_listed(value)) {
        let message = "`const` is not among the values of `enum`";
        reader.reporter.report(codes::SCHEMA_CONST, message.to_owned(), &at.key("const"));
    }
}

/// Brings a tuple to one form: `prefixItems`, and `items` if more may follow, which is so where nothing forbids it.
pub(super) fn tuple(members: &mut Map<String, Value>, schema: &Schema) {
    // As the drafts of JSON Schema before 2020-12 had it.
    if !members.contains_key("prefixItems") && members.get("items").is_some_and(Value::is_array) {
        for (from, to) in [("items", "prefixItems"), ("additionalItems", "items")] {
            if let Some(value) = members.shift_remove(from) {
                members.insert(to.to_owned(), value);
            }
        }
    }
    let Some(count) = members.get("prefixItems").and_then(Value::as_array).map(Vec::len) else { return };
    let is_closed = members.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= count as u64);
    match members.get("items") {
        Some(Value::Object(_) | Value::Bool(true)) if !is_closed => {}
        // The type cannot say that there are no more items, so its documentation does.
        Some(Value::Bool(false)) => {
            members.shift_remove("items");
            members.entry("maxItems").or_insert(json!(count));
        }
        _ => {
            members.shift_remove("items");
            if !is_closed && !is_settled(members, schema) {
                members.insert("items".to_owned(), json!({}));
            }
        }
    }
    if count == 0 {
        members.shift_remove("prefixItems");
        if !members.contains_key("items") {
            members.insert("maxItems".to_owned(), json!(0));
            members.insert("items".to_owned(), json!({}));
        }
    }
}

/// Whether `unevaluatedItems` says what the items after the first ones are, and no other keyword knows more of them.
fn is_settled(members: &Map<String, Value>, schema: &Schema) -> bool {
    let Some(conditions) = &schema.conditions else { return false };
    let knows_more = conditions.contains.is_some()
        || conditions.condition.is_some()
        || !schema.all_of.is_empty()
        || ["allOf", "anyOf", "oneOf"].into_iter().any(|key| members.contains_key(key));
    match conditions.unevaluated_items {
        Some(Additional::Any(false)) => !knows_more,
        unevaluated => unevaluated.is_some(),
    }
}
