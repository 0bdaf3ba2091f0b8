//! Strings, numbers and booleans.

use super::view::{Number, View};
use crate::ir::{IntegerWidth, TextFormat, TypeRef};

/// The type of a scalar, by its `type` and `format`.
///
/// Formats that only narrow a string (`uri`, `email`, ...) stay in its documentation, and so does `float`: a server that
/// declares it still sends what a float of 32 bits would round.
pub(super) fn of(ty: &str, format: Option<&str>) -> TypeRef {
    match ty {
        "string" => string(format),
        "integer" => TypeRef::Integer(integer(format)),
        "number" => number(format),
        _ => TypeRef::Boolean,
    }
}

/// The type of a schema that is a scalar: an integer that may be beyond 63 bits has no sign, unless it may be below zero or
/// beyond 64 bits, so that its bounds are of another mind.
pub(super) fn of_view(ty: &str, view: &View<'_>) -> TypeRef {
    let may_be_negative = match view.limits.minimum {
        Some(Number::Float(least)) => least < 0.0,
        Some(Number::Integer(least)) => least < 0,
        None => false,
    };
    let is_beyond = match view.limits.maximum {
        Some(Number::Float(most)) => most > i64::MAX as f64 && most <= u64::MAX as f64 && !may_be_negative,
        Some(Number::Integer(_)) | None => false,
    };
    match (ty, view.format) {
        ("integer", None) if is_beyond => TypeRef::Integer(IntegerWidth::U64),
        _ => of(ty, view.format),
    }
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
pub(super) fn shows_format(ty: &str, format: &str) -> bool {
    match ty {
        "string" => matches!(
            format,
            "date-time" | "password" | "binary" | "date" | "time" | "duration" | "uuid" | "byte"
        ),
        "integer" => matches!(format, "int32" | "int64" | "uint32" | "uint64" | "uint"),
        "number" => matches!(format, "float" | "double" | "int32" | "int64"),
        _ => false,
    }
}
