//! What OpenAPI 3.1 says in one schema and takes several to spell out: lists of types, tuples, patterns of names; and
//! `const`.

use super::keyword::{KEYWORDS, Values, types_of};
use super::whole_numbers;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::schema::{Additional, Held, Schema, SchemaId, SchemaType, SchemaTypes};
use crate::document::typed::reader::Reader;
use serde_json::{Map, Value, json};

/// More types than this are all of them, since `number` includes `integer`.
const MOST_TYPES: usize = 4;

/// The one type of a schema with these keywords, if there is only one.
pub(super) fn only_type(members: &Map<String, Value>, is_reference: bool) -> Option<SchemaType> {
    if let Some(types) = members.get("type") {
        return if let [only] = types_of(types).kinds().as_slice() { Some(*only) } else { None };
    }
    let constant = members.get("const").filter(|_| !is_reference && !members.contains_key("allOf"));
    match constant {
        Some(value) => Some(type_of(value)).filter(|typ| *typ != SchemaType::Null),
        None => members.contains_key("prefixItems").then_some(SchemaType::Array),
    }
}

fn type_of(value: &Value) -> SchemaType {
    match value {
        Value::Null => SchemaType::Null,
        Value::Bool(_) => SchemaType::Boolean,
        Value::Number(number) if number.is_f64() => SchemaType::Number,
        Value::Number(_) => SchemaType::Integer,
        Value::String(_) => SchemaType::String,
        Value::Array(_) => SchemaType::Array,
        Value::Object(_) => SchemaType::Object,
    }
}

/// Reports a `const` that `enum` does not list.
pub(super) fn constant(reader: &mut Reader<'_>, schema: &Schema, at: &JsonPlace<'_>) {
    let is_listed = |value| schema.enumeration.is_empty() || schema.enumeration.contains(value);
    if schema.constant().is_some_and(|value| !is_listed(value)) {
        let message = "`const` is not among the values of `enum`";
        reader.reporter.note(codes::SCHEMA_CONST, message.to_owned(), &at.key("const"));
    }
}

/// Brings a tuple to one form: `prefixItems`, and `items` if more may follow.
pub(super) fn tuple(reader: &mut Reader<'_>, members: &mut Map<String, Value>, at: &JsonPlace<'_>) {
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
            if !is_closed {
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

/// Names that follow a pattern are additional properties of any of the schemas.
pub(super) fn patterns(reader: &mut Reader<'_>, schema: &mut Schema, at: &JsonPlace<'_>) {
    let Some(held) = schema.held.as_mut().filter(|held| !held.patterns.is_empty()) else { return };
    held.rest = schema.additional;
    let rest = match schema.additional {
        Some(Additional::Any(true)) => return,
        Some(Additional::Schema(rest)) => Some(rest),
        Some(Additional::Any(false)) | None => None,
    };
    // The order of the patterns means nothing, so it must not show.
    let mut patterns: Vec<&(String, SchemaId)> = held.patterns.iter().collect();
    patterns.sort_by(|left, right| left.0.cmp(&right.0));
    let mut any_of: Vec<SchemaId> = Vec::with_capacity(patterns.len());
    for id in patterns.into_iter().map(|(_, id)| *id).chain(rest) {
        if !any_of.iter().any(|known| reader.schemas.is_same(*known, id)) {
            any_of.push(id);
        }
    }
    let one = if let [only] = any_of.as_slice() {
        *only
    } else {
        let pointer = at.key("additionalProperties").pointer();
        reader.schemas.add(Schema { pointer, any_of, ..Schema::default() })
    };
    schema.additional = Some(Additional::Schema(one));
}

/// Makes a branch for each of several types, which takes along the keywords that apply to this type only.
pub(super) fn split(reader: &mut Reader<'_>, schema: &mut Schema, at: &JsonPlace<'_>, is_composed: bool) {
    let has_types = schema.types != SchemaTypes::default() || schema.typ.is_some();
    let kinds = match (has_types, is_composed) {
        (true, _) => schema.types.kinds(),
        (false, true) => return,
        (false, false) => kinds_of_values(schema.values()),
    };
    if !(2..=MOST_TYPES).contains(&kinds.len()) {
        return;
    }
    let values = schema.values().to_vec();
    schema.nullable |= values.contains(&Value::Null);
    schema.enumeration.clear();
    if let Some(rare) = &mut schema.rare {
        rare.constant = None;
    }
    let mut branches: Vec<Schema> = Vec::with_capacity(kinds.len());
    for typ in kinds {
        let pointer = at.key("anyOf").index(branches.len()).pointer();
        let mut branch = Schema { pointer, typ: Some(typ), ..Schema::default() };
        carry(typ, schema, &mut branch);
        branch.enumeration = values.iter().filter(|value| is_of(value, typ)).cloned().collect();
        if typ == SchemaType::Integer {
            whole_numbers(&mut branch);
        }
        if values.is_empty() || !branch.enumeration.is_empty() {
            branches.push(branch);
        }
    }
    match (branches.pop(), branches.is_empty()) {
        (None, _) => schema.enumeration = values,
        // It comes from the schema itself.
        (Some(mut only), true) => {
            schema.typ = only.typ;
            only.typ.into_iter().for_each(|typ| carry(typ, &mut only, schema));
            schema.enumeration = only.enumeration;
        }
        (Some(last), false) => {
            branches.push(last);
            let any_of: Vec<_> = branches.into_iter().map(|branch| reader.schemas.add(branch)).collect();
            if schema.any_of.is_empty() {
                schema.any_of = any_of;
                schema.held.get_or_insert_default().is_split = true;
            } else {
                let pointer = at.key("allOf").index(schema.all_of.len()).pointer();
                let held = Some(Box::new(Held { is_split: true, ..Held::default() }));
                schema.all_of.push(reader.schemas.add(Schema { pointer, any_of, held, ..Schema::default() }));
            }
        }
    }
}

/// Moves the keywords that apply to a type only. A format is one of numbers or of texts.
fn carry(typ: SchemaType, from: &mut Schema, to: &mut Schema) {
    let format = from.format.as_deref().unwrap_or_default();
    let is_number =
        ["int", "uint", "float", "double", "decimal"].iter().any(|start| format.starts_with(start));
    for keyword in KEYWORDS.iter().filter(|keyword| keyword.speaks_of.includes(typ)) {
        match keyword.speaks_of {
            Values::All => {}
            Values::Scalars if is_number == (typ == SchemaType::String) => {}
            _ => (keyword.carry)(from, to),
        }
    }
}

/// The types of the values of an `enum` without a type, if they are scalars of several.
fn kinds_of_values(values: &[Value]) -> Vec<SchemaType> {
    use SchemaType::{Array, Boolean, Integer, Number, Object, String};
    let is_kind = |typ: &SchemaType| values.iter().any(|value| type_of(value) == *typ);
    let found: Vec<_> =
        [String, Integer, Number, Boolean, Array, Object].into_iter().filter(is_kind).collect();
    let is_mixed = found.iter().any(|typ| !matches!(typ, Integer | Number));
    let is_scalar = found.iter().all(|typ| typ.is_scalar());
    if is_mixed && is_scalar { SchemaTypes::from_iter(found).kinds() } else { Vec::new() }
}

fn is_of(value: &Value, typ: SchemaType) -> bool {
    type_of(value) == typ || (typ == SchemaType::Number && value.is_number())
}
