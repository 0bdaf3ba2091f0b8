//! The table of what breaks callers: each row is judged as it says, and the compiler agrees.
//!
//! `compatibility/<row>.case` holds a document, a caller's code, and the report in full, which this test writes with
//! `INSTA_UPDATE=always`. A line of the document begins with a space if both versions have it, with `-` if only the
//! older one has it, with `+` if only the newer one does. In front of the document may stand the style of its
//! functions, marked likewise the Cargo feature of a version and how it reads `format: ipv4` into a type of its own,
//! and that names are kept.

mod build;
mod direction;
mod families;
mod listing;
mod page;
mod proof;
mod scenarios;
mod second_opinion;

use graph_generator::compare::{Detail, Report, Rule, VersionModel, compare, table};
use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{DocumentInput, SourceFile, TypesInput, render_all};
use graph_generator::emit::{Package, surface};
use graph_generator::ir::{FeatureRule, Ident, MappedTraits, MappedType, Route, Style, TypePath, Version};
use graph_generator::name_lock::NameLock;
use graph_generator::{Input, generate_versions};
use graph_tests::shuffle::{Random, shuffle};
use graph_tests::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const INFO: &str = "info: {title: Pets, version: '1'}\n";
const SERVERS: &str = "servers: [{url: https://api.example.com}]\n";

/// Two versions of a document.
#[derive(Clone)]
struct Pair {
    name: String,
    style: Style,
    /// Whether the newer version keeps the names that the older one published, as in a bump.
    keeps_names: bool,
    /// By which rule the items of each version are behind features.
    features: [FeatureRule; 2],
    /// How each version reads the addresses of `format: ipv4`, if that is not as text.
    routes: [Option<Route>; 2],
    documents: [String; 2],
}

impl Pair {
    fn read(name: &str, text: &str) -> Self {
        let (style, document) = match text.strip_prefix("style: graph\n") {
            Some(rest) => (Style::Graph, rest),
            None => (Style::Operation, text),
        };
        let (features, document) = marked("feature", document);
        let features = features.map(|name| name.map_or(FeatureRule::None, FeatureRule::Document));
        let (routes, document) = marked("ipv4", document);
        let routes =
            routes.map(|route| route.map(|route| if route == "text" { Route::Text } else { Route::Serde }));
        let (keeps_names, document) = match document.strip_prefix("names: kept\n") {
            Some(rest) => (true, rest),
            None => (false, document),
        };
        let of = |mark: char| {
            let lines = document.lines().filter_map(|line| line.strip_prefix([' ', mark]));
            let lines: String = lines.flat_map(|line| [line, "\n"]).collect();
            let servers = if lines.starts_with("servers:") { "" } else { SERVERS };
            let openapi = if lines.contains("webhooks:") { "openapi: 3.1.0\n" } else { "openapi: 3.0.3\n" };
            [openapi, INFO, servers, &lines].concat()
        };
        Self { name: name.to_owned(), style, keeps_names, features, routes, documents: [of('-'), of('+')] }
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
                types: self.routes[which].clone().map(addresses).unwrap_or_default(),
                ..DocumentInput::default()
            }],
            package: Package {
                crate_name: "compatibility".to_owned(),
                command: "cargo xtask codegen".to_owned(),
            },
            names: self.keeps_names.then(NameLock::default),
        }
    }

    /// The public items of both versions, one a line.
    fn surfaces(&self) -> [String; 2] {
        let modules = ["api_old", "api_new"];
        let inputs = [0, 1].map(|which| self.input(which, modules[which]));
        let outputs = generate_versions(&inputs, &BTreeMap::new());
        let surface = |which: usize| surface(&outputs[which].files).replace(modules[which], "api");
        [surface(0), surface(1)]
    }

    fn report(&self) -> Report {
        let side = |which: usize, before: Option<&VersionModel>| {
            let input = self.input(which, "api");
            let mut findings = Diagnostics::default();
            let side = VersionModel::read(["old", "new"][which], &input, before, &mut findings);
            side.unwrap_or_else(|| panic!("{:?}", render_all(findings.iter(), &input.sources)))
        };
        let old = side(0, None);
        let new = side(1, Some(&old));
        compare(&old, &new, &[])
    }
}

