//! The rules of the house that neither the compiler nor clippy holds.

use crate::petstore::{mentions as names_in, names_of_the_dialect};
use graph_tests::workspace;
use std::collections::BTreeSet;

/// The longest file that a person may write.
const LONGEST_FILE: usize = 400;

/// The widest line of prose, in characters.
const WIDEST_LINE: usize = 120;

/// The parts of the runtime.
const RUNTIME: [&str; 6] = [
    "generated/src/formats",
    "generated/src/graph",
    "generated/src/oauth",
    "generated/src/paging",
    "generated/src/runtime",
    "generated/src/streams",
];

/// A Rust file that was written by hand.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn all() -> Vec<Self> {
        let folders = [
            "generator/src",
            "generator/benches",
            "generated/src",
            "generated/examples",
            "xtask/src",
            "xtask/cli/src",
            "xtask/project/src",
            "tests",
        ];
        let files = folders.iter().flat_map(|folder| {
            let found = workspace::texts(&workspace::root().join(folder), ".rs").unwrap();
            found.into_iter().map(move |(path, text)| Self { path: format!("{folder}/{path}"), text })
        });
        files.filter(|file| !file.text.starts_with("// @generated")).collect()
    }

    /// The lines that are code of the product: no comments, no tests.
    fn code(&self) -> impl Iterator<Item = &str> {
        let is_test = self.path.contains("/tests") || self.path.starts_with("tests/");
        let text = if is_test { "" } else { &self.text };
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        text.lines().filter(|line| !line.trim_start().starts_with("//"))
    }

    fn is_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

