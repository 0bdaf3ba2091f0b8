//! Pairs of documents in which more than one thing changes, or nothing that concerns callers: the whole report.
//!
//! `scenarios/<name>.case` holds the documents as those of the rows do, then what the report says, a line for each
//! change, then what is gone and what to use instead of it.

use super::Pair;
use graph_tests::workspace;

struct Scenario {
    pair: Pair,
    report: String,
    gone: String,
}

impl Scenario {
    fn all() -> Vec<Self> {
        let folder = workspace::root().join("tests/compatibility/scenarios");
        let cases = workspace::texts(&folder, ".case").unwrap();
        let cases = cases.iter().map(|(path, text)| {
            let (document, report) = text.split_once("=== report\n").unwrap();
            let (report, gone) = report.split_once("=== gone\n").unwrap_or((report, ""));
            let pair = Pair::read(path.trim_end_matches(".case"), document);
            Self { pair, report: report.to_owned(), gone: gone.to_owned() }
        });
        cases.collect()
    }
}

/// The documents of all scenarios.
pub(super) fn pairs() -> impl Iterator<Item = Pair> {
    Scenario::all().into_iter().map(|scenario| scenario.pair)
}

#[test]
fn every_report_is_whole_and_right() {
    for Scenario { pair, report: expected, gone: expected_gone } in Scenario::all() {
        let report = pair.report();
        let changes = report.changes().iter();
        let lines: String =
            changes.map(|change| format!("{} {}\n", change.rule.id, change.summary())).collect();
        assert_eq!(lines, expected, "{}", pair.name);
        let gone = report.gone().iter().map(|gone| match &gone.successor {
            Some(successor) => format!("{}, use {successor}\n", gone.item),
            None => format!("{}\n", gone.item),
        });
        assert_eq!(gone.collect::<String>(), expected_gone, "{}", pair.name);
    }
}