/// What the first lines say of each document under a name (`-feature: beta`), and the rest.
fn marked<'t>(name: &str, text: &'t str) -> ([Option<String>; 2], &'t str) {
    let mut found = [None, None];
    let mut rest = text;
    for (said, mark) in found.iter_mut().zip(['-', '+']) {
        let line = rest.strip_prefix(&format!("{mark}{name}: ")).and_then(|rest| rest.split_once('\n'));
        if let Some((value, after)) = line {
            *said = Some(value.to_owned());
            rest = after;
        }
    }
    (found, rest)
}

/// A type of the project's own, as `openapi.toml` gives it to a format.
fn addresses(route: Route) -> TypesInput {
    let path = "std::net::Ipv4Addr".parse::<TypePath>().unwrap();
    let traits = MappedTraits { is_eq: true, ..MappedTraits::default() };
    let mapped = MappedType { path, route, traits, is_secret: false };
    TypesInput { formats: BTreeMap::from([("ipv4".to_owned(), Arc::new(mapped))]), ..TypesInput::default() }
}

/// A pair of documents with what the report says of them.
struct Case {
    path: PathBuf,
    pair: Pair,
    caller: String,
    report: String,
}

impl Case {
    /// The cases of a folder, without those in folders of it.
    fn all(folder: &Path) -> Vec<Self> {
        let cases = workspace::texts(folder, ".case").unwrap();
        let cases = cases.iter().filter(|(path, _)| !path.contains('/')).map(|(path, text)| {
            let (text, report) =
                text.split_once("=== report\n").unwrap_or_else(|| panic!("{path}: no report"));
            let (document, caller) = text.split_once("=== caller\n").unwrap_or((text, ""));
            let pair = Pair::read(path.trim_end_matches(".case"), document);
            Self { path: folder.join(path), pair, caller: caller.to_owned(), report: report.to_owned() }
        });
        cases.collect()
    }

    /// What the report says instead of what the case expects. With `INSTA_UPDATE=always` the case expects it then.
    fn difference(&self) -> Option<String> {
        let is = listing::listing(&self.pair.report());
        if is == self.report {
            return None;
        }
        if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
            let text = fs::read_to_string(&self.path).unwrap();
            let (case, _) = text.split_once("=== report\n").unwrap();
            // Other tests read the cases at the same time.
            let beside = self.path.with_extension("new");
            fs::write(&beside, format!("{case}=== report\n{is}")).unwrap();
            fs::rename(beside, &self.path).unwrap();
            return None;
        }
        Some(format!("{}: expected\n{}but the report says\n{is}", self.pair.name, self.report))
    }
}

/// A row with the case that shows it.
struct Row {
    rule: &'static Rule,
    case: Case,
}

impl Row {
    fn all() -> Vec<Self> {
        let cases = Case::all(&workspace::root().join("tests/compatibility"));
        let rows = cases.into_iter().map(|case| {
            let id = &case.pair.name;
            let rule = table().find(|rule| rule.id == id).unwrap_or_else(|| panic!("there is no row `{id}`"));
            Self { rule, case }
        });
        rows.collect()
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
        let report = row.case.pair.report();
        let is_found = report.changes().iter().any(|change| change.rule.id == row.rule.id);
        if !is_found || report.verdict() != Some(row.rule.verdict) {
            wrong.push(format!("{}: {}", row.rule.id, report.text(Detail::Whole)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each case has the report that stands in it: the items, the places, the calls and what is gone.
#[test]
fn every_case_has_its_report() {
    let wrong: String = Row::all().iter().filter_map(|row| row.case.difference()).collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// The surfaces and the report say the same, in both directions: what the compiler notices is a line that is gone or
/// another one, and each such line is named by a change that the compiler notices.
#[test]
fn the_surfaces_prove_every_verdict() {
    let rows = Row::all().into_iter().map(|row| row.case.pair);
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
        let pair = row.case.pair;
        let [document, _] = pair.documents.clone();
        let features = pair.features.clone().map(|_| FeatureRule::None);
        let [route, _] = pair.routes.clone();
        let routes = [route.clone(), route];
        let mut same = Pair { documents: [document.clone(), document], features, routes, ..pair };
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
