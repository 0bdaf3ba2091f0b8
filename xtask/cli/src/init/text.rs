//! The text of a first project file.

use super::facts::Facts;
use graph_project::report::text::count;
use toml::Value;

/// From how many modules on each gets a Cargo feature.
const MANY_MODULES: usize = 4;

/// From how many types on a slice is worth a thought.
const MANY_TYPES: usize = 300;

/// How many modules are named.
const NAMED: usize = 4;

/// A first project file.
#[derive(Debug)]
pub(super) struct Project {
    /// The document, as the file names it.
    pub(super) file: String,
    /// Where it was downloaded, and the sum of what came.
    pub(super) pinned: Option<(String, String)>,
    /// The name of the crate, where it has no `Cargo.toml`.
    pub(super) name: Option<String>,
    pub(super) only: Vec<String>,
    /// Whether a `src/lib.rs` is there that a person wrote.
    pub(super) keeps_library: bool,
    pub(super) facts: Facts,
}

impl Project {
    pub(super) fn text(&self) -> String {
        let mut lines = vec![
            "# Of which OpenAPI documents this crate is made. Paths are relative to this file.".to_owned(),
            "# `openapi-crate codegen` brings the crate up to date, `--check` tells whether it is, for CI,".to_owned(),
            "# `--losses` lists what the code does not represent, and `openapi-crate diff HEAD` what changed for callers."
                .to_owned(),
        ];
        if self.keeps_library {
            lines.push(String::new());
            lines.push(
                "# src/lib.rs was there: it stays yours, and `codegen` says which modules it has to declare."
                    .to_owned(),
            );
            lines.push("library = false".to_owned());
        }
        lines.push(String::new());
        lines.extend(self.package());
        lines.push(String::new());
        lines.push("[[document]]".to_owned());
        lines.push("# The functions are in the module `api`. A second document needs a `module` of its own, and so does this".to_owned());
        lines.push("# one then.".to_owned());
        lines.push(format!("file = {}", quoted(&self.file)));
        if let Some((url, sum)) = &self.pinned {
            lines.push(
                "# Where it comes from: `openapi-crate fetch --update` takes what is there now.".to_owned(),
            );
            lines.push(format!("url = {}", quoted(url)));
            lines.push(format!("sha256 = {}", quoted(sum)));
        }
        lines.extend(self.slice());
        lines.extend(self.features());
        lines.extend([
            "# Corrections of the document, which is not edited: OpenAPI Overlays.".to_owned(),
            "# overlays = [\"corrections.yaml\"]".to_owned(),
            "# Names of schemas in Rust. The names that callers know are kept in names/ anyway.".to_owned(),
            "# names = { customer_v2 = \"Customer\" }".to_owned(),
        ]);
        lines.join("\n") + "\n"
    }

    fn package(&self) -> Vec<String> {
        let Some(name) = &self.name else {
            return vec![
                "# [package] of Cargo.toml stays as it is; keys of it may stand here too.".to_owned(),
            ];
        };
        vec![
            "# What [package] of Cargo.toml gets; any key of Cargo may stand here. Edits in Cargo.toml stay."
                .to_owned(),
            "[package]".to_owned(),
            format!("name = {}", quoted(name)),
            "# The version is that of the crate, not of the API.".to_owned(),
            "version = \"0.1.0\"".to_owned(),
            "# The registry asks for a licence.".to_owned(),
            "# license = \"MIT OR Apache-2.0\"".to_owned(),
            "# A crate of your workspace alone is not published.".to_owned(),
            "publish = false".to_owned(),
        ]
    }

    fn slice(&self) -> Vec<String> {
        let Facts { operations, types, warnings, modules } = &self.facts;
        let size = format!("{} and {}", count(*operations, "operation"), count(*types, "type"));
        let mut lines = Vec::new();
        if !self.only.is_empty() {
            let patterns = self.only.iter().map(|pattern| quoted(pattern)).collect::<Vec<_>>().join(", ");
            lines.push(format!("# The operations that match, with what they need: {size}."));
            lines.push(format!("only = [{patterns}]"));
        } else {
            let advice = if *types >= MANY_TYPES { "; a slice takes less time to compile" } else { "" };
            lines.push(format!("# All of it: {size}{advice}."));
            let tag = modules.first().map_or("pets", String::as_str);
            lines.push(format!("# only = [\"tag:{tag}\", \"GET /{tag}/**\", \"listPets\"]"));
        }
        if *types >= MANY_TYPES {
            let stop = "# stop = [\"*\", \"!customer\"] lets the types end: all values but those that are named are any JSON.";
            lines.push(stop.to_owned());
        }
        if *warnings > 0 {
            lines.push(format!("# {}: see `openapi-crate codegen --losses`.", count(*warnings, "warning")));
        }
        lines
    }

    fn features(&self) -> Vec<String> {
        let modules = &self.facts.modules;
        if modules.len() < MANY_MODULES {
            let few = "# A Cargo feature for each module of functions would be `features = \"modules\"`; there are few here.";
            return vec![few.to_owned()];
        }
        let named =
            modules.iter().take(NAMED).map(|name| name.replace('_', "-")).collect::<Vec<_>>().join(", ");
        vec![
            format!(
                "# A Cargo feature for each of {} modules ({named}, …), all on by default: whoever needs one",
                modules.len()
            ),
            "# compiles that and the types that it needs. `none` compiles everything.".to_owned(),
            "features = \"modules\"".to_owned(),
        ]
    }
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
