//! The test that `codegen --conformance` writes: it builds, sends what the document asks for, and fails when it should.

use crate::compile::{cargo, make_crate};
use graph_tests::case::Case;
use graph_tests::server::{Answer, Received, Server};
use std::path::Path;
use std::process::{Command, Output};

const ITEM: &str = r#"{"id":1,"name":"Lamp","size":true}"#;

#[test]
fn every_operation_is_sent_with_samples() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let case = Case::all().unwrap().into_iter().find(|case| case.name == "conformance/samples").unwrap();
    make_crate(&folder, &case, &["--name", "samples", "--conformance"]);

    let server = Server::start().unwrap();
    server.answer_by(|request| match request.method.as_str() {
        "GET" => Answer::json(format!("[{ITEM}]")),
        _ => Answer::json(ITEM),
    });
    let output = run(&folder, Some(&server));
    let said_of_all = "conformance: 2 operations, 5 requests, 0 violations, 5 answers, 0 left out";
    assert!(said(&output).contains(said_of_all), "{}", said(&output));
    assert!(output.status.success());
    assert_eq!(
        server.requests().iter().map(sent).collect::<Vec<_>>(),
        [
            r#"POST /v1/shops/AA-1/items {"name":"Lamp","size":{"width":1}}"#,
            r#"POST /v1/shops/AA-1/items {"name":"Lamp","part":{"name":"Lamp","size":{"width":1}},"size":{"width":1}}"#,
            r#"POST /v1/shops/AA-1/items {"name":"Lamp","part":{"name":"Lamp","size":true},"size":{"width":1}}"#,
            "GET /v1/shops/AA-1/items?limit=12 ",
            "GET /v1/shops/AA-1/items?limit=12&colours=red&colours=green XTracexxx",
        ]
    );

    let strict = Server::start().unwrap();
    let violations = r#"[{"location":["request","body"],"severity":"Error","message":"too small"},
        {"location":["response","body"],"severity":"Error","message":"not ours"}]"#;
    strict.answer(Answer::json(ITEM).header("sl-violations", &violations.replace('\n', "")));
    let refusal = r#"{"validation":[{"location":["body"],"message":"too large"}]}"#;
    strict.answer(Answer::json(refusal).with_status(422)).answer(Answer::json(ITEM));
    strict.answer(Answer::json("[]")).answer(Answer::json("[7]"));
    let output = run(&folder, Some(&strict));
    assert!(!output.status.success());
    let text = said(&output);
    assert!(
        text.contains("conformance: 2 operations, 5 requests, 2 violations, 2 answers, 0 left out"),
        "{text}"
    );
    assert!(text.contains("failed: items::add, POST /shops/{code}/items (required): violation"), "{text}");
    assert!(text.contains("too small") && text.contains("too large") && !text.contains("not ours"), "{text}");
    assert!(text.contains("failed: items::list, GET /shops/{code}/items (all): "), "{text}");

    // One request only, of whose answer the server itself says that it is not valid, in a list that is cut short.
    let wrong = Server::start().unwrap();
    let cut = r#"Too many violations! [{"location":["response","body","0"],"severity":"Err"#;
    wrong.answer(Answer::json("[7]").header("sl-violations", cut));
    let only = "items::list, GET /shops/{code}/items (all)";
    let text = said(&command(&folder, Some(&wrong)).env("CONFORMANCE_ONLY", only).output().unwrap());
    assert!(
        text.contains("conformance: 2 operations, 1 requests, 0 violations, 0 answers, 0 left out"),
        "{text}"
    );
    assert!(text.contains("#INVALID_ANSWER"), "{text}");

    let output = run(&folder, None);
    assert!(output.status.success() && said(&output).contains("CONFORMANCE_URL names no server"));
}

/// Runs the test of the crate.
fn run(folder: &Path, server: Option<&Server>) -> Output {
    command(folder, server).output().unwrap()
}

fn command(folder: &Path, server: Option<&Server>) -> Command {
    let arguments = ["test", "--quiet", "--test", "conformance", "--", "--nocapture"];
    let mut command = cargo(folder, &arguments);
    command.env_remove("CONFORMANCE_URL").envs(server.map(|server| ("CONFORMANCE_URL", server.url())));
    command.env_remove("CONFORMANCE_ONLY");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The request in a line, with its header or its body.
fn sent(request: &Received) -> String {
    let header = request.header("x-trace").unwrap_or_default();
    format!("{} {} {header}{}", request.method, request.target, request.text())
}
