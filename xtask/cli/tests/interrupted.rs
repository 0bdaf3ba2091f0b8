//! The program handles Ctrl-C from its beginning. That it waits for what is written is tested with the transaction.
#![cfg(unix)]

use graph_project::interrupt::INTERRUPTED;
use std::fs::File;
use std::process::Command;

#[test]
fn the_program_ends_as_one_that_was_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("pets.yaml");
    // A pipe that nobody writes into, so that the program waits for its document.
    assert!(Command::new("mkfifo").arg(&document).status().unwrap().success());
    let mut program = Command::new(env!("CARGO_BIN_EXE_openapi-crate"))
        .args(["codegen", "--out"])
        .arg(folder.path().join("out"))
        .arg("--spec")
        .arg(&document)
        .spawn()
        .unwrap();
    // This one opens as soon as the program reads.
    let _pipe = File::options().write(true).open(&document).unwrap();
    assert!(Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap().success());
    assert_eq!(program.wait().unwrap().code(), Some(INTERRUPTED));
    assert!(!folder.path().join("out").exists());
}
