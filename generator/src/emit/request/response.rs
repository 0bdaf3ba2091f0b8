//! How a request is taken apart and its answer read.

use super::setter::answer;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::rust_type;
use crate::ir::{Operation, Payload};
use proc_macro2::TokenStream;
use quote::quote;

/// The impls of `Request` and, where the answer comes in pages, of `PagedRequest`.
pub(super) fn response(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, request) = (ident(&operation.request), scope.request());
    let response = answer(scope, &operation.success.payload);
    let decode = match operation.success.payload {
        Payload::Json(_) if operation.success.is_acknowledgement => quote!(answer.acknowledged()),
        Payload::Empty => quote!(answer.empty()),
        Payload::Json(_) => quote!(answer.json()),
        Payload::Text => quote!(answer.text()),
        Payload::Bytes => quote!(answer.bytes()),
        Payload::Paged(_) => quote!(answer.paged()),
    };
    let paged = paged(scope, operation);
    quote! {
        impl crate::Request for #name {
            type Response = #response;
            fn parts(&self) -> &#request::Parts { &self.parts }
            fn into_parts(self) -> #request::Parts { self.parts }
            fn decode(answer: #request::Answer) -> Result<Self::Response, crate::Error> { #decode }
        }
        #paged
    }
}

fn paged(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let item = rust_type(scope, &operation.paging.as_ref()?.item);
    let (name, request) = (ident(&operation.request), scope.request());
    Some(quote! {
        impl crate::PagedRequest for #name {
            type Item = #item;
            fn parts_mut(&mut self) -> &mut #request::Parts { &mut self.parts }
        }
    })
}
