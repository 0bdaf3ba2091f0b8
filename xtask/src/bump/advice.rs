//! What a person has to look at after a bump.

use super::companions::Companion;
use super::obtain::Obtained;
use super::plan::Plan;
use super::stage::Stage;
use super::work::Done;
use crate::spec::{self, files_below};
use crate::unreleased::review::{self, Pending};
use crate::versions::{Versions, module};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The pages for callers that name a version, beside those of its module.
const PAGES: [&str; 3] = ["README.md", "generated/README.md", "generated/src/lib.rs"];

/// The programs that show it.
const EXAMPLES: &str = "generated/examples";

/// What is so after a bump, whatever was done for it.
pub(super) struct Stands {
    pending: Vec<Pending>,
    versions: Versions,
    /// The pages for callers, with their texts.
    pages: Vec<(String, String)>,
}

impl Stands {
    /// Looks at what a bump made on a copy of the checkout, and at the pages of the checkout, which it leaves alone.
    pub(super) fn of(stage: &Stage, checkout: &Path) -> anyhow::Result<Self> {
        let spec = stage.workspace().spec();
        let pending = review::pending(&spec, &spec::manifest(&spec)?)?;
        let examples = files_below(&checkout.join(EXAMPLES))?;
        let examples = examples.into_iter().map(|path| format!("{EXAMPLES}/{path}"));
        let pages = PAGES.iter().map(|path| (*path).to_owned()).chain(examples);
        let text = |path: String| fs::read_to_string(checkout.join(&path)).ok().map(|text| (path, text));
        Ok(Self { pending, versions: Versions::read(&spec)?, pages: pages.filter_map(text).collect() })
    }

    /// The pages that name an older module and not the new one, by the newest module that they name.
    fn behind<'a>(&'a self, plan: &'a Plan) -> BTreeMap<&'a str, Vec<&'a str>> {
        let new = module(&plan.new);
        let mut behind: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        for (path, text) in &self.pages {
            // What declares the modules names them all; what counts in it is what callers read.
            let is_read = |line: &&str| path != PAGES[2] || line.trim_start().starts_with("//");
            let read: Vec<&str> = text.lines().filter(is_read).collect();
            let names = |module: &str| read.iter().any(|line| line.contains(module));
            let newest = plan.modules.iter().rev().find(|module| names(module));
            if let Some(newest) = newest.filter(|_| !names(&new)) {
                behind.entry(newest).or_default().push(path);
            }
        }
        behind
    }
}

/// A line for each thing to look at.
pub(super) fn advice(
    plan: &Plan,
    documents: &[Obtained<'_>],
    companions: &BTreeMap<String, Companion>,
    done: &Done,
    stands: &Stands,
) -> Vec<String> {
    let (old, new) = (&plan.old, &plan.new);
    let mut lines: Vec<String> =
        documents.iter().flat_map(|document| of_document(plan, document, stands)).collect();
    if stands.pending.iter().any(|one| one.version == *new) {
        lines.push(
            "where nothing of a document has to change, note `reviewed = \"YYYY-MM-DD\"` in its entry in spec/manifest.toml; \
             `cargo xtask codegen --check` names the others"
                .to_owned(),
        );
    }
    for name in &plan.dropped {
        lines.push(format!("{new} has no document `{name}`: what only its operations used is removed"));
    }
    for (inside, companion) in companions {
        lines.push(format!("spec/{new}/{inside} is {}, to which documents refer", companion.origin));
    }
    for (shown, version) in &done.mislabelled {
        lines.push(format!("{shown} says that it is version {version}"));
    }
    if !stands.versions.has(new) {
        lines.push(format!(
            "spec/versions.toml has no {new}: add the day on which it was published, which also gives the end of {old}, two \
             years later. Then run `cargo xtask codegen`"
        ));
    }
    for (older, pages) in stands.behind(plan) {
        let verb = if pages.len() == 1 { "names" } else { "name" };
        lines.push(format!("{} {verb} {older} and not {}", pages.join(", "), module(new)));
    }
    if !done.step.left.is_empty() {
        lines.push(format!(
            "{} left the default features of the crate: whatever uses it in this repository has to enable it, as \
             tests/Cargo.toml does",
            done.step.left.join(", ")
        ));
    }
    lines
}

fn of_document(plan: &Plan, document: &Obtained<'_>, stands: &Stands) -> Vec<String> {
    let planned = document.planned;
    let shown = format!("spec/{}/{}", plan.new, planned.inside);
    let mut lines = Vec::new();
    for one in stands.pending.iter().filter(|one| one.shown == shown) {
        let Pending { before, reference, .. } = one;
        lines.push(match one.is_ours {
            true => format!("{shown} still says what {before} said: bring it up to date with {reference}"),
            false => format!("{shown} is that of {before}: compare it with {reference}"),
        });
    }
    if !document.left.is_empty() {
        let numbers: Vec<_> = document.left.iter().map(usize::to_string).collect();
        let noun = if numbers.len() == 1 { "line" } else { "lines" };
        lines.push(format!("{shown} still names {}, in {noun} {}", plan.old, numbers.join(", ")));
    }
    lines
}
