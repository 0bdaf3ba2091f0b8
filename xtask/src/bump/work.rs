//! The steps of a bump, on a copy of the checkout.

use super::companions::Companion;
use super::entries::{self, Successor};
use super::naming::{other_info_version, other_servers};
use super::obtain::Obtained;
use super::plan::Plan;
use super::report::Report;
use super::stage::Stage;
use super::{Tools, changelog, semver, wiring};
use crate::generate;
use crate::outcome::Outcome;
use crate::spec;
use crate::terminal::Terminal;
use crate::versions::module;
use anyhow::{Context as _, bail};
use graph_generator::document::value;
use graph_project::manifest::Kind;
use graph_project::sources::Sources;
use graph_project::sum;
use openapi_crate::options::Options;
use std::collections::BTreeMap;

const CRATE: &str = "generated/Cargo.toml";
const LIBRARY: &str = "generated/src/lib.rs";
const MANIFEST: &str = "spec/manifest.toml";
const LOCK: &str = "Cargo.lock";
const CHANGELOG: &str = "CHANGELOG.md";

/// The result of a bump.
pub(super) struct Done {
    /// What changes for callers.
    pub(super) report: Report,
    /// The version of the crate before and after.
    pub(super) versions: [String; 2],
    /// The modules that are no longer on by default.
    pub(super) left: Vec<String>,
    /// The documents whose `info.version` is another one: their path, and that version.
    pub(super) mislabelled: Vec<(String, String)>,
}

/// Puts the documents into the folder of the new version, with entries in the manifest.
pub(super) fn place(
    stage: &Stage,
    plan: &Plan,
    documents: &[Obtained<'_>],
    companions: &BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    for (inside, companion) in companions {
        let path = format!("spec/{}/{inside}", plan.new);
        if stage.read_if_present(&path)?.is_none() {
            stage.write(&path, &companion.bytes)?;
        }
    }
    let mut successors = Vec::new();
    for document in documents {
        let (planned, bytes) = (document.planned, &document.bytes);
        let file = format!("{}/{}", plan.new, planned.inside);
        stage.write(&format!("spec/{file}"), bytes)?;
        let is_guarded = planned.kind() != Kind::HandWritten;
        successors.push(Successor {
            name: planned.entry.name.clone(),
            file,
            kind: planned.kind(),
            overlays: planned.overlays.clone(),
            guard: is_guarded.then(|| (sum::of(bytes), bytes.len() as u64)),
            date: document.date.clone(),
        });
    }
    let manifest = entries::with_entries(&stage.read(MANIFEST)?, &plan.old, &plan.new, &successors)?;
    stage.write(MANIFEST, manifest.as_bytes())
}

/// Generates the module, compares it, and makes it a part of the crate.
pub(super) fn build(
    stage: &Stage,
    plan: &Plan,
    tools: &Tools<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Done> {
    let mislabelled = check_versions(stage, plan)?;
    if generate::run(Options::default(), stage.workspace(), tools.today, terminal)? == Outcome::Problem {
        bail!(
            "the documents of {new} are not generated; where an overlay has to differ, put the one for {new} into \
             spec/overlays/{new}/ under the same name",
            new = plan.new
        );
    }
    let report = (tools.compare)(stage.workspace(), &plan.old, &plan.new)
        .with_context(|| format!("cannot compare {} with {}", plan.old, plan.new))?;
    let (new, old) = (module(&plan.new), module(&plan.old));
    let manifest = stage.read(CRATE)?;
    let before = wiring::version(&manifest).context(CRATE)?;
    let after = semver::next(&before, report.verdict).context(CRATE)?;
    let manifest = wiring::with_version(&manifest, &after).context(CRATE)?;
    let features = wiring::with_feature(&manifest, &new, &plan.modules, report.verdict).context(CRATE)?;
    stage.write(CRATE, features.text.as_bytes())?;
    let library = wiring::with_module(&stage.read(LIBRARY)?, &old, &new).context(LIBRARY)?;
    stage.write(LIBRARY, library.as_bytes())?;
    let lock = wiring::locked(&stage.read(LOCK)?, "meta-graph", &after).context(LOCK)?;
    stage.write(LOCK, lock.as_bytes())?;
    let entry = changelog::Entry {
        version: &after,
        date: tools.today,
        label: &plan.new,
        before: &plan.old,
        report: &report,
        left: &features.left,
    };
    let text = changelog::with_entry(stage.read_if_present(CHANGELOG)?.as_deref(), &entry);
    stage.write(CHANGELOG, text.as_bytes())?;
    Ok(Done { report, versions: [before, after], left: features.left, mislabelled })
}

/// Refuses documents that send requests to another version, and finds those that only say that they are of another one.
fn check_versions(stage: &Stage, plan: &Plan) -> anyhow::Result<Vec<(String, String)>> {
    let spec = stage.workspace().spec();
    let (mut wrong, mut mislabelled) = (Vec::new(), Vec::new());
    for entry in spec::manifest(&spec)?.documents.iter().filter(|entry| entry.version == plan.new) {
        let mut sources = Sources::default();
        let document = spec::document(entry, &spec, &mut sources)?;
        // What cannot be read is for the generator to explain.
        let Some(value) = value(&sources.into_parts().0, &document) else { continue };
        let shown = format!("spec/{}", entry.file);
        let urls = other_servers(&value, &plan.new).join(", ");
        if !urls.is_empty() {
            wrong.push(format!("{shown} sends requests to another version than {}: {urls}", plan.new));
        }
        mislabelled.extend(other_info_version(&value, &plan.new).map(|version| (shown, version)));
    }
    if wrong.is_empty() {
        Ok(mislabelled)
    } else {
        bail!(
            "{}\ncorrect it in an overlay: spec/overlays/{}/ is for this version",
            wrong.join("\n"),
            plan.new
        )
    }
}
