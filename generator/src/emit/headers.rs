//! The headers of answers: one constant for each name.

use super::cfg::listed;
use super::context::Context;
use super::docs::{Comments, Text, clean, code};
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::HeaderId;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The module that holds them.
pub(crate) const MODULE: &str = "headers";

/// The file with the constants.
pub(crate) fn headers(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let scope = Scope::of_items(cx, comments, BTreeSet::new());
    let mut headers: Vec<_> = (0..).map(HeaderId).zip(&cx.api.headers).collect();
    headers.sort_by(|(_, left), (_, right)| left.name.cmp(&right.name));
    let constants: Vec<_> = headers
        .into_iter()
        .map(|(id, header)| {
            let cfg = listed(cx.api.gates.headers.get(&id));
            let (name, wire_name, ty) =
                (ident(&header.name), &header.wire_name, rust_type(&scope, &header.ty));
            let mut docs = Text::default();
            docs.paragraph(clean(header.description.as_deref().unwrap_or_default()));
            docs.paragraph([code(wire_name)]);
            let docs = docs.outer(comments);
            quote!(#docs #cfg pub const #name: crate::Header<#ty> = crate::Header::new(#wire_name);)
        })
        .collect();
    let mut docs = Text::of("The headers that the document describes.");
    docs.paragraph([
        "[`Response::header`](crate::Response::header) and [`Error::header`](crate::Error::header) read them.".to_owned(),
    ]);
    let (docs, imports) = (docs.inner(comments), scope.imports());
    quote!(#docs #imports #(#constants)*)
}
