//! Makes a Rust client crate of OpenAPI documents, and keeps it up to date.
//!
//! [`codegen`] is the command, [`standalone`] what it does, and [`runtime`] what each crate gets of the runtime. The
//! program `openapi-crate` runs it, and so does `cargo xtask codegen --spec` in the repository of the generator.

pub mod codegen;
pub mod findings;
pub mod finish;
pub mod options;
pub mod outcome;
pub mod program;
pub mod project;
pub mod runtime;
pub mod standalone;
pub mod terminal;
