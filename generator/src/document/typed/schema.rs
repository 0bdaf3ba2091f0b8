//! Schemas, by one table of their keywords.

mod keyword;

use super::reader::{Reader, whole};
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{Exclusive, Limits, Schema, SchemaId, SchemaReference, SchemaType, Target};
use keyword::KEYWORDS;
use openapiv3::ReferenceOr;
use serde_json::{Map, Number, Value};

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

/// A schema, or a reference to one.
fn schema(reader: &mut Reader<'_>, mut value: Value, at: &JsonPlace<'_>) -> Option<SchemaId> {
    let mut schema = Schema { pointer: at.pointer(), ..Schema::default() };
    if let Some(text) = reader.reference(&mut value, at) {
        let reference = SchemaReference { text, next: None, target: Target::default() };
        schema.reference = Some(Box::new(reference));
    } else {
        let members = reader.object(value, at)?;
        keywords(reader, members, at, &mut schema);
    }
    Some(reader.schemas.add(schema))
}

/// Reads the keywords of a schema. Those that say nothing about a value of its type are reported and left out.
fn keywords(reader: &mut Reader<'_>, members: Map<String, Value>, at: &JsonPlace<'_>, schema: &mut Schema) {
    let extends =
        ["allOf", "anyOf", "oneOf"].iter().any(|key| members.get(*key).is_some_and(Value::is_array));
    let is_composed = extends || members.get("not").is_some_and(Value::is_object);
    let typ =
        members.get("type").and_then(Value::as_str).and_then(SchemaType::parse).filter(|_| !is_composed);
    let (mut foreign, mut left_out) = (Vec::new(), Schema::default());
    for (key, value) in members {
        let at = &at.key(&key);
        let Some((index, keyword)) = KEYWORDS.iter().enumerate().find(|(_, keyword)| keyword.name == key)
        else {
            rest(reader, value, at, schema);
            continue;
        };
        if typ.is_none_or(|typ| keyword.speaks_of.includes(typ)) {
            (keyword.read)(reader, value, at, schema);
        } else if (keyword.read)(reader, value, at, &mut left_out) {
            foreign.push(index);
        }
    }
    for limits in [&schema.limits, &left_out.limits].into_iter().flatten() {
        boundless(reader, limits, at);
    }
    let is_plain = !extends && schema.typ.is_some_and(|typ| typ != SchemaType::Object);
    if is_plain && schema.discriminator().is_some() {
        reader.unused(&at.key("discriminator"));
    }
    foreign.sort_unstable();
    let is_unique = left_out.limits.is_some_and(|limits| limits.unique_items);
    for (name, typ) in foreign.into_iter().map(|index| KEYWORDS[index].name).zip(typ.into_iter().cycle()) {
        // `false` is what its absence says, and some generators of documents write it everywhere.
        if name != "uniqueItems" || is_unique {
            let message =
                format!("`{name}` says nothing about a value of type {}; it is left out", typ.name());
            reader.reporter.note(codes::UNUSED_KEYWORD, message, &at.key(name));
        }
    }
    if schema.typ == Some(SchemaType::Integer) {
        whole_numbers(schema);
    }
}

/// Reports that a bound is exclusive which is not there.
fn boundless(reader: &mut Reader<'_>, limits: &Limits, at: &JsonPlace<'_>) {
    for (exclusive, bound, keyword) in [
        (&limits.exclusive_minimum, &limits.minimum, "exclusiveMinimum"),
        (&limits.exclusive_maximum, &limits.maximum, "exclusiveMaximum"),
    ] {
        if *exclusive == Some(Exclusive::Flag(true)) && bound.is_none() {
            reader.unused(&at.key(keyword));
        }
    }
}

/// A keyword that the table does not have.
fn rest(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>, schema: &mut Schema) {
    match at.name() {
        "xml" => reader.unused(at),
        name if name.starts_with("x-") => {
            reader.extension(at);
            schema.rare_mut().extensions.insert(name.to_owned(), value);
        }
        _ => reader.unknown(at),
    }
}

/// Writes the whole numbers of an integer as integers: `10.0` is one, and `1e3`.
fn whole_numbers(schema: &mut Schema) {
    let mut numbers: Vec<&mut Number> = schema.limits.as_deref_mut().map(bounds).unwrap_or_default();
    numbers.extend(schema.values.iter_mut().filter_map(|value| match value {
        Value::Number(number) => Some(number),
        _ => None,
    }));
    for number in numbers {
        if let Some(whole) = whole(number) {
            *number = whole.into();
        }
    }
}

fn bounds(limits: &mut Limits) -> Vec<&mut Number> {
    let mut bounds: Vec<&mut Number> =
        [&mut limits.minimum, &mut limits.maximum, &mut limits.multiple_of].into_iter().flatten().collect();
    for exclusive in [&mut limits.exclusive_minimum, &mut limits.exclusive_maximum] {
        if let Some(Exclusive::Bound(bound)) = exclusive {
            bounds.push(bound);
        }
    }
    bounds
}
