//! A signal that really comes while files are changed, as of a person who presses Ctrl-C.

use super::killed::edits;
use super::kills::{FOLDER, GOES_ON, STEPS, WAITS, folder, states};
use crate::interrupt::{INTERRUPTED, wait_while_writing};
use crate::tree::transaction::apply;
use graph_tests::listing::listing;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

#[test]
#[ignore = "is run by the test below"]
fn a_run_to_be_interrupted() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    wait_while_writing().unwrap();
    apply(Path::new(&folder), &edits()).unwrap();
    // The interruption that waited ends the program.
    loop {
        thread::park();
    }
}

#[test]
fn an_interruption_waits_until_all_is_written() {
    let [before, after] = states();
    for (signal, steps) in [("-INT", 2), ("-TERM", 8)] {
        let folder = folder();
        let mut program = program(folder.path(), steps);
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        assert!(lines.map(Result::unwrap).any(|line| line == WAITS));
        let sent = Command::new("kill").args([signal, &program.id().to_string()]).status().unwrap();
        assert!(sent.success());
        // One that does not wait ends it now.
        for _ in 0..10 {
            thread::sleep(Duration::from_millis(20));
            assert_eq!(program.try_wait().unwrap(), None, "{signal}");
        }
        let half = listing(folder.path()).unwrap();
        assert!(half != before && half != after, "{signal}: {half:#?}");
        program.stdin.take().unwrap().write_all(b"go on\n").unwrap();
        assert_eq!(program.wait().unwrap().code(), Some(INTERRUPTED), "{signal}");
        assert_eq!(listing(folder.path()).unwrap(), after, "{signal}");
    }
}

fn program(folder: &Path, steps: usize) -> Child {
    let name = "tree::tests::interrupted::a_run_to_be_interrupted";
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--test-threads", "1"])
        .env(FOLDER, folder)
        .env(STEPS, steps.to_string())
        .env(GOES_ON, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}
