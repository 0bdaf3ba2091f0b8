//! Makes a Rust client crate of OpenAPI documents, and keeps it up to date.
//!
//! `init`, `fetch`, `codegen` and `diff` are the commands of the program `openapi-crate`, [`project`] is the file that
//! says which documents a crate is made of, and [`runtime`] what each crate gets of the runtime. [`build`] is for build
//! scripts. `cargo xtask codegen --spec` runs the same in the repository of the generator.

pub mod build;
pub mod codegen;
pub mod diff;
#[cfg(feature = "fetch")]
pub mod download;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod findings;
pub mod finish;
pub mod init;
pub mod options;
pub mod outcome;
pub mod program;
pub mod project;
pub mod runtime;
pub mod shown;
pub mod standalone;
pub mod terminal;
