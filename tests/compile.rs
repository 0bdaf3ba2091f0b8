//! Every case compiles, with the warnings of rustc, clippy and rustdoc denied, reads and writes its samples, and some
//! of them are called on the wire. Values of random schemas survive in the crate that they are, and valid ones of
//! random combinations.

use crate::combinations::{self, Combined};
use crate::samples::{PROGRAM, Samples};
use crate::survival::Survival;
use crate::versions;
use graph_tests::case::Case;
use graph_tests::workspace;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Written into the manifest rather than into `RUSTFLAGS`, so that the dependencies are those of the other builds.
pub(crate) const LINTS: &str =
    "\n[lints.rust]\nwarnings = \"deny\"\nmissing_docs = \"deny\"\n\n[lints.rustdoc]\nall = \"deny\"\n";

/// What `tests/wire` needs beside the crate.
const DEV_DEPENDENCIES: &str =
    "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }\n";

/// What types of one's own are in; the workspace has it already.
const OWN_DEPENDENCIES: &str = "[dependencies]\nurl = \"2.5\"\n";

/// All cases as modules of one crate, so that what they need is built once. The crate around them is one that
/// `codegen --spec` made of a case, which tests that too.
#[test]
fn every_case_compiles_without_a_warning_and_works_on_the_wire() {
    let mut cases: Vec<_> = Case::all().unwrap().into_iter().filter(|case| !case.is_refused()).collect();
    let survival = Survival::new();
    let combined = Combined::new();
    cases.extend([survival.case.clone(), combined.case.clone()]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    make_whole_crate(&folder, "cases");
    let mut library = add_cases(&folder, &cases);
    for module in versions::MODULES {
        library.push_str(&format!("pub mod {module};\n"));
    }
    for (case, own) in cases.iter().filter_map(|case| Some((case, case.beside("own.rs")?))) {
        let module = format!("{}_own", case.module());
        library.push_str(&format!("pub mod {module};\n"));
        write(&folder.join(format!("src/{module}.rs")), own);
    }
    for (path, text) in versions::files() {
        write(&folder.join(path), &text);
    }
    let samples = Samples::of(&cases);
    library.push_str("pub mod samples;\n");
    write(&folder.join("src/samples.rs"), &samples.module());
    write(&folder.join("src/bin/samples.rs"), PROGRAM);
    write(&folder.join("src/lib.rs"), &library);
    survival.write(&folder);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest = manifest.replacen("[dependencies]\n", OWN_DEPENDENCIES, 1);
    write(&folder.join("Cargo.toml"), &(manifest + LINTS + DEV_DEPENDENCIES));
    succeed(&folder, &["clippy", "--quiet", "--no-default-features", "--", "-D", "warnings"]);
    succeed(&folder, &["doc", "--quiet", "--no-deps", "--no-default-features"]);
    samples.compare(&run_samples(&folder, &samples.input()));
    add_wire_tests(&folder);
    let testing = ["--features", "testing"];
    succeed(
        &folder,
        &[&["clippy", "--quiet", "--test", "wire"], &testing[..], &["--", "-D", "warnings"]].concat(),
    );
    succeed(&folder, &[&["test", "--quiet", "--test", "wire"], &testing[..]].concat());
    succeed(&folder, &[&["run", "--quiet", "--bin", "survival"], &testing[..]].concat());
    survival.compare(&folder);
    combinations::compare(&folder, &[combined]);
}

/// Writes the modules of the cases, and gives the text of a library that has them.
pub(crate) fn add_cases(folder: &Path, cases: &[Case]) -> String {
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    for case in cases {
        let module = case.module();
        library.push_str(&format!("#[doc = \"{}\"]\npub mod {module};\n", case.name));
        for (path, text) in case.generate(&module).files {
            let path = if path == "src/error_codes.rs" {
                library.push_str(&format!("mod {module}_error_codes;\n"));
                format!("src/{module}_error_codes.rs")
            } else {
                if path == "src/mapped.rs" {
                    library.push_str("mod mapped;\n");
                }
                path
            };
            write(&folder.join(path), &text);
        }
    }
    library
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

/// Makes a crate with the whole runtime, of a case in the style of the Graph API.
pub(crate) fn make_whole_crate(folder: &Path, name: &str) {
    let cases = Case::all().unwrap();
    let whole = cases.iter().find(|case| case.name == "graph/acknowledged").unwrap();
    make_crate(folder, whole, &["--name", name, "--style", "graph"]);
    // What no document in that style has.
    let source = workspace::root().join("generated/src");
    for (path, text) in workspace::texts(&source, ".rs").unwrap() {
        let is_room = ["formats", "oauth", "outcomes", "streams", "tuples", "unions"]
            .iter()
            .any(|room| path.starts_with(room));
        if is_room && !path.ends_with("/tests.rs") {
            let text = text.replace("#[cfg(test)]\nmod tests;\n", "").replace("meta_graph", name);
            write(&folder.join("src").join(path), &text);
        }
    }
    let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let rooms = "mod formats;\npub use formats::*;\nmod oauth;\npub use oauth::*;\nmod outcomes;\nmod streams;\npub use streams::*;\nmod tuples;\nmod unions;\n";
    write(&folder.join("src/lib.rs"), &(library + rooms));
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

/// Gives samples to the program that reads and writes them, and what it wrote.
fn run_samples(folder: &Path, input: &str) -> String {
    let run = ["run", "--quiet", "--no-default-features", "--bin", "samples"];
    let mut command = cargo(folder, &run);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "samples: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Cargo in a folder, with the target folder of the workspace.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target);
    command
}

pub(crate) fn succeed(folder: &Path, arguments: &[&str]) {
    let output = cargo(folder, arguments).output().unwrap();
    let said =
        [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).concat();
    assert!(output.status.success(), "cargo {} in {}:\n{said}", arguments.join(" "), folder.display());
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
