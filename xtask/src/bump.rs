//! `cargo xtask bump`: a new version of the API, from the documents to the changelog, at once or not at all.

mod advice;
mod companions;
mod entries;
mod identity;
mod next;
mod obtain;
mod plan;
mod request;
mod stage;
mod state;
mod summary;
mod undo;
mod unused;
mod work;

use crate::generate;
use crate::outcome::Outcome;
use crate::spec;
use crate::terminal::Terminal;
use crate::unreleased::report::{self, Compare};
use crate::workspace::Workspace;
use crate::world::World;
use advice::Stands;
use anyhow::{Context as _, bail};
use companions::companions;
use graph_project::lock;
use graph_project::tree::transaction::{self, Edit};
use graph_project::tree::{self, TreeError};
use obtain::{Access, NotPublished, obtain};
use openapi_crate::download::Downloader;
use plan::Plan;
use request::{Flags, HELP, Request};
use stage::{Scratch, Stage};
use std::path::Path;
use summary::Summary;

/// What a bump uses of the world, for which tests have something of their own.
struct Tools<'t> {
    /// How documents are downloaded.
    downloader: &'t Downloader,
    /// Today's date.
    today: &'t str,
    /// Compares two versions of a checkout.
    compare: Compare<'t>,
}

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(
    arguments: &mut lexopt::Parser,
    world: &World<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    match Flags::parse(arguments)? {
        Request::Help => terminal.print(HELP)?,
        Request::Next => {
            let manifest = spec::manifest(&(world.find)()?.spec())?;
            terminal.line(&next::after(&manifest)?)?;
        }
        Request::Undo(version) => {
            return undo::undo(&(world.find)()?, &version, world.today, &report::between, terminal);
        }
        Request::Release => state::end(&(world.find)()?, world.today, terminal)?,
        Request::Bump(request) => {
            let tools = Tools { downloader: world.downloader, today: world.today, compare: &report::between };
            return bump(&request, &(world.find)()?, &tools, terminal);
        }
    }
    Ok(Outcome::Fine)
}

fn bump(
    request: &Flags,
    workspace: &Workspace,
    tools: &Tools<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let spec = workspace.spec();
    generate::tidy_up(workspace, terminal)?;
    let manifest = spec::manifest(&spec)?;
    let plan = Plan::make(&spec, &manifest, request)?;
    let folder = format!("target/bump/{}", request.version);
    let kept = workspace.root().join(&folder);
    let job = Job { plan, workspace, kept: &kept, tools, dry_run: request.dry_run };
    match job.carry_out(terminal) {
        Ok(summary) => {
            terminal.line(&summary.text(!request.dry_run))?;
            if let Some(file) = &request.summary {
                let context = || format!("{} is done; cannot write {}", request.version, file.display());
                tree::write(file, summary.markdown().as_bytes()).with_context(context)?;
            }
            Ok(Outcome::Fine)
        }
        Err(error) if error.is::<NotPublished>() => {
            terminal.error(&format!("{error}"))?;
            Ok(Outcome::NotPublished)
        }
        Err(error) => {
            terminal.error(&format!("error: {error:#}"))?;
            if !matches!(error.downcast_ref(), Some(TreeError::NotRestored { .. })) {
                terminal.error("the checkout is unchanged")?;
            }
            if holds_files(&kept) {
                let command = request.resumed(&folder);
                terminal.error(&format!(
                    "the documents that arrived are in {folder}; continue with `{command}`"
                ))?;
            }
            Ok(Outcome::Problem)
        }
    }
}

/// What a bump works with.
struct Job<'j> {
    plan: Plan,
    workspace: &'j Workspace,
    /// The folder where the documents that arrived stay.
    kept: &'j Path,
    tools: &'j Tools<'j>,
    /// Whether the checkout stays as it is.
    dry_run: bool,
}

impl Job<'_> {
    /// Does everything on a copy, then changes the checkout.
    fn carry_out(&self, terminal: &mut Terminal<'_>) -> anyhow::Result<Summary> {
        let Self { plan, workspace, kept, tools, dry_run } = self;
        let spec = workspace.spec();
        refuse_to_lose(workspace)?;
        let place = stage::place(kept)?;
        // What is only tried keeps nothing.
        let scratch = Scratch::beside(&place);
        let kept = if *dry_run { scratch.folder() } else { *kept };
        let access = Access { spec: &spec, kept, downloader: tools.downloader, today: tools.today };
        let companions = companions(plan, &spec, kept)?;
        unused::refuse(plan, &spec, &companions)?;
        let documents = obtain(plan, &access, terminal)?;
        let stage = Stage::make(workspace, &place)?;
        work::place(&stage, plan, &documents, &companions, tools.today)?;
        let done = work::build(&stage, plan, &documents, tools, terminal)?;
        let stands = Stands::of(&stage, workspace.root())?;
        let edits = stage.edits()?;
        refuse_to_mix(plan, &edits)?;
        if !dry_run {
            transaction::apply(workspace.root(), &edits)?;
        }
        let advice = advice::advice(plan, &documents, &companions, &done, &stands);
        Ok(Summary::new(plan, done, edits.len(), advice))
    }
}

/// Refuses to overwrite manual changes in generated files: `codegen` would, and nobody would notice it among the rest.
fn refuse_to_lose(workspace: &Workspace) -> anyhow::Result<()> {
    let edited = lock::edited(&workspace.generated())?;
    if edited.is_empty() {
        return Ok(());
    }
    let shown: Vec<_> = edited.iter().map(|path| format!("generated/{path}")).collect();
    bail!(
        "edited by hand, and this would overwrite it: {}; bring the change to the documents, the overlays or the generator, or \
         take it back with `cargo xtask codegen`",
        shown.join(", ")
    )
}

/// Refuses where callers of an existing version would see a change: neither the report nor the step of the crate's
/// version covers it.
fn refuse_to_mix(plan: &Plan, edits: &[Edit<'_>]) -> anyhow::Result<()> {
    let surfaces: Vec<_> =
        plan.modules.iter().map(|module| format!("generated/surface/{module}.txt")).collect();
    let is_changed =
        |surface: &&String| edits.iter().any(|edit| edit.old.is_some() && edit.path == **surface);
    let changed: Vec<_> = surfaces.iter().filter(is_changed).cloned().collect();
    if changed.is_empty() {
        return Ok(());
    }
    bail!(
        "this would also change {}, since the spec, a name lock or the generator is not what these were generated from; run \
         `cargo xtask codegen` first and look at `git diff`, or take the change back",
        changed.join(", ")
    )
}

fn holds_files(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

#[cfg(test)]
mod tests;
