//! Where this repository is on the disk.

use anyhow::{Context as _, bail};
use openapi_crate::runtime::Runtime;
use std::env;
use std::path::{Path, PathBuf};

/// The folders of a checkout.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout: as Cargo says at run time, or from the current folder upwards.
    ///
    /// Nothing is taken from the time of the build, so a checkout that was moved still works.
    pub(crate) fn find() -> anyhow::Result<Self> {
        if let Some(package) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
            && let Some(root) = package.parent()
            && is_root(root)
        {
            return Ok(Self { root: root.to_owned() });
        }
        let current = env::current_dir().context("cannot tell the current folder")?;
        match current.ancestors().find(|folder| is_root(folder)) {
            Some(root) => Ok(Self { root: root.to_owned() }),
            None => bail!("{} is not inside a checkout of this repository", current.display()),
        }
    }

    /// The checkout in this folder, or a copy of the parts of one.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the OpenAPI documents.
    pub(crate) fn spec(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// The runtime, which crates of other documents get too.
    pub(crate) fn runtime(&self) -> anyhow::Result<Runtime> {
        Runtime::read(&self.root, &self.generated())
    }

    /// The crate whose sources are generated.
    pub(crate) fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join("spec").is_dir() && folder.join("generated/Cargo.toml").is_file()
}
