//! Turns OpenAPI documents into the source of a Rust client crate.
//!
//! The data goes one way: [`document`] reads, corrects and normalises, [`lower`] makes the [`ir`], the [`pass`]es
//! complete it, [`emit`] turns it into text; [`compare`] says what differs between two versions. Nothing here reads or
//! writes a file, prints, or panics on input.

pub mod both;
pub mod compare;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod files;
pub mod generate;
pub mod input;
pub mod ir;
pub mod lower;
mod markdown;
pub mod name_lock;
mod naming;
pub mod number;
pub mod pass;
pub mod pointer;
mod reporter;
#[cfg(feature = "conformance")]
pub mod sample;

/// The version of the generator.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(feature = "conformance")]
pub use generate::standalone_with_conformance;
pub use generate::{Output, Summary, crate_of_modules, generate, generate_versions, standalone};
pub use input::Input;
