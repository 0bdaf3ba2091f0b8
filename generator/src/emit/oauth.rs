//! Access tokens by OAuth 2: the sources of the token endpoints, their URLs, and the scopes.

use super::context::Context;
use super::docs::{Comments, Text, clean, code};
use super::format::RustFile;
use super::ident::{ident, text_ident};
use super::request::operation::servers;
use super::scope::Scope;
use crate::ir::{FlowUrl, GrantKind, OAuthScheme, TokenEndpoint, TokenGrant};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// The module that holds them.
pub(crate) const MODULE: &str = "oauth";

/// Whether a token can be had without a person.
pub(crate) fn is_used(cx: &Context<'_>) -> bool {
    !cx.api.oauth.is_empty()
}

/// The file with a module for each security scheme.
pub(crate) fn oauth(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let docs = docs(cx).inner(comments);
    let modules = cx.api.oauth.iter().map(|scheme| ident(&scheme.module));
    quote!(#docs #(pub mod #modules;)*)
}

fn docs(cx: &Context<'_>) -> Text {
    let mut text = Text::of("Access tokens by OAuth 2, a module for each security scheme.");
    let first = cx.api.oauth.iter().find_map(|scheme| Some((scheme, scheme.grants.first()?)));
    let Some((scheme, grant)) = first else { return text };
    let (library, root, module) = (&cx.package.crate_name, text_ident(cx.root), ident(&scheme.module));
    let function = grant.kind.function();
    let source = match second_argument(grant.kind) {
        Some(second) => vec![format!(
            "let source = {module}::{function}(\"<client id>\", \"<{}>\");",
            second.replace('_', " ")
        )],
        None => vec![
            "# fn show(_address: &str, _code: &str) {}".to_owned(),
            format!("let source = {module}::{function}(\"<client id>\");"),
            "let source = source.showing(|code| show(code.verification_uri(), code.user_code()));".to_owned(),
        ],
    };
    let before = ["```no_run".to_owned(), format!("use {library}::{root}::oauth::{module};"), String::new()];
    text.section(
        "Example",
        before.into_iter().chain(source).chain([
            format!("let client = {library}::Client::builder().token_source(source).build()?;"),
            format!("# Ok::<(), {library}::Error>(())"),
            "```".to_owned(),
        ]),
    );
    text
}

/// What the function takes beside the id of the program.
fn second_argument(kind: GrantKind) -> Option<&'static str> {
    match kind {
        GrantKind::ClientCredentials => Some("client_secret"),
        GrantKind::RefreshToken => Some("refresh_token"),
        GrantKind::DeviceCode => None,
    }
}

