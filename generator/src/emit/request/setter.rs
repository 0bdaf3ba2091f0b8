//! The setters of a request, and the ways to send it.

use super::input::Input;
use super::stream;
use crate::emit::attribute;
use crate::emit::constructor::null_docs;
use crate::emit::docs::{Text, code};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::answer;
use crate::ir::{Operation, Payload, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The impl with the setters.
pub(super) fn setters(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> TokenStream {
    let name = ident(&operation.request);
    let optional = inputs.iter().filter(|input| input.role.is_setter());
    let setters =
        optional.flat_map(|input| [Some(setter(scope, input)), null_setter(scope, input)]).flatten();
    let fields = fields(scope, operation);
    let send = send(scope, operation);
    let streams = operation.paging.as_ref().map(|_| streams());
    let select = select(scope, operation);
    let pieces = stream::methods(scope, operation, inputs);
    quote!(impl #name { #(#setters)* #fields #select #send #pieces #streams })
}

fn setter(scope: &Scope<'_>, input: &Input<'_>) -> TokenStream {
    let mut docs = Text::of_docs(input.docs, &format!("Sets {}.", code(input.key)));
    if input.makes_form() {
        docs.paragraph(["With it, the body is a multipart form.".to_owned()]);
    }
    let docs = docs.outer(scope.comments);
    let deprecated = attribute::deprecated(input.docs);
    let (name, ty) = (ident(input.name), input.argument(scope));
    let statement = input.statement(scope, &quote!(self.parts));
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            #statement
            self
        }
    }
}

/// The setter that sends `null`, where that is not the same as nothing.
fn null_setter(scope: &Scope<'_>, input: &Input<'_>) -> Option<TokenStream> {
    let (name, key) = (ident(input.role.null_setter()?), input.key);
    let (docs, deprecated) = (null_docs(key).outer(scope.comments), attribute::deprecated(input.docs));
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(mut self) -> Self {
            self.parts.property(#key, &());
            self
        }
    })
}

/// The setter of the selection.
fn fields(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let (definition, _) = scope.cx.structure(operation.selects?)?;
    let field = scope.model(&definition.field_enum);
    if operation.read_after_write.is_some() {
        let model = scope.named(operation.selects?);
        return Some(quote! {
            /// Reads the node after the write, with these fields. Set the other parameters before.
            pub fn fields(self, fields: impl IntoIterator<Item = #field>) -> crate::ReadBack<#model> {
                crate::ReadBack::of_fields(self.parts, fields)
            }
        });
    }
    Some(quote! {
        /// Selects the fields that the answer holds.
        pub fn fields(mut self, fields: impl IntoIterator<Item = #field>) -> Self {
            self.parts.select(fields);
            self
        }
    })
}

/// The method that reads into a selection, where the answer is what is selected from, or a list of it.
fn select(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let selects = operation.selects?;
    if operation.read_after_write.is_some() {
        let model = scope.named(selects);
        return Some(quote! {
            /// Reads the node after the write into `S`, which a [`select!`](crate::select) defines. Set the other
            /// parameters before.
            pub fn select<S: crate::Selection<Model = #model>>(self) -> crate::ReadBack<S> {
                crate::ReadBack::of_selection(self.parts)
            }
        });
    }
    let (answer, selected) = match &operation.success.payload {
        Payload::Json(answer) => (answer, quote!(Selected)),
        Payload::Paged(item) => (item, quote!(SelectedList)),
        _ => return None,
    };
    let TypeRef::Named(id) = *scope.cx.api.resolve(answer) else { return None };
    if id != selects {
        return None;
    }
    let model = scope.named(id);
    Some(quote! {
        /// Reads into `S`, which a [`select!`](crate::select) defines: asks for just its fields.
        pub fn select<S: crate::Selection<Model = #model>>(self) -> crate::#selected<S> {
            crate::#selected::new(self.parts)
        }
    })
}

fn send(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let answer = answer(scope, &operation.success.payload);
    let mut docs = Text::of("Sends the request.");
    docs.section(
        "Errors",
        ["[`Error`](crate::Error) says what happened, and keeps what came back.".to_owned()],
    );
    if operation.success.is_acknowledgement {
        docs.paragraph(["An answer of `success: false` is an error as well.".to_owned()]);
    }
    let docs = docs.outer(scope.comments);
    quote! {
        #docs
        pub fn send(self, client: &crate::Client) -> crate::Call<#answer> {
            client.call(self)
        }
    }
}

/// The ways to follow a list.
fn streams() -> TokenStream {
    quote! {
        /// Follows the pages and yields the items.
        pub fn items(self, client: &crate::Client) -> crate::Items<Self> {
            crate::Items::new(self, client)
        }

        /// Follows the pages and yields them.
        pub fn pages(self, client: &crate::Client) -> crate::Pages<Self> {
            crate::Pages::new(self, client)
        }
    }
}
