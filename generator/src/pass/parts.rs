//! Which parts of the runtime a crate needs.

use crate::ir::visit;
use crate::ir::{Api, Streaming, TypeRef};

/// Notes what the types and the operations that are left need. Nobody needs tokens that no operation takes.
pub(super) fn run(api: &mut Api) {
    let mut has_formats = api.headers.iter().any(|header| holds_format(&header.ty));
    visit::refs_mut(api, &mut |ty| has_formats |= holds_format(ty));
    api.runtime.formats = has_formats;
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
}

fn holds_format(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Text(_) => true,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => holds_format(inner),
        _ => false,
    }
}
