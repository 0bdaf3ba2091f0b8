//! What the name lock calls the types of an API.

use crate::diagnostic::SourceId;
use crate::ir::structure::fingerprints;
use crate::ir::{Api, TypeDef};
use crate::name_lock::{Key, NameLock};
use crate::pointer::Pointer;
use std::iter::once;

/// The scope of types in a name lock.
pub(crate) const TYPE: &str = "type";

/// The scope of the fingerprints of shared types in a name lock, by the names of the types.
pub(crate) const SHAPE: &str = "shape";

/// What the name lock says of the structure of types.
pub(crate) struct Shapes {
    /// The fingerprint of each type, as an identifier.
    now: Vec<String>,
}

impl Shapes {
    /// Takes the fingerprints of all types.
    pub(crate) fn of(api: &Api) -> Self {
        Self { now: fingerprints(api).into_iter().map(|sum| format!("x{sum:016x}")).collect() }
    }

    /// Whether a type has another structure than the one that was published under its name.
    ///
    /// Where a type was used in several places and one of them has changed, the name is that of the others.
    pub(crate) fn is_other(&self, api: &Api, index: usize, published: &NameLock) -> bool {
        let names = published.scope(TYPE);
        let known =
            names.and_then(|names| type_keys(api, &api.types[index]).find_map(|key| names.exact(&key)));
        let shape = known.and_then(|known| published.scope(SHAPE)?.exact(&Key::of(&known.name)));
        shape.is_some_and(|shape| shape.name != self.now[index])
    }

    /// The types that are used in several places, with their fingerprints.
    pub(crate) fn shared<'a>(&'a self, api: &'a Api) -> impl Iterator<Item = (&'a TypeDef, &'a str)> {
        let types = api.types.iter().zip(self.now.iter().map(String::as_str));
        types.filter(|(definition, _)| !definition.joined.is_empty())
    }
}

/// The keys of a type: that of its own place, then those of the places that were joined with it.
pub(crate) fn type_keys<'a>(api: &'a Api, definition: &'a TypeDef) -> impl Iterator<Item = Key> + 'a {
    let TypeDef { hint, source, pointer, joined, .. } = definition;
    let joined = joined.iter().map(|(words, source, pointer)| (words.as_slice(), *source, pointer));
    once((hint.full(), *source, pointer))
        .chain(joined)
        .map(|(words, source, pointer)| key(api, words, source, pointer))
}

fn key(api: &Api, words: &[String], source: SourceId, pointer: &Pointer) -> Key {
    let document = api.documents.iter().find(|(known, _)| *known == source);
    let document = document.map_or("", |(_, name)| name.as_str());
    Key { text: words.join(" / "), place: format!("{document}#{}", pointer.as_str()) }
}
