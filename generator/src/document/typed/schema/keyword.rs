//! The keywords of a schema: what each one speaks of, and how it is read.

use super::schema;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{
    Additional, Exclusive, Schema, SchemaDiscriminator, SchemaId, SchemaType, SchemaTypes,
};
use crate::document::typed::info::external_docs;
use crate::document::typed::reader::Reader;
use serde_json::Value;

/// A keyword.
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) speaks_of: Values,
    /// Reads its value into the schema; says whether there was anything to read.
    pub(super) read: fn(&mut Reader<'_>, Value, &JsonPlace<'_>, &mut Schema) -> bool,
    /// Moves its value from one schema to another.
    pub(super) carry: fn(&mut Schema, &mut Schema),
}

macro_rules! keywords {
    ($($name:literal of $values:ident: $slot:ident $(in $box:ident)? = $read:expr;)+) => {
        &[$(Keyword {
            name: $name,
            speaks_of: Values::$values,
            read: |reader, value, at, schema| {
                let value = $read(reader, value, at);
                (schema$(.$box.get_or_insert_default())?).$slot.fill(value)
            },
            carry: |from, to| {
                $(if from.$box.is_none() {
                    return;
                })?
                let value = std::mem::take(&mut (from$(.$box.get_or_insert_default())?).$slot);
                (to$(.$box.get_or_insert_default())?).$slot = value;
            },
        },)+]
    };
}

/// The keywords, in the order in which they are reported: the values that each one speaks of, where it goes, and as
/// what it is read.
pub(super) const KEYWORDS: &[Keyword] = keywords! {
    "type" of All: types = types;
    "enum" of All: enumeration = values;
    "const" of All: constant in rare = constant;
    "format" of Scalars: format = Reader::text;
    "pattern" of Strings: pattern in limits = Reader::text;
    "minLength" of Strings: min_length in limits = Reader::count;
    "maxLength" of Strings: max_length in limits = Reader::count;
    "multipleOf" of Numbers: multiple_of in limits = Reader::number;
    "minimum" of Numbers: minimum in limits = Reader::number;
    "maximum" of Numbers: maximum in limits = Reader::number;
    "exclusiveMinimum" of Numbers: exclusive_minimum in limits = exclusive;
    "exclusiveMaximum" of Numbers: exclusive_maximum in limits = exclusive;
    "properties" of Objects: properties = properties;
    "required" of Objects: required = names;
    "patternProperties" of Objects: patterns in held = patterns;
    "additionalProperties" of Objects: additional = additional;
    "minProperties" of Objects: min_properties in limits = Reader::count;
    "maxProperties" of Objects: max_properties in limits = Reader::count;
    "items" of Arrays: items = schema;
    "prefixItems" of Arrays: prefix_items in held = schemas;
    "minItems" of Arrays: min_items in limits = Reader::count;
    "maxItems" of Arrays: max_items in limits = Reader::count;
    "uniqueItems" of Arrays: unique_items in limits = Reader::flag;
    "allOf" of All: all_of = schemas;
    "anyOf" of All: any_of = schemas;
    "oneOf" of All: one_of = schemas;
    "not" of All: not = schema;
    "title" of All: title = Reader::text;
    "description" of All: description = Reader::text;
    "nullable" of All: nullable = Reader::flag;
    "readOnly" of All: read_only = Reader::flag;
    "writeOnly" of All: write_only = Reader::flag;
    "deprecated" of All: deprecated = Reader::flag;
    "default" of All: default in rare = any;
    "example" of All: example in rare = any;
    "examples" of All: examples in rare = examples;
    "contentEncoding" of All: content_encoding in rare = any;
    "contentMediaType" of All: content_media_type in rare = any;
    "externalDocs" of All: link in rare = link;
    "discriminator" of All: discriminator in rare = discriminator;
};

/// Where the value of a keyword goes.
trait Slot {
    type Value;

    /// Takes the value, if there is one.
    fn fill(&mut self, value: Option<Self::Value>) -> bool;
}

impl<T> Slot for Option<T> {
    type Value = T;

    fn fill(&mut self, value: Option<T>) -> bool {
        *self = value;
        self.is_some()
    }
}

