//! How a request is taken apart and its answer read.

use super::listing;
use crate::emit::answers::{read, status};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::{answer, rust_type};
use crate::ir::{Operation, Payload};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

/// The impls of `Request` and, where the answer comes in pages, of `PagedRequest`.
pub(super) fn response(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, request) = (ident(&operation.request), scope.request());
    let response = answer(scope, &operation.success.payload);
    let success = &operation.success;
    let read = match &success.payload {
        Payload::Json(_) if success.is_acknowledgement => quote!(acknowledged),
        Payload::Optional(inner, without) => {
            let (read, without) = (read(inner), without.iter().map(|code| status(*code)));
            quote!(optional(#read #(, #without)*))
        }
        payload => {
            let read = read(payload);
            quote!(#read)
        }
    };
    let failure = operation.failure.as_ref().map(|failure| {
        let failure = match &operation.failure_alias {
            Some(alias) => ident(alias).to_token_stream(),
            None => answer(scope, failure),
        };
        quote!(impl crate::Fallible for #name { type Failure = #failure; })
    });
    let paged = paged(scope, operation);
    quote! {
        impl crate::Request for #name {
            type Response = #response;
            #request::reads!(#read);
        }
        #failure
        #paged
    }
}

/// What makes it a request for a list.
fn paged(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let (name, item) = (ident(&operation.request), rust_type(scope, &paging.item));
    let Some(listing) = &paging.listing else {
        return Some(quote! {
            impl crate::PagedRequest for #name {
                type Item = #item;
                crate::graph::page::paged!();
            }

            impl crate::ReversibleRequest for #name {}
        });
    };
    let (listed, items) = (listing::listing(listing), listing::items(scope, operation, listing));
    let reversible = listing.previous.as_ref().map(|_| quote!(impl crate::ReversibleRequest for #name {}));
    Some(quote! {
        impl #name {
            const PAGES: crate::paging::Listing = #listed;
        }

        impl crate::PagedRequest for #name {
            type Item = #item;
            fn items_of(page: &mut Self::Response) -> Option<&mut Vec<Self::Item>> {
                #items
            }
            crate::paging::listed!();
        }

        #reversible
    })
}
