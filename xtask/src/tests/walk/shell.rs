//! The commands of the page: those of `xtask` run in this process, all others by the shell.

use super::copy::Copy;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tests::checkout::TODAY;
use crate::workspace::Workspace;
use crate::world::World;
use openapi_crate::download::{Downloader, Limits};
use std::cell::RefCell;
use std::io::{self, Write};
use std::process::Stdio;
use std::rc::Rc;

pub(super) struct Shell<'c> {
    copy: &'c Copy,
    downloader: Downloader,
}

impl<'c> Shell<'c> {
    pub(super) fn new(copy: &'c Copy) -> Self {
        Self { copy, downloader: Downloader::with_loopback(Limits::default()) }
    }

    /// What a command says, as the page shows it.
    pub(super) fn run(&self, command: &str) -> String {
        let said = match command.strip_prefix("cargo xtask ") {
            Some(arguments) => match arguments.split_once(" | ") {
                Some((arguments, filter)) => {
                    let (out, err) = (Buffer::default(), Buffer::default());
                    let ending = self.xtask(arguments, &out, &err);
                    self.sh(filter, &out.text()) + &err.text() + &ending
                }
                None => {
                    let both = Buffer::default();
                    let ending = self.xtask(arguments, &both, &both);
                    both.text() + &ending
                }
            },
            None => self.sh(command, ""),
        };
        self.copy.shown(&timeless(&said))
    }

    /// Runs a command of ours; the line that says how it ended, if not well.
    fn xtask(&self, arguments: &str, out: &Buffer, err: &Buffer) -> String {
        let root = self.copy.root();
        // The process of a test has a folder of its own.
        let placed = |argument: &str| match root.join(argument) {
            path if path.exists() => path.display().to_string(),
            _ => argument.to_owned(),
        };
        let (mut out, mut err) = (out.clone(), err.clone());
        let mut terminal = Terminal::new(&mut out, &mut err);
        let find = || Ok(Workspace::at(root));
        let world = World { find: &find, downloader: &self.downloader, today: TODAY };
        let mut parser = lexopt::Parser::from_args(arguments.split(' ').map(placed));
        let code = match crate::run(&mut parser, &world, &mut terminal) {
            Ok(Outcome::Fine) => return String::new(),
            Ok(Outcome::Problem) => 1,
            Ok(Outcome::NotPublished) => 3,
            Err(error) => {
                terminal.error(&format!("error: {error:#}")).unwrap();
                1
            }
        };
        format!("(exit code {code})\n")
    }

    fn sh(&self, script: &str, input: &str) -> String {
        let mut command = self.copy.command("sh");
        command.args(["-c", &format!("exec 2>&1\n{script}")]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// A text with one time in the place of all: `in 4.59 s`.
fn timeless(text: &str) -> String {
    let line = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        for at in 0..words.len().saturating_sub(2) {
            if words[at] == "in" && words[at + 1].parse::<f64>().is_ok() && words[at + 2].trim_end() == "s" {
                words[at + 1] = "1.00";
            }
        }
        words.join(" ")
    };
    text.split_inclusive('\n').map(line).collect()
}

/// What a stream was given.
#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn times_are_all_the_same() {
    assert_eq!(timeless("a: 3 files in 4.59 s\nin 2 places\n"), "a: 3 files in 1.00 s\nin 2 places\n");
}
