//! Which parts of the runtime a crate needs.

use crate::ir::visit;
use crate::ir::{Api, MappedType, Payload, Streaming, TypeKind, TypePath, TypeRef};
use std::collections::BTreeMap;

/// Notes what the types and the operations that are left need. Nobody needs tokens that no operation takes.
pub(super) fn run(api: &mut Api) {
    let mut has_formats = api.headers.iter().any(|header| holds_format(&header.ty));
    let mut mapped: Vec<MappedType> = Vec::new();
    let headers = api.headers.iter().filter_map(|header| header.ty.mapped());
    mapped.extend(headers.map(|mapped| MappedType::clone(mapped)));
    visit::refs_mut(api, &mut |ty| {
        has_formats |= holds_format(ty);
        mapped.extend(ty.mapped().map(|mapped| MappedType::clone(mapped)));
    });
    api.mapped = merge_mapped(mapped);
    api.runtime.formats = has_formats;
    let payloads = api
        .operations
        .iter()
        .flat_map(|operation| operation.failure.iter().chain([&operation.success.payload]));
    api.runtime.outcomes = payloads.into_iter().any(is_outcome);
    api.runtime.paging = api.operations.iter().any(|operation| operation.paging.is_some());
    let is_needed = |scheme: &str| {
        api.operations
            .iter()
            .flat_map(|operation| operation.security.iter().flatten())
            .any(|name| name == scheme)
    };
    let needed: Vec<bool> = api.oauth.iter().map(|oauth| is_needed(&oauth.scheme)).collect();
    let mut needed = needed.into_iter();
    api.oauth.retain(|_| needed.next().unwrap_or_default());
    api.runtime.oauth = !api.oauth.is_empty();
    let streams = api.operations.iter().filter_map(|operation| operation.success.streaming.as_ref());
    api.runtime.streams = streams.filter_map(Streaming::items).next().is_some();
    let has = |is_it: fn(&TypeKind) -> bool| api.types.iter().any(|definition| is_it(&definition.kind));
    api.runtime.tuples = has(|kind| matches!(kind, TypeKind::Tuple(_)));
    api.runtime.unions = has(|kind| matches!(kind, TypeKind::Union(_)));
}

/// Whether it is anything but one kind of JSON, bytes, or nothing.
fn is_outcome(payload: &Payload) -> bool {
    match payload {
        Payload::Text | Payload::Location | Payload::Optional(..) | Payload::OneOf(_) => true,
        Payload::Empty | Payload::Json(_) | Payload::Bytes | Payload::Paged(_) => false,
    }
}

/// Each type once, by its path. One that stands for a password anywhere is secret everywhere.
pub(crate) fn merge_mapped(all: impl IntoIterator<Item = MappedType>) -> Vec<MappedType> {
    let mut merged: BTreeMap<TypePath, MappedType> = BTreeMap::new();
    for mapped in all {
        let is_secret = mapped.is_secret;
        merged.entry(mapped.path.clone()).or_insert(mapped).is_secret |= is_secret;
    }
    merged.into_values().collect()
}

fn holds_format(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Text(_) => true,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => holds_format(inner),
        _ => false,
    }
}
