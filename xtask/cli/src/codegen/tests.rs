//! The command over small documents.

mod broken;

use super::{Flags, parse, reported, run};
use crate::options::Options;
use crate::outcome::Outcome;
use crate::program::Program;
use crate::runtime::Runtime;
use crate::terminal::Terminal;
use graph_generator::ir::Style;

fn codegen(flags: &Flags, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let program = Program { command: "make", runtime: &Runtime::embedded()? };
    reported(flags.options, terminal, |terminal| run(flags, &program, terminal))
}

fn flags(arguments: &[&str]) -> Result<Option<Flags>, String> {
    parse(&mut lexopt::Parser::from_args(arguments), "make").map_err(|error| error.to_string())
}

#[test]
fn flags_are_read() {
    let read = flags(&["--spec", "a.yaml", "--out=b", "--name", "c", "--check", "--only", "x", "--only=y"]);
    let read = read.unwrap().unwrap();
    assert_eq!(read.options, Options { check: true, ..Options::default() });
    assert_eq!(read.only, ["x", "y"]);
    assert_eq!((read.spec, read.out), (Some("a.yaml".into()), Some("b".into())));
    assert_eq!(read.style, Style::Operation);
    assert_eq!(flags(&["--style", "graph"]).unwrap().unwrap().style, Style::Graph);
    assert_eq!(flags(&["--check", "-h"]).unwrap(), None);
}

#[test]
fn what_is_not_known_is_refused() {
    assert!(flags(&["--chek"]).unwrap_err().contains("--chek"));
    assert!(flags(&["spec.yaml"]).unwrap_err().contains("spec.yaml"));
    assert!(flags(&["--style", "rest"]).unwrap_err().contains("--style rest"));
    assert!(flags(&["--spec"]).unwrap_err().contains("--spec"));
}
