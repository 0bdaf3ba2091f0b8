//! From OpenAPI to the intermediate representation, one family of keywords per file.
//!
//! Each document is lowered by its own `Lowerer` into the types and operations of one [`Api`].
//! A schema that something refers to gets a [`TypeId`](crate::ir::TypeId) at once and its content later, from a
//! queue: so references never recurse, however long their chains are. A component that turns out to be only a
//! scalar, a list or a map stays as an alias, for callers who know its name; its uses get the type itself.

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::{Api, Style, Version};

mod alias;
mod array;
mod body;
mod branch;
mod clash;
pub mod codes;
mod combination;
mod component;
mod composition;
mod conjunction;
mod content;
mod context;
mod cycle;
mod default;
mod discriminator;
mod docs;
mod driver;
mod encoding;
mod enumeration;
mod event;
mod graph;
mod hint;
mod limits;
mod link;
mod media;
mod memo;
mod oauth;
mod object;
mod operation;
mod parameter;
mod response;
mod scalar;
mod schema;
mod security;
mod server;
mod shape;
mod stream;
mod tag;
mod tagging;
mod together;
mod unify;
mod union;
mod ways;
mod with_files;

pub(crate) use default::behind as default_behind;
pub(crate) use limits::{of_member as limits_of_member, of_type as limits_of_type};

#[cfg(test)]
mod tests;

/// Lowers the documents of one version.
pub fn lower(version: &Version, documents: &[Document], diagnostics: &mut Diagnostics) -> Api {
    let mut api = Api { version: version.clone(), ..Api::default() };
    if let Some(first) = documents.first() {
        api.document_version.clone_from(&first.openapi.info.version);
        api.title.clone_from(&first.openapi.info.title);
        api.description.clone_from(&first.openapi.info.description);
    }
    for document in documents {
        api.derives.extend(document.derives.iter().map(|rule| (document.source, rule.clone())));
        api.gates.rules.insert(document.source, document.features.clone());
        context::Lowerer::new(document, &mut api, diagnostics).run();
    }
    api.runtime.graph = documents.iter().any(|document| document.style == Style::Graph)
        || !api.error_codes.is_empty()
        || !api.node_edges.is_empty();
    alias::resolve(&mut api, diagnostics);
    unify::run(&mut api, documents, diagnostics);
    api
}
