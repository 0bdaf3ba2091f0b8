//! Tuples: a list whose items each have a type of their own, as a struct without names.

use super::attribute;
use super::docs::Text;
use super::ident::ident;
use super::mapped;
use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::{Tuple, TupleItem, TypeDef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A tuple with the way it is read and written.
pub(crate) fn tuple(scope: &Scope<'_>, definition: &TypeDef, tuple: &Tuple) -> TokenStream {
    let item = item(scope, definition, tuple);
    let (decode, encode) = (decode(scope, definition, tuple), encode(scope, tuple));
    let (wire, name) = (scope.wire(), ident(&definition.name));
    let private = definition.is_private.then(|| quote!(private));
    quote! {
        #item
        impl #wire::Decode for #name {
            fn decode(value: #wire::Value) -> #wire::Result<Self> { #decode }

            fn accepts(value: &#wire::Value) -> bool { value.is_array() }
        }
        impl #wire::Encode for #name {
            fn encode(&self, mode: #wire::Mode) -> #wire::Value { #encode }
        }
        #wire::shown_model!(#name #private);
    }
}

fn item(scope: &Scope<'_>, definition: &TypeDef, tuple: &Tuple) -> TokenStream {
    let docs =
        Text::of_docs(&definition.docs, &format!("The list `{}`.", definition.name)).outer(scope.comments);
    let deprecated = attribute::deprecated(&definition.docs);
    let (hash, eq) = attribute::hash_and_eq(definition);
    let derives = mapped::derives(scope, definition);
    let name = ident(&definition.name);
    let items = tuple.items.iter().enumerate().map(|(index, item)| {
        let docs = Text::of_docs(&item.docs, &format!("The item {index}.")).outer(scope.comments);
        let ty = item_type(scope, item);
        quote!(#docs pub #ty,)
    });
    let rest = tuple.rest.as_ref().map(|rest| {
        let ty = rust_type(scope, rest);
        quote!(#[doc = " All items after those."] pub Vec<#ty>,)
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq #hash #derives)]
        pub struct #name(#(#items)* #rest);
        #eq
    }
}

fn item_type(scope: &Scope<'_>, item: &TupleItem) -> TokenStream {
    let ty = rust_type(scope, &item.ty);
    let ty = if item.boxed { quote!(Box<#ty>) } else { ty };
    if item.required { ty } else { quote!(Option<#ty>) }
}

fn decode(scope: &Scope<'_>, definition: &TypeDef, tuple: &Tuple) -> TokenStream {
    let (tuples, shown) = (scope.tuples(), definition.name.as_str());
    let items = tuple.items.iter().map(|item| match item.required {
        true => quote!(items.required()?),
        false => quote!(items.optional()),
    });
    let rest = tuple.rest.iter().map(|_| quote!(items.rest()?));
    let members = items.chain(rest);
    quote! {
        let mut items = #tuples::Tuple::read(value, #shown)?;
        let decoded = Self(#(#members),*);
        items.finish(decoded)
    }
}

fn encode(scope: &Scope<'_>, tuple: &Tuple) -> TokenStream {
    let tuples = scope.tuples();
    let items = tuple.items.iter().enumerate().map(|(index, item)| {
        let index = Literal::usize_unsuffixed(index);
        match item.required {
            true => quote!(items.required(&self.#index);),
            false => quote!(items.optional(&self.#index);),
        }
    });
    let rest = tuple.rest.as_ref().map(|_| {
        let index = Literal::usize_unsuffixed(tuple.items.len());
        quote!(items.rest(&self.#index);)
    });
    quote! {
        let mut items = #tuples::ItemsWriter::new(mode);
        #(#items)*
        #rest
        items.finish()
    }
}
