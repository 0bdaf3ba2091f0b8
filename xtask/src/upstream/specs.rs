//! The specs of Meta's SDK generator: nodes with their fields and operations, and the enums that these use.

use anyhow::Context as _;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The file of the enums.
const ENUMS: &str = "enum_types.json";

/// One state of the specs.
#[derive(Debug, Default)]
pub(super) struct Specs {
    pub(super) nodes: BTreeMap<String, Node>,
    /// The values of the enums, by name.
    pub(super) enums: BTreeMap<String, BTreeSet<String>>,
}

/// A node, or an object that nodes hold.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The types of its fields, by name.
    pub(super) fields: BTreeMap<String, String>,
    /// The parameters of its operations.
    pub(super) operations: BTreeMap<Call, BTreeMap<String, Parameter>>,
}

/// An operation: the method, and the edge or `None` for the node itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Call {
    pub(super) endpoint: Option<String>,
    pub(super) method: String,
}

/// The type of a parameter, and whether it has to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) ty: String,
    pub(super) required: bool,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    apis: Vec<Api>,
    #[serde(default)]
    fields: Vec<Typed>,
}

#[derive(Deserialize)]
struct Api {
    method: String,
    endpoint: Option<String>,
    #[serde(default)]
    params: Vec<Typed>,
}

#[derive(Deserialize)]
struct Typed {
    name: String,
    #[serde(rename = "type", default)]
    ty: String,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
struct Enum {
    name: String,
    #[serde(default)]
    values: Vec<serde_json::Value>,
}

impl Specs {
    /// Reads a folder of them, or one file with the enums beside it.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let (folder, files) = if path.is_dir() {
            let entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
            let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
            files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
            files.sort();
            (path, files)
        } else {
            (path.parent().unwrap_or(Path::new("")), vec![path.to_owned()])
        };
        let mut specs = Self::default();
        for file in files.iter().filter(|file| !file.ends_with(ENUMS)) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            specs.nodes.insert(name, node(parsed(file)?));
        }
        let enums = folder.join(ENUMS);
        let enums: Vec<Enum> = if enums.is_file() { parsed(&enums)? } else { Vec::new() };
        for Enum { name, values } in enums {
            let values = values.iter().map(|value| match value.as_str() {
                Some(text) => text.to_owned(),
                None => value.to_string(),
            });
            specs.enums.entry(name).or_default().extend(values);
        }
        Ok(specs)
    }
}

fn parsed<T: serde::de::DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no spec of the SDK generator", file.display()))
}

fn node(file: File) -> Node {
    let mut node = Node::default();
    node.fields.extend(file.fields.into_iter().map(|field| (field.name, field.ty)));
    for Api { method, endpoint, params } in file.apis {
        let parameters = node.operations.entry(Call { endpoint, method }).or_default();
        let typed = |one: Typed| (one.name, Parameter { ty: one.ty, required: one.required });
        parameters.extend(params.into_iter().map(typed));
    }
    node
}
