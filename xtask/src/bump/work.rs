//! The steps of a bump, on a copy of the checkout.

use super::companions::Companion;
use super::entries::{self, Successor};
use super::obtain::Obtained;
use super::plan::{Plan, Source};
use super::stage::Stage;
use super::{Tools, identity, state};
use crate::generate;
use crate::outcome::Outcome;
use crate::spec;
use crate::terminal::Terminal;
use crate::unreleased::Step;
use anyhow::{Context as _, bail};
use graph_project::manifest::Kind;
use graph_project::sum;
use openapi_crate::options::Options;
use std::collections::BTreeMap;

const MANIFEST: &str = "spec/manifest.toml";

/// The result of a bump.
pub(super) struct Done {
    /// What changes for callers, and for the crate.
    pub(super) step: Step,
    /// The documents whose `info.version` is another one: their path, and that version.
    pub(super) mislabelled: Vec<(String, String)>,
}

/// Puts the documents into the folder of the new version, with entries in the manifest.
pub(super) fn place(
    stage: &Stage,
    plan: &Plan,
    documents: &[Obtained<'_>],
    companions: &BTreeMap<String, Companion>,
    today: &str,
) -> anyhow::Result<()> {
    for (inside, companion) in companions {
        let path = format!("spec/{}/{inside}", plan.new);
        if (plan.is_again && companion.is_given) || stage.read_if_present(&path)?.is_none() {
            stage.write(&path, &companion.bytes)?;
        }
    }
    let (mut added, mut updated) = (Vec::new(), Vec::new());
    for document in documents {
        let planned = document.planned;
        let successor = successor(plan, document);
        if successor.is_other {
            stage.write(&format!("spec/{}", successor.file), &document.bytes)?;
        }
        let has_entry = planned.entry.version == plan.new;
        if has_entry { &mut updated } else { &mut added }.push(successor);
    }
    let text = stage.read(MANIFEST)?;
    for entry in &spec::manifest(&stage.workspace().spec())?.documents {
        if entry.version == plan.new && plan.dropped.contains(&entry.name) {
            stage.remove(&format!("spec/{}", entry.file))?;
        }
    }
    let text = match plan.is_again {
        true => entries::with_updates(&text, &plan.new, &updated, &plan.dropped)?,
        false => text,
    };
    let text = entries::with_entries(&text, &plan.old, &plan.new, &added)?;
    let text = entries::with_names(&text, &plan.new, &plan.names)?;
    stage.write(MANIFEST, text.as_bytes())?;
    if plan.is_again { Ok(()) } else { state::begin(stage, plan, today) }
}

fn successor(plan: &Plan, document: &Obtained<'_>) -> Successor {
    let (planned, bytes) = (document.planned, &document.bytes);
    let is_guarded = planned.kind() != Kind::HandWritten;
    Successor {
        name: planned.entry.name.clone(),
        file: format!("{}/{}", plan.new, planned.inside),
        kind: planned.kind(),
        overlays: planned.overlays.clone(),
        guard: is_guarded.then(|| (sum::of(bytes), bytes.len() as u64)),
        date: document.date.clone(),
        is_other: planned.source != Source::Kept,
    }
}

/// Generates the module, compares it, and makes it a part of the crate.
pub(super) fn build(
    stage: &Stage,
    plan: &Plan,
    documents: &[Obtained<'_>],
    tools: &Tools<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Done> {
    let mislabelled = identity::check(stage, plan, documents)?;
    let done = generate::run(Options::default(), stage.workspace(), tools.today, tools.compare, terminal)?;
    if done.outcome == Outcome::Problem {
        bail!(
            "the documents of {new} are not generated; where an overlay has to differ, put the one for {new} into \
             spec/overlays/{new}/ under the same name",
            new = plan.new
        );
    }
    let step = done.steps.into_iter().find(|step| step.label == plan.new);
    Ok(Done { step: step.context("the version was not compared")?, mislabelled })
}
