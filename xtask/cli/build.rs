//! Builds the sources of the runtime into the program, which copies them into crates.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The parts of the runtime: each is a file, and most have a folder.
const PARTS: [&str; 10] =
    ["errors", "formats", "graph", "oauth", "outcomes", "paging", "runtime", "streams", "tuples", "unions"];

/// The manifests: what the runtime depends on, and the versions of that.
const MANIFESTS: [&str; 2] = ["crate.toml", "workspace.toml"];

fn main() -> io::Result<()> {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for (source, manifests) in places(&package).into_iter().filter(|(source, _)| source.is_dir()) {
        println!("cargo::rerun-if-changed={}", source.display());
        for part in PARTS {
            let file = source.join(format!("{part}.rs"));
            if file.is_file() {
                files.push((format!("src/{part}.rs"), file));
            }
            walk(&source.join(part), &format!("src/{part}"), &mut files)?;
        }
        for (name, path) in MANIFESTS.into_iter().zip(manifests) {
            println!("cargo::rerun-if-changed={}", path.display());
            if path.is_file() {
                files.push((name.to_owned(), path));
            }
        }
        if !files.is_empty() {
            break;
        }
    }
    // In a checkout what is missing is said when it is needed, since the program then helps to bring it back.
    let is_missing = |part: &&&str| files.iter().all(|(name, _)| *name != format!("src/{part}.rs"));
    if let Some(part) = PARTS.iter().find(is_missing)
        && !package.join("../../spec").is_dir()
    {
        return Err(io::Error::other(format!("the package holds no source of `{part}` of the runtime")));
    }
    files.sort();
    let mut list = "&[\n".to_owned();
    for (name, path) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    list.push_str("]\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("runtime.rs"), list)
}

/// Where the sources and the manifests are: in a checkout of the repository, else in the package.
///
/// In the package they stand under other names, since Cargo takes a folder with a `Cargo.toml` for another package.
fn places(package: &Path) -> [(PathBuf, [PathBuf; 2]); 2] {
    let repository = package.join("../..");
    let checkout = [repository.join("generated/Cargo.toml"), repository.join("Cargo.toml")];
    let packed = package.join("runtime");
    [
        (repository.join("generated/src"), checkout),
        (packed.join("src"), MANIFESTS.map(|name| packed.join(name))),
    ]
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &name, files)?;
        } else if name.ends_with(".rs") {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}
