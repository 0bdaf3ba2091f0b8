//! Every case compiles, with the warnings of rustc and clippy denied, and some of them are called on the wire.

use graph_tests::case::Case;
use graph_tests::workspace;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Written into the manifest rather than into `RUSTFLAGS`, so that the dependencies are those of the other builds.
const LINTS: &str = "\n[lints.rust]\nwarnings = \"deny\"\nmissing_docs = \"deny\"\n";

/// What `tests/wire` needs beside the crate.
const DEV_DEPENDENCIES: &str =
    "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }\n";

/// All cases as modules of one crate, so that what they need is built once. The crate around them is one that
/// `codegen --spec` made of the first case, which tests that as well.
#[test]
fn every_case_compiles_without_a_warning_and_works_on_the_wire() {
    let cases: Vec<_> = Case::all().unwrap().into_iter().filter(|case| !case.is_refused()).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    make_crate(&folder, &cases[0], &["--name", "cases"]);
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    for case in &cases {
        let module = case.module();
        library.push_str(&format!("#[doc = \"{}\"]\npub mod {module};\n", case.name));
        for (path, text) in case.generate(&module).files {
            let path = if path == "src/error_codes.rs" {
                library.push_str(&format!("mod {module}_error_codes;\n"));
                format!("src/{module}_error_codes.rs")
            } else {
                path
            };
            write(&folder.join(path), &text);
        }
    }
    write(&folder.join("src/lib.rs"), &library);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    write(&folder.join("Cargo.toml"), &(manifest + LINTS + DEV_DEPENDENCIES));
    succeed(&folder, &["clippy", "--quiet", "--no-default-features", "--", "-D", "warnings"]);
    add_wire_tests(&folder);
    succeed(&folder, &["clippy", "--quiet", "--test", "wire", "--", "-D", "warnings"]);
    succeed(&folder, &["test", "--quiet", "--test", "wire"]);
}

/// Copies `tests/wire` into the crate, and the server that it talks to.
fn add_wire_tests(folder: &Path) {
    let tests = workspace::root().join("tests");
    for (path, text) in workspace::texts(&tests, ".rs").unwrap() {
        let path = match path.strip_prefix("wire/") {
            Some(path) => path,
            None if path.starts_with("server") => &path,
            None => continue,
        };
        write(&folder.join("tests/wire").join(path), &text);
    }
}

/// Makes a crate of its own of a case.
pub(crate) fn make_crate(folder: &Path, case: &Case, flags: &[&str]) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    let document = workspace::root().join("tests/cases").join(format!("{}.yaml", case.name));
    let (document, out) = (document.display().to_string(), folder.display().to_string());
    let arguments = ["xtask", "codegen", "--spec", &document, "--out", &out];
    succeed(&workspace::root(), &[&arguments, flags].concat());
    // The versions that the workspace has locked are there already, and they are the ones to compile with.
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Cargo in a folder, with the target folder of the workspace.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target);
    command
}

fn succeed(folder: &Path, arguments: &[&str]) {
    let output = cargo(folder, arguments).output().unwrap();
    let said =
        [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(output.status.success(), "cargo {} in {}:\n{said}", arguments.join(" "), folder.display());
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
