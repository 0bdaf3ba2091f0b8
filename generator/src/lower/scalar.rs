//! Strings, numbers and booleans.

use crate::document::schema::{Limits, Schema, SchemaType};
use crate::ir::{IntegerWidth, TextFormat, TypeRef};

/// The type of a scalar, by its `type` and `format`.
///
/// Formats that only narrow a string (`uri`, `email`, ...) stay in its documentation, and so does `float`: a server
/// that declares it still sends what a float of 32 bits would round.
pub(super) fn of(typ: SchemaType, format: Option<&str>) -> TypeRef {
    match typ {
        SchemaType::String => string(format),
        SchemaType::Integer => TypeRef::Integer(integer(format)),
        SchemaType::Number => number(format),
        _ => TypeRef::Boolean,
    }
}

/// The type of a schema that is a scalar: an integer that may be beyond 63 bits has no sign, unless its bounds also
/// allow numbers below zero or beyond 64 bits.
pub(super) fn of_schema(typ: SchemaType, schema: &Schema) -> TypeRef {
    match (typ, schema.format.as_deref()) {
        (SchemaType::Integer, None) if schema.limits.as_deref().is_some_and(is_beyond) => {
            TypeRef::Integer(IntegerWidth::U64)
        }
        (_, format) => of(typ, format),
    }
}

fn is_beyond(limits: &Limits) -> bool {
    let may_be_negative =
        limits.least().and_then(|(least, _)| least.as_f64()).is_some_and(|least| least < 0.0);
    // As floats: what passed through JavaScript writes the largest integer of 64 bits as 9223372036854776000.
    let most = limits.most().and_then(|(most, _)| most.as_f64());
    most.is_some_and(|most| most > i64::MAX as f64 && most <= u64::MAX as f64) && !may_be_negative
}

fn string(format: Option<&str>) -> TypeRef {
    match format {
        Some("date-time") => TypeRef::Timestamp,
        Some("date") => TypeRef::Text(TextFormat::Date),
        Some("time") => TypeRef::Text(TextFormat::TimeOfDay),
        Some("duration") => TypeRef::Text(TextFormat::Duration),
        Some("uuid") => TypeRef::Text(TextFormat::Uuid),
        Some("byte" | "base64" | "base64url") => TypeRef::Text(TextFormat::Base64),
        Some("password") => TypeRef::Secret,
        Some("binary") => TypeRef::Bytes,
        _ => TypeRef::String,
    }
}

fn integer(format: Option<&str>) -> IntegerWidth {
    match format {
        Some("int32" | "int16" | "int8") => IntegerWidth::I32,
        Some("uint32" | "uint16" | "uint8") => IntegerWidth::U32,
        Some("uint64" | "uint") => IntegerWidth::U64,
        _ => IntegerWidth::I64,
    }
}

/// `type: number` with a format of integers is an integer: so say documents that do not know `type: integer`.
fn number(format: Option<&str>) -> TypeRef {
    match format {
        Some(name) if name.starts_with("int") || name.starts_with("uint") => {
            TypeRef::Integer(integer(format))
        }
        _ => TypeRef::Float,
    }
}

/// Whether the type itself says what the format says.
pub(super) fn shows_format(typ: Option<SchemaType>, format: &str) -> bool {
    match typ {
        Some(SchemaType::String) => matches!(
            format,
            "date-time" | "password" | "binary" | "date" | "time" | "duration" | "uuid" | "byte"
        ),
        Some(SchemaType::Integer) => matches!(format, "int32" | "int64" | "uint32" | "uint64" | "uint"),
        Some(SchemaType::Number) => matches!(format, "float" | "double" | "int32" | "int64"),
        _ => false,
    }
}
