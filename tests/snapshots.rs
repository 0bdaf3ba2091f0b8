//! The generator over small documents: what it writes, that it compiles, and that it is always the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod circles;
mod combinations;
mod compared;
mod compatibility;
mod compile;
mod conformance;
mod determinism;
mod diagnostics;
mod house;
mod losses;
mod misuse;
mod openapi_3_2;
mod petstore;
mod properties;
mod rooms;
mod roundtrip;
mod samples;
mod suite;
mod survival;
mod versions;
mod weight;

use graph_tests::case::{Case, render};
use graph_tests::workspace;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The lists under `generated/surface/` show what callers of the generated crate see.
#[test]
fn surface() {
    let generated = workspace::root().join("generated");
    let files = workspace::texts(&generated.join("src"), ".rs").unwrap().into_iter();
    let files = files.filter(|(_, text)| text.starts_with("// @generated"));
    let files = files.map(|(path, text)| (format!("src/{path}"), text)).collect();
    let lists = workspace::texts(&generated.join("surface"), ".txt").unwrap();
    let listed = lists.iter().flat_map(|(_, text)| text.lines()).filter(|line| !line.starts_with('#'));
    let mut listed: Vec<&str> = listed.collect();
    listed.sort_unstable();
    let surface = graph_generator::emit::surface(&files);
    assert_eq!(listed, surface.lines().collect::<Vec<_>>(), "run `cargo xtask codegen`");
    assert!(listed.iter().any(|line| line.starts_with("v26_0::page::personas::list(")));
}

/// The function of every operation has an example, which the doctests compile.
#[test]
fn examples_of_functions() {
    let texts = workspace::texts(&workspace::root().join("generated/src/v26_0"), ".rs").unwrap();
    let (mut lacking, mut count) = (Vec::new(), 0);
    for (path, text) in &texts {
        // The documentation stands right above the function, and only an operation has its path as an alias.
        let functions =
            text.split("\n\n").filter(|part| part.contains("#[doc(alias = \"") && part.contains("\npub fn "));
        for function in functions {
            count += 1;
            if !function.contains("/// # Example\n") {
                lacking.push(format!("{path}: {}", function.lines().last().unwrap_or_default()));
            }
        }
    }
    assert!(count > 150, "{count}");
    assert!(lacking.is_empty(), "no example:\n{}", lacking.join("\n"));
}

/// Every case, as the text that a review reads. All are compared before the test fails.
#[test]
fn cases() {
    let cases = Case::all().unwrap();
    assert!(cases.len() > 12, "the cases were not found");
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let mut different = Vec::new();
    for case in cases {
        let input = case.input("");
        let output = graph_generator::generate(&input);
        assert_eq!(
            output.diagnostics.has_errors(),
            case.is_refused(),
            "{}:\n{}",
            case.name,
            render(&input, &output)
        );
        let text = render(&input, &output);
        settings.set_description(format!("tests/cases/{}.yaml", case.name));
        let name = case.name.replace('/', "__");
        // The settings are not used again after a panic other than to set a description.
        let compared = catch_unwind(AssertUnwindSafe(|| {
            settings.bind(|| insta::assert_snapshot!(name, text, &case.name));
        }));
        if compared.is_err() {
            different.push(case.name);
        }
    }
    assert!(different.is_empty(), "different from their snapshots: {}", different.join(", "));
}
