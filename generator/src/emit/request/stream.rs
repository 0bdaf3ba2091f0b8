//! The ways to have an answer piece by piece, or item by item.

use super::input::Input;
use crate::emit::docs::Text;
use crate::emit::scope::Scope;
use crate::emit::type_ref::rust_type;
use crate::ir::{ItemStream, Operation, StreamFraming, StreamSwitch, Streaming, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The methods that give the body piece by piece, and item by item where the items have a type.
pub(super) fn methods(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Option<TokenStream> {
    Some(match operation.success.streaming.as_ref()? {
        Streaming::Bytes => quote! {
            /// Sends the request and gives the body piece by piece, however long it is.
            pub fn chunks(self, client: &crate::Client) -> crate::Call<crate::Response<crate::Chunks>> {
                client.chunks(self)
            }
        },
        Streaming::Events => events(),
        Streaming::Items(stream) => {
            let chunks = if stream.framing.is_events() { events() } else { pieces(&stream.media_type) };
            let items = items(scope, operation, stream, inputs);
            quote!(#chunks #items)
        }
    })
}

fn events() -> TokenStream {
    quote! {
        /// Sends the request, asks for `text/event-stream`, and gives the body piece by piece as it comes;
        /// [`Chunks::events`](crate::Chunks::events) puts the events together.
        pub fn chunks(self, client: &crate::Client) -> crate::Call<crate::Response<crate::Chunks>> {
            client.chunks(self).accept("text/event-stream")
        }
    }
}

fn pieces(media_type: &str) -> TokenStream {
    quote! {
        /// Sends the request and gives the body piece by piece as it comes, whatever items it holds.
        pub fn chunks(self, client: &crate::Client) -> crate::Call<crate::Response<crate::Chunks>> {
            client.chunks(self).accept(#media_type)
        }
    }
}

/// The method that gives the items.
fn items(scope: &Scope<'_>, operation: &Operation, stream: &ItemStream, inputs: &[Input<'_>]) -> TokenStream {
    let method = method(stream);
    let media_type = &stream.media_type;
    let form = form(stream);
    let form = if stream.knows_errors { quote!(#form.with_errors()) } else { form };
    let item = rust_type(scope, &stream.item);
    let ty = if stream.framing.is_events() { quote!(EventStream) } else { quote!(ItemStream) };
    let mut docs = Text::of(match stream.framing {
        StreamFraming::EventData | StreamFraming::EventText => {
            "Sends the request, asks for `text/event-stream`, and gives the data of each event as it comes."
                .to_owned()
        }
        StreamFraming::WholeEvent => {
            "Sends the request, asks for `text/event-stream`, and gives each event as it comes.".to_owned()
        }
        StreamFraming::Lines | StreamFraming::Sequence => {
            format!("Sends the request, asks for `{media_type}`, and gives each item as it comes.")
        }
    });
    docs.paragraph(switch(operation, stream, inputs));
    let docs = docs.outer(scope.comments);
    quote! {
        #docs
        pub fn #method(self, client: &crate::Client) -> crate::#ty<#item> {
            crate::#ty::new(self.parts, client, #form)
        }
    }
}

/// How the items are read.
fn form(stream: &ItemStream) -> TokenStream {
    let media_type = &stream.media_type;
    let event = |name: &str| {
        let name = format_ident!("{}", name);
        let marked = stream.is_marked.then(|| quote!(.marked()));
        quote!(crate::streams::EventFormat::#name #marked)
    };
    match stream.framing {
        StreamFraming::EventData => event("JSON"),
        StreamFraming::EventText => event("TEXT"),
        StreamFraming::WholeEvent => event("WHOLE"),
        StreamFraming::Lines => quote!(crate::streams::Framing::lines(#media_type)),
        StreamFraming::Sequence => quote!(crate::streams::Framing::sequence(#media_type)),
    }
}

fn method(stream: &ItemStream) -> Ident {
    format_ident!("{}", stream.method())
}

/// What the documentation of the function says of the items.
pub(super) fn note(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Vec<String> {
    let Some(stream) = operation.success.streaming.as_ref().and_then(Streaming::items) else {
        return Vec::new();
    };
    let (request, method) = (&operation.request, method(stream));
    let (what, each) = match stream.framing {
        StreamFraming::EventData | StreamFraming::EventText => ("a stream of events", "the data of each"),
        StreamFraming::WholeEvent => ("a stream of events", "each"),
        StreamFraming::Lines | StreamFraming::Sequence => ("a stream of items", "each"),
    };
    let ty = match item_link(scope, &stream.item) {
        Some(link) => format!(" as {link}"),
        None => String::new(),
    };
    let given = format!("The answer can be {what}: [`{method}`]({request}::{method}) gives {each}{ty}.");
    [given].into_iter().chain(switch(operation, stream, inputs)).collect()
}

/// The type of an item, where it has a page of its own.
fn item_link(scope: &Scope<'_>, item: &TypeRef) -> Option<String> {
    match item {
        TypeRef::Named(id) => Some(scope.link(&scope.cx.api[*id].name)),
        TypeRef::Nullable(inner) => item_link(scope, inner),
        _ => None,
    }
}

/// What has to be set for the server to answer with a stream.
fn switch(operation: &Operation, stream: &ItemStream, inputs: &[Input<'_>]) -> Option<String> {
    match stream.switch.as_ref()? {
        StreamSwitch::Input(key) => {
            let input = inputs.iter().find(|input| input.key == key)?;
            let (name, request) = (input.name, &operation.request);
            let shown = if input.role.is_setter() {
                format!("[`{name}`]({request}::{name})")
            } else {
                format!("`{name}`")
            };
            Some(format!("Set {shown} to `true` for it."))
        }
        StreamSwitch::Member(key) => Some(format!("Set `{key}` of the body to `true` for it.")),
    }
}
