//! The stable codes of what generating several versions reports.

/// What to use instead of an item is said, and the item is not gone.
pub const GONE_UNKNOWN: &str = "gone-unknown";
