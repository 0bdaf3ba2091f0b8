//! Bytes as the answer to a request.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| graph_fuzz::answer::read(bytes));
