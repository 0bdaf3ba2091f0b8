//! The generated crate against a real HTTP server on loopback.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod scripted;
