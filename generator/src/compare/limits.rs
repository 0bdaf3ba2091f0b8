//! How what narrows a value beside its type differs in two versions.
//!
//! A limit belongs to the nearest thing around it that is compared on its own: a property, a parameter, a named type.
//! What is between them, such as the values of a map or an alternative of text, has no Rust item to be reported with.

mod change;
mod limit;

pub(super) use change::{LimitChange, LimitSite, limit_changes};

#[cfg(test)]
mod tests;
