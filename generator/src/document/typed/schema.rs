//! Schemas: their documentation, and the keywords that [`kind`](super::kind) makes a kind of.

use super::info::external_docs;
use super::kind::{Keywords, keyword};
use super::reader::Reader;
use crate::document::codes;
use crate::document::place::Place;
use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema, SchemaData};
use serde_json::Value;

pub(super) fn schema_or_reference(
    reader: &mut Reader<'_>,
    value: Value,
    at: &Place<'_>,
) -> Option<ReferenceOr<Schema>> {
    reader.reference_or(value, at, schema)
}

fn boxed(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<ReferenceOr<Box<Schema>>> {
    Some(match schema_or_reference(reader, value, at)? {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
    })
}

fn schema(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<Schema> {
    let mut schema_data = SchemaData::default();
    let mut keywords = Keywords::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        let value = match at.name() {
            "properties" | "items" | "not" | "additionalProperties" | "allOf" | "anyOf" | "oneOf" => {
                nested(reader, value, at, &mut keywords);
                continue;
            }
            _ => data(reader, value, at, &mut schema_data),
        };
        if let Some(value) = value {
            constraint(reader, value, at, &mut keywords, &mut schema_data);
        }
    }
    let schema_kind = keywords.into_kind(schema_data.discriminator.is_some(), reader, at);
    Some(Schema { schema_data, schema_kind })
}

/// Reads a keyword that says something about the value; gives it back if it is none of those.
fn data(reader: &mut Reader<'_>, value: Value, at: &Place<'_>, data: &mut SchemaData) -> Option<Value> {
    match at.name() {
        "title" => data.title = reader.text(value, at),
        "description" => data.description = reader.text(value, at),
        "nullable" => data.nullable = reader.flag(value, at).unwrap_or_default(),
        "readOnly" => data.read_only = reader.flag(value, at).unwrap_or_default(),
        "writeOnly" => data.write_only = reader.flag(value, at).unwrap_or_default(),
        "deprecated" => data.deprecated = reader.flag(value, at).unwrap_or_default(),
        "externalDocs" => data.external_docs = external_docs(reader, value, at),
        // serde reads a null as no value at all, and a default of null is what being absent means anyway.
        "example" => data.example = Some(value).filter(|value| !value.is_null()),
        "default" => data.default = Some(value).filter(|value| !value.is_null()),
        "discriminator" => data.discriminator = discriminator(reader, value, at),
        _ => return Some(value),
    }
    None
}

/// Reads a keyword that holds schemas. It is apart from the others to keep the stack of the recursion small.
fn nested(reader: &mut Reader<'_>, value: Value, at: &Place<'_>, keywords: &mut Keywords) {
    let any = &mut keywords.any;
    let is_read = match at.name() {
        "items" => set(&mut any.items, boxed(reader, value, at)),
        "not" => set(&mut any.not, schema_or_reference(reader, value, at).map(Box::new)),
        "additionalProperties" => set(&mut any.additional_properties, additional(reader, value, at)),
        "properties" => fill(&mut any.properties, value.is_object(), reader.structure_map(value, at, boxed)),
        "allOf" => fill(&mut any.all_of, value.is_array(), reader.list(value, at, schema_or_reference)),
        "anyOf" => fill(&mut any.any_of, value.is_array(), reader.list(value, at, schema_or_reference)),
        _ => fill(&mut any.one_of, value.is_array(), reader.list(value, at, schema_or_reference)),
    };
    if is_read {
        keywords.present |= keyword(at.name());
    }
}

/// Reads a keyword that constrains the value.
fn constraint(
    reader: &mut Reader<'_>,
    value: Value,
    at: &Place<'_>,
    keywords: &mut Keywords,
    data: &mut SchemaData,
) {
    let any = &mut keywords.any;
    let is_read = match at.name() {
        "type" => set(&mut any.typ, kind(reader, value, at)),
        "format" => set(&mut any.format, reader.text(value, at)),
        "pattern" => set(&mut any.pattern, reader.text(value, at)),
        "multipleOf" => set(&mut keywords.multiple_of, reader.number(value, at)),
        "minimum" => set(&mut keywords.minimum, reader.number(value, at)),
        "maximum" => set(&mut keywords.maximum, reader.number(value, at)),
        "exclusiveMinimum" => set(&mut any.exclusive_minimum, reader.flag(value, at)),
        "exclusiveMaximum" => set(&mut any.exclusive_maximum, reader.flag(value, at)),
        "minLength" => set(&mut any.min_length, reader.count(value, at)),
        "maxLength" => set(&mut any.max_length, reader.count(value, at)),
        "minItems" => set(&mut any.min_items, reader.count(value, at)),
        "maxItems" => set(&mut any.max_items, reader.count(value, at)),
        "uniqueItems" => set(&mut any.unique_items, reader.flag(value, at)),
        "minProperties" => set(&mut any.min_properties, reader.count(value, at)),
        "maxProperties" => set(&mut any.max_properties, reader.count(value, at)),
        "required" => fill(&mut any.required, value.is_array(), reader.texts(value, at)),
        "enum" => {
            fill(&mut any.enumeration, value.is_array(), reader.list(value, at, |_, value, _| Some(value)))
        }
        "xml" => {
            reader.unused(at);
            false
        }
        _ => {
            reader.rest(value, at, &mut data.extensions);
            false
        }
    };
    if is_read {
        keywords.present |= keyword(at.name());
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

fn fill<T>(slot: &mut T, is_right_kind: bool, value: T) -> bool {
    *slot = value;
    is_right_kind
}

fn kind(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<String> {
    let text = reader.text(value, at)?;
    if ["string", "number", "integer", "boolean", "object", "array"].contains(&text.as_str()) {
        return Some(text);
    }
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "string" | "number" | "integer" | "boolean" | "object" | "array" => Some(lower),
        _ => {
            let kinds = "`string`, `number`, `integer`, `boolean`, `object`, `array`";
            reader.refuse(&text, kinds, at);
            None
        }
    }
}

fn additional(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<AdditionalProperties> {
    match value {
        Value::Bool(any) => Some(AdditionalProperties::Any(any)),
        value => schema_or_reference(reader, value, at)
            .map(|schema| AdditionalProperties::Schema(Box::new(schema))),
    }
}

fn discriminator(reader: &mut Reader<'_>, value: Value, at: &Place<'_>) -> Option<Discriminator> {
    let mut discriminator = Discriminator::default();
    if let Value::String(property_name) = value {
        let message = "`discriminator` is a text; it is read as its `propertyName`";
        reader.note(codes::COERCED, message.to_owned(), at);
        return Some(Discriminator { property_name, ..discriminator });
    }
    let members = reader.object(value, at)?;
    if !members.contains_key("propertyName") {
        reader.warn(codes::PART, "the discriminator has no `propertyName`; it is left out".to_owned(), at);
        return None;
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "propertyName" => discriminator.property_name = reader.text(value, at)?,
            "mapping" => {
                discriminator.mapping = reader.map(value, at, |reader, value, at| reader.text(value, at));
            }
            _ => reader.rest(value, at, &mut discriminator.extensions),
        }
    }
    Some(discriminator)
}
