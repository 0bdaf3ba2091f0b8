//! Bytes as a document, in YAML or JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| graph_fuzz::document::read(text));
