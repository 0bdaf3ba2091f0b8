//! What is known of an operation before a request is made.

use super::{encoding, statics};
use crate::emit::scope::Scope;
use crate::emit::security::requirement;
use crate::ir::{Operation, Server, ServerVariable, Style};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};

/// The static that describes an operation.
pub(super) fn operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, request, method) = (statics(operation), scope.request(), method(&operation.method));
    let shown = shown_name(operation);
    let (server, path, documented) = (&operation.server, &operation.path, &operation.documented_path);
    let version = &scope.cx.api.version.label;
    let security = requirement(scope, &operation.security);
    let servers = servers(scope, &operation.servers);
    let encodings = encoding::encodings(scope, operation.body.as_ref());
    let expects = expects(scope, operation);
    quote! {
        static #name: #request::Operation = #request::Operation {
            name: #shown,
            method: #request::Method::#method,
            server: #server,
            servers: #servers,
            path: #path,
            documented_path: #documented,
            version: #version,
            security: #security,
            encodings: #encodings,
            expects: #expects,
        };
    }
}

pub(crate) fn servers(scope: &Scope<'_>, servers: &[Server]) -> TokenStream {
    let request = scope.request();
    let servers = servers.iter().map(|server| {
        let url = &server.url;
        let variables = server.variables.iter().map(|variable| {
            let ServerVariable { name, default, values } = variable;
            quote!(#request::ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
        });
        quote!(#request::Server { url: #url, variables: &[#(#variables),*] })
    });
    quote!(&[#(#servers),*])
}

/// What the operation expects as its answer.
fn expects(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (request, success) = (scope.request(), &operation.success);
    match (&success.accept, operation.style) {
        (_, Style::Graph) => quote!(#request::Expects::GRAPH),
        (None, _) if !success.redirects => quote!(#request::Expects::JSON),
        (Some(accept), _) if !success.redirects => quote!(#request::Expects::media(#accept)),
        (None, _) => quote!(#request::Expects::JSON.or_redirect()),
        (Some(accept), _) => quote!(#request::Expects::media(#accept).or_redirect()),
    }
}

/// The path of the function below the version: `page::personas::list`.
pub(crate) fn shown_name(operation: &Operation) -> String {
    let path = operation.module.iter().chain([&operation.function]);
    path.map(|name| name.as_str()).collect::<Vec<_>>().join("::")
}

/// The variant of `Method`: `Get` for `GET`.
fn method(method: &str) -> TokenStream {
    let name = match method {
        "PUT" => "Put",
        "POST" => "Post",
        "DELETE" => "Delete",
        "OPTIONS" => "Options",
        "HEAD" => "Head",
        "PATCH" => "Patch",
        "TRACE" => "Trace",
        "QUERY" => "Query",
        "GET" => "Get",
        other => return quote!(Other(#other)),
    };
    format_ident!("{}", name).into_token_stream()
}
