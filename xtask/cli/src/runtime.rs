//! The runtime that is copied into crates: its sources, and what these depend on.
//!
//! Its tests stay behind, and its examples name the crate that it is copied into.

mod sections;

use anyhow::{Context as _, ensure};
use graph_generator::emit::Standalone;
use graph_generator::files::Files;
use graph_project::tree::rust_files;
use std::fs;
use std::path::Path;
use toml::Table;

/// The name of the crate in the examples of the runtime.
const EXAMPLE_CRATE: &str = "meta_graph";

/// The modules of the runtime at the root of a crate.
const PARTS: [&str; 10] =
    ["errors", "formats", "graph", "oauth", "outcomes", "paging", "runtime", "streams", "tuples", "unions"];

/// What was built into this program.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The sources of the runtime, and the manifests that say what they depend on.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// Its files by path inside a crate, with their tests.
    files: Files,
    /// The manifest of the crate that it was written for.
    manifest: Table,
    /// The manifest of the workspace of that crate.
    workspace: Table,
}

impl Runtime {
    /// The runtime that was built into this program.
    ///
    /// # Errors
    ///
    /// A program that was built where the sources of the runtime were not.
    pub fn embedded() -> anyhow::Result<Self> {
        let text = |wanted: &str| {
            let found = EMBEDDED.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, text)| *text).context("this program was built without the sources of the runtime")
        };
        let (manifest, workspace) = (text("crate.toml")?.parse()?, text("workspace.toml")?.parse()?);
        let files = EMBEDDED.iter().filter(|(name, _)| name.ends_with(".rs"));
        let files = files.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Ok(Self { files, manifest, workspace })
    }

    /// The runtime as it stands in the folder of a crate, whose workspace is `root`.
    ///
    /// # Errors
    ///
    /// A file that is missing, or a manifest that is not TOML.
    pub fn read(root: &Path, folder: &Path) -> anyhow::Result<Self> {
        let source = folder.join("src");
        let mut files = Files::new();
        for part in PARTS {
            files.insert(format!("src/{part}.rs"), read(&source.join(format!("{part}.rs")))?);
            if source.join(part).is_dir() {
                files.extend(rust_files(&source.join(part), &format!("src/{part}"))?);
            }
        }
        ensure!(files.len() > PARTS.len(), "{} holds no source of the runtime", source.display());
        let manifest = read_toml(&folder.join("Cargo.toml"))?;
        Ok(Self { files, manifest, workspace: read_toml(&root.join("Cargo.toml"))? })
    }

    /// The source for a crate of this name, without its tests: all parts, of which the crate takes what it needs.
    pub fn source(&self, crate_name: &str) -> Files {
        let kept = self.files.iter().filter(|(path, _)| !is_test(path));
        // Only the examples in its documentation name the crate.
        kept.map(|(path, text)| (path.clone(), without_tests(text).replace(EXAMPLE_CRATE, crate_name)))
            .collect()
    }

    /// What a crate called `name` around it is made of, with or without the test that sends each operation.
    ///
    /// # Errors
    ///
    /// A manifest without what a crate needs of it.
    pub fn surroundings(&self, name: String, conformance: bool) -> anyhow::Result<Standalone> {
        let package = self.manifest.get("package");
        let rust_version = package.and_then(|package| package.get("rust-version")?.as_str());
        let of =
            |manifest: &Table| sections::of(manifest, &self.workspace).context("the manifest of the runtime");
        Ok(Standalone {
            name,
            core: of(&sections::without_graph(&self.manifest))?,
            graph: of(&self.manifest)?,
            rust_version: rust_version.context("the manifest of the runtime has no rust-version")?.to_owned(),
            dev_dependencies: if conformance { sections::of_test(&self.workspace)? } else { String::new() },
            project: None,
        })
    }

    /// The names of its features.
    pub fn features(&self) -> impl Iterator<Item = String> + '_ {
        sections::table(&self.manifest, "features").map(|(name, _)| name.clone())
    }
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

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_toml(path: &Path) -> anyhow::Result<Table> {
    read(path)?.parse().with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, Runtime, is_test, without_tests};

    #[test]
    fn tests_stay_behind() {
        let text = "mod a;\n#[cfg(test)]\nmod tests;\nmod b;\n\nfn c() {}\n\n#[cfg(test)]\nmod tests {\n    fn d() {}\n}\n";
        assert_eq!(without_tests(text), "mod a;\nmod b;\n\nfn c() {}\n");
        assert!(is_test("src/a/tests.rs") && is_test("src/a/tests/b.rs") && !is_test("src/testing.rs"));
    }

    #[test]
    fn the_runtime_is_built_into_the_program() {
        assert!(EMBEDDED.len() > 50, "{} files", EMBEDDED.len());
        let source = Runtime::embedded().unwrap().source("pet_store");
        assert!(source["src/runtime.rs"].contains("mod ") && source.contains_key("src/runtime/client.rs"));
        assert!(source.values().all(|text| !text.contains("meta_graph")));
    }

    #[test]
    fn all_that_is_built_in_is_packed() {
        let manifest = include_str!("../Cargo.toml");
        for (path, _) in EMBEDDED.iter().filter(|(path, _)| path.starts_with("src/")) {
            let part = path.split('/').nth(1).unwrap_or_default();
            let pattern = if part.ends_with(".rs") { part.to_owned() } else { format!("{part}/**/*.rs") };
            assert!(manifest.contains(&format!("\"/runtime/src/{pattern}\"")), "{path} is not in `include`");
        }
    }
}
