//! What holds of documents that nobody wrote: the generator takes every valid one.

use graph_tests::random::{bytes, check, seed, smallest};

/// How many documents are tried, and of how many bytes each is made.
const DOCUMENTS: u64 = 12;
const LENGTH: usize = 500;

/// `META_GRAPH_SEED` begins with another seed, and `META_GRAPH_DOCUMENTS` tries more of them.
#[test]
fn every_valid_document_becomes_a_client() {
    let count = std::env::var("META_GRAPH_DOCUMENTS").ok().and_then(|text| text.parse().ok());
    let first = seed(1);
    for seed in first..first + count.unwrap_or(DOCUMENTS) {
        let bytes = bytes(seed, LENGTH);
        if check(&bytes).is_err() {
            let small = smallest(&bytes, |bytes| check(bytes).is_err());
            let reason = check(&small).err().unwrap_or_default();
            panic!("META_GRAPH_SEED={seed}, bytes {small:?}: {reason}");
        }
    }
}
