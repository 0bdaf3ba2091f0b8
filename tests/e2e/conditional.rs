//! Reading what has changed since it was read last.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::page;
use meta_graph::{Client, Conditional, Error, Failed, Request, RetryPolicy};
use serde_json::json;
use std::time::Duration;

/// Sends again whatever failed, so that it shows what counts as a failure.
struct Always;

impl RetryPolicy for Always {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        (failed.attempt() < 3).then_some(Duration::ZERO)
    }
}

fn client(server: &Server) -> Client {
    Client::builder().access_token(TOKEN).base_url(server.url()).retry(Always).build().unwrap()
}

#[test]
fn the_mark_is_kept_and_sent_back() {
    let server = serve([
        Answer::json(r#"{"id":"12","name":"A"}"#).header("ETag", "\"v1\""),
        Answer::status(304).header("ETag", "\"v1\""),
        Answer::json(r#"{"id":"12","name":"B"}"#).header("ETag", "W/\"v2\""),
    ]);
    let client = client(&server);
    run(async {
        let first = client.call_full(page::get("12")).await.unwrap();
        let etag = first.etag().unwrap();
        assert_eq!(etag, "\"v1\"");
        let again = || page::get("12").if_none_match(etag);
        assert_eq!(again().send(&client).await.unwrap(), Conditional::Unchanged);
        let changed = again().send(&client).await.unwrap().changed().unwrap();
        assert_eq!((changed.body.name.as_deref(), changed.etag()), (Some("B"), Some("W/\"v2\"")));
    });
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].header("if-none-match"), None);
    assert!(requests[1..].iter().all(|request| request.header("if-none-match") == Some("\"v1\"")));
}

#[test]
fn an_answer_that_nobody_asked_for_is_still_an_error() {
    let server = serve((0..3).map(|_| Answer::status(304)));
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert!(matches!(error, Error::Api(_)) && error.status().unwrap() == 304, "{error:?}");
}

#[test]
fn an_error_is_one_whatever_was_asked() {
    let body = r#"{"error":{"message":"m","code":100}}"#;
    let server = serve((0..3).map(|_| Answer::json(body).with_status(400)));
    let error = run(page::get("12").if_none_match("\"v1\"").send(&client(&server))).unwrap_err();
    assert_eq!(error.as_api().unwrap().code().get(), 100);
}

#[test]
fn it_works_in_a_batch() {
    let changed = json!({
        "code": 200,
        "headers": [{"name": "ETag", "value": "\"v2\""}],
        "body": r#"{"id":"13"}"#,
    });
    let answers = json!([{"code": 304, "body": null}, changed]);
    let server = serve([Answer::json(answers.to_string())]);
    let read = |id: &str| page::get(id).if_none_match("\"v1\"");
    let read = run(client(&server).batch([read("12"), read("13")])).unwrap();
    let [Ok(Conditional::Unchanged), Ok(Conditional::Changed(page))] = &read[..] else { panic!("{read:?}") };
    assert_eq!((page.body.id.as_str(), page.etag()), ("13", Some("\"v2\"")));
    assert!(server.requests()[0].text().contains("if-none-match%3A%20%5C%22v1%5C%22"));
}
