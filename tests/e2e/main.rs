//! The generated crate against a real HTTP server on loopback.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod added;
mod batch;
mod content;
mod drift;
mod edges;
mod errors;
mod every_operation;
mod examples;
mod fake;
mod hostile;
mod hostile_input;
mod leniency;
mod links;
mod list;
mod log;
mod lost_fields;
mod media;
mod nodes;
mod pacing;
mod pages;
mod payloads;
mod proof;
mod read;
mod read_back;
mod resume;
mod retries;
mod sans_io;
mod scripted;
mod secrecy;
mod select;
mod setup;
mod streams;
mod tls;
mod tokens;
mod traced;
mod transport;
mod values;
mod webhooks;
mod write;
