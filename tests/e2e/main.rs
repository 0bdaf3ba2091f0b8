//! The generated crate against a real HTTP server on loopback.

mod scripted;
