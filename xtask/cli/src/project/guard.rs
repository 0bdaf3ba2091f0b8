//! What a person wrote is not overwritten.

use graph_generator::files::Files;
use graph_project::lock;
use graph_project::tree::{TreeError, is_generated, read_if_present};
use std::path::Path;

/// What is merged with what is there, or replaced as a whole.
const SHARED: [&str; 2] = ["Cargo.toml", lock::FILE];

/// What stands in the way of writing the files, a sentence for each.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn objections(root: &Path, files: &Files, command: &str) -> Result<Vec<String>, TreeError> {
    let mut found = Vec::new();
    let known = lock::read(root)?;
    for path in lock::edited(root)? {
        let text = read_if_present(&root.join(&path))?;
        if files.get(&path) != text.as_ref() {
            found.push(format!(
                "{path} was edited by hand since it was generated: put the change into an overlay or into {} where it can \
                 be said there, or let it be undone with `{command} --overwrite`",
                super::FILE
            ));
        }
    }
    let is_new = |path: &&String| known.as_ref().is_none_or(|lock| lock.output(path).is_none());
    for path in files.keys().filter(is_new).filter(|path| !SHARED.contains(&path.as_str())) {
        let is_own = |text: &String| files.get(path) != Some(text) && !is_generated(text);
        if read_if_present(&root.join(path))?.as_ref().is_some_and(is_own) {
            found.push(foreign(path));
        }
    }
    Ok(found)
}

fn foreign(path: &str) -> String {
    let way_out = match path {
        "src/lib.rs" => "with `library = false` it stays yours, and you declare the modules in it",
        _ => "rename it, or give the document another `module`",
    };
    format!("{path} is not generated, and a generated file would take its place: {way_out}")
}

/// What the library of a person has to declare and does not, if anything; `generated` is what it would be.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn undeclared(root: &Path, generated: &str) -> Result<Option<String>, TreeError> {
    let own = read_if_present(&root.join("src/lib.rs"))?.unwrap_or_default();
    let is_declared = |line: &str| {
        own.lines().any(|own| own.trim().trim_start_matches("pub ") == line.trim_start_matches("pub "))
    };
    let lines =
        generated.lines().filter(|line| line.ends_with(';') && !is_declared(line)).collect::<Vec<_>>();
    Ok((!lines.is_empty())
        .then(|| format!("src/lib.rs, which is yours, has to declare:\n{}", lines.join("\n"))))
}
