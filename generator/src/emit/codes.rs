//! The stable codes of what emitting reports.

/// What the generator wrote is not valid Rust.
pub const INTERNAL: &str = "internal-emit";
