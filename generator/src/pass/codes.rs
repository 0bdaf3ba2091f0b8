//! The stable codes of what the passes report.

use crate::diagnostic::{Code, Harm};

/// The name of something was changed, since Rust or another thing has it.
pub const NAME_CHANGED: &Code = &Code::new("name-changed", Harm::None);
/// A name that was published cannot be kept.
pub const NAME_LOST: &Code = &Code::new("name-lost", Harm::Upkeep);
/// A rule of a project for the pages of lists names something that no operation has that it is for.
pub const PAGING_RULE_MISMATCH: &Code = &Code::new("paging-rule-mismatch", Harm::Refused);
/// What an extension says of the pages of a list names something that the operation does not have.
pub const PAGING_MISMATCH: &Code = &Code::new("paging-mismatch", Harm::Upkeep);
/// An operation is taken for a list, since it looks like one.
pub const PAGING_FOUND: &Code = &Code::new("paging-found", Harm::Guess);

/// A type that the project names cannot derive a trait.
pub const DERIVE_LEFT_OUT: &Code = &Code::new("derive-left-out", Harm::Upkeep);
