//! The files around the generated modules that make a complete crate of them.

use super::docs::clean;
use super::guide::guide;
use super::header::header;
use super::mapped;
use super::readme::readme;
use super::{Package, context::module_of};
use crate::files::Files;
use crate::ir::{Api, RuntimeParts};
use std::collections::BTreeSet;

/// What a crate of its own takes from its surroundings.
#[derive(Clone, Debug, Default)]
pub struct Standalone {
    /// The name of the package, as [`package_name`] makes it.
    pub name: String,
    /// The `[features]` and `[dependencies]` sections of the core of the runtime, as TOML.
    pub core: String,
    /// Those sections of the core and the dialect of the Graph API.
    pub graph: String,
    /// The minimum version of Rust that the runtime asks for.
    pub rust_version: String,
    /// What the tests of the crate need, as the lines of `[dev-dependencies]`; empty where it has no tests.
    pub dev_dependencies: String,
    /// Where it is part of a project: what it says of its package.
    pub project: Option<PackageFacts>,
}

/// What a project says of the package of its crate.
#[derive(Clone, Debug, Default)]
pub struct PackageFacts {
    /// Lines of `[package]` beside the name, as keys and values of TOML.
    pub lines: Vec<(String, String)>,
    /// What the front page says of it; empty to say what the documents do.
    pub about: String,
}

/// Writes `Cargo.toml`, `README.md` and `src/lib.rs` of a crate of its own, of which each document is a module.
pub fn standalone(apis: &[&Api], package: &Package, crate_of: &Standalone, sources: &[&str]) -> Files {
    let head = |comment: &str| header(comment, &package.command, sources);
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), head("#") + &manifest(apis, crate_of)),
        ("README.md".to_owned(), readme(apis, package, &crate_of.name, sources, &about(apis, crate_of))),
        ("src/lib.rs".to_owned(), head("//") + &library(apis, crate_of)),
    ]);
    let RuntimeParts { graph, paging, .. } = needed(apis);
    if !graph {
        let errors = if paging { PAGING_ERRORS } else { PLAIN_ERRORS };
        files.insert(ERRORS.to_owned(), head("//") + errors);
    }
    files
}

/// The file that says which errors the crate has. The one of the runtime has those of the dialect too.
const ERRORS: &str = "src/errors.rs";

/// That file where there is no dialect.
const PLAIN_ERRORS: &str =
    "//! The errors of this crate.\n\ncrate::runtime::error::errors! {\n    call {}\n    build {}\n}\n";

/// That file where there are lists and no dialect.
const PAGING_ERRORS: &str = "//! The errors of this crate.\n\nuse crate::paging::PagingError;\n\ncrate::runtime::error::errors! {\n    call {\n        \
     /// The pages of a list cannot be followed.\n        Paging(PagingError),\n    }\n    build {}\n}\n";

/// Whether a crate of the APIs holds this file of the runtime.
pub fn takes(apis: &[&Api], path: &str) -> bool {
    let name = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default();
    let needed = needed(apis);
    parts(needed).iter().any(|(part, _)| *part == name) || (path == ERRORS && needed.graph)
}

/// The parts of the runtime that any of the APIs needs.
fn needed(apis: &[&Api]) -> RuntimeParts {
    let mut needed = RuntimeParts::default();
    apis.iter().for_each(|api| needed.join(api.runtime));
    needed
}

/// The modules of the runtime that a crate holds, and whether callers see what is in them. The dialect needs
/// pages.
fn parts(needed: RuntimeParts) -> Vec<(&'static str, bool)> {
    let RuntimeParts { formats, graph, oauth, outcomes, paging, streams, tuples, unions } = needed;
    let parts = [
        ("formats", formats, true),
        ("graph", graph, true),
        ("oauth", oauth, true),
        ("outcomes", outcomes, false),
        ("paging", paging || graph, true),
        ("runtime", true, true),
        ("streams", streams, true),
        ("tuples", tuples, false),
        ("unions", unions, false),
    ];
    let needed = parts.into_iter().filter(|(_, is_needed, _)| *is_needed);
    needed.map(|(name, _, is_public)| (name, is_public)).collect()
}

/// A valid package name from a title: `Swagger Petstore` is `swagger-petstore`.
pub fn package_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    match name.chars().next() {
        None => "api-client".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("api-{name}"),
        Some(_) => name.chars().take(LONGEST_NAME).collect::<String>().trim_end_matches('-').to_owned(),
    }
}

/// The longest package name that the registry takes.
const LONGEST_NAME: usize = 64;

/// A semantic version from whatever stands in `info.version`: the first three numbers.
fn semantic_version(text: &str) -> String {
    let text = text.trim().trim_start_matches(['v', 'V']);
    let numbers: Vec<u64> =
        text.split(['.', '-', '_', '+', ' ', '/']).map_while(|part| part.parse().ok()).take(3).collect();
    match numbers.as_slice() {
        [major, minor, patch] => format!("{major}.{minor}.{patch}"),
        [major, minor] => format!("{major}.{minor}.0"),
        [major] => format!("{major}.0.0"),
        _ => "0.1.0".to_owned(),
    }
}

fn manifest(apis: &[&Api], crate_of: &Standalone) -> String {
    let for_tests = crate_of.dev_dependencies.trim();
    let for_tests =
        if for_tests.is_empty() { String::new() } else { format!("\n\n[dev-dependencies]\n{for_tests}") };
    let sections = if needed(apis).graph { &crate_of.graph } else { &crate_of.core };
    let alone = match crate_of.project {
        Some(_) => "",
        None => "\n\n# The crate stands on its own, even inside the folder of a workspace.\n[workspace]",
    };
    format!(
        "{}\n{}{for_tests}{alone}\n",
        package_section(apis, crate_of),
        with_features(sections.trim(), apis)
    )
}

