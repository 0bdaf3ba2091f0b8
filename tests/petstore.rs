//! A crate without a document in the style of the Graph API holds the core of the runtime alone.

use crate::compile::{LINTS, cargo, make_crate};
use graph_tests::case::Case;
use graph_tests::workspace;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the crate in a folder of its own.
fn petstore(folder: &str) -> PathBuf {
    made("petstore/pets", folder)
}

fn made(case: &str, folder: &str) -> PathBuf {
    let case = Case::all().unwrap().into_iter().find(|known| known.name == case).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    make_crate(&folder, &case, &["--name", "petstore", "--features", "modules"]);
    folder
}

/// The names that only the dialect has: those that `graph.rs` exports, and words that stand for it.
pub(crate) fn names_of_the_dialect() -> BTreeSet<String> {
    let text = fs::read_to_string(workspace::root().join("generated/src/graph.rs")).unwrap();
    let exports =
        text.split("pub use ").skip(1).filter_map(|item| item.split_once(';')).map(|(item, _)| item);
    let names =
        exports.flat_map(|item| item.split(['{', '}', ',', ':', '\n', ' '])).filter(|name| !name.is_empty());
    // The paths of modules are words like any other (`error`), and `Field` is one that others may need.
    let is_own = |name: &&str| name.starts_with(char::is_uppercase) && *name != "Field" || name.contains('_');
    let own: BTreeSet<String> = names.filter(is_own).map(str::to_owned).collect();
    assert!(own.contains("AppSecret") && own.contains("Batch") && own.contains("result_of"), "{own:?}");
    let words = [
        "graph",
        "Graph",
        "Facebook",
        "facebook",
        "Meta",
        "Instagram",
        "batch",
        "Batches",
        "batches",
        "usage",
        "fbtrace",
        "subcode",
        "appsecret",
        "pacer",
        "persona",
        "personas",
        "edge",
        "edges",
        "select!",
        "other_version",
        "api_version",
    ];
    own.into_iter().chain(words.map(str::to_owned)).collect()
}

/// Where a text has one of the names, not as a part of a longer one.
pub(crate) fn mentions(path: &str, text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let stands_alone = |line: &str, name: &str| {
        line.match_indices(name)
            .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + name.len()..].starts_with(is_part))
    };
    let hits = text.lines().flat_map(|line| {
        names.iter().filter(move |name| stands_alone(line, name)).map(move |name| (line, name))
    });
    hits.map(|(line, name)| format!("{path}: `{name}` in {}", line.trim())).collect()
}

/// The keys of a section of a manifest.
fn keys(manifest: &str, section: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != format!("[{section}]")).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn it_has_no_name_of_the_dialect_and_no_test() {
    let folder = petstore("petstore-names");
    let mut files = workspace::texts(&folder, ".rs").unwrap();
    for name in ["Cargo.toml", "README.md"] {
        files.push((name.to_owned(), fs::read_to_string(folder.join(name)).unwrap()));
    }
    assert!(files.iter().any(|(path, _)| path == "src/runtime/client.rs"));
    let names = names_of_the_dialect();
    let found: Vec<String> = files.iter().flat_map(|(path, text)| mentions(path, text, &names)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    for (path, text) in &files {
        assert!(!text.contains("cfg(test)") && !text.contains("#[test]"), "{path} holds a test");
        assert!(!path.contains("sample") && !path.contains("tests"), "{path} is a test");
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let own = ["aws-lc", "blocking", "default", "pets", "gzip", "reqwest", "reqwest-client", "ring"];
    assert_eq!(keys(&manifest, "features"), [own.as_slice(), &["testing", "tracing"]].concat());
    let dependencies = keys(&manifest, "dependencies");
    assert_eq!(dependencies.len(), 13, "{dependencies:?}");
    assert!(!dependencies.iter().any(|name| ["hmac", "sha2"].contains(&name.as_str())), "{dependencies:?}");
    let lines: usize = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/runtime"))
        .map(|(_, text)| text.lines().count())
        .sum();
    // 400 of them are what the wire of real servers asks for: multipart bodies of any kind, times in other forms, and
    // numbers that are refused or rounded. 180 make a key for each call that takes one, and know when a token ends.
    // 1,000 are requests to any path, and what callers add to requests and clients, 140 what an odd field costs that
    // loses nothing but itself, and errors that can be cloned and told apart. 100 are calls that are held back by what
    // they are about, 180 find what a body loses whose numbers or texts Rust does not hold, 110 bound the memory of an
    // answer, 700 are the transports that come with the crate, 300 spans and traces, and 670 sources of tokens and
    // secrets that are hidden in any encoding. 350 let a fake answer piece by piece and refuse typing mistakes. 1,300
    // send files and readers without holding them in memory. 200 say what a request is about, and let drift be stored
    // and calls be shared. 120 skip what no type reads, and 60 keep what may say something of people out of `Debug`
    // and of paths. 80 follow the URL of a next page at the server of the request alone, without its credentials.
    // 55 say which path was not found and what half a basic key lacks, and keep the key of a cookie as it is. 55 let a
    // fake answer the pages of a list, and send a call with a key again after a conflict with its own attempt.
    assert!(lines <= 14_945, "the runtime of a petstore has {lines} lines");
    assert_eq!(rooms(&folder), [] as [String; 0]);
}

/// The modules beside the core that only some crates have.
fn rooms(folder: &Path) -> Vec<String> {
    let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    modules.filter(|module| !["errors", "runtime"].contains(module)).map(str::to_owned).collect()
}

/// Compiles a crate with these features, each alone, with the warnings of the compiler denied.
fn compiles(folder: &Path, features: &[&str]) {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest + LINTS).unwrap();
    for features in features {
        let check = ["check", "--quiet", "--no-default-features", "--features", features];
        let output = cargo(folder, &check).output().unwrap();
        assert!(output.status.success(), "{features}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_document_without_operations_compiles_without_a_warning() {
    compiles(&made("operations/none", "no-operations"), &[""]);
}

#[test]
fn a_crate_with_some_rooms_compiles_without_a_warning() {
    let folder = made("answers/media_types", "some-rooms");
    assert_eq!(rooms(&folder), ["outcomes", "streams"]);
    compiles(&folder, &[""]);
    let folder = made("tuple/prefix_items", "other-rooms");
    assert_eq!(rooms(&folder), ["tuples", "unions"]);
    compiles(&folder, &[""]);
}

#[test]
fn it_compiles_without_a_warning_with_each_feature() {
    let folder = petstore("petstore-features");
    compiles(&folder, &["", "pets", "pets,reqwest", "aws-lc", "gzip", "blocking", "testing", "tracing"]);
    let output = cargo(&folder, &["doc", "--quiet", "--no-deps", "--features", "testing"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
