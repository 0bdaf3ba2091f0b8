//! The documents that are to be proved: those of the manifest and those of the corpus.

use crate::outcome::UsageError;
use crate::spec;
use crate::workspace::Workspace;
use anyhow::Context as _;
use graph_generator::document::DocumentInput;
use graph_project::sources::Sources;
use graph_project::{crate_name, document};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that names a folder of documents.
const CORPUS: &str = "META_GRAPH_CORPUS";

/// A document with what is needed to generate a crate of it.
pub(super) struct Subject {
    /// The name of the crate.
    pub(super) name: String,
    pub(super) sources: Sources,
    pub(super) document: DocumentInput,
}

impl Subject {
    /// The documents of these names, or all if no name is given.
    pub(super) fn chosen(workspace: &Workspace, names: &[String]) -> anyhow::Result<Vec<Self>> {
        let mut subjects = Vec::new();
        let mut left: Vec<&String> = names.iter().collect();
        let mut is_chosen = |name: &str| {
            left.retain(|asked| *asked != name);
            names.is_empty() || names.iter().any(|asked| asked == name)
        };
        for entry in spec::manifest(&workspace.spec())?.documents {
            if is_chosen(&entry.name) {
                let mut sources = Sources::default();
                let document = spec::document(&entry, &workspace.spec(), &mut sources)?;
                // The crate needs a name that Cargo takes, whatever the manifest calls the document.
                let name = crate_name::choose(None, Path::new(&entry.name))?;
                subjects.push(Self { name, sources, document });
            }
        }
        for path in corpus()? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if is_chosen(&stem) {
                subjects.push(Self::of_file(&path)?);
            }
        }
        match left.first() {
            Some(name) => Err(UsageError::new(format!(
                "there is no document `{name}` in spec/manifest.toml or in the folder of {CORPUS}"
            ))
            .into()),
            None => Ok(subjects),
        }
    }

    fn of_file(path: &Path) -> anyhow::Result<Self> {
        let mut sources = Sources::default();
        let document = document::read_file(path, &mut sources);
        let name = crate_name::choose(None, path)?;
        Ok(Self { name, sources, document })
    }
}

/// The documents of the corpus with those of its folders, sorted.
fn corpus() -> anyhow::Result<Vec<PathBuf>> {
    let Some(folder) = env::var_os(CORPUS).map(PathBuf::from) else { return Ok(Vec::new()) };
    let mut folders = vec![folder];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let context = || format!("cannot read {}", folder.display());
        for entry in fs::read_dir(&folder).with_context(context)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|one| ending == *one))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
