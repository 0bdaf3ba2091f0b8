//! What the tests of this repository share.

pub mod case;
pub mod server;
pub mod shuffle;
pub mod workspace;
