//! The stable codes of what the passes report.

/// The name of something was changed, since Rust or another thing has it.
pub const NAME_CHANGED: &str = "name-changed";
/// A name that was published cannot be kept.
pub const NAME_LOST: &str = "name-lost";
