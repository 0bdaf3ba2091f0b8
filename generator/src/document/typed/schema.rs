//! Schemas, by one table of their keywords.

mod aside;
mod keyword;
mod several;
mod value;

use super::reader::Reader;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{Schema, SchemaId, SchemaReference, SchemaType, Target};
use crate::ir::{LimitKeyword, LimitValue};
use keyword::Known;
use openapiv3::ReferenceOr;
use serde_json::{Map, Value};

/// A schema that stands in no other: what stands for it in the document.
pub(super) fn outer<T>(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<ReferenceOr<T>> {
    let id = schema(reader, value, at)?;
    reader.schemas.add_root(id);
    Some(id.to_reference())
}

/// What stands for a schema that the document leaves out: one that takes any value.
pub(super) fn missing<T>(reader: &mut Reader<'_>, at: &JsonPlace<'_>) -> ReferenceOr<T> {
    reader.schemas.add(Schema { pointer: at.pointer(), ..Schema::default() }).to_reference()
}

/// A schema, or a reference to one. What stands beside a `$ref` counts in 3.1, and is meant to in many documents of
/// 3.0: the reference then goes into `allOf`.
fn schema(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SchemaId> {
    let pointer = at.pointer();
    let schema = written(reader, value, &at.with_pointer(&pointer))?;
    Some(reader.schemas.add(Schema { pointer, ..schema }))
}

fn written(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Schema> {
    let mut schema = Schema::default();
    let mut members = match value {
        Value::Bool(true) => Map::new(),
        Value::Bool(false) => {
            schema.not = Some(reader.schemas.add(Schema { pointer: at.pointer(), ..Schema::default() }));
            Map::new()
        }
        value => reader.object(value, at)?,
    };
    aside::set_aside(reader, &mut members, at, &mut schema);
    if let Some(not) = members.get("not").filter(|not| not.is_object()) {
        schema.rare.get_or_insert_default().others.insert("not".to_owned(), not.clone());
    }
    let Some(Value::String(text)) = members.get_mut("$ref") else {
        keywords(reader, members, at, &mut schema);
        return Some(schema);
    };
    let reference = SchemaReference { text: std::mem::take(text), next: None, target: Target::default() };
    members.shift_remove("$ref");
    if members.is_empty() {
        schema.reference = Some(Box::new(reference));
        return Some(schema);
    }
    let reference = Some(Box::new(reference));
    let base = reader.schemas.add(Schema { pointer: at.pointer(), reference, ..Schema::default() });
    // A summary is what a Reference Object of 3.1 has in the place of a description.
    if let Some(summary) = members.shift_remove("summary") {
        members.entry("description").or_insert(summary);
    }
    schema.all_of.push(base);
    keywords(reader, members, at, &mut schema);
    Some(schema)
}

/// Reads the keywords of a schema. Those that say nothing about a value of its type are reported and left out.
fn keywords(
    reader: &mut Reader<'_>,
    mut members: Map<String, Value>,
    at: &JsonPlace<'_>,
    schema: &mut Schema,
) {
    several::tuple(&mut members, schema);
    let base = schema.all_of.pop();
    several::int_or_string(&mut members, base.is_some());
    let is_list = |key: &str| members.get(key).is_some_and(Value::is_array);
    let has_not = members.get("not").is_some_and(|not| not.is_object() || not.is_boolean());
    let is_composed = has_not || base.is_some() || ["allOf", "anyOf", "oneOf"].into_iter().any(is_list);
    schema.typ = several::only_type(&members, base.is_some());
    let typ = schema.typ.filter(|_| !is_composed);
    let (mut foreign, mut left_out) = (Vec::new(), Schema::default());
    for (key, value) in members {
        let at = &at.key(&key);
        let Some(keyword) = Known::of(&key) else {
            rest(reader, value, at, schema);
            continue;
        };
        if typ.is_none_or(|typ| typ.is_among(keyword.speaks_of())) {
            keyword.read(reader, value, at, schema);
        } else if keyword.read(reader, value, at, &mut left_out) {
            foreign.push(key.clone());
        }
    }
    schema.all_of.splice(0..0, base);
    for schema in [&*schema, &left_out] {
        boundless(reader, schema, at);
    }
    several::quoted(reader, schema, at);
    several::constant(reader, schema, at);
    aside::report_examples(reader, schema, at);
    aside::report_content(reader, schema, at);
    aside::number_format(reader, schema, at);
    let has_branches = !schema.all_of.is_empty() || schema.has_alternatives();
    let is_plain = !has_branches && schema.typ.is_some_and(|typ| typ != SchemaType::Object);
    if is_plain && schema.discriminator().is_some() {
        reader.unused(&at.key("discriminator"));
    }
    if let Some(typ) = typ {
        report_foreign(reader, foreign, typ, &left_out, at);
    }
    schema.whole_numbers();
}

/// Reports the keywords that say nothing about a value of the type.
fn report_foreign(
    reader: &mut Reader<'_>,
    foreign: Vec<String>,
    typ: SchemaType,
    left_out: &Schema,
    at: &JsonPlace<'_>,
) {
    let is_unique = left_out.limit(LimitKeyword::UniqueItems) == Some(&LimitValue::Flag(true));
    for name in foreign {
        // `false` is what its absence says, and some generators of documents write it everywhere.
        if name != "uniqueItems" || is_unique {
            let message =
                format!("`{name}` says nothing about a value of type {}; it is left out", typ.name());
            reader.reporter.report(codes::UNUSED_KEYWORD, message, &at.key(&name));
        }
    }
}

/// Reports that a bound is exclusive which is not there.
fn boundless(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    for (exclusive, bound) in [
        (LimitKeyword::ExclusiveMinimum, LimitKeyword::Minimum),
        (LimitKeyword::ExclusiveMaximum, LimitKeyword::Maximum),
    ] {
        if schema.limit(exclusive) == Some(&LimitValue::Flag(true)) && schema.limit(bound).is_none() {
            reader.unused(&at.key(exclusive.row().name));
        }
    }
}

/// A keyword that the table does not have.
fn rest(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>, schema: &mut Schema) {
    match at.name() {
        "xml" => reader.unused(at),
        name if name.starts_with("x-") => {
            reader.extension(at);
            schema.rare.get_or_insert_default().others.insert(name.to_owned(), value);
        }
        _ => reader.unknown(at),
    }
}
