//! `docs/compatibility.md` says of each family of oasdiff's rules where it stands here.

use graph_generator::compare::table;
use graph_tests::workspace;
use std::fs;
use std::path::Path;

/// The environment variable that names the list of the rules: their ids are the first column, after a line of headings.
const VARIABLE: &str = "META_GRAPH_OASDIFF_RULES";

/// Between these lines stands the table.
const MARKS: [&str; 2] = [
    "<!-- The table of oasdiff's families begins. -->\n",
    "<!-- The table of oasdiff's families ends. -->\n",
];

/// Some rules of oasdiff: each has a family.
const RULES: [&str; 12] = [
    "api-removed-before-sunset",
    "api-global-security-scope-added",
    "endpoint-added",
    "new-required-request-property",
    "request-body-one-of-removed",
    "request-parameter-became-not-nullable",
    "request-property-unevaluated-items-added",
    "request-property-pattern-property-removed",
    "request-parameter-pattern-changed",
    "response-header-became-optional",
    "response-property-enum-value-added",
    "response-success-status-removed",
];

/// A line of the table.
struct Family {
    name: String,
    patterns: Vec<String>,
    rows: Vec<String>,
    reason: String,
}

impl Family {
    fn all() -> Vec<Self> {
        let page = fs::read_to_string(workspace::root().join("docs/compatibility.md")).unwrap();
        let (_, rest) = page.split_once(MARKS[0]).unwrap();
        let (table, _) = rest.split_once(MARKS[1]).unwrap();
        let lines = table.lines().filter(|line| line.starts_with("| ")).skip(1);
        lines.map(Self::read).collect()
    }

    fn read(line: &str) -> Self {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, patterns, rows, reason] = cells.as_slice() else { panic!("{line}") };
        let codes = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let (patterns, rows) = (codes(patterns), codes(rows));
        Self { name: (*name).to_owned(), patterns, rows, reason: (*reason).to_owned() }
    }

    fn has(&self, rule: &str) -> bool {
        self.patterns.iter().any(|pattern| fits(pattern, rule))
    }
}

/// Whether a text fits a pattern, in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(start) else { return false };
    (0..=text.len()).any(|at| text.get(at..).is_some_and(|text| fits(rest, text)))
}

/// The rules that have no family, and the families that have no rule.
fn problems(rules: &[&str]) -> (Vec<String>, Vec<String>) {
    let families = Family::all();
    let family = |rule: &&str| families.iter().position(|family| family.has(rule));
    let found: Vec<_> = rules.iter().map(family).collect();
    let lost = rules.iter().zip(&found).filter(|(_, family)| family.is_none());
    let unused = (0..families.len()).filter(|at| !found.contains(&Some(*at)));
    (lost.map(|(rule, _)| (*rule).to_owned()).collect(), unused.map(|at| families[at].name.clone()).collect())
}

#[test]
fn each_family_has_rows_or_a_reason() {
    for Family { name, rows, reason, .. } in Family::all() {
        assert!(!rows.is_empty() || !reason.is_empty(), "{name}");
        for row in &rows {
            assert!(table().any(|rule| rule.id == row), "{name}: there is no row `{row}`");
        }
    }
    let (lost, _) = problems(&RULES);
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(problems(&["a-new-kind-of-rule"]).0, ["a-new-kind-of-rule"]);
}

#[test]
fn each_rule_of_oasdiff_has_a_family() {
    let Some(file) = std::env::var_os(VARIABLE) else {
        println!("Left out: {VARIABLE} names no list of oasdiff's rules.");
        return;
    };
    let text = fs::read_to_string(Path::new(&file)).unwrap();
    let rules: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert!(rules.len() > 100, "{}", rules.len());
    let (lost, unused) = problems(&rules);
    assert!(lost.is_empty() && unused.is_empty(), "without a family: {lost:?}; without a rule: {unused:?}");
}
