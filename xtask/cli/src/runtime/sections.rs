//! `[features]` and `[dependencies]` of a crate, made of the manifest of the crate that the runtime was written for.

use anyhow::{Context as _, ensure};
use std::fmt::Write as _;
use toml::{Table, Value};

/// `[features]` without those of API versions and of our documents, and `[dependencies]` with the versions of the
/// workspace.
pub(super) fn of(manifest: &Table, root: &Table) -> anyhow::Result<String> {
    let mut text = "[features]\n".to_owned();
    let themes = listed(manifest, "documents");
    let is_own = |name: &str| is_version(name) || themes.iter().any(|theme| theme == name);
    for (name, members) in table(manifest, "features").filter(|(name, _)| !is_own(name)) {
        let members = members.as_array().into_iter().flatten();
        let members = members.filter(|member| !member.as_str().is_some_and(is_own)).cloned().collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name} = {}", Value::Array(members));
    }
    text.push_str("\n[dependencies]\n");
    let shared = shared(root);
    for (name, own) in table(manifest, "dependencies") {
        let dependency = dependency(own, shared.get(name)).with_context(|| format!("dependency `{name}`"))?;
        let _ = writeln!(text, "{name} = {dependency}");
    }
    Ok(text)
}

/// The workspace's dependencies.
fn shared(root: &Table) -> Table {
    let workspace = root.get("workspace").and_then(Value::as_table);
    workspace.and_then(|workspace| workspace.get("dependencies")?.as_table().cloned()).unwrap_or_default()
}

/// What the test needs that sends each operation: the runtime that the transport of the crate runs in.
pub(super) fn of_test(root: &Table) -> anyhow::Result<String> {
    let own = Value::Table("workspace = true\nfeatures = [\"rt\"]".parse()?);
    let tokio = dependency(&own, shared(root).get("tokio")).context("dependency `tokio`")?;
    Ok(format!("tokio = {tokio}"))
}

pub(super) fn table<'a>(parent: &'a Table, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    parent.get(key).and_then(Value::as_table).into_iter().flatten()
}

/// Whether a feature stands for an API version: `v26_0`.
fn is_version(feature: &str) -> bool {
    feature.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// A dependency with what it inherits from the workspace written out.
fn dependency(own: &Value, shared: Option<&Value>) -> anyhow::Result<Value> {
    let Some(own) = own.as_table().filter(|own| own.contains_key("workspace")) else {
        return Ok(own.clone());
    };
    let mut merged = match shared.context("the workspace does not have it")? {
        Value::Table(shared) => shared.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    ensure!(!merged.contains_key("path"), "a dependency by path cannot be taken along");
    for (key, value) in own.iter().filter(|(key, _)| *key != "workspace") {
        match (merged.get_mut(key).and_then(Value::as_array_mut), value) {
            (Some(features), Value::Array(more)) => features.extend(more.iter().cloned()),
            _ => drop(merged.insert(key.clone(), value.clone())),
        }
    }
    Ok(Value::Table(merged))
}

/// The manifest without the features that only the dialect of the Graph API has, which it lists under
/// `package.metadata.graph`, and without the dependencies that only these need.
pub(super) fn without_graph(manifest: &Table) -> Table {
    let mut manifest = manifest.clone();
    let own = listed(&manifest, "graph");
    let Some(features) = manifest.get_mut("features").and_then(Value::as_table_mut) else { return manifest };
    let removed: Vec<Value> = own.iter().filter_map(|name| features.remove(name)).collect();
    let names = |value: &Value| -> Vec<String> {
        let members = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        members.filter_map(|member| member.strip_prefix("dep:")).map(str::to_owned).collect()
    };
    let needed: Vec<String> = features.values().flat_map(names).collect();
    if let Some(dependencies) = manifest.get_mut("dependencies").and_then(Value::as_table_mut) {
        for name in removed.iter().flat_map(names).filter(|name| !needed.contains(name)) {
            dependencies.remove(&name);
        }
    }
    manifest
}

/// The features that the manifest lists under this key of its metadata.
fn listed(manifest: &Table, key: &str) -> Vec<String> {
    let package = manifest.get("package");
    let features = package.and_then(|package| package.get("metadata")?.get(key)?.get("features")?.as_array());
    features.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{of, without_graph};

    #[test]
    fn what_is_inherited_is_written_out_and_versions_stay_behind() {
        let root =
            "[workspace.dependencies]\nserde = { version = \"1\", features = [\"std\"] }\nhttp = \"1.3\"\n";
        let own = "[package.metadata.documents]\nfeatures = [\"content\"]\n\
                   [features]\ndefault = [\"reqwest\", \"v26_0\", \"content\"]\nv26_0 = []\ncontent = []\n[dependencies]\nhttp.workspace = true\n\
                   serde = { workspace = true, optional = true, features = [\"rc\"] }\nown = \"2\"\n";
        let text = of(&own.parse().unwrap(), &root.parse().unwrap()).unwrap();
        let written: toml::Table = text.parse().unwrap();
        assert_eq!(written["features"].to_string(), "{ default = [\"reqwest\"] }");
        let serde = &written["dependencies"]["serde"];
        assert_eq!(serde["features"].to_string(), "[\"std\", \"rc\"]");
        assert_eq!((serde["version"].as_str(), serde["optional"].as_bool()), (Some("1"), Some(true)));
        assert_eq!(written["dependencies"]["http"]["version"].as_str(), Some("1.3"));
        assert_eq!(written["dependencies"]["own"].as_str(), Some("2"));
    }

    #[test]
    fn what_only_the_dialect_needs_stays_behind() {
        let own = "[package.metadata.graph]\nfeatures = [\"proof\"]\n[features]\nproof = [\"dep:mac\", \"dep:log\"]\n\
                   trace = [\"dep:log\"]\n[dependencies]\nmac = \"1\"\nlog = \"2\"\n";
        let core = without_graph(&own.parse().unwrap());
        assert_eq!(core["features"].to_string(), "{ trace = [\"dep:log\"] }");
        assert_eq!(core["dependencies"].to_string(), "{ log = \"2\" }");
    }
}
