//! `openapi.toml`: which documents a crate is made of, and how.

mod check;
mod dependencies;
mod guard;
mod manifest;
mod modules;
mod paging;
mod pin;
mod run;
mod types;

pub(crate) use modules::read;
pub use paging::Paging;
#[cfg(feature = "fetch")]
pub(crate) use pin::is_of as is_pinned;
pub use run::run;
pub use types::{Derives, OwnType};

use anyhow::{Context as _, bail};
use graph_generator::ir::Style;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// The name of the file, beside the `Cargo.toml` of the crate.
pub const FILE: &str = "openapi.toml";

/// What the file says. Paths are relative to its folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Project {
    /// What `[package]` of `Cargo.toml` gets: any keys of Cargo.
    #[serde(default)]
    pub package: Table,
    /// What `[dependencies]` of `Cargo.toml` gets for types of one's own: any lines of Cargo.
    #[serde(default)]
    pub dependencies: Table,
    /// Whether `src/lib.rs` is generated; else it is a person's, who declares the modules there.
    #[serde(default = "yes")]
    pub library: bool,
    /// The documents.
    #[serde(rename = "document", default)]
    pub documents: Vec<Document>,
}

/// A document, which becomes a module.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Document {
    /// The module; a single document needs no name, and becomes `api`.
    pub module: Option<String>,
    /// Where it is, or where the copy of it is kept that was downloaded.
    pub file: String,
    /// Where it comes from.
    pub url: Option<String>,
    /// The SHA-256 sum of what was downloaded, in hexadecimal.
    pub sha256: Option<String>,
    /// Corrections of it, applied in this order.
    #[serde(default)]
    pub overlays: Vec<String>,
    /// Patterns of the operations that are wanted; all where there is none.
    #[serde(default)]
    pub only: Vec<String>,
    /// Patterns of the schemas where the types end; their values are any JSON.
    #[serde(default)]
    pub stop: Vec<String>,
    /// Names of schemas in Rust, where they differ from the document's.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Types of one's own, by the schema for which each stands.
    #[serde(default)]
    pub types: BTreeMap<String, OwnType>,
    /// Types of one's own, by the format for whose values each stands.
    #[serde(default)]
    pub formats: BTreeMap<String, OwnType>,
    /// The traits that its types derive beside those that they have.
    #[serde(default)]
    pub derives: Derives,
    /// How the pages of its lists are followed.
    #[serde(default)]
    pub paging: Vec<Paging>,
    /// How its operations become functions.
    #[serde(default)]
    pub style: StyleName,
    /// The Cargo features of its modules.
    #[serde(default)]
    pub features: Features,
    /// The Cargo feature of all of it.
    pub feature: Option<String>,
    /// What stands before the features of its modules.
    #[serde(default)]
    pub feature_prefix: String,
}

/// How operations become functions.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum StyleName {
    /// By their tags and operationIds.
    #[default]
    OperationId,
    /// By their paths and methods, for the Graph API.
    Graph,
}

impl From<StyleName> for Style {
    fn from(style: StyleName) -> Self {
        match style {
            StyleName::OperationId => Self::Operation,
            StyleName::Graph => Self::Graph,
        }
    }
}

/// Which Cargo features the modules of a document have.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Features {
    /// None: all of it is compiled.
    #[default]
    None,
    /// One for each module of functions, which is one for each tag in most documents.
    Modules,
}

fn yes() -> bool {
    true
}

impl Project {
    /// Reads and checks the file of a folder.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, is not TOML or has an unknown key, and values that contradict each other.
    pub fn read(root: &Path) -> anyhow::Result<(Self, String)> {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((Self::parse(&text).with_context(|| path.display().to_string())?, text))
    }

    /// Checks the text of a file.
    ///
    /// # Errors
    ///
    /// What is not TOML, an unknown key, and values that contradict each other.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut project: Self = toml::from_str(text)?;
        check::check(&mut project)?;
        Ok(project)
    }
}

impl Document {
    /// Its module.
    pub fn module(&self) -> &str {
        self.module.as_deref().unwrap_or("api")
    }
}

/// The folder of the project: the given one, or the nearest around the current folder.
///
/// # Errors
///
/// None is given, and there is no such file above the current folder.
pub fn root(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    match given {
        Some(folder) => Ok(folder.to_owned()),
        None => find(&env::current_dir()?),
    }
}

/// The nearest folder above `start`, or `start` itself, that holds such a file.
///
/// # Errors
///
/// There is none.
pub fn find(start: &Path) -> anyhow::Result<PathBuf> {
    match start.ancestors().find(|folder| folder.join(FILE).is_file()) {
        Some(folder) => Ok(folder.to_owned()),
        None => bail!(
            "no {FILE} in {} or above it; `--spec FILE --out DIR` makes a crate without one",
            start.display()
        ),
    }
}

#[cfg(test)]
mod tests;
