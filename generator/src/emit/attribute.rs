//! Attributes that several kinds of items share.

use crate::ir::Docs;
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
