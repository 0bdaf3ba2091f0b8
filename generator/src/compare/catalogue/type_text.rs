//! Types in the words of the document.

use crate::compare::same_types::TypeNames;
use crate::ir::{Api, Payload, TypeRef};

/// A type as the document would say it: `array of Page`, `string (date-time)`.
pub(super) fn of(names: &TypeNames, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => names.get(id).cloned().unwrap_or_default(),
        TypeRef::String => "string".to_owned(),
        TypeRef::Secret => "string (password)".to_owned(),
        TypeRef::Timestamp => "string (date-time)".to_owned(),
        TypeRef::Text(format) => format!("string ({})", format.name()),
        TypeRef::Mapped(mapped) => format!("`{}`", mapped.path),
        TypeRef::Integer(width) => format!("integer ({})", width.name()),
        TypeRef::Float => "number".to_owned(),
        TypeRef::Boolean => "boolean".to_owned(),
        TypeRef::Bytes => "string (binary)".to_owned(),
        TypeRef::Any => "any value".to_owned(),
        TypeRef::List(item) => format!("array of {}", of(names, item)),
        TypeRef::Map(value) => format!("object of {}", of(names, value)),
        TypeRef::Nullable(inner) => format!("{} or null", of(names, inner)),
    }
}

/// The body of an answer.
pub(super) fn of_payload(api: &Api, names: &TypeNames, payload: &Payload) -> String {
    match payload {
        Payload::Empty => "no body".to_owned(),
        Payload::Json(ty) => of(names, ty),
        Payload::Text => "text".to_owned(),
        Payload::Bytes => "bytes".to_owned(),
        Payload::Paged(item) => format!("pages of {}", of(names, item)),
        Payload::Location => "a redirect".to_owned(),
        Payload::Optional(inner, _) => format!("{} or no body", of_payload(api, names, inner)),
        Payload::OneOf(id) => {
            let variants = api[*id].variants.iter();
            let variants = variants
                .map(|variant| format!("{}: {}", variant.statuses, of_payload(api, names, &variant.payload)));
            variants.collect::<Vec<_>>().join(", ")
        }
    }
}
