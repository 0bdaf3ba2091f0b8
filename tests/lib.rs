//! What the tests of this repository share.

pub mod case;
pub mod listing;
pub mod random;
pub mod semver_checks;
pub mod server;
pub mod shuffle;
pub mod workspace;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