/// The files outside `allowed` whose code has one of the words.
fn offenders(words: &[&str], scope: &str, allowed: &[&str]) -> Vec<String> {
    let files = Source::all();
    let files = files.iter().filter(|file| file.is_in(&[scope]) && !file.is_in(allowed));
    files
        .flat_map(|file| {
            let hits = file.code().filter(|line| words.iter().any(|word| mentions(line, word)));
            hits.map(|line| format!("{}: {}", file.path, line.trim())).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a line has the word, not as a part of a longer one.
fn mentions(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let goes_on_before = word.starts_with(is_part) && line[..at].ends_with(is_part);
        let goes_on_after = word.ends_with(is_part) && line[at + word.len()..].starts_with(is_part);
        !goes_on_before && !goes_on_after
    })
}

fn assert_none(offenders: &[String], rule: &str) {
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

#[test]
fn every_stage_knows_only_its_own_tools() {
    let generator = "generator/src/";
    let document = "generator/src/document";
    let lower = "generator/src/lower";
    let emit = "generator/src/emit";
    assert_none(
        &offenders(&["openapiv3"], generator, &[document, lower]),
        "only document and lower know openapiv3",
    );
    assert_none(
        &offenders(&["quote::", "quote!", "syn::", "prettyplease::", "proc_macro2::"], generator, &[emit]),
        "only emit makes tokens",
    );
    let read = "generator/src/document/read";
    assert_none(&offenders(&["serde_yaml"], generator, &[read]), "only one module knows serde_yaml");
}

#[test]
fn the_generator_touches_nothing_outside() {
    let outside = ["std::fs", "std::net", "std::env", "std::process", "println!", "eprintln!", "SystemTime"];
    assert_none(&offenders(&outside, "generator/src/", &[]), "inputs in, files and diagnostics out");
}

#[test]
fn nothing_hand_written_knows_an_api_version() {
    let is_version = |word: &str| {
        let rest = word.strip_prefix('v').and_then(|rest| rest.split_once('_'));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        rest.is_some_and(|(major, minor)| is_number(major) && is_number(minor))
    };
    let mut found = Vec::new();
    for file in Source::all().iter().filter(|file| file.is_in(&RUNTIME) || file.is_in(&["generator/src/"])) {
        let words = |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(is_version);
        found.extend(file.code().filter(|line| words(line)).map(|line| format!("{}: {line}", file.path)));
    }
    assert_none(&found, "the runtime and the generator name no version");
}

/// The runtime is part of crates that have no versions, and of another name, so that its examples compile there too.
#[test]
fn the_examples_of_the_runtime_name_no_version() {
    let runtime = Source::all().into_iter().filter(|file| file.is_in(&RUNTIME));
    let found: Vec<_> = runtime
        .flat_map(|file| {
            let lines = file.text.lines().filter(|line| line.contains("::v2") || line.contains("v26_0"));
            lines.map(|line| format!("{}: {line}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    assert_none(&found, "examples of the runtime use nothing that is generated");
}

/// What a crate of any document holds, docs included, is not about one API. Only its examples name the crate.
#[test]
fn the_core_of_the_runtime_never_names_the_dialect() {
    let core =
        ["runtime", "oauth", "paging", "formats", "streams"].map(|name| format!("generated/src/{name}"));
    let names = names_of_the_dialect();
    let mut found = Vec::new();
    for file in Source::all().iter().filter(|file| core.iter().any(|part| file.path.starts_with(part))) {
        let is_test = file.path.ends_with("/tests.rs");
        let text = if is_test {
            ""
        } else {
            file.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
        };
        // The variant of the error is of the core; the dialect has a type of the same name.
        let text = text.replace("meta_graph", "example").replace("Error::Paging", "");
        found.extend(names_in(&file.path, &text, &names));
    }
    assert_none(&found, "the core of the runtime knows HTTP and OpenAPI only");
}

/// On `wasm32-unknown-unknown` these compile and then panic, so no list of packages shows them.
#[test]
fn the_runtime_needs_no_operating_system() {
    let system = [
        "Instant",
        "SystemTime::now",
        "std::thread",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "tokio::",
    ];
    // What is compiled with the features `reqwest` and `blocking` only, but for the last.
    let with_system = [
        "generated/src/runtime/blocking.rs",
        "generated/src/runtime/timer/thread.rs",
        "generated/src/runtime/timer/tokio.rs",
        "generated/src/runtime/transport/reqwest.rs",
        "generated/src/runtime/transport/reqwest/body.rs",
        // Opening a file is an error there, and no panic.
        "generated/src/runtime/upload/origin.rs",
    ];
    let found: Vec<_> = RUNTIME.iter().flat_map(|part| offenders(&system, part, &with_system)).collect();
    let found: Vec<_> = found.into_iter().filter(|line| !line.contains("self::tokio::")).collect();
    assert_none(&found, "the runtime reads no clock and opens nothing");
}

#[test]
fn the_tool_does_not_need_what_it_generates() {
    let manifest = std::fs::read_to_string(workspace::root().join("xtask/Cargo.toml")).unwrap();
    let lines = manifest.lines().filter(|line| !line.trim_start().starts_with('#'));
    assert!(!lines.clone().any(|line| line.contains("meta-graph") || line.contains("../generated")));
    let crate_manifest = std::fs::read_to_string(workspace::root().join("generated/Cargo.toml")).unwrap();
    // Without the path, Cargo does not load a workspace whose generated sources were all deleted.
    assert!(
        crate_manifest.contains("path = \"src/lib.rs\""),
        "generated/Cargo.toml names the path of its library"
    );
}

/// A tool for the documents of others is built on it.
#[test]
fn the_library_below_the_commands_knows_nothing_of_this_repository() {
    let ours =
        ["spec/", "generated/", "versions.toml", "Meta", "meta", "graph.facebook.com", "xtask", "anyhow"];
    assert_none(&offenders(&ours, "xtask/project/src", &[]), "folders and names are arguments");
    let outside = ["println!", "eprintln!", "SystemTime::now", "std::env", "std::net"];
    let found = offenders(&outside, "xtask/project/src", &["xtask/project/src/date.rs"]);
    assert_none(&found, "it prints nothing, and reads and writes only files");
}

#[test]
fn files_are_short_and_where_they_are_looked_for() {
    let mut long = Vec::new();
    for file in Source::all() {
        let lines = file.text.lines().count();
        if lines >= LONGEST_FILE {
            long.push(format!("{}: {lines} lines", file.path));
        }
        assert!(!file.path.ends_with("/mod.rs"), "{}: foo.rs and foo/, no mod.rs", file.path);
    }
    assert_none(&long, "a file is about one thing");
}

/// Rustfmt holds the width of code only.
#[test]
fn comments_and_pages_are_no_wider_than_a_screen() {
    let mut wide = Vec::new();
    for file in Source::all() {
        let comments = file.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//"));
        wide.extend(
            comments.filter(|(_, line)| is_wide(line)).map(|(at, _)| format!("{}:{}", file.path, at + 1)),
        );
    }
    for (path, text) in pages() {
        let mut is_code = false;
        for (at, line) in text.lines().enumerate() {
            let start = line.trim_start();
            is_code ^= start.starts_with("```");
            if !is_code && !start.starts_with('|') && is_wide(line) {
                wide.push(format!("{path}:{}", at + 1));
            }
        }
    }
    assert_none(&wide, &format!("at most {WIDEST_LINE} columns"));
}

/// Whether a line should be broken. One that is a single word, such as a link, cannot be.
fn is_wide(line: &str) -> bool {
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    line.chars().count() > WIDEST_LINE && words.count() > 1
}

/// The pages of the repository, by path, with their texts.
fn pages() -> Vec<(String, String)> {
    let root = workspace::root();
    let top =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let top = top.filter(|name| name.ends_with(".md"));
    let mut pages: Vec<_> =
        top.map(|name| (name.clone(), std::fs::read_to_string(root.join(name)).unwrap())).collect();
    for folder in ["docs", "generated", "generator", "spec", "tests", "xtask"] {
        let found = workspace::texts(&root.join(folder), ".md").unwrap();
        pages.extend(found.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
    }
    pages
}

/// A reader sees from the tree which files ship.
#[test]
fn files_of_tests_are_named_as_tests() {
    let mut found = Vec::new();
    for file in
        Source::all().iter().filter(|file| file.is_in(&["generator/"]) && !file.path.contains("/tests"))
    {
        let modules = file.text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| rest.lines().next());
        let declared = modules.filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';'));
        found.extend(declared.filter(|name| *name != "tests").map(|name| format!("{}: {name}", file.path)));
    }
    assert_none(&found, "a file of tests is `tests.rs` or stands in a folder `tests/`");
}

#[test]
fn every_package_has_the_lints_of_the_workspace() {
    let read = |path: &str| std::fs::read_to_string(workspace::root().join(path)).unwrap();
    let root = read("Cargo.toml");
    for lint in
        ["todo", "unimplemented", "unwrap_used", "expect_used", "panic", "print_stdout", "missing_docs"]
    {
        assert!(root.contains(&format!("\n{lint} = ")), "{lint} is not among the lints");
    }
    for package in ["generated", "generator", "tests", "xtask", "xtask/cli", "xtask/project"] {
        let manifest = read(&format!("{package}/Cargo.toml"));
        assert!(manifest.contains("[lints]\nworkspace = true"), "{package} does not take the lints");
    }
}

/// A version that the manifest lists but the crate does not declare would be written and never compiled.
#[test]
fn every_version_of_the_manifest_is_a_module_with_a_feature() {
    let read = |path: &str| std::fs::read_to_string(workspace::root().join(path)).unwrap();
    let (manifest, package, library) =
        (read("spec/manifest.toml"), read("generated/Cargo.toml"), read("generated/src/lib.rs"));
    let labels: Vec<&str> =
        manifest.lines().filter_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"')).collect();
    assert!(!labels.is_empty());
    for label in labels {
        let module = label.replace('.', "_");
        assert!(
            package.contains(&format!("\n{module} = []")),
            "generated/Cargo.toml lacks the feature {module}"
        );
        let declaration = format!("#[cfg(feature = \"{module}\")]");
        assert!(library.contains(&declaration), "generated/src/lib.rs lacks {declaration}");
        assert!(
            library.contains(&format!("pub mod {module};")),
            "generated/src/lib.rs lacks the module {module}"
        );
    }
}

/// A document behind a feature that the crate does not declare would never be compiled, and a crate made of another
/// document would have a feature that means nothing there.
#[test]
fn every_feature_of_the_manifest_is_one_of_the_crate() {
    let read = |path: &str| std::fs::read_to_string(workspace::root().join(path)).unwrap();
    let (manifest, package) = (read("spec/manifest.toml"), read("generated/Cargo.toml"));
    let features: BTreeSet<&str> =
        manifest.lines().filter_map(|line| line.strip_prefix("feature = \"")?.strip_suffix('"')).collect();
    assert!(features.contains("messenger"), "{features:?}");
    for feature in features {
        assert!(
            package.contains(&format!("\n{feature} = [")),
            "generated/Cargo.toml lacks the feature {feature}"
        );
        let listed = format!("\n    \"{feature}\",");
        assert!(
            package.contains(&listed),
            "package.metadata.documents of generated/Cargo.toml lacks {feature}"
        );
    }
}
