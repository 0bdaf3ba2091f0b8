//! The requests of one crate, sent to the mock server.

use super::mock;
use super::prism::{Answers, Server};
use anyhow::Context as _;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The places that take part.
pub(super) struct Sending<'p> {
    /// The crate.
    pub(super) folder: &'p Path,
    /// What the crates share.
    pub(super) work: &'p Path,
    /// The command of the mock server.
    pub(super) prism: &'p Path,
}

/// The results of the requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// Operations, requests, violations, answers read, requests left out.
    pub(super) counts: [usize; 5],
    /// What failed and what was left out, line by line.
    pub(super) failures: Vec<String>,
}

impl Sending<'_> {
    /// Sends them all. Where the mock server has no valid answer, its other way to make one is tried, and at last it
    /// gets one. `None` where the test ended early.
    pub(super) fn all(&self, document: Value) -> anyhow::Result<Option<Sent>> {
        let Some(mut sent) = self.send(&document, Answers::Static, &[])? else { return Ok(None) };
        let mut again = sent.unanswered();
        for answers in [Answers::Dynamic, Answers::Static] {
            if again.is_empty() {
                break;
            }
            let document = match answers {
                Answers::Dynamic => document.clone(),
                Answers::Static => mock::with_answers(document.clone(), &operations(&again)),
            };
            let Some(more) = self.send(&document, answers, &again)? else { return Ok(None) };
            sent.forget(&again);
            again = more.unread();
            sent.add(more);
        }
        Ok(Some(sent))
    }

    /// Starts the mock server with the document and runs the test, with these requests only if there are any.
    fn send(&self, document: &Value, answers: Answers, only: &[String]) -> anyhow::Result<Option<Sent>> {
        let mock = self.folder.join("mock.json");
        fs::write(&mock, mock::with_server_paths(document.clone()).to_string())?;
        let server = Server::start(self.prism, &mock, &self.folder.join("prism.log"), answers)?;
        let (url, only) = (server.url(), only.join("\n"));
        let mut variables = vec![("CONFORMANCE_URL", url.as_str())];
        if !only.is_empty() {
            variables.push(("CONFORMANCE_ONLY", &only));
        }
        let tested = cargo(self.work, self.folder, &["--", "--nocapture"], &variables)?;
        let log = match answers {
            Answers::Dynamic => "conformance.dynamic.log",
            Answers::Static if only.is_empty() => "conformance.log",
            Answers::Static => "conformance.example.log",
        };
        fs::write(self.folder.join(log), &tested.stdout)?;
        Ok(Sent::read(&tested.stdout))
    }
}

impl Sent {
    /// What the test printed, with a line such as `conformance: 19 operations, 38 requests, ...`.
    fn read(text: &[u8]) -> Option<Self> {
        let is_reported = |line: &str| ["failed: ", "left out: "].iter().any(|word| line.starts_with(word));
        let figures = String::from_utf8_lossy(text)
            .lines()
            .find_map(|line| Some(line.split_once("conformance: ")?.1.to_owned()))?;
        let counts: Vec<usize> =
            figures.split(", ").filter_map(|part| part.split(' ').next()?.parse().ok()).collect();
        Some(Self { counts: counts.try_into().ok()?, failures: lines(text, is_reported) })
    }

    /// The requests, as the test names them, for which Prism has no answer or made one that it calls invalid itself.
    fn unanswered(&self) -> Vec<String> {
        let marks = ["#SCHEMA_TOO_COMPLEX", "#NO_COMPLEX_OBJECT_TEXT", "#INVALID_ANSWER"];
        let failed = self.failures.iter().filter(|line| marks.iter().any(|mark| line.contains(mark)));
        failed.filter_map(|line| Some(name(line)?.to_owned())).collect()
    }

    /// The requests whose answers could not be read.
    fn unread(&self) -> Vec<String> {
        let failed = self.failures.iter().filter(|line| !line.contains("): violation: "));
        failed.filter_map(|line| Some(name(line)?.to_owned())).collect()
    }

