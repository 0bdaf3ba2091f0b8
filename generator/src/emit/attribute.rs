//! Attributes that several kinds of items share.

use super::ident::ident;
use crate::ir::{Docs, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// `#[deprecated]`, where the document says so.
pub(crate) fn deprecated(docs: &Docs) -> TokenStream {
    let Some(deprecation) = &docs.deprecated else { return quote!() };
    match deprecation.note.as_deref().map(one_line).filter(|note| !note.is_empty()) {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => quote!(#[deprecated]),
    }
}

/// What a type derives whose values are equal to themselves, and its `Eq`: of that a derive would make a function that
/// the compiler checks with each type.
pub(crate) fn hash_and_eq(definition: &TypeDef) -> (TokenStream, TokenStream) {
    if !definition.is_eq {
        return (quote!(), quote!());
    }
    let name = ident(&definition.name);
    (quote!(, Hash), quote!(impl Eq for #name {}))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
