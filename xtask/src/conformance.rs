//! `cargo xtask conformance`: every operation of documents over HTTP, against a mock server that was made of the same
//! document by others and says what is wrong with a request.

mod document;
mod examples;
mod forms;
mod mock;
mod prism;
mod proof;
mod sending;

use crate::outcome::{Outcome, UsageError};
use crate::terminal::Terminal;
use crate::world::World;
use document::Subject;
use lexopt::{Arg, ValueExt as _};
use proof::{Proof, Verdict};
use std::path::PathBuf;

const HELP: &str = "\
Send each operation of documents to a mock server that checks the requests, and read its answers.

Usage: cargo xtask conformance [DOCUMENT]... [--work DIR]

Arguments:
  [DOCUMENT]...  The name of a document of spec/manifest.toml, or of a file of the folder that the variable
                 META_GRAPH_CORPUS names, without its ending [default: all of them]

Options:
      --work DIR  Where the crates and the mock server go [default: target/conformance]
  -h, --help      Print help

For each document a crate with the test of `codegen --conformance` is made and built, Prism (https://stoplight.io/prism) is
started with the document, and the test is run. Needs npm and node; Prism is installed into the folder on first use.
";

/// What the command is asked to do.
#[derive(Debug, Default, PartialEq, Eq)]
struct Flags {
    documents: Vec<String>,
    work: Option<PathBuf>,
}

/// Runs the command with the arguments that follow its name.
pub(crate) fn run(
    arguments: &mut lexopt::Parser,
    world: &World<'_>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    let Some(flags) = parse(arguments)? else {
        terminal.print(HELP)?;
        return Ok(Outcome::Fine);
    };
    let workspace = (world.find)()?;
    let subjects = Subject::chosen(&workspace, &flags.documents)?;
    let work = flags.work.unwrap_or_else(|| workspace.root().join("target/conformance"));
    // Cargo and the mock server run in other folders.
    let work = std::path::absolute(work)?;
    let prism = prism::install(&work)?;
    let mut proofs = Vec::with_capacity(subjects.len());
    for subject in subjects {
        terminal.line(&format!("{} ...", subject.name))?;
        let proof = proof::prove(subject, &workspace, &work, &prism)?;
        for failure in &proof.failures {
            terminal.line(&format!("  {failure}"))?;
        }
        proofs.push(proof);
    }
    terminal.print(&table(&proofs))?;
    let is_fine =
        proofs.iter().all(|proof| matches!(proof.verdict, Verdict::Sent(_)) && proof.failures.is_empty());
    Ok(if is_fine { Outcome::Fine } else { Outcome::Problem })
}

/// Reads the arguments; `None` where help is asked for.
fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, UsageError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("work") => flags.work = Some(arguments.value()?.into()),
            Arg::Value(name) => flags.documents.push(name.string()?),
            other => return Err(UsageError::unexpected(other, "cargo xtask conformance")),
        }
    }
    Ok(Some(flags))
}

/// The results as a table of Markdown.
fn table(proofs: &[Proof]) -> String {
    let mut text = String::from(
        "\n| document | operations | requests | violations | answers read | left out | build | run |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for proof in proofs {
        let cells = match &proof.verdict {
            Verdict::Sent(counts) => counts.map(|count| count.to_string()).join(" | "),
            Verdict::Stopped(reason) => format!("{reason} | | | |"),
        };
        text.push_str(&format!(
            "| {} | {cells} | {:.0} s | {:.0} s |\n",
            proof.name,
            proof.build.as_secs_f64(),
            proof.run.as_secs_f64()
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Flags, Proof, Verdict, parse, table};
    use std::time::Duration;

    #[test]
    fn documents_are_given_by_name() {
        let flags = parse(&mut lexopt::Parser::from_args(["page", "--work=w", "box"])).unwrap();
        let documents = vec!["page".to_owned(), "box".to_owned()];
        assert_eq!(flags, Some(Flags { documents, work: Some("w".into()) }));
        assert!(parse(&mut lexopt::Parser::from_args(["--corpus"])).is_err());
    }

    #[test]
    fn a_document_that_stops_has_its_row_too() {
        let proof = |name: &str, verdict| Proof {
            name: name.to_owned(),
            verdict,
            failures: Vec::new(),
            build: Duration::from_secs(3),
            run: Duration::ZERO,
        };
        let rows = table(&[
            proof("a", Verdict::Sent([2, 4, 0, 4, 0])),
            proof("b", Verdict::Stopped("does not build".to_owned())),
        ]);
        assert!(rows.ends_with(
            "| a | 2 | 4 | 0 | 4 | 0 | 3 s | 0 s |\n| b | does not build | | | | | 3 s | 0 s |\n"
        ));
    }
}
