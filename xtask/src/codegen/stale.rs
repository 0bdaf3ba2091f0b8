//! Tests of what `--check` says of a checkout in which something changed since the last run.

use super::{Flags, dispatch};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const MANIFEST: &str = "\
[[document]]
name = \"page\"
version = \"v1.0\"
file = \"v1.0/page.yaml\"
reference = \"https://shop.example/docs\"
kind = \"hand-written\"
style = \"graph\"
overlays = []
";

const PAGE: &str = "\
openapi: 3.0.3
info: {title: Page, version: 1.0.0}
servers: [{url: https://shop.example/v1.0}]
paths:
  /{page_id}:
    get:
      parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: A page, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
components:
  schemas:
    Page: {type: object, properties: {name: {type: string}}}
";

const NAMES: &str = "generated/names/v1_0.lock";

/// A checkout as a run left it.
fn checkout() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in
        [("spec/manifest.toml", MANIFEST), ("spec/versions.toml", ""), ("spec/v1.0/page.yaml", PAGE)]
    {
        write(folder.path(), path, text);
    }
    fs::create_dir(folder.path().join("generated")).unwrap();
    assert_eq!(run(folder.path(), &Flags::default()).0, Outcome::Fine);
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// How the command ended, and all that it said.
fn run(root: &Path, flags: &Flags) -> (Outcome, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = dispatch(flags, &Workspace::at(root), &mut Terminal::new(&mut out, &mut err)).unwrap();
    (outcome, String::from_utf8([out, err].concat()).unwrap())
}

/// What `--check` says of the files of a checkout, a line each, and of what happened since.
fn check(root: &Path) -> Vec<String> {
    let (outcome, said) = run(root, &Flags { check: true, ..Flags::default() });
    assert_eq!(outcome, Outcome::Problem, "{said}");
    let is_told = |line: &&str| line.starts_with("generated/") || line.starts_with("since the last run: ");
    said.lines().filter(is_told).map(str::to_owned).collect()
}

#[test]
fn an_edit_of_a_name_lock_is_told_as_such() {
    let folder = checkout();
    let root = folder.path();
    let names = fs::read_to_string(root.join(NAMES)).unwrap();
    let edited = names.replace("field of Page\tname\t\tname\n", "field of Page\tname\t\ttitle\n");
    assert_ne!(edited, names);
    write(root, NAMES, &edited);
    let told = "since the last run: generated/names/v1_0.lock was changed by hand, which may give other names to what callers use; keep it \
                with `cargo xtask codegen`, or take it back with `git checkout -- generated/names/v1_0.lock`";
    let is_stale = |path: &str| format!("{path}: stale, because a name lock was edited");
    let said = check(root);
    assert_eq!(said.first(), Some(&is_stale("generated/codegen.lock")), "{said:?}");
    assert!(said.contains(&is_stale("generated/src/v1_0/models/page.rs")), "{said:?}");
    assert_eq!(said.last().map(String::as_str), Some(told));
    let (_, json) = run(root, &Flags { check: true, json: true, ..Flags::default() });
    assert!(json.contains("\"cause\":\"names\"") && !json.contains("\"cause\":\"generator\""), "{json}");

    // A line that is not written so is taken back, and one that is gone changes nothing where the name is the same.
    write(root, NAMES, &names.replace("# Scope", "# Mine"));
    assert_eq!(check(root), ["generated/names/v1_0.lock: edited by hand", told]);
    fs::remove_file(root.join(NAMES)).unwrap();
    assert_eq!(check(root), ["generated/names/v1_0.lock: missing", told]);
    // Where the documents changed too, they are named as well.
    write(root, NAMES, &edited);
    write(root, "spec/v1.0/page.yaml", &PAGE.replace("{name:", "{about: {type: string}, name:"));
    let said = check(root);
    assert!(said.contains(&"since the last run: spec/v1.0/page.yaml changed".to_owned()), "{said:?}");
    assert!(said[0].ends_with("because the spec changed") && said.last().unwrap() == told, "{said:?}");

    // What the person decided is kept.
    assert_eq!(run(root, &Flags::default()).0, Outcome::Fine);
    assert!(
        fs::read_to_string(root.join("generated/src/v1_0/models/page.rs")).unwrap().contains("pub title:")
    );
    assert_eq!(run(root, &Flags { check: true, ..Flags::default() }).0, Outcome::Fine);
}
