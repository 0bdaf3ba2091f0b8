//! Operations: a function that makes a request, the request with its setters, and what is known of the operation.

mod choice;
mod docs;
mod encoding;
mod example;
mod failure;
mod function;
pub(super) mod input;
pub(super) mod operation;
mod response;
mod setter;

use super::docs::Text;
use super::format::RustFile;
use super::ident::{ident, static_ident};
use super::scope::Scope;
use crate::ir::Operation;
use input::inputs;
use proc_macro2::TokenStream;
use quote::quote;

/// Adds everything of one operation.
pub(crate) fn request(scope: &Scope<'_>, operation: &Operation, items: &mut RustFile<'_>) {
    let inputs = inputs(operation);
    items.add(function::function(scope, operation, &inputs));
    items.add(item(scope, operation));
    if let Some(choice) = choice::choice(scope, operation) {
        items.add(choice);
    }
    if let Some(alias) = failure::alias(scope, operation) {
        items.add(alias);
    }
    items.add(setter::setters(scope, operation, &inputs));
    items.add(response::response(scope, operation));
    items.add(operation::operation(scope, operation));
}

fn item(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, request) = (ident(&operation.request), scope.request());
    let docs = Text::of(format!("The request of [`{0}`](fn@{0}).", operation.function)).outer(scope.comments);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name { parts: #request::Parts }
    }
}

/// The name of the static that describes an operation.
fn statics(operation: &Operation) -> proc_macro2::Ident {
    static_ident(&operation.function)
}
