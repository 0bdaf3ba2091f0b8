//! Webhooks and callbacks: a type for each, with what is known of the request and a function that reads its body.

use super::attribute;
use super::cfg::sentence;
use super::context::Context;
use super::docs::{Text, clean, code};
use super::format::RustFile;
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::{Event, EventHeader, EventKind, Gate, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// A module of events.
pub(crate) struct EventModule<'a> {
    pub(crate) name: &'static str,
    /// What it is compiled with.
    pub(crate) gate: &'a Gate,
    pub(crate) events: Vec<&'a Event>,
}

/// The modules of events, those that are not empty.
pub(crate) fn modules<'a>(cx: &Context<'a>) -> Vec<EventModule<'a>> {
    let is_webhook = |event: &&Event| event.kind == EventKind::Webhook;
    let (webhooks, callbacks): (Vec<_>, Vec<_>) = cx.api.events.iter().partition(is_webhook);
    let gates = &cx.api.gates;
    let modules = [
        EventModule { name: "webhooks", gate: &gates.webhooks, events: webhooks },
        EventModule { name: "callbacks", gate: &gates.callbacks, events: callbacks },
    ];
    modules.into_iter().filter(|module| !module.events.is_empty()).collect()
}

/// Adds a module of events, and says what stands before them.
pub(crate) fn events(cx: &Context<'_>, module: &EventModule<'_>, items: &mut RustFile<'_>) -> TokenStream {
    let own = module.events.iter().map(|event| event.name.to_string()).collect();
    let scope = Scope::of_operations(cx, items.comments, false, own, BTreeSet::new());
    for event in &module.events {
        items.add(item(&scope, event));
    }
    let about = match module.name {
        "webhooks" => "What the API sends to a server of its user when something happens.",
        _ => "What the API sends to a server of its user because an operation asked for it.",
    };
    let mut docs = Text::of(about);
    docs.paragraph(
        [
            "A server gets the bytes of a request, checks by its headers that the API sent it, as the API documents,",
            "and reads the body with the `decode` of the type that it expects.",
        ]
        .map(str::to_owned),
    );
    docs.paragraph(sentence(module.gate));
    let (docs, imports) = (docs.inner(scope.comments), scope.imports());
    quote!(#docs #imports)
}

fn item(scope: &Scope<'_>, event: &Event) -> TokenStream {
    let (name, deprecated) = (ident(&event.name), attribute::deprecated(&event.docs));
    let docs = documentation(event).outer(scope.comments);
    let (wire_name, method) = (&event.wire_name, &event.method);
    let headers = event.headers.iter().map(|event| header(scope, event));
    let decode =
        event.payload.as_ref().map(|payload| decode_of(scope, &format_ident!("decode"), payload, None));
    let others = event
        .others
        .iter()
        .map(|other| decode_of(scope, &ident(&other.name), &other.payload, Some(&other.content_type)));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct #name;

        impl #name {
            #[doc = " The name in the document."]
            pub const NAME: &'static str = #wire_name;
            #[doc = " The method of the request."]
            pub const METHOD: &'static str = #method;
            #(#headers)*
            #decode
            #(#others)*
        }
    }
}

fn header(scope: &Scope<'_>, header: &EventHeader) -> TokenStream {
    let (name, wire_name) = (ident(&header.name), &header.wire_name);
    let mut docs = Text::of(format!("The header {}.", code(wire_name)));
    docs.paragraph(header.description.as_deref().map(clean).unwrap_or_default());
    let docs = docs.outer(scope.comments);
    quote!(#docs pub const #name: &'static str = #wire_name;)
}

/// A function that reads a body; the media type is named where there is another.
fn decode_of(scope: &Scope<'_>, name: &Ident, payload: &TypeRef, content_type: Option<&str>) -> TokenStream {
    let payload = rust_type(scope, payload);
    let (wire, serde_json, byte) = (scope.wire(), scope.external("serde_json"), scope.primitive("u8"));
    let of = content_type.map(|media_type| format!(" whose content type is {}", code(media_type)));
    let mut docs = Text::of(format!("Reads the body of a request{}.", of.unwrap_or_default()));
    docs.section("Errors", ["The body is not JSON, or not what the document says.".to_owned()]);
    let docs = docs.outer(scope.comments);
    quote! {
        #docs
        pub fn #name(body: &[#byte]) -> Result<#payload, #serde_json::Error> {
            #wire::from_slice(body)
        }
    }
}

fn documentation(event: &Event) -> Text {
    let mut text = Text::default();
    text.prose(&event.docs);
    let body = match &event.content_type {
        Some(media_type) if event.payload.is_none() => {
            format!(" with a body of {}, which is the caller's to read", code(media_type))
        }
        Some(media_type) => format!(" with a body of {}", code(media_type)),
        None => String::new(),
    };
    let (name, method) = (&event.wire_name, &event.method);
    text.paragraph([match &event.kind {
        EventKind::Webhook => format!("The webhook {}: `{method}`{body}.", code(name)),
        EventKind::Callback { operation, url } => {
            let sent = code(&format!("{method} {url}"));
            format!("The callback {} of `{operation}`: {sent}{body}.", code(name))
        }
    }]);
    text.remarks(&event.docs);
    text.section(
        "Answers",
        event.answers.iter().flat_map(|(status, description)| answer(status, description)),
    );
    text
}

/// An answer that the API understands, as an item of a list.
fn answer(status: &str, description: &str) -> Vec<String> {
    let lines = clean(description).into_iter().enumerate();
    let lines: Vec<String> = lines
        .map(|(at, line)| {
            if at == 0 { format!("- `{status}`: {line}") } else { format!("  {line}").trim_end().to_owned() }
        })
        .collect();
    if lines.is_empty() { vec![format!("- `{status}`")] } else { lines }
}
