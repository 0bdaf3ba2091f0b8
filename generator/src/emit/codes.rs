//! The stable codes of what emitting reports.

use crate::diagnostic::{Code, Harm};

/// What the generator wrote is not valid Rust.
pub const INTERNAL: &Code = &Code::new("internal-emit", Harm::Refused);
