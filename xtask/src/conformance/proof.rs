//! One document: generated, built, sent.

use super::document::Subject;
use super::examples;
use super::forms;
use super::mock;
use super::sending::{self, Sending};
use crate::workspace::Workspace;
use graph_generator::document;
use graph_project::tree::Changes;
use openapi_crate::standalone::{self, Maker};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The result for a document.
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
    /// It stopped before that, for this reason.
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
    let maker =
        Maker { runtime: &workspace.runtime()?, command: "cargo xtask conformance", conformance: true };
    let (input, output) = standalone::make(maker, &name, sources, document)?;
    let value = input.documents.first().and_then(|document| document::value(&input.sources, document));
    let Some(value) = value.filter(|_| !output.diagnostics.has_errors()) else {
        proof.verdict = Verdict::Stopped("the document has errors".to_owned());
        return Ok(proof);
    };
    Changes::find(&folder, &output.files)?.apply(&folder)?;
    fs::copy(workspace.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let start = Instant::now();
    let built = sending::cargo(work, &folder, &["--no-run"], &[])?;
    proof.build = start.elapsed();
    if !built.status.success() {
        proof.verdict = Verdict::Stopped("does not build".to_owned());
        proof.failures = sending::lines(&built.stderr, |line| line.starts_with("error"));
        return Ok(proof);
    }
    let start = Instant::now();
    let sending = Sending { folder: &folder, work, prism };
    let document = forms::with_json_as_text(examples::without_invalid(value));
    let document = mock::with_signs(forms::with_list_encodings(document));
    let document = mock::with_known_schemes(mock::without_ignored_headers(document));
    match sending.all(document) {
        Ok(Some(sent)) => {
            proof.failures = sent.failures;
            proof.verdict = Verdict::Sent(sent.counts);
        }
        Ok(None) => proof.verdict = Verdict::Stopped("the test ended early".to_owned()),
        Err(error) => proof.verdict = Verdict::Stopped(format!("{error:#}")),
    }
    proof.run = start.elapsed();
    Ok(proof)
}
