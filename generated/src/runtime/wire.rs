//! JSON in both directions. The leniency that the wire needs has its one home in [`decode`].
//!
//! The generated types implement [`Decode`] and [`Encode`] over a [`Value`], without a derive: six hundred structs are
//! checked in four seconds this way and in twenty-five with one.

mod containers;
mod decode;
pub(crate) mod drift;
mod encode;
mod layout;
pub(crate) mod leniency;
mod macros;
mod mismatch;
mod near;
mod number;
mod object;
mod parse;
mod path;
mod shown;
pub(crate) mod text;

pub(crate) use containers::list;
pub use decode::Decode;
pub(crate) use decode::{deserialize, from_slice, serialize};
pub use encode::{Encode, Mode};
pub use layout::Layout;
pub(crate) use macros::{
    enum_impls, enumeration, integer_enumeration, layout, model, serde_impls, shown_model, text,
};
pub use mismatch::{Mismatch, Result};
pub(crate) use number::not_finite;
pub use object::Object;
pub(crate) use object::ObjectWriter;
pub(crate) use parse::{MEMORY, ParseError};
pub(crate) use path::Path;
pub use shown::show;
pub(crate) use shown::{REDACTED, Shown, show_private};

/// Any JSON value.
pub type Value = serde_json::Value;