/// `[package]`: what the project says, and of the rest what the documents do.
fn package_section(apis: &[&Api], crate_of: &Standalone) -> String {
    let version = match apis {
        [api] if crate_of.project.is_none() => semantic_version(&api.document_version),
        _ => "0.1.0".to_owned(),
    };
    let quoted = |text: &str| toml_string(text);
    let mut lines = vec![
        ("name", quoted(&crate_of.name)),
        ("version", quoted(&version)),
        ("description", quoted(&headline(apis))),
        ("edition", quoted("2024")),
        ("rust-version", quoted(&crate_of.rust_version)),
    ];
    for (key, value) in crate_of.project.iter().flat_map(|project| &project.lines) {
        match lines.iter_mut().find(|(known, _)| known == key) {
            Some(line) => line.1.clone_from(value),
            None => lines.push((key, value.clone())),
        }
    }
    let lines: String = lines.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("[package]\n{lines}")
}

/// What the crate is, in a sentence.
fn headline(apis: &[&Api]) -> String {
    let titles: Vec<_> = apis.iter().map(|api| title(api).trim_end_matches('.').to_owned()).collect();
    match titles.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("A client of {} and {last}.", first.join(", ")),
        titles => format!("A client of {}.", titles.concat()),
    }
}

/// The sections with the features of the APIs, all of which are on by default.
fn with_features(sections: &str, apis: &[&Api]) -> String {
    let features: BTreeSet<&String> = apis.iter().flat_map(|api| &api.gates.features).collect();
    if features.is_empty() {
        return sections.to_owned();
    }
    let names: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let own: String = names.iter().map(|name| format!("{} = []\n", name.trim_matches('"'))).collect();
    let default = |members: &str| {
        let members: Vec<&str> = [members].into_iter().filter(|members| !members.is_empty()).collect();
        format!("default = [{}]", [members, names.iter().map(String::as_str).collect()].concat().join(", "))
    };
    let lines = sections.lines().map(|line| match between(line, "default = [", "]") {
        Some(members) => format!("{}\n{ABOUT_FEATURES}{own}", default(members)),
        None => format!("{line}\n"),
    });
    lines.collect::<String>().trim_end().to_owned()
}

/// What stands before the features of the API.
const ABOUT_FEATURES: &str = "# What is compiled of the API. Whoever needs a part of it takes `default-features = false`, `ring` (or `aws-lc`) and that.\n";

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.strip_prefix(start)?.trim_end().strip_suffix(end)
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

fn library(apis: &[&Api], crate_of: &Standalone) -> String {
    let mut out = String::new();
    for line in about(apis, crate_of) {
        out.push_str(format!("//! {line}").trim_end());
        out.push('\n');
    }
    let needed = needed(apis);
    let parts = parts(needed);
    let error_codes = needed.graph.then_some("error_codes");
    let mapped = apis.iter().any(|api| !api.mapped.is_empty()).then_some(mapped::MODULE);
    out.push('\n');
    for api in apis {
        out.push_str(&format!("pub mod {};\n", module_of(api)));
    }
    let parts_of_runtime = parts.iter().map(|(part, _)| *part);
    let mut private: Vec<&str> =
        error_codes.into_iter().chain(["errors"]).chain(mapped).chain(parts_of_runtime).collect();
    private.sort_unstable();
    for module in private {
        out.push_str(&format!("mod {module};\n"));
    }
    out.push('\n');
    for (part, _) in parts.into_iter().filter(|(_, is_public)| *is_public) {
        out.push_str(&format!("pub use {part}::*;\n"));
    }
    out
}

fn about(apis: &[&Api], crate_of: &Standalone) -> Vec<String> {
    let said = crate_of.project.as_ref().map(|project| project.about.as_str()).unwrap_or_default();
    let mut lines = if said.is_empty() { vec![headline(apis)] } else { clean(said) };
    match apis {
        [api] => {
            if said.is_empty() {
                let description = api.description.as_deref().map(clean).unwrap_or_default();
                lines.extend(description.first().map(|_| String::new()));
                lines.extend(description);
            }
            lines.extend(guide(api, ""));
        }
        apis => {
            lines.extend([
                String::new(),
                "Each module is a client of an API of its own:".to_owned(),
                String::new(),
            ]);
            lines.extend(apis.iter().map(|api| format!("- `{}`: {}", module_of(api), title(api))));
            lines.extend(apis.iter().flat_map(|api| guide(api, &format!(" of `{}`", module_of(api)))));
        }
    }
    lines
}

fn title(api: &Api) -> String {
    clean(&api.title).into_iter().next().unwrap_or_else(|| "an HTTP API".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{package_name, semantic_version};

    #[test]
    fn names_are_what_cargo_takes() {
        assert_eq!(package_name("Swagger Petstore - OpenAPI 3.0"), "swagger-petstore-openapi-3-0");
        assert_eq!(package_name("  "), "api-client");
        assert_eq!(package_name("3D"), "api-3d");
    }

    #[test]
    fn versions_are_semantic() {
        for (text, expected) in [
            ("26.0.0", "26.0.0"),
            ("v2.1", "2.1.0"),
            ("2024-01-31", "2024.1.31"),
            ("1.0.0-oas3", "1.0.0"),
            ("latest", "0.1.0"),
            ("", "0.1.0"),
        ] {
            assert_eq!(semantic_version(text), expected);
        }
    }
}
