//! What cargo-semver-checks says of the two versions of the walk, as crates: the report has to know all of it.

use super::copy::{self, Copy};
use graph_tests::semver_checks;
use graph_tests::workspace::texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The module that stands for the version in both crates.
const MODULE: &str = "api";

/// Compares both versions, if that is asked for; `json` is what our own comparison says.
pub(super) fn confirms(copy: &Copy, json: &str) {
    if !semver_checks::is_asked_for() {
        println!("Left out: {} is not set.", semver_checks::VARIABLE);
        return;
    }
    let [old, new] = ["v26_0", "v27_0"].map(|module| alone(copy.root(), module));
    let manifest = fs::read_to_string(copy.root().join("spec/manifest.toml")).unwrap();
    let themes = manifest.lines().filter_map(|line| line.strip_prefix("feature = \"")?.strip_suffix('"'));
    let features: BTreeSet<String> = themes.chain([MODULE]).map(str::to_owned).collect();
    let features: Vec<String> = features.into_iter().collect();
    let found = semver_checks::findings(&old, &new, &features, &copy::target()).unwrap();
    assert!(!found.is_empty(), "an enum, a field and a function are gone");
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    let known = items(&report);
    // Each crate has the feature of one version, which is the other one in the other.
    let breaks = found.iter().filter(|finding| finding.lint != "feature_missing");
    let unknown: Vec<_> = breaks.filter(|finding| !is_known(&item(&finding.text), &known)).collect();
    assert!(unknown.is_empty(), "breaks that the report does not have: {unknown:#?}\n{known:#?}");
}

/// A workspace in which the generated crate has one version, in a module that has the same name for all.
fn alone(root: &Path, module: &str) -> PathBuf {
    let folder = copy::target().join("walk-versions").join(module);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (path, text) in texts(&root.join("generated"), ".rs").unwrap() {
        let path = folder.join("generated").join(path.replace(module, MODULE));
        write(&path, &text.replace(module, MODULE));
    }
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let members = |line: &str| match line.starts_with("members = ") {
        true => "members = [\"generated\"]\n".to_owned(),
        false => format!("{line}\n"),
    };
    write(&folder.join("Cargo.toml"), &read("Cargo.toml").lines().map(members).collect::<String>());
    write(&folder.join("Cargo.lock"), &read("Cargo.lock"));
    write(&folder.join("generated/README.md"), &read("generated/README.md"));
    write(&folder.join("generated/Cargo.toml"), &read("generated/Cargo.toml").replace(module, MODULE));
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The paths of all items of a report that are gone or other ones.
fn items(report: &serde_json::Value) -> BTreeSet<String> {
    let lists = |change: &serde_json::Value| {
        ["items", "consequences"].map(|list| change[list].as_array().cloned().unwrap()).concat()
    };
    let changes = report["changes"].as_array().unwrap().iter().flat_map(lists);
    let text = |item: &serde_json::Value| {
        let [before, after] = ["before", "after"].map(|side| item[side].as_str().map(str::to_owned));
        // An argument that is new makes another function of the one that it is of.
        before.or(after.filter(|item| item.starts_with("argument ")))
    };
    let texts = changes.filter_map(|item| text(&item)).map(|item| path(&item)).collect::<BTreeSet<_>>();
    let gone = report["gone"].as_array().unwrap().iter().map(|gone| path(gone["item"].as_str().unwrap()));
    texts.into_iter().chain(gone).collect()
}

/// The path at the beginning of an item as a report shows it, with `::` before a field, too.
fn path(item: &str) -> String {
    let item =
        item.rsplit_once(" of ").map_or(item, |(argument, function)| match argument.contains("argument") {
            true => function,
            false => item,
        });
    let end = [": ", "(", "<", " "].iter().filter_map(|mark| item.find(mark)).min().unwrap_or(item.len());
    item[..end].replace('.', "::")
}

/// Whether a report has an item, or something around it or inside of it.
fn is_known(item: &str, known: &BTreeSet<String>) -> bool {
    let is_inside =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"));
    known.iter().any(|known| {
        known == item
            || known.ends_with(&format!("::{item}"))
            || is_inside(item, known)
            || is_inside(known, item)
    })
}

/// The path of what the program found, inside the module of the version: `models::Page::mission` of what it calls
/// `field mission of struct Page` has no module there.
fn item(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', ',']).collect();
    if let ["field", field, "of", "struct", owner, ..] = words.as_slice() {
        return format!("{owner}::{field}");
    }
    let path = words.into_iter().find(|word| word.contains("::")).unwrap_or(text);
    path.split_once(&format!("{MODULE}::")).map_or(path, |(_, path)| path).to_owned()
}

#[test]
fn the_items_of_a_report_are_those_that_callers_had() {
    let report = serde_json::json!({
        "changes": [{
            "items": [
                { "before": "page::locations::Delete::number(self) -> Self", "after": null },
                { "before": null, "after": "argument number: i64 of page::locations::delete" },
                { "before": null, "after": "models::New" },
            ],
            "consequences": [{ "before": "models::Page.mission: String", "after": null }],
        }],
        "gone": [{ "item": "models::Gone" }],
    });
    let expected = [
        "models::Gone",
        "models::Page::mission",
        "page::locations::Delete::number",
        "page::locations::delete",
    ];
    assert_eq!(items(&report), expected.map(str::to_owned).into());
}

#[test]
fn what_the_program_says_is_found_in_a_report() {
    let known = ["models::Page::mission", "page::locations::delete", "page::nlp_configs::create"];
    let known: BTreeSet<String> = known.map(str::to_owned).into();
    for (text, is_there) in [
        ("field mission of struct Page, previously in file /a/src/b.rs:1", true),
        (
            "meta_graph::api::page::locations::delete now takes 3 parameters instead of 2, in /a/src/b.rs:1",
            true,
        ),
        ("mod meta_graph::api::page::nlp_configs, previously in file /a/src/b.rs:1", true),
        ("enum meta_graph::api::models::Other, previously in file /a/src/b.rs:1", false),
    ] {
        assert_eq!(is_known(&item(text), &known), is_there, "{text}");
    }
}
