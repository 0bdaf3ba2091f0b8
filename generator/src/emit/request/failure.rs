//! The name that one operation has for the enum of its errors, which it may share with others.

use crate::emit::docs::Text;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::answer;
use crate::ir::Operation;
use proc_macro2::TokenStream;
use quote::quote;

/// The alias, if the operation has one.
pub(super) fn alias(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let (name, failure) =
        (ident(operation.failure_alias.as_ref()?), answer(scope, operation.failure.as_ref()?));
    let docs = Text::of(format!(
        "What the body of an error of [`{0}`](fn@{0}) holds, by its status.",
        operation.function
    ));
    let docs = docs.outer(scope.comments);
    Some(quote! {
        #docs
        pub type #name = #failure;
    })
}
