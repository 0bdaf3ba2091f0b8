//! Samples as Rust: literals where a caller would write one, and JSON that is read into its type where that is long.

use super::library;
use crate::emit::context::{Context, UNVERSIONED};
use crate::emit::ident::ident;
use crate::emit::type_ref::text_format;
use crate::ir::{IntegerWidth, TypeRef};
use serde_json::Value;

/// What may be passed for a value of the type; `None` where the sample is of another kind.
pub(super) fn argument(cx: &Context<'_>, ty: &TypeRef, value: &Value, is_option: bool) -> Option<String> {
    if is_option {
        return Some(match (value, cx.api.resolve(ty)) {
            (Value::Null, _) => "None".to_owned(),
            (value, TypeRef::Bytes) => format!("Some({})", file(cx, value)),
            (value, _) => read(&format!("Option<{}>", rust_type(cx, ty)), value),
        });
    }
    Some(match (cx.api.resolve(ty), value) {
        (TypeRef::String | TypeRef::Secret, Value::String(text)) => format!("{text:?}"),
        (TypeRef::String | TypeRef::Secret, other) => format!("{:?}", other.to_string()),
        (TypeRef::Boolean, Value::Bool(value)) => value.to_string(),
        (TypeRef::Float, Value::Number(number)) => format!("{:?}", number.as_f64()?),
        (TypeRef::Integer(width), Value::Number(number)) if fits(*width, value) => number.to_string(),
        (TypeRef::Bytes, value) => file(cx, value),
        (TypeRef::List(item), Value::Array(values)) if *cx.api.resolve(item) == TypeRef::Bytes => {
            let files: Vec<_> = values.iter().map(|value| file(cx, value)).collect();
            format!("[{}]", files.join(", "))
        }
        (_, value) => read(&rust_type(cx, ty), value),
    })
}

/// A body of text or of bytes.
pub(super) fn raw(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        other => format!("{:?}", other.to_string()),
    }
}

/// A file with the sample as its content.
pub(super) fn file(cx: &Context<'_>, value: &Value) -> String {
    let library = library(cx);
    format!("{library}::File::new(\"sample.bin\", \"application/octet-stream\", {})", raw(value))
}

fn fits(width: IntegerWidth, value: &Value) -> bool {
    match width {
        IntegerWidth::I32 => value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        IntegerWidth::I64 => value.is_i64(),
        IntegerWidth::U32 => value.as_u64().is_some_and(|value| u32::try_from(value).is_ok()),
        IntegerWidth::U64 => value.is_u64(),
    }
}

/// The expression that reads a value into its type.
fn read(ty: &str, value: &Value) -> String {
    let text = value.to_string();
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("json::<{ty}>(r{hashes}\"{text}\"{hashes})?")
}

fn rust_type(cx: &Context<'_>, ty: &TypeRef) -> String {
    let library = library(cx);
    match ty {
        TypeRef::Named(id) => match cx.api.types.get(id.0 as usize) {
            Some(definition) => format!("{UNVERSIONED}::models::{}", ident(&definition.name)),
            None => "serde_json::Value".to_owned(),
        },
        TypeRef::String => "String".to_owned(),
        TypeRef::Secret => format!("{library}::Secret"),
        TypeRef::Timestamp => format!("{library}::Timestamp"),
        TypeRef::Text(format) => format!("{library}::{}", text_format(*format)),
        TypeRef::Mapped(mapped) => mapped.path.to_string().replace("crate::", &format!("{library}::")),
        TypeRef::Integer(IntegerWidth::I32) => "i32".to_owned(),
        TypeRef::Integer(IntegerWidth::I64) => "i64".to_owned(),
        TypeRef::Integer(IntegerWidth::U32) => "u32".to_owned(),
        TypeRef::Integer(IntegerWidth::U64) => "u64".to_owned(),
        TypeRef::Float => "f64".to_owned(),
        TypeRef::Boolean => "bool".to_owned(),
        TypeRef::Bytes => format!("{library}::File"),
        TypeRef::Any => "serde_json::Value".to_owned(),
        TypeRef::List(item) => format!("Vec<{}>", rust_type(cx, item)),
        TypeRef::Map(item) => format!("std::collections::BTreeMap<String, {}>", rust_type(cx, item)),
        TypeRef::Nullable(inner) => format!("Option<{}>", rust_type(cx, inner)),
    }
}
