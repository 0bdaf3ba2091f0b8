//! The code that is generated for documents of any kind, against a real HTTP server on loopback.
//!
//! Not a test of this package: the compile test copies the folder into the crate that it makes of all cases, with
//! the server beside it, and runs it there: a case `bodies/media_types` is the module `cases::case_bodies_media_types`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod added;
mod answers;
mod backwards;
mod bodies;
mod chunks;
mod devices;
mod failures;
mod fakes;
mod forms;
mod headers;
mod idempotency;
mod lists;
mod media;
mod numbers;
mod oauth;
mod openapi_3_2;
mod raw;
mod requests;
mod security;
#[allow(dead_code, reason = "not every part of it is used here")]
mod server;
mod setup;
mod streams;
mod types;
mod unknown_members;
mod versions;
