//! JSON in both directions. The leniency that the wire needs has its one home in [`decode`].
//!
//! The generated types implement [`Decode`] and [`Encode`] over a [`Value`], without a derive: six hundred structs are
//! checked in four seconds this way and in twenty-five with one.

mod alternatives;
mod containers;
mod decode;
pub(crate) mod drift;
mod encode;
mod macros;
mod mismatch;
mod object;
mod path;
mod shown;

pub(crate) use alternatives::{Alternatives, tag, tagged, unlisted_variant, variant};
pub(crate) use decode::{Decode, deserialize};
pub(crate) use encode::{Encode, Mode};
pub(crate) use macros::{enumeration, integer_enumeration, model, serde_impls};
pub(crate) use mismatch::{Mismatch, Result};
pub(crate) use object::{Object, ObjectWriter};
pub(crate) use path::Path;
pub(crate) use shown::{REDACTED, Shown, show};

/// Any JSON value.
pub(crate) type Value = serde_json::Value;
