//! Strings, numbers and booleans.

use crate::ir::{IntegerWidth, TypeRef};

/// The type of a scalar, by its `type` and `format`.
///
/// Formats that only narrow a string (`uuid`, `uri`, `email`, ...) stay in its documentation.
pub(super) fn of(ty: &str, format: Option<&str>) -> TypeRef {
    match ty {
        "string" => string(format),
        "integer" => TypeRef::Integer(integer(format)),
        "number" => number(format),
        _ => TypeRef::Boolean,
    }
}

fn string(format: Option<&str>) -> TypeRef {
    match format {
        Some("date-time") => TypeRef::Timestamp,
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
        "string" => matches!(format, "date-time" | "password" | "binary"),
        "integer" => matches!(format, "int32" | "int64" | "uint32" | "uint64" | "uint"),
        "number" => matches!(format, "float" | "double" | "int32" | "int64"),
        _ => false,
    }
}
