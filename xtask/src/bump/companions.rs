//! The files that documents refer to and that are not documents themselves.

use super::plan::{Plan, Planned, Source};
use crate::spec;
use anyhow::Context as _;
use graph_generator::document::DocumentInput;
use graph_project::manifest::Kind;
use graph_project::sources::Sources;
use graph_project::tree;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A file that goes into the folder of the new version because a document refers to it.
pub(super) struct Companion {
    pub(super) bytes: Vec<u8>,
    /// Where it was found.
    pub(super) origin: String,
    /// Whether it was in the folder of `--from`.
    pub(super) is_given: bool,
}

/// The companions of all documents, by their path inside the folder of a version; those that were found in a folder are
/// kept as the documents are.
///
/// A document that was found in a folder has its companions there. What is carried over or written by hand also has
/// those of the old version. A download has none: what it refers to and does not exist is for the generator to report.
pub(super) fn companions(
    plan: &Plan,
    spec: &Path,
    kept: &Path,
) -> anyhow::Result<BTreeMap<String, Companion>> {
    let mut found = BTreeMap::new();
    for planned in &plan.documents {
        if let Source::File(path) = &planned.source {
            of_folder(plan, planned, path, &mut found)?;
        }
    }
    for (inside, companion) in &found {
        tree::write(&kept.join(inside), &companion.bytes).with_context(|| format!("cannot keep {inside}"))?;
    }
    for planned in plan.documents.iter().filter(|planned| planned.kind() != Kind::Download) {
        of_old_version(plan, planned, spec, &mut found)?;
    }
    if let Some(from) = &plan.from {
        given(plan, spec, from, &mut found)?;
    }
    Ok(found)
}

/// A file of the folder takes the place of one that documents of the version before, or of this one, refer to.
fn given(
    plan: &Plan,
    spec: &Path,
    from: &Path,
    found: &mut BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    for inside in spec::files_below(from)? {
        let is_document = plan.documents.iter().any(|planned| planned.inside == inside);
        let is_there = plan.is_again && spec.join(&plan.new).join(&inside).is_file();
        let replaces = found.get(&inside).map_or(is_there, |companion| !companion.is_given);
        if replaces && !is_document {
            let place = from.join(&inside);
            let bytes = fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
            let origin = place.display().to_string();
            found.insert(inside, Companion { bytes, origin, is_given: true });
        }
    }
    Ok(())
}

fn of_folder(
    plan: &Plan,
    planned: &Planned,
    path: &Path,
    found: &mut BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    let folder = path.ancestors().nth(planned.inside.split('/').count()).unwrap_or(path);
    let home = format!("spec/{}/", plan.new);
    let mut sources = Sources::default();
    let file = sources.read(path, &format!("{home}{}", planned.inside));
    let mut document = DocumentInput { file, ..DocumentInput::default() };
    sources.gather(&mut document, |path| match path.strip_prefix(&home) {
        Some(inside) => Ok(folder.join(inside)),
        None => Err("it is not in the folder".to_owned()),
    });
    for source in sources.into_parts().0 {
        add(plan, &source.path, &home, folder, found)?;
    }
    Ok(())
}

fn of_old_version(
    plan: &Plan,
    planned: &Planned,
    spec: &Path,
    found: &mut BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    let home = format!("spec/{}/", plan.old);
    let mut sources = Sources::default();
    spec::document(&planned.entry, spec, &mut sources)?;
    for source in sources.into_parts().0 {
        let is_overlay = planned.entry.overlays.iter().any(|path| source.path == format!("spec/{path}"));
        if !is_overlay {
            add(plan, &source.path, &home, &spec.join(&plan.old), found)?;
        }
    }
    Ok(())
}

/// Adds a file of the folder of a version, unless it is a document or was found before.
fn add(
    plan: &Plan,
    path: &str,
    home: &str,
    folder: &Path,
    found: &mut BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    let Some(inside) = path.strip_prefix(home) else { return Ok(()) };
    let is_document = plan.documents.iter().any(|planned| planned.inside == inside);
    if !is_document && !found.contains_key(inside) {
        let place = folder.join(inside);
        let bytes = fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
        let is_old = path.starts_with(&format!("spec/{}/", plan.old));
        let origin = if is_old { path.to_owned() } else { place.display().to_string() };
        found.insert(inside.to_owned(), Companion { bytes, origin, is_given: !is_old });
    }
    Ok(())
}
