//! Access tokens by OAuth 2: the sources of the token endpoints, their URLs, and the scopes.

use super::context::Context;
use super::docs::{Comments, Text, clean, code};
use super::format::RustFile;
use super::ident::{ident, text_ident};
use super::request::operation::servers;
use super::scope::Scope;
use crate::ir::{FlowUrl, GrantKind, OAuthScheme, TokenGrant};
use proc_macro2::TokenStream;
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
    let (function, second) = (grant.kind.function(), second_argument(grant.kind));
    text.section(
        "Example",
        [
            "```no_run".to_owned(),
            format!("use {library}::{root}::oauth::{module};"),
            String::new(),
            format!(
                "let source = {module}::{function}(\"<client id>\", \"<{}>\");",
                second.replace('_', " ")
            ),
            format!("let client = {library}::Client::builder().token_source(source).build()?;"),
            format!("# Ok::<(), {library}::Error>(())"),
            "```".to_owned(),
        ],
    );
    text
}

fn second_argument(kind: GrantKind) -> &'static str {
    match kind {
        GrantKind::ClientCredentials => "client_secret",
        GrantKind::RefreshToken => "refresh_token",
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
    if name.ends_with("AUTHORIZATION_URL") {
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
        GrantKind::ClientCredentials => ("ClientCredentials", "for the program itself"),
        GrantKind::RefreshToken => ("RefreshToken", "on behalf of a person who has agreed before"),
    };
    // A backtick would end the code.
    let url = grant.url().replace('`', "%60");
    let mut docs = Text::of(format!("A source of tokens {whose}, from `{url}`."));
    docs.paragraph([format!(
        "It is given to [`ClientBuilder::token_source`](crate::ClientBuilder::token_source); see \
         [`{source}`](crate::{source})."
    )]);
    let docs = docs.outer(scope.comments);
    let (function, second, source) = (
        format_ident!("{}", grant.kind.function()),
        format_ident!("{}", second_argument(grant.kind)),
        format_ident!("{}", source),
    );
    let shown = format!("{MODULE}::{}::{}", scheme.module, grant.kind.function());
    let (server, path, endpoint) =
        (&grant.server, &grant.path, format_ident!("{}", grant.kind.function().to_uppercase()));
    let (request, servers) = (scope.request(), servers(scope, &grant.servers));
    quote! {
        #docs
        pub fn #function(client_id: impl Into<String>, #second: impl Into<crate::Secret>) -> crate::#source {
            crate::#source::new(&#endpoint, client_id, #second)
        }

        static #endpoint: #request::Operation = #request::Operation {
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
