//! What cargo-semver-checks says of the crates of all pairs, as a second opinion.
//!
//! It reads what rustdoc knows of two crates: one with the older versions of all pairs as modules, one with the newer
//! ones. What it calls breaking in a module has to be what the report of the pair says, but for the differences that
//! `second-opinion.tsv` lists with their reasons.

use super::{Pair, Row, scenarios};
use crate::compile::{make_whole_crate, write};
use graph_generator::compare::Effect;
use graph_generator::generate_versions;
use graph_tests::semver_checks;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A pair, what the program says of it (nothing: `-`), and why the report says something else.
const LIST: &str = include_str!("second-opinion.tsv");

/// What is known of a difference: what the program says, and why that is right.
type Known<'a> = BTreeMap<&'a str, (&'a str, &'a str)>;

fn known() -> Known<'static> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [pair, says, reason] = cells.as_slice() else { panic!("second-opinion.tsv: {line}") };
        (*pair, (*says, *reason))
    });
    lines.collect()
}

#[test]
fn each_known_difference_is_one_of_a_pair_and_has_a_reason() {
    let names: BTreeSet<String> = pairs().into_iter().map(|pair| pair.name).collect();
    for (pair, (says, reason)) in known() {
        assert!(names.contains(pair), "second-opinion.tsv: there is no pair {pair}");
        assert!(!says.is_empty() && reason.ends_with('.'), "second-opinion.tsv: {pair}");
    }
}

#[test]
fn another_program_finds_the_same_breaks() {
    if !semver_checks::is_asked_for() {
        println!("Left out: {} is not set.", semver_checks::VARIABLE);
        return;
    }
    let pairs = pairs();
    let folders = crates(&pairs);
    let mut says = opinion(&folders);
    let known = known();
    let mut wrong = Vec::new();
    for pair in &pairs {
        let lints = says.remove(&module(pair)).unwrap_or_default();
        let said =
            if lints.is_empty() { "-".to_owned() } else { lints.into_iter().collect::<Vec<_>>().join(", ") };
        let is_broken = pair.report().changes().iter().any(|change| change.rule.effect == Effect::Compiler);
        let differs = is_broken != (said != "-");
        match known.get(pair.name.as_str()) {
            Some((listed, _)) if differs && *listed == said => {}
            None if !differs => {}
            _ => wrong.push(format!("{}\t{said}\t(the report: {is_broken})", pair.name)),
        }
    }
    assert!(says.is_empty(), "what it says of no pair: {says:?}");
    assert!(wrong.is_empty(), "second-opinion.tsv differs:\n{}", wrong.join("\n"));
}

fn pairs() -> Vec<Pair> {
    Row::all().into_iter().map(|row| row.case.pair).chain(scenarios::pairs()).collect()
}

fn module(pair: &Pair) -> String {
    pair.name.replace('-', "_")
}

/// Writes the two crates.
fn crates(pairs: &[Pair]) -> [PathBuf; 2] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("second-opinion");
    let folders = ["old", "new"].map(|which| folder.join(which));
    let mut libraries = folders.each_ref().map(|folder| {
        make_whole_crate(folder, "compatibility");
        fs::read_to_string(folder.join("src/lib.rs")).unwrap()
    });
    for pair in pairs {
        let module = module(pair);
        let inputs = [0, 1].map(|which| pair.input(which, &module));
        let outputs = generate_versions(&inputs, &BTreeMap::new());
        for ((folder, library), output) in folders.iter().zip(&mut libraries).zip(outputs) {
            library.push_str(&format!("#[allow(missing_docs)]\npub mod {module};\n"));
            for (path, text) in output.files {
                // The constants of error codes belong to the crate, whatever the version.
                if path != "src/error_codes.rs" {
                    write(&folder.join(path), &text);
                } else if text.contains("pub const") {
                    library.push_str(&format!("#[allow(missing_docs)]\nmod {module}_error_codes;\n"));
                    write(&folder.join(format!("src/{module}_error_codes.rs")), &text);
                }
            }
        }
    }
    for (folder, library) in folders.iter().zip(libraries) {
        write(&folder.join("src/lib.rs"), &library);
    }
    folders
}

/// What is said to break, by module.
fn opinion([old, new]: &[PathBuf; 2]) -> BTreeMap<String, BTreeSet<String>> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in semver_checks::findings(old, new, &[], target).unwrap() {
        let module = finding.file().and_then(|file| file.split(['/', '.', ':']).next()).unwrap();
        found.entry(module.to_owned()).or_default().insert(finding.lint);
    }
    found
}
