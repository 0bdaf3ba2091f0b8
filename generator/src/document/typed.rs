//! From a value to the types of `openapiv3` and the schemas beside them; a mistake costs only the keyword that it is
//! in.
//!
//! The crate's own reading through serde refuses a whole document for one keyword of the wrong kind, cannot say where,
//! ignores what it does not know, and buffers every level of nesting anew. These functions move the values out of the
//! tree, report each keyword that does not fit with its place, and leave out only that.

mod components;
mod content;
mod info;
mod operation;
mod parameter;
mod reader;
mod schema;
mod security;

pub(crate) use security::DEVICE_FLOW;

use super::place::JsonPlace;
use super::schema::SchemaArena;
use super::{MoreOperations, codes};
use crate::diagnostic::{Diagnostics, SourceId};
use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, Paths};
use reader::Reader;
use serde_json::Value;

/// What a document is read into: the types of `openapiv3`, and beside them what these have no place for.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) openapi: OpenAPI,
    pub(super) schemas: SchemaArena,
    pub(super) webhooks: IndexMap<String, PathItem>,
    pub(super) more: MoreOperations,
}

/// Reads a normalised document. `restore` gives the schemas what the values of the tree have no room for.
pub(super) fn read(
    document: Value,
    source: SourceId,
    restore: impl FnOnce(&mut SchemaArena),
    diagnostics: &mut Diagnostics,
) -> Typed {
    let mut reader = Reader::new(source, diagnostics);
    let (openapi, webhooks) = root(&mut reader, document);
    let Reader { mut schemas, more, .. } = reader;
    restore(&mut schemas);
    schemas.derive();
    schemas.resolve();
    Typed { openapi, schemas, webhooks, more }
}

fn root(reader: &mut Reader<'_>, document: Value) -> (OpenAPI, IndexMap<String, PathItem>) {
    let at = &JsonPlace::ROOT;
    let mut openapi = OpenAPI::default();
    let mut webhooks = IndexMap::new();
    let Some(members) = reader.object(document, at) else {
        return (openapi, webhooks);
    };
    for required in ["info", "paths"] {
        if !members.contains_key(required) {
            reader.missing(required, at);
        }
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "openapi" => openapi.openapi = reader.text(value, at).unwrap_or_default(),
            "info" => openapi.info = info::info(reader, value, at).unwrap_or_default(),
            "servers" => openapi.servers = reader.list(value, at, info::server),
            "paths" => openapi.paths = paths(reader, value, at),
            "components" => openapi.components = components::components(reader, value, at),
            "security" => openapi.security = security::requirements(reader, value, at),
            "tags" => openapi.tags = reader.list(value, at, info::tag),
            "externalDocs" => {
                reader.unused(at);
                openapi.external_docs = info::external_docs(reader, value, at);
            }
            "webhooks" => webhooks = reader.structure_map(value, at, operation::path_item),
            _ => reader.rest(value, at, &mut openapi.extensions),
        }
    }
    (openapi, webhooks)
}

fn paths(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Paths {
    let mut paths = Paths::default();
    let members = reader.structure(value, at);
    // A path item takes kilobytes, so that growing would copy megabytes.
    paths.paths.reserve_exact(members.len());
    for (key, value) in members {
        let at = &at.key(&key);
        if key.starts_with("x-") {
            reader.rest(value, at, &mut paths.extensions);
            continue;
        }
        let path = if key.starts_with('/') {
            key.clone()
        } else {
            reader.reporter.report(
                codes::PATH_KEY,
                format!("the path `{key}` does not start with `/`, which is put there"),
                at,
            );
            format!("/{key}")
        };
        if let Some(item) = reader.reference_or(value, at, operation::path_item) {
            paths.paths.insert(path, item);
        }
    }
    paths
}

#[cfg(test)]
mod tests;
