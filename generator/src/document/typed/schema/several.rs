//! The type that `type`, `const` and tuples give together, and the forms of tuples.

use super::value::types_of;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{Literal, Schema, SchemaType, whole};
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
        reader.reporter.note(codes::COERCED, message, &at.key(keyword));
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

/// Reports a `const` that `enum` does not list.
pub(super) fn constant(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let is_listed = |value| schema.enumeration.is_empty() || schema.enumeration.contains(value);
    if schema.constant().is_some_and(|value| !is_listed(value)) {
        let message = "`const` is not among the values of `enum`";
        reader.reporter.note(codes::SCHEMA_CONST, message.to_owned(), &at.key("const"));
    }
}

/// Brings a tuple to one form: `prefixItems`, and `items` if more may follow; `goes_on` says that another keyword is
/// about those.
pub(super) fn tuple(
    reader: &mut Reader<'_>,
    members: &mut Map<String, Value>,
    at: &JsonPlace<'_>,
    goes_on: bool,
) {
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
            if !is_closed && !goes_on {
                let message =
                    format!("a tuple of {count} items; more items, which nothing forbids, are not kept");
                reader.reporter.warn(codes::SCHEMA_PREFIX_ITEMS, message, &at.key("prefixItems"));
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