/// The file of a security scheme.
pub(crate) fn scheme(cx: &Context<'_>, scheme: &OAuthScheme, items: &mut RustFile<'_>) -> TokenStream {
    let comments = items.comments;
    let scope = Scope::of_operations(cx, comments, false, BTreeSet::new(), BTreeSet::new());
    let named = cx.api.security_schemes.iter().find(|known| known.name == scheme.scheme);
    let mut docs = Text::of(format!("Tokens for the security scheme {}.", code(&scheme.scheme)));
    docs.paragraph(clean(named.and_then(|known| known.description.as_deref()).unwrap_or_default()));
    let docs = docs.inner(comments);
    for FlowUrl { name, url, .. } in &scheme.urls {
        let docs = Text::of(url_docs(name.as_str())).outer(comments);
        let name = ident(name);
        items.add(quote!(#docs pub const #name: &str = #url;));
    }
    for grant in &scheme.grants {
        items.add(function(&scope, scheme, grant));
    }
    if let Some(scopes) = scopes(scheme, comments) {
        items.add(scopes);
    }
    let imports = scope.imports();
    quote!(#docs #imports)
}

/// What a URL is, by the name of its constant.
fn url_docs(name: &str) -> &'static str {
    if name.ends_with("DEVICE_AUTHORIZATION_URL") {
        "Where a device gets the code that a person enters elsewhere."
    } else if name.ends_with("AUTHORIZATION_URL") {
        "Where a person agrees, in a browser."
    } else if name.ends_with("REFRESH_URL") {
        "Where a refresh token gives another access token."
    } else {
        "Where tokens are given."
    }
}

fn scopes(scheme: &OAuthScheme, comments: &Comments) -> Option<TokenStream> {
    let constants: Vec<_> = scheme
        .scopes
        .iter()
        .map(|scope| {
            let mut docs = Text::default();
            docs.paragraph(clean(scope.description.as_deref().unwrap_or_default()));
            docs.paragraph([code(&scope.value)]);
            let (docs, name, value) = (docs.outer(comments), ident(&scope.name), &scope.value);
            quote!(#docs pub const #name: &str = #value;)
        })
        .collect();
    let docs = Text::of("What a token may be for.").outer(comments);
    (!constants.is_empty()).then(|| quote!(#docs pub mod scopes { #(#constants)* }))
}

fn function(scope: &Scope<'_>, scheme: &OAuthScheme, grant: &TokenGrant) -> TokenStream {
    let (source, whose) = match grant.kind {
        GrantKind::ClientCredentials => ("ClientCredentials", "A source of tokens for the program itself"),
        GrantKind::RefreshToken => {
            ("RefreshToken", "A source of tokens on behalf of a person who has agreed before")
        }
        GrantKind::DeviceCode => (
            "DeviceLogin",
            "Tokens on behalf of a person who agrees on another device, by a code that they enter there",
        ),
    };
    // A backtick would end the code.
    let url = grant.endpoint.url().replace('`', "%60");
    let mut docs = Text::of(format!("{whose}, from `{url}`."));
    docs.paragraph([match grant.kind {
        GrantKind::DeviceCode => format!("See [`{source}`](crate::{source})."),
        GrantKind::ClientCredentials | GrantKind::RefreshToken => format!(
            "It is given to [`ClientBuilder::token_source`](crate::ClientBuilder::token_source); see \
             [`{source}`](crate::{source})."
        ),
    }]);
    let docs = docs.outer(scope.comments);
    let kind = grant.kind.function();
    let (function, source) = (format_ident!("{kind}"), format_ident!("{source}"));
    let shown = format!("{MODULE}::{}::{kind}", scheme.module);
    let name = format_ident!("{}", kind.to_uppercase());
    let endpoint = endpoint(scope, &name, &shown, &grant.endpoint);
    match (second_argument(grant.kind), &grant.device) {
        (Some(second), _) => {
            let second = format_ident!("{second}");
            quote! {
                #docs
                pub fn #function(client_id: impl Into<String>, #second: impl Into<crate::Secret>) -> crate::#source {
                    crate::#source::new(&#name, client_id, #second)
                }

                #endpoint
            }
        }
        (None, device) => {
            let first = format_ident!("DEVICE");
            let device = device.iter().map(|device| self::endpoint(scope, &first, &shown, device));
            quote! {
                #docs
                pub fn #function(client_id: impl Into<String>) -> crate::#source {
                    crate::#source::new(&#first, &#name, client_id)
                }

                #(#device)*

                #endpoint
            }
        }
    }
}

/// The operation of an endpoint.
fn endpoint(scope: &Scope<'_>, name: &Ident, shown: &str, endpoint: &TokenEndpoint) -> TokenStream {
    let (server, path) = (&endpoint.server, &endpoint.path);
    let (request, servers) = (scope.request(), servers(scope, &endpoint.servers));
    quote! {
        static #name: #request::Operation = #request::Operation {
            name: #shown,
            method: #request::Method::Post,
            server: #server,
            servers: #servers,
            path: #path,
            documented_path: #path,
            version: "",
            security: &[],
            encodings: &[],
            expects: #request::Expects::JSON,
        };
    }
}
