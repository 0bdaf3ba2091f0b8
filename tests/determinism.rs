//! Same input, same bytes.

use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{SourceFile, recognise};
use graph_generator::files::Files;
use graph_tests::case::Case;
use graph_tests::shuffle::{Random, shuffle};
use graph_tests::workspace;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many orders of each document are tried.
const ORDERS: u64 = 4;

#[test]
fn twice_the_same_input_gives_the_same_bytes() {
    for case in Case::all().unwrap() {
        let (one, other) = (case.generate(""), case.generate(""));
        assert_eq!(one.files, other.files, "{}", case.name);
    }
}

#[test]
fn the_order_of_keys_without_a_meaning_does_not_show() {
    let mut different = Vec::new();
    let cases = Case::all().unwrap().into_iter().filter(|case| !case.is_refused());
    for case in cases.chain(documents()) {
        // Both sides are read from the same form of the document, so only the order differs.
        let source = SourceFile { path: case.name.clone(), text: case.text.clone() };
        let document = recognise(&[source], SourceId(0), &mut Diagnostics::default()).unwrap();
        let expected = with_document(&case, &document);
        // One order of a large document has as many places as all those of the small ones.
        let orders = if case.name.starts_with("spec/") { 1 } else { ORDERS };
        for seed in 0..orders {
            let mut shuffled = document.clone();
            shuffle(&mut shuffled, &mut Random(seed));
            assert_eq!(shuffled, document, "shuffling changes the order only");
            let found = with_document(&case, &shuffled);
            let paths: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
            for path in paths.into_iter().filter(|path| expected.get(*path) != found.get(*path)) {
                different.push(format!("{}, seed {seed}: {path}", case.name));
            }
        }
    }
    assert!(different.is_empty(), "the order of keys shows in:\n{}", different.join("\n"));
}

/// The documents that the crate is made of, each on its own.
fn documents() -> Vec<Case> {
    let spec = workspace::root().join("spec");
    let overlays: BTreeMap<_, _> =
        workspace::texts(&spec.join("overlays"), ".yaml").unwrap().into_iter().collect();
    let texts = workspace::texts(&spec, ".yaml").unwrap();
    let documents = texts.into_iter().filter(|(path, _)| path.starts_with('v'));
    let documents: Vec<_> = documents
        .map(|(path, text)| {
            let overlay = path.rsplit('/').next().and_then(|file| overlays.get(file)).cloned();
            Case { name: format!("spec/{path}"), text, overlay, files: BTreeMap::new(), is_graph: true }
        })
        .collect();
    assert!(!documents.is_empty(), "the documents were not found");
    documents
}

fn with_document(case: &Case, document: &Value) -> Files {
    let text = serde_json::to_string_pretty(document).unwrap();
    Case { text, ..case.clone() }.generate("").files
}
