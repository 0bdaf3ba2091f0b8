//! The folder `spec/`: what `manifest.toml` lists in it, by version.

use crate::versions::numbers;
use anyhow::{Context as _, ensure};
use graph_generator::Input;
use graph_generator::diagnostic::Diagnostics;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::ir::Version;
use graph_generator::name_lock::NameLock;
use graph_project::document::{self, Folder};
use graph_project::manifest::{Entry, Manifest};
use graph_project::names;
use graph_project::sources::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The command that brings the files up to date which are made from this folder.
pub(crate) const COMMAND: &str = "cargo xtask codegen";

/// Reads and checks the manifest.
pub(crate) fn manifest(spec: &Path) -> anyhow::Result<Manifest> {
    let manifest = Manifest::read(&spec.join("manifest.toml")).context("spec/manifest.toml")?;
    for Entry { name, version, .. } in &manifest.documents {
        ensure!(
            numbers(version).is_some(),
            "spec/manifest.toml: document `{name}`: version `{version}` does not look like `v26.0`"
        );
    }
    Ok(manifest)
}

/// Refuses overlays that no entry names: nobody would notice that they correct nothing. Those of a version that is not
/// there yet wait for it.
pub(crate) fn refuse_unnamed_overlays(spec: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let mut unnamed = Vec::new();
    for path in files_below(&spec.join("overlays"))? {
        let version = path.split('/').next().filter(|folder| numbers(folder).is_some());
        let is_early =
            version.is_some_and(|version| manifest.documents.iter().all(|entry| entry.version != version));
        let path = format!("overlays/{path}");
        let is_named = manifest.documents.iter().any(|entry| entry.overlays.contains(&path));
        if !is_named && !is_early {
            let again = version.filter(|version| manifest.is_unreleased(version));
            let again = again.map(|version| format!("; `cargo xtask bump {version}` again takes it"));
            unnamed.push(format!(
                "spec/{path} is an overlay that no entry of spec/manifest.toml names, so it would correct nothing: add it to \
                 `overlays` of its document, or remove it{}",
                again.unwrap_or_default()
            ));
        }
    }
    ensure!(unnamed.is_empty(), "{}", unnamed.join("\n"));
    Ok(())
}

/// The files of a folder and of those inside it, by their paths in it, without hidden ones; none where there is no such
/// folder.
pub(crate) fn files_below(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut left = vec![String::new()];
    while let Some(path) = left.pop() {
        let place = folder.join(&path);
        let entries = match fs::read_dir(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| format!("cannot read {}", place.display()))?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let inside = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            if name.starts_with('.') {
                continue;
            } else if entry.file_type()?.is_dir() {
                left.push(inside);
            } else {
                found.push(inside);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The versions, oldest first, with their documents in the order of the manifest.
pub(crate) fn by_version(manifest: &Manifest) -> Vec<(&str, Vec<&Entry>)> {
    let mut versions = BTreeMap::new();
    for entry in &manifest.documents {
        let (_, entries) =
            versions.entry(numbers(&entry.version)).or_insert_with(|| (entry.version.as_str(), Vec::new()));
        entries.push(entry);
    }
    versions.into_values().collect()
}

/// Reads the documents of one version of the manifest, and the names of its items.
///
/// A version that no release has yet has published no name, so that whoever is still naming is not bound: it begins
/// with the names of the version before.
pub(crate) fn input(
    version: Version,
    manifest: &Manifest,
    spec: &Path,
) -> anyhow::Result<(Input, Diagnostics)> {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for entry in manifest.documents.iter().filter(|entry| entry.version == version.label) {
        documents.push(document(entry, spec, &mut sources)?);
    }
    let (sources, unread) = sources.into_parts();
    let names = match manifest.is_unreleased(&version.label) {
        true => NameLock::default(),
        false => names::read(&spec.with_file_name("generated"), &version.module)?,
    };
    let input = Input {
        version,
        sources,
        documents,
        package: Package { crate_name: "meta_graph".to_owned(), command: COMMAND.to_owned() },
        names: Some(names),
    };
    Ok((input, unread))
}

/// Reads a document of the manifest with its overlays.
pub(crate) fn document(entry: &Entry, spec: &Path, sources: &mut Sources) -> anyhow::Result<DocumentInput> {
    document::read(entry, Folder { path: spec, shown: "spec" }, sources)
        .with_context(|| format!("document `{}` of spec/manifest.toml", entry.name))
}

#[cfg(test)]
mod tests {
    use super::manifest;
    use std::fs;

    #[test]
    fn a_version_looks_like_one_of_meta() {
        let folder = tempfile::tempdir().unwrap();
        let entry = "[[document]]\nname = \"page\"\nversion = \"26\"\nfile = \"page.yaml\"\nkind = \"hand-written\"\n\
                     style = \"graph\"\n";
        fs::write(folder.path().join("manifest.toml"), entry).unwrap();
        let error = manifest(folder.path()).unwrap_err().to_string();
        assert!(error.ends_with("document `page`: version `26` does not look like `v26.0`"), "{error}");
    }
}
