//! The files around the generated modules that make a complete crate of them.

use super::docs::clean;
use super::guide::guide;
use super::header::header;
use super::{Package, context::UNVERSIONED};
use crate::files::{Files, GENERATED_MARK};
use crate::ir::{Api, Gates, RuntimeParts};

/// What the crate of one document takes from its surroundings.
#[derive(Clone, Debug)]
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
}

/// Writes `Cargo.toml`, `README.md` and `src/lib.rs` of a crate of its own.
pub fn standalone(api: &Api, package: &Package, crate_of: &Standalone, sources: &[&str]) -> Files {
    let head = |comment: &str| header(comment, &package.command, sources);
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), head("#") + &manifest(api, crate_of)),
        ("README.md".to_owned(), readme(api, package, crate_of, sources)),
        ("src/lib.rs".to_owned(), head("//") + &library(api)),
    ]);
    if !api.runtime.graph {
        files.insert(ERRORS.to_owned(), head("//") + PLAIN_ERRORS);
    }
    files
}

/// The file that says which errors the crate has. The one of the runtime has those of the dialect too.
const ERRORS: &str = "src/errors.rs";

/// That file where there is no dialect.
const PLAIN_ERRORS: &str =
    "//! The errors of this crate.\n\ncrate::runtime::error::errors! {\n    call {}\n    build {}\n}\n";

/// Whether a crate of the API holds this file of the runtime.
pub fn takes(api: &Api, path: &str) -> bool {
    let name = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default();
    parts(api).contains(&name) || (path == ERRORS && api.runtime.graph)
}

/// The modules of the runtime that a crate of the API holds. The dialect needs all of it but streams.
fn parts(api: &Api) -> Vec<&'static str> {
    let RuntimeParts { formats, graph, paging, streams } = api.runtime;
    let parts = [
        ("formats", formats || graph),
        ("graph", graph),
        ("paging", paging || graph),
        ("runtime", true),
        ("streams", streams),
    ];
    parts.into_iter().filter(|(_, is_needed)| *is_needed).map(|(name, _)| name).collect()
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

fn manifest(api: &Api, crate_of: &Standalone) -> String {
    let version = semantic_version(&api.document_version);
    let description = format!("A client of {}.", title(api).trim_end_matches('.'));
    let for_tests = crate_of.dev_dependencies.trim();
    let for_tests =
        if for_tests.is_empty() { String::new() } else { format!("\n\n[dev-dependencies]\n{for_tests}") };
    format!(
        "[package]\nname = \"{}\"\nversion = \"{version}\"\ndescription = {}\nedition = \"2024\"\nrust-version = \"{}\"\n\n\
         {}{for_tests}\n\n# The crate stands on its own, even inside the folder of a workspace.\n[workspace]\n",
        crate_of.name,
        toml_string(&description),
        crate_of.rust_version,
        with_features(if api.runtime.graph { &crate_of.graph } else { &crate_of.core }.trim(), &api.gates)
    )
}

/// The sections with the features of the API, all of which are on by default.
fn with_features(sections: &str, gates: &Gates) -> String {
    if gates.features.is_empty() {
        return sections.to_owned();
    }
    let names: Vec<String> = gates.features.iter().map(|feature| format!("\"{feature}\"")).collect();
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
const ABOUT_FEATURES: &str = "# What is compiled of the API. Whoever needs a part of it takes `default-features = false`, `reqwest` and that.\n";

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

fn library(api: &Api) -> String {
    let mut out = String::new();
    for line in about(api) {
        out.push_str(format!("//! {line}").trim_end());
        out.push('\n');
    }
    let parts = parts(api);
    let error_codes = api.runtime.graph.then_some("error_codes");
    out.push_str(&format!("\npub mod {UNVERSIONED};\n"));
    for module in error_codes.iter().chain(&["errors"]).chain(&parts) {
        out.push_str(&format!("mod {module};\n"));
    }
    out.push('\n');
    for part in parts {
        out.push_str(&format!("pub use {part}::*;\n"));
    }
    out
}

fn about(api: &Api) -> Vec<String> {
    let mut lines = vec![format!("A client of {}.", title(api).trim_end_matches('.'))];
    let description = api.description.as_deref().map(clean).unwrap_or_default();
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines.extend(guide(api));
    lines
}

fn title(api: &Api) -> String {
    clean(&api.title).into_iter().next().unwrap_or_else(|| "an HTTP API".to_owned())
}

fn readme(api: &Api, package: &Package, crate_of: &Standalone, sources: &[&str]) -> String {
    let from = if sources.is_empty() { String::new() } else { format!(" from {}", sources.join(", ")) };
    let Package { crate_name, command } = package;
    let (name, about) = (&crate_of.name, about(api).join("\n"));
    format!(
        "<!-- {GENERATED_MARK} by `{command}`{from}. Do not edit by hand. -->\n\n\
         # {name}\n\n{about}\n\n\
         The functions under `{crate_name}::{UNVERSIONED}` make requests; `send` sends them with a \
         `{crate_name}::Client`.\n"
    )
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
