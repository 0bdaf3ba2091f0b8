//! Bytes as a document that a crate is generated from.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| graph_fuzz::generation::text(text));
