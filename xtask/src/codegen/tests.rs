//! The command over small checkouts.

mod stale;
