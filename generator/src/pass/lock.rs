//! What the name lock calls the types of an API.

use crate::diagnostic::SourceId;
use crate::ir::{Api, TypeDef};
use crate::name_lock::Key;
use crate::pointer::Pointer;
use std::iter::once;

/// The scope of types in a name lock.
pub(crate) const TYPE: &str = "type";

/// The keys of a type: that of its own place, then those of the places that were joined with it.
pub(crate) fn type_keys<'a>(api: &'a Api, definition: &'a TypeDef) -> impl Iterator<Item = Key> + 'a {
    let TypeDef { hint, source, pointer, joined, .. } = definition;
    let own = if hint.longer.is_empty() { &hint.words } else { &hint.longer };
    let joined = joined.iter().map(|(words, source, pointer)| (words, *source, pointer));
    once((own, *source, pointer))
        .chain(joined)
        .map(|(words, source, pointer)| key(api, words, source, pointer))
}

fn key(api: &Api, words: &[String], source: SourceId, pointer: &Pointer) -> Key {
    let document = api.documents.iter().find(|(known, _)| *known == source);
    let document = document.map_or("", |(_, name)| name.as_str());
    Key { text: words.join(" / "), place: format!("{document}#{pointer}") }
}
