//! The files of a revision of git, in a folder of their own. The checkout and its index are left alone.

use anyhow::{Context as _, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

/// The files of a revision. The folder is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Checkout {
    place: PathBuf,
    folder: PathBuf,
}

impl Checkout {
    /// Takes the files of a revision from the repository that `root` is in.
    pub(super) fn of(root: &Path, revision: &str) -> anyhow::Result<Self> {
        if revision.starts_with('-') {
            bail!("`{revision}` is not a revision");
        }
        let prefix = git(root, &["rev-parse", "--show-prefix"], None)?;
        let place = env::temp_dir().join(format!("openapi-crate-{}", process::id()));
        fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
        let checkout = Self { folder: place.join("tree").join(prefix.trim()), place };
        let index = checkout.place.join("index");
        git(root, &["read-tree", revision], Some(&index))?;
        // Git writes below the top of the repository, wherever it is called.
        let top = git(root, &["rev-parse", "--show-toplevel"], None)?;
        let prefix = format!("--prefix={}/", checkout.place.join("tree").display());
        git(Path::new(top.trim()), &["checkout-index", "--all", &prefix], Some(&index))?;
        Ok(checkout)
    }

    /// The folder that was asked for, as it was then.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        // What stays in the folder for temporary files harms nobody.
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// What git prints.
fn git(folder: &Path, arguments: &[&str], index: Option<&Path>) -> anyhow::Result<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output = command.output().context("cannot run git")?;
    if !output.status.success() {
        bail!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
