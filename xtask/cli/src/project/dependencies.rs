//! The crates that types of one's own are in: lines for `[dependencies]`, and which of them `Cargo.toml` lacks.

use super::Project;
use anyhow::{Context as _, anyhow, bail};
use graph_generator::ir::DeriveRule;
use std::collections::BTreeMap;
use toml::Table;
use toml_edit::{DocumentMut, Item};

/// What every crate can name.
const BUILT_IN: [&str; 3] = ["alloc", "core", "std"];

/// Adds the lines that the text of a project file has to `[dependencies]` of the generated `Cargo.toml`.
pub(super) fn add(manifest: &str, project: &str) -> anyhow::Result<String> {
    let project: DocumentMut = project.parse().context(super::FILE)?;
    let Some(lines) = project.get("dependencies").and_then(Item::as_table_like) else {
        return Ok(manifest.to_owned());
    };
    let mut file: DocumentMut = manifest.parse().context("the generated Cargo.toml")?;
    let own =
        file.get_mut("dependencies").and_then(Item::as_table_mut).context("it has no [dependencies]")?;
    for (name, item) in lines.iter() {
        if own.contains_key(name) {
            bail!(
                "`{name}` of [dependencies] is one of the runtime: change it in Cargo.toml, where edits stay"
            );
        }
        let mut item = item.clone();
        item.make_value();
        let value = item.into_value().map_err(|_| anyhow!("`{name}` of [dependencies] is not a value"))?;
        own.insert(name, Item::Value(value.decorated(" ", "")));
    }
    Ok(file.to_string())
}

/// The crates that types and traits of the project are in and that `Cargo.toml` does not have, a sentence for each.
pub(super) fn missing(project: &Project, manifest: &str) -> anyhow::Result<Vec<String>> {
    let manifest: Table = manifest.parse().context("Cargo.toml")?;
    let has = |name: &str| {
        let known = manifest.get("dependencies").and_then(toml::Value::as_table);
        known.into_iter().flatten().any(|(known, _)| known.replace('-', "_") == name)
    };
    let mut needed: BTreeMap<String, String> = BTreeMap::new();
    for document in &project.documents {
        for own in document.types.values().chain(document.formats.values()) {
            for name in own.crates() {
                needed.entry(name.to_owned()).or_insert_with(|| own.mapped().path.to_string());
            }
        }
        for DeriveRule { path, .. } in &document.derives.0 {
            for name in path.crates() {
                needed.entry(name.to_owned()).or_insert_with(|| path.to_string());
            }
        }
    }
    let lacks = needed.into_iter().filter(|(name, _)| !BUILT_IN.contains(&name.as_str()) && !has(name));
    Ok(lacks
        .map(|(name, path)| {
            format!(
                "Cargo.toml has no dependency `{name}`, in which `{path}` is: add it there, where it stays, or to \
                 [dependencies] of {}, with its feature for serde where it has one",
                super::FILE
            )
        })
        .collect())
}
