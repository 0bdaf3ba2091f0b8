//! Bytes as a document and an overlay for it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| graph_fuzz::document::read_with_overlay(text));
