//! The documents of a project as what the generator reads.

use super::{Document, Features, Project, pin};
use crate::runtime::Runtime;
use anyhow::{Context as _, bail};
use graph_generator::Input;
use graph_generator::diagnostic::Diagnostics;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::ir::{FeatureRule, Ident, Version};
use graph_project::names;
use graph_project::sources::Sources;
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the documents: an input for each, and what could not be read.
pub(crate) fn read(
    project: &Project,
    root: &Path,
    runtime: &Runtime,
    package: &Package,
) -> anyhow::Result<Vec<(Input, Diagnostics)>> {
    project.documents.iter().map(|document| read_one(document, root, runtime, package)).collect()
}

fn read_one(
    document: &Document,
    root: &Path,
    runtime: &Runtime,
    package: &Package,
) -> anyhow::Result<(Input, Diagnostics)> {
    pin::ensure_pinned(document, root).with_context(|| format!("document `{}`", document.module()))?;
    let mut sources = Sources::default();
    // Messages, headers and the lock name a file as the project file does, so they are the same on every machine.
    let mut read = |path: &str| sources.read(&root.join(path), &path.replace('\\', "/"));
    let file = read(&document.file);
    let overlays = document.overlays.iter().map(|path| read(path)).collect();
    let mut input = DocumentInput {
        name: document.module().to_owned(),
        file,
        overlays,
        style: document.style.into(),
        names: document.names.clone(),
        only: document.only.clone(),
        stop: document.stop.clone(),
        paging: document.paging.iter().map(super::Paging::input).collect::<anyhow::Result<_>>()?,
        types: super::types::input(&document.types, &document.formats),
        derives: document.derives.0.clone(),
        features: rule(document, runtime),
        ..DocumentInput::default()
    };
    sources.gather(&mut input, |path| Ok(root.join(path)));
    let module = Ident(document.module().to_owned());
    let names = names::read(root, &module)?;
    let (sources, unread) = sources.into_parts();
    let version = Version { module, ..Version::default() };
    let input =
        Input { version, sources, documents: vec![input], package: package.clone(), names: Some(names) };
    Ok((input, unread))
}

fn rule(document: &Document, runtime: &Runtime) -> FeatureRule {
    match (&document.feature, document.features) {
        (Some(feature), _) => FeatureRule::Document(feature.clone()),
        (None, Features::None) => FeatureRule::None,
        (None, Features::Modules) => {
            let (taken, prefix) = (runtime.features().collect(), document.feature_prefix.clone());
            FeatureRule::Modules { taken, prefix }
        }
    }
}

/// Refuses features that the modules of two documents share, since whoever needs one would get the other.
pub(super) fn ensure_apart(features: &[(&str, Vec<String>)]) -> anyhow::Result<()> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (module, names) in features {
        for name in names {
            if let Some(other) = seen.insert(name, module).filter(|other| other != module) {
                bail!(
                    "both `{other}` and `{module}` have the feature `{name}`; give one of them a `feature-prefix` in {}",
                    super::FILE
                );
            }
        }
    }
    Ok(())
}
