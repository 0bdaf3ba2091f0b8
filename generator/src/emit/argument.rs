//! Arguments: what callers may pass for a type, and how that becomes a value of the type.

use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::{TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of an argument.
pub(crate) fn argument_type(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    match scope.cx.api.resolve(ty) {
        TypeRef::String => quote!(impl Into<String>),
        TypeRef::Secret => quote!(impl Into<crate::Secret>),
        TypeRef::List(item) => {
            let item = item_type(scope, item);
            quote!(impl IntoIterator<Item = #item>)
        }
        TypeRef::Map(value) => {
            let value = item_type(scope, value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        _ if is_union(scope, ty) => {
            let union = rust_type(scope, ty);
            quote!(impl Into<#union>)
        }
        _ => rust_type(scope, ty),
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
        TypeRef::String | TypeRef::Secret => quote!(#argument.into()),
        TypeRef::List(item) if is_text(scope, item) => {
            quote!(#argument.into_iter().map(Into::into).collect #collection ())
        }
        TypeRef::List(_) => quote!(#argument.into_iter().collect #collection ()),
        TypeRef::Map(value) => {
            let value = if is_text(scope, value) { quote!(value.into()) } else { quote!(value) };
            quote!(#argument.into_iter().map(|(key, value)| (key.into(), #value)).collect #collection ())
        }
        _ if is_union(scope, ty) => quote!(#argument.into()),
        _ => argument.clone(),
    }
}

fn item_type(scope: &Scope<'_>, item: &TypeRef) -> TokenStream {
    if is_text(scope, item) { quote!(impl Into<String>) } else { rust_type(scope, item) }
}

fn is_text(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    matches!(scope.cx.api.resolve(ty), TypeRef::String)
}

/// Whether callers may pass a value of one of the alternatives.
fn is_union(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    match scope.cx.api.resolve(ty) {
        TypeRef::Named(id) => matches!(scope.cx.api[*id].kind, TypeKind::Union(_)),
        _ => false,
    }
}
