//! One document: generated, built, sent.

use super::document::Subject;
use super::examples;
use super::forms;
use super::mock;
use super::prism::Server;
use crate::codegen;
use crate::tree::Changes;
use crate::workspace::Workspace;
use anyhow::Context as _;
use graph_generator::document;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// What came of a document.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) name: String,
    pub(super) verdict: Verdict,
    /// What failed, line by line.
    pub(super) failures: Vec<String>,
    /// How long the build took.
    pub(super) build: Duration,
    /// How long the requests took.
    pub(super) run: Duration,
}

/// How far a document came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its requests were sent: operations, requests, violations, answers read, requests left out.
    Sent([usize; 5]),
    /// It came to a stop before, for this reason.
    Stopped(String),
}

/// Makes a crate of the document, builds it and sends its operations to the mock server.
pub(super) fn prove(
    subject: Subject,
    workspace: &Workspace,
    work: &Path,
    prism: &Path,
) -> anyhow::Result<Proof> {
    let Subject { name, sources, document } = subject;
    let mut proof = Proof {
        name: name.clone(),
        verdict: Verdict::Stopped(String::new()),
        failures: Vec::new(),
        build: Duration::ZERO,
        run: Duration::ZERO,
    };
    let folder = work.join("crates").join(&name);
    let (input, output) = codegen::make(workspace, &name, sources, document, true)?;
    let value = input.documents.first().and_then(|document| document::value(&input.sources, document));
    let Some(value) = value.filter(|_| !output.diagnostics.has_errors()) else {
        proof.verdict = Verdict::Stopped("the document has errors".to_owned());
        return Ok(proof);
    };
    Changes::find(&folder, &output.files)?.apply(&folder)?;
    fs::copy(workspace.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let start = Instant::now();
    let built = cargo(work, &folder, &["--no-run"], None)?;
    proof.build = start.elapsed();
    if !built.status.success() {
        proof.verdict = Verdict::Stopped("does not build".to_owned());
        proof.failures = lines(&built.stderr, |line| line.starts_with("error"));
        return Ok(proof);
    }
    let start = Instant::now();
    let value = forms::with_list_encodings(examples::without_invalid(value));
    let mut tested = send(&folder, work, prism, value.clone());
    // Prism does not make an answer beyond a size; it gets one then.
    let too_large = tested.as_ref().map(|tested| too_large(&tested.stdout)).unwrap_or_default();
    if !too_large.is_empty() {
        tested = send(&folder, work, prism, mock::with_answers(value, &too_large));
    }
    proof.run = start.elapsed();
    match tested {
        Ok(tested) => {
            fs::write(folder.join("conformance.log"), &tested.stdout)?;
            let is_told = |line: &str| ["failed: ", "left out: "].iter().any(|word| line.starts_with(word));
            proof.failures = lines(&tested.stdout, is_told);
            let early = || Verdict::Stopped("the test ended early".to_owned());
            proof.verdict = counts(&tested.stdout).map_or_else(early, Verdict::Sent);
        }
        Err(error) => proof.verdict = Verdict::Stopped(format!("{error:#}")),
    }
    Ok(proof)
}

/// Starts the mock server with the document and runs the test.
fn send(folder: &Path, work: &Path, prism: &Path, document: Value) -> anyhow::Result<Output> {
    let mock = folder.join("mock.json");
    fs::write(&mock, mock::with_server_paths(document).to_string())?;
    let server = Server::start(prism, &mock, &folder.join("prism.log"))?;
    cargo(work, folder, &["--", "--nocapture"], Some(&server.url()))
}

/// The operations for which Prism gave up on the answer, by method and path.
fn too_large(text: &[u8]) -> Vec<(String, String)> {
    let found = lines(text, |line| line.starts_with("failed: ") && line.contains("#SCHEMA_TOO_COMPLEX"));
    let operation = |line: String| {
        let name = line.split(" (required): ").next()?.split(" (all): ").next()?;
        let (method, path) = name.split_once(", ")?.1.split_once(' ')?;
        Some((method.to_owned(), path.to_owned()))
    };
    let mut operations: Vec<_> = found.into_iter().filter_map(operation).collect();
    operations.dedup();
    operations
}

/// Builds or runs the test of a crate. The crates share one target folder, so that what they depend on is built once.
fn cargo(work: &Path, folder: &Path, arguments: &[&str], server: Option<&str>) -> anyhow::Result<Output> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["test", "--quiet", "--test", "conformance"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", work.join("target"))
        // The crates are built once and debugged never.
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    if let Some(server) = server {
        command.env("CONFORMANCE_URL", server);
    }
    command.output().with_context(|| format!("cannot run cargo in {}", folder.display()))
}

fn lines(text: &[u8], is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    text.lines().filter(|line| is_wanted(line)).map(str::to_owned).collect()
}

/// The figures of the line `conformance: 19 operations, 38 requests, ...`.
fn counts(text: &[u8]) -> Option<[usize; 5]> {
    let text = String::from_utf8_lossy(text);
    let line = text.lines().find_map(|line| line.split_once("conformance: "))?.1;
    let counts: Vec<usize> =
        line.split(", ").filter_map(|part| part.split(' ').next()?.parse().ok()).collect();
    counts.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{counts, too_large};

    #[test]
    fn the_figures_are_read_from_the_last_line_of_the_test() {
        let text = b"running 1 test\nfailed: x\nconformance: 2 operations, 4 requests, 1 violations, 3 answers, 0 left out\n";
        assert_eq!(counts(text), Some([2, 4, 1, 3, 0]));
        assert_eq!(counts(b"conformance: none\n"), None);
    }

    #[test]
    fn answers_that_prism_gives_up_on_are_found_by_operation() {
        let text = b"failed: page::get, GET /{id} (required): x #SCHEMA_TOO_COMPLEX\n\
            failed: page::get, GET /{id} (all): x #SCHEMA_TOO_COMPLEX\nfailed: a::b, PUT /a (all): violation\n";
        assert_eq!(too_large(text), [("GET".to_owned(), "/{id}".to_owned())]);
    }
}
