//! The constants of the documented error codes.

use super::docs::{Comments, Text, clean};
use super::ident::ident;
use crate::ir::ErrorCode;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file with the constants.
pub(crate) fn error_codes(comments: &Comments, codes: &[ErrorCode]) -> TokenStream {
    let docs = Text::of("The documented error codes.").inner(comments);
    if codes.is_empty() {
        return docs;
    }
    let constants = codes.iter().map(|code| {
        let mut docs = Text::default();
        docs.paragraph(clean(&code.description));
        docs.paragraph([format!("Code {}.", code.code)]);
        let (docs, name, code) =
            (docs.outer(comments), ident(&code.name), Literal::i64_unsuffixed(code.code));
        quote!(#docs pub const #name: Self = Self::new(#code);)
    });
    quote!(#docs impl crate::ErrorCode { #(#constants)* })
}
