//! Random documents, and values for their schemas.
//!
//! Every decision is taken from a row of bytes: those of a seed, or those of a fuzzer. Once the bytes are used up every
//! decision is the plainest one, so that a shorter row gives a smaller document and a failure can be made small by
//! cutting.

mod candidate;
mod check;
mod choices;
mod combination;
mod disturb;
mod document;
mod operation;
mod schema;
mod text;
mod values;

pub use check::{check, is_sound};
pub use choices::{Choices, bytes, seed, smallest};
pub use combination::Combinations;
pub use disturb::disturb;
pub use document::{Random, document};
pub use values::Valued;
