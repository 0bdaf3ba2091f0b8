//! cargo-semver-checks, which says by what rustdoc knows of two crates what breaks callers: a second opinion.

use std::path::Path;
use std::process::Command;

/// The environment variable that asks for it: the program has to be installed.
pub const VARIABLE: &str = "META_GRAPH_SEMVER_CHECKS";

/// Something that the program calls breaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of its check: `enum_missing`.
    pub lint: String,
    /// What it says: `enum pets::models::Cat, previously in file ...`.
    pub text: String,
}

impl Finding {
    /// The path inside `src/` of the file that it is about, with the line.
    pub fn file(&self) -> Option<&str> {
        Some(self.text.rsplit_once("/src/")?.1)
    }
}

/// Whether it is asked for.
pub fn is_asked_for() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

/// What breaks callers of the crate in `old` who take that in `new`. `features` are compiled of both.
///
/// # Errors
///
/// What the program prints where it does not come to an end.
pub fn findings(old: &Path, new: &Path, features: &[String], target: &Path) -> Result<Vec<Finding>, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["semver-checks", "--release-type", "minor", "--only-explicit-features", "--baseline-root"]);
    command.arg(old).arg("--manifest-path").arg(new.join("Cargo.toml"));
    command.args(features.iter().flat_map(|name| ["--features", name]));
    let output = command.env("CARGO_TARGET_DIR", target).env("CARGO_TERM_COLOR", "never").output();
    let output = output.map_err(|error| error.to_string())?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    if !complaint.contains("Checked [") {
        return Err(complaint.into_owned());
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)))
}

/// The findings in what the program prints: below `--- failure LINT: ...`, after `Failed in:`, a line for each.
fn read(text: &str) -> Vec<Finding> {
    let (mut lint, mut is_list, mut found) = ("", false, Vec::new());
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("--- failure ") {
            (lint, is_list) = (rest.split(':').next().unwrap_or_default(), false);
        } else if line.starts_with("Failed in:") {
            is_list = true;
        } else if let Some(text) = line.strip_prefix("  ").filter(|_| is_list) {
            found.push(Finding { lint: lint.to_owned(), text: text.trim().to_owned() });
        }
    }
    found
}