impl<T> Slot for Vec<T> {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        let is_there = value.is_some();
        *self = value.unwrap_or_default();
        is_there
    }
}

impl Slot for SchemaTypes {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        *self = value.unwrap_or_default();
        value.is_some()
    }
}

impl Slot for bool {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        *self = value.unwrap_or_default();
        value.is_some()
    }
}

/// The values that a keyword says something about.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Values {
    All,
    Strings,
    Numbers,
    /// What has a `format`.
    Scalars,
    Objects,
    Arrays,
}

impl Values {
    /// Whether there are values of the type among them.
    pub(super) fn includes(self, typ: SchemaType) -> bool {
        let is_number = matches!(typ, SchemaType::Number | SchemaType::Integer);
        match self {
            Self::All => true,
            Self::Strings => typ == SchemaType::String,
            Self::Numbers => is_number,
            Self::Scalars => is_number || typ == SchemaType::String,
            Self::Objects => typ == SchemaType::Object,
            Self::Arrays => typ == SchemaType::Array,
        }
    }
}

fn values(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<Value>> {
    list(reader, value, at, |_, value, _| Some(value))
}

fn names(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<String>> {
    list(reader, value, at, |reader, value, at| reader.text(value, at))
}

fn schemas(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<SchemaId>> {
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

fn properties(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<(String, SchemaId)>> {
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
fn any(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Value> {
    Some(value).filter(|value| !value.is_null())
}

/// The examples of a list, or the named ones of a media type, which some write here.
fn examples(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Vec<Value>> {
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

fn link(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<String> {
    external_docs(reader, value, at).map(|docs| docs.url)
}

fn types(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SchemaTypes> {
    let one = |reader: &mut Reader<'_>, value: Value| {
        let text = reader.text(value, at)?;
        let typ = typ(&text);
        if typ.is_none() {
            reader.refuse(&text, "`string`, `number`, `integer`, `boolean`, `object`, `array`", at);
        }
        typ
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

/// The types that a value of `type` names.
pub(super) fn types_of(value: &Value) -> SchemaTypes {
    let names = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    names.iter().filter_map(|name| typ(name.as_str()?)).collect()
}

fn constant(_: &mut Reader<'_>, value: Value, _: &JsonPlace<'_>) -> Option<Value> {
    Some(value)
}

/// Schemas by the patterns of the names of properties.
fn patterns(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Vec<(String, SchemaId)>> {
    let patterns: Vec<_> = reader.map(value, at, schema).into_iter().collect();
    if patterns.is_empty() {
        return None;
    }
    let names: Vec<String> = patterns.iter().map(|(pattern, _)| format!("`{pattern}`")).collect();
    let message = format!("the patterns of names are not checked: {}", names.join(", "));
    reader.reporter.note(codes::SCHEMA_PATTERN_PROPERTIES, message, at);
    Some(patterns)
}

fn exclusive(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Exclusive> {
    match value {
        Value::Number(bound) => Some(Exclusive::Bound(bound)),
        flag => reader.flag(flag, at).map(Exclusive::Flag),
    }
}

fn additional(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Additional> {
    match value {
        Value::Bool(any) => Some(Additional::Any(any)),
        value => schema(reader, value, at).map(Additional::Schema),
    }
}

fn discriminator(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SchemaDiscriminator> {
    let mut discriminator = SchemaDiscriminator::default();
    if let Value::String(property) = value {
        let message = "`discriminator` is a string; it is read as its `propertyName`";
        reader.reporter.note(codes::COERCED, message, at);
        return Some(SchemaDiscriminator { property, ..discriminator });
    }
    let members = reader.object(value, at)?;
    if !members.contains_key("propertyName") {
        reader.reporter.warn(codes::PART, "the discriminator has no `propertyName`; it is left out", at);
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

#[cfg(test)]
mod tests {
    use super::KEYWORDS;
    use crate::document::grammar::ObjectKind;

    #[test]
    fn the_grammar_knows_every_keyword_that_is_read() {
        let known = |name| ObjectKind::Schema.fields().iter().any(|field| field.key == name);
        let unknown: Vec<&str> =
            KEYWORDS.iter().map(|keyword| keyword.name).filter(|name| !known(*name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
