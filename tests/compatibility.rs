//! The table of what breaks callers: each row is judged as it says, and the compiler agrees.
//!
//! `compatibility/<row>.case` holds a document and a caller's code. A line of the document begins with a space if both
//! versions have it, with `-` if only the older one has it, with `+` if only the newer one does. In front of the
//! document may stand the style of its functions and, marked likewise, the Cargo feature of a version.

mod build;
mod families;
mod page;
mod proof;
mod scenarios;

use graph_generator::compare::{Detail, Report, Rule, VersionModel, compare, table};
use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{DocumentInput, SourceFile, render_all};
use graph_generator::emit::{Package, surface};
use graph_generator::ir::{FeatureRule, Ident, Style, Version};
use graph_generator::{Input, generate};
use graph_tests::shuffle::{Random, shuffle};
use graph_tests::workspace;

const INFO: &str = "info: {title: Pets, version: '1'}\n";
const SERVERS: &str = "servers: [{url: https://api.example.com}]\n";

/// Two versions of a document.
#[derive(Clone)]
struct Pair {
    name: String,
    style: Style,
    /// By which rule the items of each version are behind features.
    features: [FeatureRule; 2],
    documents: [String; 2],
}

impl Pair {
    fn read(name: &str, text: &str) -> Self {
        let (style, document) = match text.strip_prefix("style: graph\n") {
            Some(rest) => (Style::Graph, rest),
            None => (Style::Operation, text),
        };
        let (features, document) = features(document);
        let of = |mark: char| {
            let lines = document.lines().filter_map(|line| line.strip_prefix([' ', mark]));
            let lines: String = lines.flat_map(|line| [line, "\n"]).collect();
            let servers = if lines.starts_with("servers:") { "" } else { SERVERS };
            let openapi = if lines.contains("webhooks:") { "openapi: 3.1.0\n" } else { "openapi: 3.0.3\n" };
            [openapi, INFO, servers, &lines].concat()
        };
        Self { name: name.to_owned(), style, features, documents: [of('-'), of('+')] }
    }

    /// What the generator gets of the older (0) or the newer (1) document.
    fn input(&self, which: usize, module: &str) -> Input {
        let path = format!("{}/{}.yaml", self.name, ["old", "new"][which]);
        Input {
            version: Version {
                label: "v1.0".to_owned(),
                module: Ident(module.to_owned()),
                ..Version::default()
            },
            sources: vec![SourceFile { path, text: self.documents[which].clone() }],
            documents: vec![DocumentInput {
                file: SourceId(0),
                style: self.style,
                features: self.features[which].clone(),
                ..DocumentInput::default()
            }],
            package: Package {
                crate_name: "compatibility".to_owned(),
                command: "cargo xtask codegen".to_owned(),
            },
            names: None,
        }
    }

    /// The public items of both versions, one a line.
    fn surfaces(&self) -> [String; 2] {
        [0, 1].map(|which| surface(&generate(&self.input(which, "api")).files))
    }

    fn report(&self) -> Report {
        let side = |which: usize| {
            let input = self.input(which, "api");
            let mut findings = Diagnostics::default();
            let side = VersionModel::read(["old", "new"][which], &input, None, &mut findings);
            side.unwrap_or_else(|| panic!("{:?}", render_all(findings.iter(), &input.sources)))
        };
        compare(&side(0), &side(1), &[])
    }
}

/// The feature of each document, which the first lines name, and the rest.
fn features(text: &str) -> ([FeatureRule; 2], &str) {
    let mut rules = [FeatureRule::None, FeatureRule::None];
    let mut rest = text;
    for (rule, mark) in rules.iter_mut().zip(["-feature: ", "+feature: "]) {
        if let Some((name, after)) = rest.strip_prefix(mark).and_then(|rest| rest.split_once('\n')) {
            *rule = FeatureRule::Document(name.to_owned());
            rest = after;
        }
    }
    (rules, rest)
}

/// A row with the documents and the caller that show it.
struct Row {
    rule: &'static Rule,
    pair: Pair,
    caller: String,
}

impl Row {
    fn all() -> Vec<Self> {
        let cases = workspace::texts(&workspace::root().join("tests/compatibility"), ".case").unwrap();
        let cases = cases.iter().filter(|(path, _)| !path.contains('/')).map(|(path, text)| {
            let id = path.trim_end_matches(".case");
            let rule = table().find(|rule| rule.id == id).unwrap_or_else(|| panic!("there is no row `{id}`"));
            let (document, caller) = text.split_once("=== caller\n").unwrap();
            Self { rule, pair: Pair::read(id, document), caller: caller.to_owned() }
        });
        cases.collect()
    }
}

#[test]
fn every_row_has_a_case() {
    let rows = Row::all();
    let missing: Vec<_> =
        table().map(|rule| rule.id).filter(|id| rows.iter().all(|row| row.rule.id != *id)).collect();
    assert!(missing.is_empty(), "without a case in tests/compatibility: {}", missing.join(", "));
}

/// Each case finds its row, and nothing that is graver.
#[test]
fn every_case_is_judged_by_its_row() {
    let mut wrong = Vec::new();
    for row in Row::all() {
        let report = row.pair.report();
        let is_found = report.changes().iter().any(|change| change.rule.id == row.rule.id);
        if !is_found || report.verdict() != Some(row.rule.verdict) {
            wrong.push(format!("{}: {}", row.rule.id, report.text(Detail::Whole)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The surfaces and the report say the same, in both directions: what the compiler notices is a line that is gone or
/// another one, and each such line is named by a change that the compiler notices.
#[test]
fn the_surfaces_prove_every_verdict() {
    let rows = Row::all().into_iter().map(|row| row.pair);
    let mut wrong = Vec::new();
    for pair in rows.chain(scenarios::pairs()) {
        let Pair { name, documents: [old, new], .. } = &pair;
        for documents in [[old, new], [new, old]] {
            let pair = Pair { documents: documents.map(Clone::clone), ..pair.clone() };
            wrong.extend(proof::problems(&pair.surfaces(), &pair.report(), name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A version compared with itself gives an empty report, and the order of the members matters to arguments only.
#[test]
fn what_is_the_same_gives_no_change() {
    for row in Row::all() {
        let [document, _] = row.pair.documents.clone();
        let features = row.pair.features.clone().map(|_| FeatureRule::None);
        let mut same = Pair { documents: [document.clone(), document], features, ..row.pair };
        assert_eq!(same.report().text(Detail::Whole), "old → new: nothing changed\n", "{}", same.name);
        let mut value: serde_json::Value = serde_yaml::from_str(&same.documents[0]).unwrap();
        same.documents[0] = value.to_string();
        shuffle(&mut value, &mut Random(7));
        same.documents[1] = value.to_string();
        // Where required members stand is where the arguments stand.
        let report = same.report();
        let is_order = report.changes().iter().all(|change| change.rule.id == "arguments-reordered");
        assert!(is_order, "{}, shuffled: {}", same.name, report.text(Detail::Whole));
    }
}
