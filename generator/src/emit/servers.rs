//! The servers that have a name.

use super::context::Context;
use super::docs::{Comments, Text, clean, code};
use super::ident::{ident, text_ident};
use proc_macro2::TokenStream;
use quote::quote;

/// The module that holds them.
pub(crate) const MODULE: &str = "servers";

/// Whether a server has a name.
pub(crate) fn is_used(cx: &Context<'_>) -> bool {
    !cx.api.named_servers.is_empty()
}

/// The file with a constant for each of them.
pub(crate) fn servers(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let operation = cx.api.operations.iter().find(|operation| !operation.servers.is_empty());
    let servers = operation.map(|operation| operation.servers.as_slice()).unwrap_or_default();
    let constants = cx.api.named_servers.iter().filter_map(|(name, index)| {
        let server = servers.get(*index)?;
        let mut docs = Text::of(format!("{}.", code(&server.url)));
        docs.paragraph(clean(server.description.as_deref().unwrap_or_default()));
        let (docs, name) = (docs.outer(comments), ident(name));
        let index = proc_macro2::Literal::usize_unsuffixed(*index);
        Some(quote!(#docs pub const #name: usize = #index;))
    });
    let docs = docs(cx).inner(comments);
    quote!(#docs #(#constants)*)
}

fn docs(cx: &Context<'_>) -> Text {
    let mut text = Text::of(
        "The servers that have a name, for [`ClientBuilder::server`](crate::ClientBuilder::server).",
    );
    let Some((name, _)) = cx.api.named_servers.first() else { return text };
    let (library, root) = (&cx.package.crate_name, text_ident(cx.root));
    text.section(
        "Example",
        [
            "```no_run".to_owned(),
            format!("use {library}::{root}::{MODULE};"),
            String::new(),
            format!("let client = {library}::Client::builder().server({MODULE}::{name}).build()?;"),
            format!("# Ok::<(), {library}::Error>(())"),
            "```".to_owned(),
        ],
    );
    text
}