    /// Removes the results of these requests, which are sent again.
    fn forget(&mut self, again: &[String]) {
        self.failures.retain(|line| !name(line).is_some_and(|name| again.iter().any(|again| again == name)));
    }

    /// Adds the results of requests that were sent again.
    fn add(&mut self, more: Self) {
        self.failures.extend(more.failures);
        let ([_, _, violations, read, _], [_, _, more_violations, more_read, _]) =
            (&mut self.counts, more.counts);
        *violations += more_violations;
        *read += more_read;
    }
}

/// The name of the request of a line `failed: a::b, GET /a (all): reason`; the last part of it is one of `required`,
/// `all` and `other 1`.
fn name(line: &str) -> Option<&str> {
    let line = line.strip_prefix("failed: ")?;
    let is_form = |form: &str| matches!(form, "required" | "all") || form.starts_with("other ");
    let end = line.match_indices("): ").map(|(end, _)| end).find(|end| {
        let before = line.get(..*end).and_then(|before| before.rsplit_once(" ("));
        before.is_some_and(|(_, form)| is_form(form))
    })?;
    line.get(..=end)
}

/// The operations of requests, by method and path.
fn operations(requests: &[String]) -> Vec<(String, String)> {
    let operation = |name: &String| {
        let (operation, _form) = name.rsplit_once(" (")?;
        let (method, path) = operation.split_once(", ")?.1.split_once(' ')?;
        Some((method.to_owned(), path.to_owned()))
    };
    let mut operations: Vec<_> = requests.iter().filter_map(operation).collect();
    operations.dedup();
    operations
}

/// Builds or runs the test of a crate. The crates share one target folder, so that what they depend on is built once.
pub(super) fn cargo(
    work: &Path,
    folder: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> anyhow::Result<Output> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["test", "--quiet", "--test", "conformance"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", work.join("target"))
        // The crates are built once and debugged never.
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .envs(variables.iter().copied());
    command.output().with_context(|| format!("cannot run cargo in {}", folder.display()))
}

/// The lines of a text that are wanted.
pub(super) fn lines(text: &[u8], is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    text.lines().filter(|line| is_wanted(line)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sent, operations};

    const TEXT: &[u8] = b"running 1 test\n\
        failed: page::get, GET /{id} (required): x #SCHEMA_TOO_COMPLEX\n\
        failed: a::b, PUT /a (all): violation: y\n\
        failed: a::c, GET /c(d) (all): x (all): #INVALID_ANSWER\n\
        failed: a::d, GET /d (other 12): x#NO_COMPLEX_OBJECT_TEXT: y\n\
        conformance: 3 operations, 6 requests, 1 violations, 2 answers, 0 left out\n";

    #[test]
    fn the_figures_are_read_from_the_last_line_of_the_test() {
        let sent = Sent::read(TEXT).unwrap();
        assert_eq!((sent.counts, sent.failures.len()), ([3, 6, 1, 2, 0], 4));
        assert_eq!(Sent::read(b"conformance: none\n"), None);
    }

    #[test]
    fn what_has_no_valid_answer_is_sent_again_and_counted_once() {
        let mut sent = Sent::read(TEXT).unwrap();
        let again = sent.unanswered();
        assert_eq!(
            again,
            ["page::get, GET /{id} (required)", "a::c, GET /c(d) (all)", "a::d, GET /d (other 12)"]
        );
        let named = |method: &str, path: &str| (method.to_owned(), path.to_owned());
        assert_eq!(operations(&again), [named("GET", "/{id}"), named("GET", "/c(d)"), named("GET", "/d")]);
        let failed = "failed: a::c, GET /c(d) (all): x".to_owned();
        let more = Sent { counts: [3, 3, 0, 2, 0], failures: vec![failed.clone()] };
        assert_eq!(more.unread(), ["a::c, GET /c(d) (all)"]);
        sent.forget(&again);
        sent.add(more);
        assert_eq!(sent.counts, [3, 6, 1, 4, 0]);
        assert_eq!(sent.failures, ["failed: a::b, PUT /a (all): violation: y".to_owned(), failed]);
    }
}
