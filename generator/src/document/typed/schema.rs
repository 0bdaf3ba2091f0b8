//! Schemas, by one table of their keywords.

mod aside;
mod keyword;
mod several;

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

/// A schema, or a reference to one. What stands beside a `$ref` counts in 3.1, and is meant to in many documents of
/// 3.0: the reference then goes into `allOf`.
fn schema(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SchemaId> {
    let mut schema = Schema { pointer: at.pointer(), ..Schema::default() };
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
        return Some(reader.schemas.add(schema));
    };
    let reference = SchemaReference { text: std::mem::take(text), next: None, target: Target::default() };
    members.shift_remove("$ref");
    if members.is_empty() {
        schema.reference = Some(Box::new(reference));
        return Some(reader.schemas.add(schema));
    }
    let reference = Some(Box::new(reference));
    let base = reader.schemas.add(Schema { pointer: at.pointer(), reference, ..Schema::default() });
    // A summary is what a Reference Object of 3.1 has in the place of a description.
    if let Some(summary) = members.shift_remove("summary") {
        members.entry("description").or_insert(summary);
    }
    schema.all_of.push(base);
    keywords(reader, members, at, &mut schema);
    Some(reader.schemas.add(schema))
}

/// Reads the keywords of a schema. Those that say nothing about a value of its type are reported and left out.
fn keywords(
    reader: &mut Reader<'_>,
    mut members: Map<String, Value>,
    at: &JsonPlace<'_>,
    schema: &mut Schema,
) {
    several::tuple(reader, &mut members, at);
    let base = schema.all_of.pop();
    let is_list = |key: &str| members.get(key).is_some_and(Value::is_array);
    let has_not = members.get("not").is_some_and(|not| not.is_object() || not.is_boolean());
    let is_composed = has_not || base.is_some() || ["allOf", "anyOf", "oneOf"].into_iter().any(is_list);
    schema.typ = several::only_type(&members, base.is_some());
    let typ = schema.typ.filter(|_| !is_composed);
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
    schema.all_of.splice(0..0, base);
    for limits in [&schema.limits, &left_out.limits].into_iter().flatten() {
        boundless(reader, limits, at);
    }
    several::constant(reader, schema, at);
    aside::report_examples(reader, schema, at);
    aside::content(reader, schema, at);
    several::patterns(reader, schema, at);
    several::split(reader, schema, at, is_composed);
    let has_branches = !schema.all_of.is_empty() || schema.has_alternatives();
    let is_plain = !has_branches && schema.typ.is_some_and(|typ| typ != SchemaType::Object);
    if is_plain && schema.discriminator().is_some() {
        reader.unused(&at.key("discriminator"));
    }
    if let Some(typ) = typ {
        report_foreign(reader, foreign, typ, &left_out, at);
    }
    if schema.typ == Some(SchemaType::Integer) {
        whole_numbers(schema);
    }
}

/// Reports the keywords that say nothing about a value of the type.
fn report_foreign(
    reader: &mut Reader<'_>,
    mut foreign: Vec<usize>,
    typ: SchemaType,
    left_out: &Schema,
    at: &JsonPlace<'_>,
) {
    foreign.sort_unstable();
    let is_unique = left_out.limits.as_ref().is_some_and(|limits| limits.unique_items);
    for name in foreign.into_iter().map(|index| KEYWORDS[index].name) {
        // `false` is what its absence says, and some generators of documents write it everywhere.
        if name != "uniqueItems" || is_unique {
            let message =
                format!("`{name}` says nothing about a value of type {}; it is left out", typ.name());
            reader.reporter.note(codes::UNUSED_KEYWORD, message, &at.key(name));
        }
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
            schema.rare.get_or_insert_default().others.insert(name.to_owned(), value);
        }
        _ => reader.unknown(at),
    }
}

/// Writes the whole numbers of an integer as integers: `10.0` is one, and `1e3`.
fn whole_numbers(schema: &mut Schema) {
    let mut numbers: Vec<&mut Number> = schema.limits.as_deref_mut().map(bounds).unwrap_or_default();
    numbers.extend(schema.enumeration.iter_mut().filter_map(|value| match value {
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
