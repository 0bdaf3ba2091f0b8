//! What the compiler tells a caller whose `select!` is wrong: where, and what to do.

use graph_tests::workspace;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// One program each, with the words that its error must have.
const PROGRAMS: [(&str, &str); 5] = [
    ("misspelt", "select! { pub struct Card of page { id, nmae } }"),
    ("removed", "select! { pub struct Card of page { id, general_info_of_old } }"),
    (
        "wrong_model",
        "select! {\n    pub struct Place of persona { id }\n    pub struct Card of page { id, location: Place }\n}",
    ),
    (
        "not_an_object",
        "select! {\n    pub struct Place of persona { id }\n    pub struct Card of page { id, name: Place }\n}",
    ),
    ("empty", "select! { pub struct Card of page {} }"),
];

/// The errors as a caller reads them are a snapshot, each after the program that it is about.
#[test]
fn errors_point_at_the_line_of_the_caller() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("misuse");
    make_crate(&folder);
    let shown: Vec<String> =
        PROGRAMS.iter().map(|(name, _)| format!("{name}\n{}", error_of(&folder, name))).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("select_misuse", shown.join("\n")));
}

/// The strictest of callers, whose crate is all selections.
#[test]
fn a_right_selection_has_no_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("misuse-not");
    make_crate(&folder);
    let text = "//! A caller.
#![forbid(missing_docs, unsafe_code)]
#![deny(warnings, unreachable_pub, rust_2018_idioms)]
#[cfg(all())]
meta_graph::select! {
    /// A card.
    #[derive(Eq)]
    pub struct Card of meta_graph::v26_0::page {
        id,
        /// How it is called.
        name,
        location: Place,
        category_list: Category
    }
    /// A place.
    #[derive(Eq)]
    pub struct Place of meta_graph::v26_0::fields::location { city, zip }
    /// A category.
    #[derive(Eq)]
    pub struct Category of meta_graph::v26_0::fields::page_category { name }
}
";
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), text).unwrap();
    let output = check(&folder, &["--lib"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn make_crate(folder: &Path) {
    fs::create_dir_all(folder.join("src/bin")).unwrap();
    let generated = workspace::root().join("generated");
    let manifest = format!(
        "[package]\nname = \"misuse\"\nedition = \"2024\"\n\n[dependencies]\nmeta-graph = {{ path = {:?}, \
         default-features = false, features = [\"v26_0\"] }}\n\n[workspace]\n",
        generated.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for (name, program) in PROGRAMS {
        let text = format!(
            "#![allow(unused_imports)]\nuse meta_graph::select;\nuse meta_graph::v26_0::{{page, persona}};\n\n\
             {program}\n\nfn main() {{}}\n"
        );
        fs::write(folder.join(format!("src/bin/{name}.rs")), text).unwrap();
    }
}

/// What the compiler says first, without its advice on other names and without paths of this machine.
fn error_of(folder: &Path, name: &str) -> String {
    let output = check(folder, &["--bin", name]);
    assert!(!output.status.success(), "{name} compiles");
    let said = String::from_utf8(output.stderr).unwrap();
    let start = said.find("error").unwrap_or_default();
    let first = said[start..].split("\n\n").next().unwrap_or_default();
    // What follows points into this repository, where lines move, or lists whatever models there are.
    let is_elsewhere = |line: &str| {
        ["::: ", "note: ", "--> /", "= help: the following"]
            .iter()
            .any(|word| line.trim_start().starts_with(word))
    };
    // The width of the gutter depends on the numbers of those lines.
    let lines = first.lines().take_while(|line| !is_elsewhere(line)).map(str::trim_start);
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn check(folder: &Path, what: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["check", "--quiet"]).args(what).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never").output().unwrap()
}
