//! Requests to any path, for what the documents do not have.

use super::context::Context;
use super::docs::{Comments, Text};
use super::ident::text_ident;
use super::request::operation::servers;
use super::scope::Scope;
use super::security::requirement;
use crate::ir::Host;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// The module that holds them.
pub(crate) const MODULE: &str = "raw";

/// The methods, and what their functions are called.
const METHODS: [(&str, &str); 6] = [
    ("Get", "get"),
    ("Post", "post"),
    ("Put", "put"),
    ("Patch", "patch"),
    ("Delete", "delete"),
    ("Head", "head"),
];

/// Whether there is a host to send to.
pub(crate) fn is_used(cx: &Context<'_>) -> bool {
    !cx.api.hosts.is_empty()
}

/// The file with a function for each method.
pub(crate) fn raw(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let scope = Scope::of_operations(cx, comments, false, BTreeSet::new(), BTreeSet::new());
    let request = scope.request();
    let functions = METHODS.map(|(variant, function)| {
        let (variant, name) = (format_ident!("{}", variant), format_ident!("{}", function));
        let upper = function.to_ascii_uppercase();
        let docs =
            Text::of(format!("A `{upper}` request to any path, such as `/things/{{id}}`.")).outer(comments);
        quote! {
            #docs
            pub fn #name(path: &'static str) -> crate::Raw {
                crate::Raw::new(&API, #request::Method::#variant, path)
            }
        }
    });
    let api = api(&scope);
    let docs = docs(cx).inner(comments);
    let imports = scope.imports();
    quote!(#docs #imports #(#functions)* #api)
}

fn docs(cx: &Context<'_>) -> Text {
    let mut text = Text::of("Requests to any path, for what the specification lacks.");
    text.paragraph(["[`Raw`](crate::Raw) says what can be set, and where such a request may go.".to_owned()]);
    let (library, root) = (&cx.package.crate_name, text_ident(cx.root));
    text.section(
        "Example",
        [
            "```no_run".to_owned(),
            format!("# async fn example(client: &{library}::Client) -> Result<(), {library}::Error> {{"),
            format!("use {library}::{root}::raw;"),
            "let answer = raw::get(\"/things/{id}\").path(\"id\", 12).query(\"sort\", \"name\").send(client).await?;"
                .to_owned(),
            "let name = answer[\"name\"].as_str();".to_owned(),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
        ],
    );
    text
}

fn api(scope: &Scope<'_>) -> TokenStream {
    let (request, version) = (scope.request(), &scope.cx.api.version.label);
    let hosts = scope.cx.api.hosts.iter().map(|host| {
        let Host { server, prefix, .. } = host;
        let (servers, security) = (servers(scope, &host.servers), requirement(scope, &host.security));
        quote! {
            #request::Host { server: #server, servers: #servers, prefix: #prefix, security: #security }
        }
    });
    let expects = match scope.cx.api.runtime.graph {
        true => quote!(#request::Expects::GRAPH),
        false => quote!(#request::Expects::JSON),
    };
    quote! {
        static API: #request::Api = #request::Api {
            hosts: &[#(#hosts),*],
            version: #version,
            expects: #expects,
        };
    }
}
