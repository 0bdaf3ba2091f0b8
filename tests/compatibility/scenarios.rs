//! Pairs of documents in which more than one thing changes, or nothing that concerns callers.
//!
//! `scenarios/<name>.case` holds the documents as the cases of the rows do, then the report.

use super::{Case, Pair};
use graph_tests::workspace;

/// The documents of all scenarios.
pub(super) fn pairs() -> impl Iterator<Item = Pair> {
    cases().into_iter().map(|case| case.pair)
}

fn cases() -> Vec<Case> {
    Case::all(&workspace::root().join("tests/compatibility/scenarios"))
}

#[test]
fn every_report_is_whole_and_right() {
    let wrong: String = cases().iter().filter_map(Case::difference).collect();
    assert!(wrong.is_empty(), "{wrong}");
}
