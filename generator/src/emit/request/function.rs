//! The function that makes a request from what the operation needs.

use super::input::Input;
use super::{docs, statics};
use crate::emit::attribute;
use crate::emit::constructor::many;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{Body, BodyKind, ContentType, Operation, Role};
use proc_macro2::TokenStream;
use quote::quote;

/// The media type that a JSON object has unless the document gives another.
const JSON: &str = "application/json";

/// The function of an operation.
pub(super) fn function(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> TokenStream {
    let docs = docs::docs(scope, operation, inputs).outer(scope.comments);
    let deprecated = attribute::deprecated(&operation.docs);
    let place = place(operation);
    let id = operation.alias.iter();
    let (name, request) = (ident(&operation.function), ident(&operation.request));
    let arguments: Vec<_> = inputs.iter().filter(|input| input.role.is_argument()).collect();
    let parameters = arguments.iter().map(|input| {
        let (name, ty) = (ident(input.name), input.argument(scope));
        quote!(#name: #ty)
    });
    let many = many(arguments.len());
    let value = value(scope, operation, inputs);
    quote! {
        #docs
        #[doc(alias = #place)]
        #(#[doc(alias = #id)])*
        #deprecated
        #many
        pub fn #name(#(#parameters),*) -> #request { #value }
    }
}

/// The method and the path as people search for them; rustdoc refuses quotes in an alias.
fn place(operation: &Operation) -> String {
    let path: String = operation
        .documented_path
        .chars()
        .map(|c| if c.is_whitespace() || matches!(c, '"' | '\'') { '_' } else { c })
        .collect();
    format!("{} {path}", operation.method)
}

fn value(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> TokenStream {
    let (module, request, operation_static) =
        (scope.request(), ident(&operation.request), statics(operation));
    // An argument may have the name that the local variable would have.
    let mut arguments = inputs.iter().filter(|input| input.role.is_argument());
    let is_taken = arguments.any(|input| input.name.as_str() == "parts");
    let parts = if is_taken { quote!(request_parts) } else { quote!(parts) };
    let empty = operation.body.as_ref().and_then(|body| empty_body(body, &parts));
    // What has only one value is set as if it were given.
    let constants = inputs.iter().filter(|input| *input.role == Role::Constant);
    let set = inputs.iter().filter(|input| input.role.is_argument()).chain(constants);
    let statements = set.map(|input| input.statement(scope, &parts));
    let statements: TokenStream = empty.into_iter().chain(statements).collect();
    let keyed = inputs.iter().find(|input| *input.role == Role::IdempotencyKey).map(|input| {
        let header = input.key;
        quote!(.keyed(#header))
    });
    let new = quote!(#module::Parts::new(&#operation_static) #keyed);
    if statements.is_empty() {
        return quote!(#request { parts: #new });
    }
    let member = if is_taken { quote!(parts: request_parts) } else { quote!(parts) };
    quote! {
        let mut #parts = #new;
        #statements
        #request { #member }
    }
}

/// What makes sure that a body is sent, even if no property is set, and with its media type.
fn empty_body(body: &Body, parts: &TokenStream) -> Option<TokenStream> {
    let BodyKind::Properties(_) = body.kind else { return None };
    match &body.content_type {
        ContentType::Json(media) if media != JSON => {
            let object = body.sends_empty.then(|| quote!(#parts.json_object();));
            Some(quote!(#object #parts.media_type(#media);))
        }
        ContentType::Json(_) if body.sends_empty => Some(quote!(#parts.json_object();)),
        ContentType::Form if body.sends_empty => Some(quote!(#parts.form_object();)),
        ContentType::Parts(media) => {
            let object = body.sends_empty.then(|| quote!(#parts.multipart_object();));
            Some(quote!(#object #parts.media_type(#media);))
        }
        ContentType::Multipart if body.sends_empty => Some(quote!(#parts.multipart_object();)),
        _ => None,
    }
}
