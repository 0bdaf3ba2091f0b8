//! A signal that really comes while files are written.
#![cfg(unix)]

use super::{INTERRUPTED, held_back, wait_while_writing};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, io, thread};

/// What the program that is interrupted reads: the file that it writes.
const FILE: &str = "INTERRUPTED_WHILE_WRITING";

/// What it prints once it writes.
const WRITES: &str = "writes";

#[test]
#[ignore = "is run by the test below"]
fn a_program_to_be_interrupted() {
    let Some(file) = std::env::var_os(FILE) else { return };
    wait_while_writing().unwrap();
    held_back(|| {
        fs::write(&file, "half").unwrap();
        writeln!(io::stdout(), "\n{WRITES}").unwrap();
        io::stdin().lock().read_line(&mut String::new()).unwrap();
        fs::write(&file, "whole").unwrap();
    });
    // The interruption that waited ends the program.
    loop {
        thread::park();
    }
}

fn interrupt(program: &Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &program.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn an_interruption_waits_until_all_is_written() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        let mut program = program(&file);
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        assert!(lines.map(Result::unwrap).any(|line| line == WRITES));
        interrupt(&program, signal);
        // One that does not wait ends it now.
        for _ in 0..10 {
            thread::sleep(Duration::from_millis(20));
            assert_eq!(program.try_wait().unwrap(), None, "{signal}");
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "half");
        program.stdin.take().unwrap().write_all(b"go on\n").unwrap();
        assert_eq!(program.wait().unwrap().code(), Some(INTERRUPTED), "{signal}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "whole");
    }
}

fn program(file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "interrupt::tests::a_program_to_be_interrupted", "--ignored", "--nocapture"])
        .env(FILE, file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}
