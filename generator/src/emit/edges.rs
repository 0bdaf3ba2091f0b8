//! The edges of a node, and a way to read one that has no typed model.

use super::docs::{Text, clean, code};
use super::format::RustFile;
use super::ident::{ident, text_ident, written};
use super::scope::Scope;
use super::security::requirement;
use super::table::Table;
use crate::ir::{Ident, NodeEdges};
use proc_macro2::TokenStream;
use quote::quote;

/// The name of the enum with the edges.
pub(crate) const ENUM: &str = "Edge";

/// The enum with the edges of a node, and the function that reads one.
pub(crate) fn edges(scope: &Scope<'_>, path: &[&str], node: &NodeEdges, items: &mut RustFile<'_>) {
    items.add(item(scope, node));
    let rows = node.edges.iter().map(|edge| format!("{} = {:?},", written(&edge.variant), edge.wire_name));
    let table = Table::new(&quote!(crate::graph::names), "edges", &Ident(ENUM.to_owned())).rows(rows);
    items.text(&table.to_string());
    let (function, operation) = (function(scope, node), operation(scope, path, node));
    items.add(quote!(#function #operation));
}

fn item(scope: &Scope<'_>, node: &NodeEdges) -> TokenStream {
    let variants = node.edges.iter().map(|edge| {
        let mut docs = Text::default();
        docs.paragraph(edge.description.as_deref().map(clean).unwrap_or_default());
        docs.paragraph([code(&edge.wire_name)]);
        let (docs, variant) = (docs.outer(scope.comments), ident(&edge.variant));
        quote!(#docs #variant,)
    });
    quote! {
        /// The documented edges.
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum Edge {
            #(#variants)*
            /// An edge that is not in the specification, by the last segment of its path.
            Custom(String),
        }
    }
}

fn function(scope: &Scope<'_>, node: &NodeEdges) -> TokenStream {
    let (parameter, key, serde) = (text_ident(&node.parameter), &node.parameter, scope.external("serde"));
    let mut docs = Text::of("Reads an edge into a type of the caller's.");
    docs.paragraph([format!("`GET {}/{{edge}}`", documented_path(scope, node))]);
    let docs = docs.outer(scope.comments);
    quote! {
        #docs
        pub fn edge<T: #serde::de::DeserializeOwned>(
            #parameter: impl Into<String>,
            edge: Edge,
        ) -> crate::RawList<T> {
            crate::RawList::of_edge(&EDGE, #key, #parameter.into(), edge.as_str())
        }
    }
}

fn operation(scope: &Scope<'_>, module: &[&str], node: &NodeEdges) -> TokenStream {
    let request = scope.request();
    let name = format!("{}::edge", module.join("::"));
    let path = format!("{}/{{edge}}", node.path);
    let documented = format!("{}/{{edge}}", documented_path(scope, node));
    let (server, version) = (&node.server, &scope.cx.api.version.label);
    let security = requirement(scope, &node.security);
    quote! {
        static EDGE: #request::Operation = #request::Operation {
            name: #name,
            method: #request::Method::Get,
            server: #server,
            servers: &[],
            path: #path,
            documented_path: #documented,
            version: #version,
            security: #security,
            encodings: &[],
            expects: #request::Expects::GRAPH,
        };
    }
}

/// The path of the node without the version.
fn documented_path<'n>(scope: &Scope<'_>, node: &'n NodeEdges) -> &'n str {
    let version = format!("/{}", scope.cx.api.version.label);
    node.path.strip_prefix(&version).filter(|rest| rest.starts_with('/')).unwrap_or(&node.path)
}
