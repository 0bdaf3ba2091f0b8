//! The enum of a body that has several media types.

use super::input::body_statement;
use crate::emit::docs::{Text, code};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::rust_type;
use crate::ir::{BodyKind, BodyVariant, ContentType, Ident, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, if the operation has one.
pub(super) fn choice(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let BodyKind::Choice { union, variants, .. } = &operation.body.as_ref()?.kind else { return None };
    let (name, request) = (ident(union), scope.request());
    let docs = Text::of(format!("The body of [`{}`](fn@{0}), by its media type.", operation.function))
        .outer(scope.comments);
    let members = variants.iter().map(|variant| {
        let docs = Text::of(format!(
            "Sent as {}.",
            code(variant.content_type.media_type().unwrap_or("the media type of the file"))
        ))
        .outer(scope.comments);
        let (name, ty) = (ident(&variant.name), variant_type(scope, variant));
        quote!(#docs #name(#ty),)
    });
    let arms = variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), quote!(body));
        let statement = body_statement(&variant.content_type, &quote!(parts), &value, &value);
        quote!(Self::#name(body) => { #statement })
    });
    let conversions = variants.first().map(|first| conversions(scope, union, first));
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#members)* }
        impl #name {
            fn set(self, parts: &mut #request::Parts) { match self { #(#arms)* } }
        }
        #conversions
    })
}

/// The preferred alternative need not be named.
fn conversions(scope: &Scope<'_>, union: &Ident, first: &BodyVariant) -> TokenStream {
    let (union, name, ty) = (ident(union), ident(&first.name), variant_type(scope, first));
    let more = match first.content_type {
        ContentType::Text(_) => vec![quote!(&str)],
        ContentType::Binary(_) => {
            let bytes = scope.external("bytes");
            vec![quote!(#bytes::Bytes), quote!(Vec<u8>), quote!(&'static str), quote!(crate::File)]
        }
        _ => Vec::new(),
    };
    quote! {
        impl From<#ty> for #union {
            fn from(body: #ty) -> Self { Self::#name(body) }
        }
        #(impl From<#more> for #union {
            fn from(body: #more) -> Self { Self::#name(body.into()) }
        })*
    }
}

fn variant_type(scope: &Scope<'_>, variant: &BodyVariant) -> TokenStream {
    match variant.content_type {
        ContentType::Text(_) => quote!(String),
        ContentType::File => quote!(crate::File),
        ContentType::Binary(_) => quote!(crate::Content),
        ContentType::Json(_) | ContentType::Form | ContentType::Multipart | ContentType::Parts(_) => {
            rust_type(scope, &variant.ty)
        }
    }
}
