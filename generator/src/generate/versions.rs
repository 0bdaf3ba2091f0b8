//! The versions of one crate, which know of each other: what stayed keeps its name, and what is gone is named.

use super::codes::GONE_UNKNOWN;
use crate::compare::{Successor, VersionModel, compare};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::input::{Input, ReadDocument, read_after};
use crate::ir::{Api, RemovedItem};
use std::collections::BTreeMap;

/// A version that was read.
pub(super) struct Version {
    pub(super) api: Api,
    pub(super) diagnostics: Diagnostics,
    documents: BTreeMap<SourceId, ReadDocument>,
}

/// Reads the versions, oldest first.
pub(super) fn read(inputs: &[Input]) -> Vec<Version> {
    let mut read: Vec<Version> = Vec::with_capacity(inputs.len());
    for input in inputs {
        let mut diagnostics = Diagnostics::default();
        let (api, documents) = read_after(input, read.last().map(|before| &before.api), &mut diagnostics);
        read.push(Version { api, diagnostics, documents });
    }
    read
}

/// Tells each version what the one before had and it has not.
pub(super) fn name_what_is_gone(
    versions: &mut [Version],
    inputs: &[Input],
    successors: &BTreeMap<String, Vec<Successor>>,
) {
    // What is wrong with the documents is said elsewhere.
    if versions.iter().any(|version| version.diagnostics.has_errors()) {
        return;
    }
    find_gone(versions, inputs, successors);
    for version in versions {
        let known = successors.get(&version.api.version.label).into_iter().flatten();
        let gone = &version.api.gone;
        for unknown in known.filter(|known| gone.iter().all(|gone| gone.item != known.item)) {
            let label = &version.api.version.label;
            let message = format!("`{}` is not gone in {label}: its successor is left out", unknown.item);
            let hint = "the version before has no such item, or this one still has it; `cargo xtask diff` lists what is gone";
            version.diagnostics.push(Diagnostic::new(GONE_UNKNOWN, message).hint(hint));
        }
    }
}

fn find_gone(versions: &mut [Version], inputs: &[Input], successors: &BTreeMap<String, Vec<Successor>>) {
    // One version has nothing before it.
    if versions.len() < 2 {
        return;
    }
    let models: Vec<Option<VersionModel>> =
        versions.iter_mut().zip(inputs).map(|(version, input)| model(version, input)).collect();
    for (pair, version) in models.windows(2).zip(versions.iter_mut().skip(1)) {
        if let [Some(old), Some(new)] = pair {
            let known = successors.get(&version.api.version.label).map(Vec::as_slice).unwrap_or_default();
            let mut gone: Vec<RemovedItem> = compare(old, new, known).gone().to_vec();
            gone.sort();
            version.api.gone = gone;
        }
    }
}

fn model(version: &mut Version, input: &Input) -> Option<VersionModel> {
    // What cannot be written is said when the version itself is.
    let mut unheard = Diagnostics::default();
    let documents = std::mem::take(&mut version.documents);
    VersionModel::of(&version.api.version.label, input, version.api.clone(), documents, &mut unheard)
}

#[cfg(test)]
mod tests {
    use super::super::codes::GONE_UNKNOWN;
    use super::super::generate_versions;
    use super::super::tests::input;
    use crate::compare::Successor;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    fn paths(ids: &[&str]) -> Value {
        let responses = json!({ "200": { "description": "ok" } });
        let path = |id: &&str| {
            let operation = json!({ "operationId": id, "tags": ["pets"], "responses": responses });
            (format!("/{id}"), json!({ "get": operation }))
        };
        Value::Object(ids.iter().map(path).collect())
    }

    #[test]
    fn the_module_of_a_version_names_what_is_gone_and_what_to_use_instead() {
        let (old, new) = (paths(&["list", "find", "count"]), paths(&["list"]));
        let inputs = [input("v1", &old, &json!({}), None), input("v2", &new, &json!({}), None)];
        let known = [
            ("pets::find", "pets::list"),
            ("pets::count", "count what `pets::list` gives"),
            ("pets::list", "nothing"),
        ];
        let successor =
            |(item, instead): (&str, &str)| Successor { item: item.to_owned(), instead: instead.to_owned() };
        let successors = BTreeMap::from([("v2".to_owned(), known.map(successor).to_vec())]);
        let outputs = generate_versions(&inputs, &successors);
        let root = &outputs[1].files["src/v2.rs"];
        assert!(root.contains("//! # Gone in v2\n//!\n"), "{root}");
        assert!(root.contains("//! - `pets::find`, use `pets::list`\n"), "{root}");
        assert!(root.contains("//! - `pets::count`, count what `pets::list` gives\n"), "{root}");
        assert!(!outputs[0].files["src/v1.rs"].contains("Gone"));
        let said: Vec<_> = outputs[1].diagnostics.iter().filter(|one| one.code == GONE_UNKNOWN).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].message.starts_with("`pets::list` is not gone in v2"), "{}", said[0].message);
    }
}
