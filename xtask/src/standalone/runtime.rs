//! The parts of `generated/` that were written by hand, as a crate made with `--spec` takes them along.
//!
//! They are read when they are needed and not built into this program, so that it builds whatever the state of the
//! generated crate.

use crate::workspace::Workspace;
use anyhow::{Context as _, ensure};
use graph_generator::emit::Standalone;
use graph_generator::files::Files;
use graph_project::tree::rust_files;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// The name of the crate in the examples of the runtime.
const EXAMPLE_CRATE: &str = "meta_graph";

/// The source of the runtime for a crate of this name, by path inside the crate, without its tests: all of its parts,
/// of which the crate takes what it needs.
pub(super) fn source(workspace: &Workspace, crate_name: &str) -> anyhow::Result<Files> {
    let source = workspace.generated().join("src");
    let mut files = Files::new();
    for name in ["runtime", "errors", "formats", "graph", "paging"] {
        let file = format!("{name}.rs");
        files.insert(format!("src/{file}"), read(&source.join(file))?);
        if source.join(name).is_dir() {
            files.extend(rust_files(&source.join(name), &format!("src/{name}"))?);
        }
    }
    ensure!(files.len() > 5, "{} holds no source of the runtime", source.display());
    files.retain(|path, _| !is_test(path));
    // Only the examples in its documentation name the crate.
    let copied = |text: &str| without_tests(text).replace(EXAMPLE_CRATE, crate_name);
    Ok(files.into_iter().map(|(path, text)| (path, copied(&text))).collect())
}

/// Whether the file is a module `tests`, or inside of one.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// A source without its modules for tests. Rustfmt puts the brace that ends one at the start of a line.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("#[cfg(test)]\nmod ") {
        kept.push_str(before);
        let is_inline = after.lines().next().is_some_and(|line| line.ends_with('{'));
        let end = if is_inline { "\n}\n" } else { "\n" };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept.trim_end().to_owned() + "\n"
}

/// What a crate called `name` around the runtime is made of, with or without the test that sends each operation.
pub(super) fn surroundings(
    workspace: &Workspace,
    name: String,
    conformance: bool,
) -> anyhow::Result<Standalone> {
    let manifest = read_toml(&workspace.generated().join("Cargo.toml"))?;
    let root = read_toml(&workspace.root().join("Cargo.toml"))?;
    let rust_version = manifest.get("package").and_then(|package| package.get("rust-version")?.as_str());
    Ok(Standalone {
        name,
        core: sections(&without_graph(&manifest), &root).context("generated/Cargo.toml")?,
        graph: sections(&manifest, &root).context("generated/Cargo.toml")?,
        rust_version: rust_version.context("generated/Cargo.toml has no rust-version")?.to_owned(),
        dev_dependencies: if conformance { of_test(&root)? } else { String::new() },
    })
}

/// The names of the features of the runtime.
pub(super) fn features(workspace: &Workspace) -> anyhow::Result<Vec<String>> {
    let manifest = read_toml(&workspace.generated().join("Cargo.toml"))?;
    Ok(table(&manifest, "features").map(|(name, _)| name.clone()).collect())
}

/// `[features]` without those of API versions and of our documents, and `[dependencies]` with the versions of the
/// workspace.
fn sections(manifest: &Table, root: &Table) -> anyhow::Result<String> {
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
fn of_test(root: &Table) -> anyhow::Result<String> {
    let own = Value::Table("workspace = true\nfeatures = [\"rt\"]".parse()?);
    let tokio = dependency(&own, shared(root).get("tokio")).context("dependency `tokio`")?;
    Ok(format!("tokio = {tokio}"))
}

fn table<'a>(parent: &'a Table, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
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
fn without_graph(manifest: &Table) -> Table {
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

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_toml(path: &Path) -> anyhow::Result<Table> {
    read(path)?.parse().with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::{is_test, sections, without_graph, without_tests};

    #[test]
    fn what_is_inherited_is_written_out_and_versions_stay_behind() {
        let root =
            "[workspace.dependencies]\nserde = { version = \"1\", features = [\"std\"] }\nhttp = \"1.3\"\n";
        let own = "[package.metadata.documents]\nfeatures = [\"content\"]\n\
                   [features]\ndefault = [\"reqwest\", \"v26_0\", \"content\"]\nv26_0 = []\ncontent = []\n[dependencies]\nhttp.workspace = true\n\
                   serde = { workspace = true, optional = true, features = [\"rc\"] }\nown = \"2\"\n";
        let text = sections(&own.parse().unwrap(), &root.parse().unwrap()).unwrap();
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

    #[test]
    fn tests_stay_behind() {
        let text = "mod a;\n#[cfg(test)]\nmod tests;\nmod b;\n\nfn c() {}\n\n#[cfg(test)]\nmod tests {\n    fn d() {}\n}\n";
        assert_eq!(without_tests(text), "mod a;\nmod b;\n\nfn c() {}\n");
        assert!(is_test("src/a/tests.rs") && is_test("src/a/tests/b.rs") && !is_test("src/testing.rs"));
    }
}
