//! What `select!` writes into the crates of callers needs: public, but no part of the interface.

pub use crate::graph::page::Paged;
pub use crate::graph::select::{Nested, Pick, inner, key, plain};
pub use crate::runtime::wire::{Decode, Encode, Layout, Mismatch, Mode, Object, Result, Value, show};
pub use serde;

use crate::graph::select::Selection;
use crate::runtime::wire::ObjectWriter;
use serde::de::Error as _;

/// Reads the member that has this name in Rust.
pub fn member<T: Decode, S: Selection>(object: &mut Object, name: &'static str) -> Result<T> {
    T::member(object, key::<S::Model>(name))
}

/// Reads the member that is the edge of this name in Rust.
pub fn edge<T: Decode>(object: &mut Object, name: &'static str) -> Result<T> {
    T::member(object, plain(name))
}

/// Writes the members of a selection, by their names in Rust.
pub fn encode<S: Selection>(mode: Mode, members: &[(&'static str, &dyn Encode)]) -> Value {
    let mut object = ObjectWriter::new(mode);
    for (name, value) in members {
        object.optional(key::<S::Model>(name), *value);
    }
    object.finish()
}

/// Writes a selection for the caller's own storage.
pub fn serialize<T: Encode, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.encode(Mode::Store), serializer)
}

/// Reads a selection as it was written.
pub fn deserialize<'de, T: Decode, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<T, D::Error> {
    let value: Value = serde::Deserialize::deserialize(deserializer)?;
    T::decode(value).map_err(D::Error::custom)
}
