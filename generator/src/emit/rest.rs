//! The member of a struct that holds what stands under other keys than those of its properties.

use super::ident::{ident, written};
use super::scope::Scope;
use super::type_ref::map;
use crate::ir::{Additional, Ident, Struct, Usage};
use proc_macro2::TokenStream;
use quote::quote;

/// The name of the member, if there is one.
pub(crate) fn name(structure: &Struct) -> Option<&Ident> {
    match &structure.additional {
        Additional::Ignored => None,
        Additional::Kept { name } | Additional::Typed { name, ty: _ } => Some(name),
    }
}

/// Its definition.
pub(crate) fn member(scope: &Scope<'_>, structure: &Struct) -> Option<TokenStream> {
    let name = ident(name(structure)?);
    match &structure.additional {
        Additional::Ignored => None,
        Additional::Kept { name: _ } => Some(quote! {
            #[doc = " Members that this version of the crate does not know; they are sent back."]
            pub #name: crate::UnknownMembers,
        }),
        Additional::Typed { name: _, ty } => {
            let ty = map(scope, ty);
            Some(quote!(#[doc = " The other keys."] pub #name: #ty,))
        }
    }
}

/// How it is read and written: `..additional`, or `..` where there is none and other members are read all the same, or
/// where no answer holds the struct, so that nobody has to know which of its members are read.
pub(crate) fn row(structure: &Struct, usage: Usage) -> Option<String> {
    match name(structure) {
        Some(name) => Some(format!("..{}", written(name))),
        None => (!structure.reads_own_members() || !usage.response).then(|| "..".to_owned()),
    }
}
