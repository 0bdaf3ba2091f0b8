//! The stable codes of what generating several versions reports.

use crate::diagnostic::{Code, Harm};

/// What to use instead of an item is said, and the item is not gone.
pub const GONE_UNKNOWN: &Code = &Code::new("gone-unknown", Harm::Upkeep);
