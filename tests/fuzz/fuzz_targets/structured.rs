//! Bytes as the decisions by which a document is made: half of the documents are valid, the others almost.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| match bytes.split_last() {
    Some((last, rest)) if last % 2 == 1 => graph_fuzz::generation::disturbed(rest),
    _ => graph_fuzz::generation::valid(bytes),
});
