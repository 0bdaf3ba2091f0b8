//! Types of the representation as Rust types.

use super::mapped;
use super::scope::Scope;
use crate::ir::{Field, IntegerWidth, Payload, TextFormat, TypeRef};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The Rust type of a value.
pub(crate) fn rust_type(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Named(id) => scope.named(*id),
        TypeRef::String => quote!(String),
        TypeRef::Secret => quote!(crate::Secret),
        TypeRef::Timestamp => quote!(crate::Timestamp),
        TypeRef::Text(format) => {
            let name = format_ident!("{}", text_format(*format));
            quote!(crate::#name)
        }
        TypeRef::Mapped(mapped) => mapped::path(&mapped.path, &|name| scope.hides(name)),
        TypeRef::Integer(width) => scope.primitive(integer(*width)),
        TypeRef::Float => scope.primitive("f64"),
        TypeRef::Boolean => scope.primitive("bool"),
        TypeRef::Bytes => quote!(crate::File),
        TypeRef::Any => scope.json(),
        TypeRef::List(item) => {
            let item = rust_type(scope, item);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) => map(scope, value),
        TypeRef::Nullable(inner) => {
            let inner = rust_type(scope, inner);
            quote!(Option<#inner>)
        }
    }
}

/// The type that an answer is read into.
pub(crate) fn answer(scope: &Scope<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Empty => quote!(()),
        Payload::Json(ty) => rust_type(scope, ty),
        Payload::Text => quote!(String),
        Payload::Bytes => {
            let bytes = scope.external("bytes");
            quote!(#bytes::Bytes)
        }
        Payload::Paged(item) => {
            let item = rust_type(scope, item);
            quote!(crate::Paged<#item>)
        }
        Payload::Location => quote!(String),
        Payload::Optional(inner, _) => {
            let inner = answer(scope, inner);
            quote!(Option<#inner>)
        }
        Payload::OneOf(id) => scope.answers(*id),
    }
}

/// The map that holds values of a type by key.
pub(crate) fn map(scope: &Scope<'_>, value: &TypeRef) -> TokenStream {
    let value = rust_type(scope, value);
    let std = scope.external("std");
    quote!(#std::collections::BTreeMap<String, #value>)
}

/// The Rust type of a member of a struct.
pub(crate) fn member_type(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let ty = rust_type(scope, &field.ty);
    let ty = if field.boxed { quote!(Box<#ty>) } else { ty };
    let ty = if field.is_option() { quote!(Option<#ty>) } else { ty };
    if field.is_clearable() { quote!(Option<#ty>) } else { ty }
}

/// The type of the runtime for text of a format.
pub(crate) fn text_format(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Date => "Date",
        TextFormat::TimeOfDay => "TimeOfDay",
        TextFormat::Duration => "IsoDuration",
        TextFormat::Uuid => "Uuid",
        TextFormat::Base64 => "Base64",
        TextFormat::Base64Url => "Base64Url",
    }
}

fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::I32 => "i32",
        IntegerWidth::I64 => "i64",
        IntegerWidth::U32 => "u32",
        IntegerWidth::U64 => "u64",
    }
}
