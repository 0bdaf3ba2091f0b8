//! `cargo xtask bump`: a new version of the API, from the documents to the changelog, at once or not at all.

mod advice;
mod changelog;
mod companions;
mod ledger;
#[cfg(test)]
mod listing;
mod naming;
mod obtain;
mod plan;
mod report;
mod request;
mod semver;
mod stage;
mod transaction;
mod wiring;
mod work;

use crate::date;
use crate::fetch::Downloader;
use crate::manifest::Manifest;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::versions::Versions;
use crate::workspace::Workspace;
use companions::companions;
use obtain::{Places, obtain};
use plan::Plan;
use report::Report;
use request::{HELP, Request};
use stage::Stage;
use std::path::Path;
use transaction::NotRestored;
use work::Done;

/// What a bump uses of the world, for which tests have something of their own.
struct Tools<'t> {
    /// How documents are downloaded.
    downloader: &'t Downloader,
    /// The day of today.
    today: &'t str,
    /// Compares two versions of a checkout.
    compare: &'t dyn Fn(&Workspace, &str, &str) -> anyhow::Result<Report>,
}

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(arguments: &mut lexopt::Parser, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let Some(request) = Request::parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let today = date::today();
    let tools = Tools { downloader: &Downloader::new(), today: &today, compare: &report::between };
    bump(&request, &Workspace::find()?, &tools, terminal)
}

fn bump(
    request: &Request,
    workspace: &Workspace,
    tools: &Tools<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let spec = workspace.spec();
    let manifest = Manifest::read(&spec)?;
    let versions = Versions::read(&spec)?;
    let plan = Plan::make(&spec, &manifest, request)?;
    let folder = format!("target/bump/{}", request.version);
    let kept = workspace.root().join(&folder);
    match carry_out(&plan, workspace, &kept, &versions, tools, terminal) {
        Ok(()) => Ok(Outcome::Fine),
        Err(error) => {
            terminal.error(&format!("error: {error:#}"))?;
            if !error.is::<NotRestored>() {
                terminal.error("the checkout is as it was")?;
            }
            if holds_files(&kept) {
                let command = request.resumed(&folder);
                terminal
                    .error(&format!("the documents that arrived are in {folder}; go on with `{command}`"))?;
            }
            Ok(Outcome::Problem)
        }
    }
}

/// Does everything on a copy, then changes the checkout.
fn carry_out(
    plan: &Plan,
    workspace: &Workspace,
    kept: &Path,
    versions: &Versions,
    tools: &Tools<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<()> {
    let spec = workspace.spec();
    let places = Places { spec: &spec, kept, downloader: tools.downloader, today: tools.today };
    let documents = obtain(plan, &places, terminal)?;
    let companions = companions(plan, &spec, kept)?;
    let stage = Stage::make(workspace, &kept.with_file_name(format!("{}.stage", plan.new)))?;
    work::place(&stage, plan, &documents, &companions)?;
    let done = work::build(&stage, plan, tools, terminal)?;
    let edits = stage.edits()?;
    transaction::apply(workspace.root(), &edits)?;
    let advice = advice::advice(plan, &documents, &companions, &done, versions);
    tell(plan, &done, edits.len(), &advice, terminal)
}

/// Says what was done, and what comes next.
fn tell(
    plan: &Plan,
    done: &Done,
    files: usize,
    advice: &[String],
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<()> {
    let Done { report, versions: [before, after], .. } = done;
    terminal.line(&format!("\n{}", report.markdown.trim_end()))?;
    terminal.line(&format!(
        "\n{} after {}: {}; meta-graph {before} becomes {after}; {files} files changed",
        plan.new,
        plan.old,
        report.verdict.words(),
    ))?;
    terminal.line("\nTo look at:")?;
    for line in advice {
        terminal.line(&format!("- {line}"))?;
    }
    terminal.line("\nNext: `git diff`, then `bash .ci/run`")?;
    Ok(())
}

fn holds_files(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

#[cfg(test)]
mod tests;
