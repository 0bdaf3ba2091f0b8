//! What a person has to look at after a bump.

use super::companions::Companion;
use super::obtain::Obtained;
use super::plan::{Plan, Source};
use super::work::Done;
use crate::versions::{Versions, module};
use graph_project::manifest::Kind;
use std::collections::BTreeMap;

/// A line for each thing to look at.
pub(super) fn advice(
    plan: &Plan,
    documents: &[Obtained<'_>],
    companions: &BTreeMap<String, Companion>,
    done: &Done,
    versions: &Versions,
) -> Vec<String> {
    let (old, new) = (&plan.old, &plan.new);
    let mut lines: Vec<String> = documents.iter().flat_map(|document| of_document(plan, document)).collect();
    for name in &plan.dropped {
        lines.push(format!("{new} has no document `{name}`: what only its operations used is removed"));
    }
    for (inside, companion) in companions {
        lines.push(format!("spec/{new}/{inside} is {}, to which documents refer", companion.origin));
    }
    for (shown, version) in &done.mislabelled {
        lines.push(format!("{shown} says that it is version {version}"));
    }
    if !versions.has(new) {
        lines.push(format!(
            "spec/versions.toml has no {new}: add the day on which it was published; {old} ends two years later. Then run \
             `cargo xtask codegen`"
        ));
    }
    let old_module = module(old);
    lines.push(format!(
        "README.md, generated/README.md (its table of features), generated/src/lib.rs and generated/examples/ still name \
         {old_module}"
    ));
    if !done.step.left.is_empty() {
        lines.push(format!(
            "{} left the default features of the crate: whatever uses it in this repository has to enable it, as \
             tests/Cargo.toml does",
            done.step.left.join(", ")
        ));
    }
    lines
}

fn of_document(plan: &Plan, document: &Obtained<'_>) -> Vec<String> {
    let planned = document.planned;
    let shown = format!("spec/{}/{}", plan.new, planned.inside);
    let mut lines = Vec::new();
    if matches!(planned.source, Source::Carried | Source::Kept) {
        let reference = planned.entry.reference.as_deref().unwrap_or("its source");
        lines.push(match planned.kind() {
            Kind::HandWritten => {
                format!("{shown} still says what {} said: bring it up to date with {reference}", plan.old)
            }
            _ => format!("{shown} is that of {}: compare it with {reference}", plan.old),
        });
    }
    if !document.left.is_empty() {
        let numbers: Vec<_> = document.left.iter().map(usize::to_string).collect();
        let noun = if numbers.len() == 1 { "line" } else { "lines" };
        lines.push(format!("{shown} still names {}, in {noun} {}", plan.old, numbers.join(", ")));
    }
    lines
}
