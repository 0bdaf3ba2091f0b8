//! `docs/bump.md` walks through a bump. This does the same in a copy of the workspace and compares all outputs.

mod copy;
mod downloads;
mod page;
mod rewind;
mod second_opinion;
mod shell;

use copy::Copy;
use shell::Shell;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A program that calls both versions over one client.
const BOTH: [(&str, &str); 2] = [
    ("both/Cargo.toml", include_str!("walk/both/Cargo.toml")),
    ("both/src/main.rs", include_str!("walk/both/main.rs")),
];

#[test]
fn the_walk_is_as_the_page_says() {
    let copy = Copy::make();
    downloads::write(copy.root());
    let shell = Shell::new(&copy);
    let path = copy::workspace().join("docs/bump.md");
    let page = fs::read_to_string(&path).unwrap();
    let walked = page::walked(&page, &|command| shell.run(command));
    // The resulting crate compiles whatever the page says, and the lock file is as Cargo would write it.
    runs_with_both_versions(copy.root());
    second_opinion::confirms(&copy, &shell.run("cargo xtask diff v26.0 v27.0 --json"));
    stays_when_versions_come(&copy);
    if walked != page && std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(&path, walked).unwrap();
        return;
    }
    let [page, walked] = [page, walked].map(|text| page::steady(&text));
    let diff = similar::TextDiff::from_lines(&page, &walked)
        .unified_diff()
        .header("the page", "the walk")
        .to_string();
    assert!(
        walked == page,
        "docs/bump.md is no longer true; INSTA_UPDATE=always brings it up to date\n{diff}"
    );
}

/// After a real bump the walk is the same: what it did can be taken back.
fn stays_when_versions_come(copy: &Copy) {
    assert!(rewind::take_back(copy.root()));
    let output = copy.command("git").args(["status", "--short"]).output().unwrap();
    let status = String::from_utf8(output.stdout).unwrap();
    // Generated files do not matter: `codegen` removes it.
    // That v26.0 ends is in its module, too.
    let is_generated = |line: &str| line.contains("v27_0") || line.contains("generated/src/v26_0.rs");
    let changed = |line: &&str| *line != "?? both/" && !is_generated(line);
    let changed: Vec<_> = status.lines().filter(changed).collect();
    assert_eq!(changed, [" M generated/codegen.lock"], "what a bump does and the walk does not take back");
}

fn runs_with_both_versions(root: &Path) {
    for (path, text) in BOTH {
        graph_project::tree::write(&root.join(path), text.as_bytes()).unwrap();
    }
    // The versions that the workspace has locked are there already.
    fs::copy(root.join("Cargo.lock"), root.join("both/Cargo.lock")).unwrap();
    let cargo = |folder: &str, arguments: &[&str]| {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(root.join(folder)).env("CARGO_TARGET_DIR", copy::target());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "cargo {}:\n{said}", arguments.join(" "));
        String::from_utf8(output.stdout).unwrap()
    };
    cargo(".", &["metadata", "--locked", "--offline", "--no-deps", "--format-version=1"]);
    let said = cargo("both", &["run", "--quiet", "--offline"]);
    assert_eq!(
        said,
        "https://graph.facebook.com/v26.0/1?fields=mission,store_number: Some(7)\n\
         https://graph.facebook.com/v27.0/1?fields=store_number: Some(\"7\")\n"
    );
}
