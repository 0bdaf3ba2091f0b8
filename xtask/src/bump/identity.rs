//! Whether documents are what they are taken for: those of this version, each under its own name.

use super::obtain::Obtained;
use super::plan::{Plan, Source};
use super::stage::Stage;
use crate::spec;
use crate::unreleased::naming::{self, other_info_version, other_servers};
use crate::versions::numbers;
use anyhow::bail;
use graph_generator::document::{decode, value};
use graph_project::sources::Sources;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Refuses documents of something else and those that send requests to another version, and finds those that only say
/// that they are of another one: their path, and that version.
pub(super) fn check(
    stage: &Stage,
    plan: &Plan,
    documents: &[Obtained<'_>],
) -> anyhow::Result<Vec<(String, String)>> {
    let spec = stage.workspace().spec();
    let swapped = swapped(plan, documents, &spec)?;
    if !swapped.is_empty() {
        bail!("{}", swapped.join("\n"));
    }
    let (mut wrong, mut mislabelled) = (Vec::new(), Vec::new());
    let mut meant = BTreeSet::new();
    for entry in spec::manifest(&spec)?.documents.iter().filter(|entry| entry.version == plan.new) {
        let mut sources = Sources::default();
        let document = spec::document(entry, &spec, &mut sources)?;
        // What cannot be read is for the generator to explain.
        let Some(value) = value(&sources.into_parts().0, &document) else { continue };
        let shown = format!("spec/{}", entry.file);
        let others = other_servers(&value, &plan.new);
        if !others.is_empty() {
            wrong.push(format!(
                "{shown} sends requests to another version than {}: {}",
                plan.new,
                others.join(", ")
            ));
            let parts = others.iter().flat_map(|url| url.split('/'));
            meant.extend(parts.filter(|part| numbers(part).is_some()).map(str::to_owned));
        }
        mislabelled.extend(other_info_version(&value, &plan.new).map(|version| (shown, version)));
    }
    if wrong.is_empty() { Ok(mislabelled) } else { bail!("{}\n{}", wrong.join("\n"), advice(plan, &meant)) }
}

/// What to do about requests to other versions.
fn advice(plan: &Plan, meant: &BTreeSet<String>) -> String {
    let overlay = format!("correct it in an overlay: spec/overlays/{}/ is for this version", plan.new);
    let only = meant.first().filter(|_| meant.len() == 1);
    match only {
        Some(version) if numbers(version) > numbers(&plan.old) => {
            format!("is it `cargo xtask bump {version}` that is meant? If not, {overlay}")
        }
        Some(version) if *version == plan.old => {
            format!("are these the documents of {version}, which are there already? If not, {overlay}")
        }
        _ => overlay,
    }
}

/// The documents that arrived and have the paths of another document, and none of their own.
fn swapped(plan: &Plan, documents: &[Obtained<'_>], spec: &Path) -> anyhow::Result<Vec<String>> {
    let old: Vec<(String, BTreeSet<String>)> = spec::manifest(spec)?
        .documents
        .iter()
        .filter(|entry| entry.version == plan.old)
        .filter_map(|entry| Some((entry.name.clone(), paths(&fs::read(spec.join(&entry.file)).ok()?))))
        .collect();
    let mut swapped = Vec::new();
    for document in documents {
        let name = &document.planned.entry.name;
        let from = match &document.planned.source {
            Source::File(path) => path.display().to_string(),
            Source::Download(url) => url.clone(),
            Source::Carried | Source::Kept => continue,
        };
        let now = paths(&document.bytes);
        let own = old.iter().find(|(known, _)| known == name);
        let is_own = own.is_none_or(|(_, paths)| paths.is_empty() || !paths.is_disjoint(&now));
        let other = old.iter().find(|(known, paths)| known != name && !paths.is_disjoint(&now));
        if let (false, Some((other, paths))) = (is_own, other) {
            let shared: Vec<_> = paths.intersection(&now).map(|path| format!("`{path}`")).collect();
            swapped.push(format!(
                "{from} is taken for `{name}` and has the paths of `{other}`, such as {}: are two files swapped?",
                shared.first().cloned().unwrap_or_default()
            ));
        }
    }
    Ok(swapped)
}

/// The paths that a document has; none where it cannot be read.
fn paths(bytes: &[u8]) -> BTreeSet<String> {
    let read = decode(bytes).ok().and_then(|text| naming::read("", &text).ok());
    let paths = read.as_ref().and_then(|value| value.get("paths")).and_then(Value::as_object);
    paths.into_iter().flat_map(|paths| paths.keys().cloned()).collect()
}
