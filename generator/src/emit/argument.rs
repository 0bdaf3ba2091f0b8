//! Arguments: what callers may pass for a type, and how that becomes a value of the type.

use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::{TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of an argument.
pub(crate) fn argument_type(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    match scope.cx.api.resolve(ty) {
        TypeRef::List(item) => {
            let item = item_type(scope, item);
            quote!(impl IntoIterator<Item = #item>)
        }
        TypeRef::Map(value) => {
            let value = item_type(scope, value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        _ => item_type(scope, ty),
    }
}

/// The value that an argument is turned into, where its surroundings decide its type.
pub(crate) fn owned(scope: &Scope<'_>, ty: &TypeRef, argument: &TokenStream) -> TokenStream {
    converted(scope, ty, argument, &quote!())
}

/// The value that an argument is turned into, where nothing around it decides its type.
pub(crate) fn owned_typed(scope: &Scope<'_>, ty: &TypeRef, argument: &TokenStream) -> TokenStream {
    let resolved = scope.cx.api.resolve(ty);
    match resolved {
        TypeRef::List(_) | TypeRef::Map(_) => {
            let collection = rust_type(scope, resolved);
            converted(scope, ty, argument, &quote!(::<#collection>))
        }
        _ => owned(scope, ty, argument),
    }
}

fn converted(
    scope: &Scope<'_>,
    ty: &TypeRef,
    argument: &TokenStream,
    collection: &TokenStream,
) -> TokenStream {
    match scope.cx.api.resolve(ty) {
        TypeRef::List(item) if is_converted(scope, item) => {
            quote!(#argument.into_iter().map(Into::into).collect #collection ())
        }
        TypeRef::List(_) => quote!(#argument.into_iter().collect #collection ()),
        TypeRef::Map(value) => {
            let value = if is_converted(scope, value) { quote!(value.into()) } else { quote!(value) };
            quote!(#argument.into_iter().map(|(key, value)| (key.into(), #value)).collect #collection ())
        }
        _ if is_converted(scope, ty) => quote!(#argument.into()),
        _ => argument.clone(),
    }
}

/// What may be passed for a single value, alone or in a list or a map.
fn item_type(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    match scope.cx.api.resolve(ty) {
        TypeRef::Secret => quote!(impl Into<crate::Secret>),
        _ if is_converted(scope, ty) => {
            let ty = rust_type(scope, ty);
            quote!(impl Into<#ty>)
        }
        _ => rust_type(scope, ty),
    }
}

/// Whether callers may pass something else in the place of a value: text, or a value of one of the alternatives.
fn is_converted(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    match scope.cx.api.resolve(ty) {
        TypeRef::String | TypeRef::Secret => true,
        TypeRef::Named(id) => match &scope.cx.api[*id].kind {
            TypeKind::Union(_) => true,
            TypeKind::Enumeration(enumeration) => enumeration.takes_text(),
            _ => false,
        },
        _ => false,
    }
}
