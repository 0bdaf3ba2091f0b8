//! What a selection is, and what it selects from.

use super::Pick;
use crate::runtime::wire::{Decode, Encode};

/// A struct whose members are the fields that a read asks for.
///
/// [`select!`](crate::select) defines such structs; the trait is not meant to be implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a selection",
    label = "not defined by `select!`",
    note = "name a struct that `select!` defines"
)]
pub trait Selection: Decode + Encode {
    /// The model that the fields are those of.
    type Model: Selectable;

    #[doc(hidden)]
    const PICKS: &'static [Pick];

    /// What is sent as `fields`: `id,name,location{city,country}`.
    fn fields() -> String {
        super::pick::text(Self::PICKS)
    }
}

/// A model whose fields a read can select. The generated models implement it.
pub trait Selectable {
    /// The fields that are not called in Rust as the API calls them: the name in Rust, and the key of the API.
    #[doc(hidden)]
    const RENAMED: &'static [(&'static str, &'static str)] = &[];
}
