//! What reads the value of each keyword, by the names of the table in `document/schema/keyword.rs`.

pub(super) use super::schema;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{
    Additional, Format, Literal, SchemaDiscriminator, SchemaId, SchemaType, SchemaTypes,
};
use crate::document::typed::info::external_docs;
use crate::document::typed::reader::Reader;
use serde_json::Value;

pub(super) fn text(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<String> {
    reader.text(value, at)
}

pub(super) fn flag(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<bool> {
    reader.flag(value, at)
}

pub(super) fn values(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<Literal>> {
    list(reader, value, at, |_, value, _| Some(value.into()))
}

pub(super) fn names(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<String>> {
    list(reader, value, at, |reader, value, at| reader.text(value, at))
}

pub(super) fn schemas(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<SchemaId>> {
    list(reader, value, at, schema)
}

fn list<T>(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
    item: impl FnMut(&mut Reader<'_>, Value, &JsonPlace<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let is_list = value.is_array();
    let items = reader.list(value, at, item);
    is_list.then_some(items)
}

pub(super) fn properties(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Option<Vec<(String, SchemaId)>> {
    let is_mapping = value.is_object();
    let members = reader.structure(value, at).into_iter();
    let read = members.filter_map(|(name, value)| {
        let id = schema(reader, value, &at.key(&name))?;
        Some((name, id))
    });
    let properties = read.collect();
    is_mapping.then_some(properties)
}

/// Any value. A null is a keyword that was left empty, and a default of null is what being absent means anyway.
pub(super) fn any(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Value> {
    Some(value).filter(|value| !value.is_null())
}

/// The examples of a list, or the named ones of a media type, which some write here.
pub(super) fn examples(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Vec<Value>> {
    Some(match value {
        Value::Array(items) => items,
        Value::Object(named) => named
            .into_iter()
            .map(|(_, mut example)| match example.get_mut("value") {
                Some(value) => value.take(),
                None => example,
            })
            .collect(),
        single => vec![single],
    })
}

pub(super) fn link(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<String> {
    external_docs(reader, value, at).map(|docs| docs.url)
}

pub(super) fn types(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SchemaTypes> {
    let one = |reader: &mut Reader<'_>, value: Value| {
        let text = reader.text(value, at)?;
        if let Some(typ) = typ(&text) {
            return Some(typ);
        }
        let meant = meant(&text);
        match meant {
            Some(typ) => {
                let message = format!("`{text}` is not a `type` of JSON; it is read as `{}`", typ.name());
                reader.reporter.report(codes::COERCED, message, at);
            }
            None => reader.refuse(&text, "`string`, `number`, `integer`, `boolean`, `object`, `array`", at),
        }
        meant
    };
    match value {
        Value::Array(types) => Some(types.into_iter().filter_map(|value| one(reader, value)).collect()),
        value => one(reader, value).map(|typ| SchemaTypes::from_iter([typ])),
    }
}

/// The type of this name.
fn typ(name: &str) -> Option<SchemaType> {
    if name == "null" { Some(SchemaType::Null) } else { SchemaType::parse(name) }
}

/// The type that a name from a programming language or a format means.
fn meant(name: &str) -> Option<SchemaType> {
    Some(match name.to_ascii_lowercase().as_str() {
        "long" | "short" => SchemaType::Integer,
        "bool" => SchemaType::Boolean,
        "str" => SchemaType::String,
        name => match Format::kind(name) {
            SchemaType::String => return Format::named(name).map(|_| SchemaType::String),
            kind => kind,
        },
    })
}

/// The types that a value of `type` names.
pub(super) fn types_of(value: &Value) -> SchemaTypes {
    let names = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    names.iter().filter_map(|name| name.as_str().and_then(|name| typ(name).or_else(|| meant(name)))).collect()
}

pub(super) fn constant(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Literal> {
    Some(value.into())
}

pub(super) fn default(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Literal> {
    any(reader, value, at).map(Literal::from)
}

/// Schemas by the patterns of the names of properties.
pub(super) fn patterns(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Option<Vec<(String, SchemaId)>> {
    let patterns: Vec<_> = reader.map(value, at, schema).into_iter().collect();
    if patterns.is_empty() {
        return None;
    }
    let names: Vec<String> = patterns.iter().map(|(pattern, _)| format!("`{pattern}`")).collect();
    let message = format!("the patterns of names are not checked: {}", names.join(", "));
    reader.reporter.report(codes::SCHEMA_PATTERN_PROPERTIES, message, at);
    Some(patterns)
}

pub(super) fn additional(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Additional> {
    match value {
        Value::Bool(any) => Some(Additional::Any(any)),
        value => schema(reader, value, at).map(Additional::Schema),
    }
}

pub(super) fn discriminator(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Option<SchemaDiscriminator> {
    let mut discriminator = SchemaDiscriminator::default();
    if let Value::String(property) = value {
        let message = "`discriminator` is a string; it is read as its `propertyName`";
        reader.reporter.report(codes::COERCED, message, at);
        return Some(SchemaDiscriminator { property, ..discriminator });
    }
    let members = reader.object(value, at)?;
    if !members.contains_key("propertyName") {
        reader.reporter.report(codes::PART, "the discriminator has no `propertyName`; it is left out", at);
        return None;
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "propertyName" => discriminator.property = reader.text(value, at)?,
            "mapping" => {
                let mapping = reader.map(value, at, |reader, value, at| reader.text(value, at));
                discriminator.mapping = mapping.into_iter().collect();
            }
            "defaultMapping" => discriminator.default = reader.text(value, at),
            _ if key.starts_with("x-") => reader.extension(at),
            _ => reader.unknown(at),
        }
    }
    Some(discriminator)
}
