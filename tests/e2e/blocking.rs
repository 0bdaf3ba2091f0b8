//! Callers without an async runtime: everything over the transport that blocks.

use crate::setup::{TOKEN, only, serve, serve_json};
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::blocking::{iter, wait};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::v26_0::raw;
use meta_graph::{Client, ClientBuilder, Error, Request, Retry};
use std::time::Duration;

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().access_token(TOKEN).base_url(server.url()).blocking()
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).retry(Retry::none()).build().unwrap()
}

#[test]
fn a_call_is_sent_and_sent_again() {
    let busy = || Answer::json(r#"{"error":{"message":"m","code":2}}"#).with_status(503);
    let server = serve([busy(), busy(), Answer::json(r#"{"id":"12","name":"Shop"}"#)]);
    let client = builder(&server).retry(Retry::standard().base_delay(Duration::ZERO)).build().unwrap();
    assert_eq!(wait(page::get("12").send(&client)).unwrap().name.as_deref(), Some("Shop"));
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert!(requests[0].header("user-agent").unwrap().starts_with("meta-graph/"));
}

#[test]
fn every_method_and_body_is_sent_as_it_is() {
    let server = serve((0..4).map(|_| Answer::json(r#"{"id":"31","success":true}"#)));
    let client = client(&server);
    wait(personas::create("12", "Ann", "u").send(&client)).unwrap();
    wait(raw::delete("/{id}").path("id", 31).send(&client)).unwrap();
    wait(raw::delete("/{id}").path("id", 31).json(&[1]).send(&client)).unwrap();
    wait(raw::patch("/{id}").path("id", 31).form("a", "b").send(&client)).unwrap();
    let sent: Vec<_> = server.requests().into_iter().map(|sent| (sent.method.clone(), sent.text())).collect();
    assert_eq!(sent[0].0, "POST");
    assert!(sent[0].1.contains("Ann"), "{sent:?}");
    let expected = [("DELETE", ""), ("DELETE", "[1]"), ("PATCH", "a=b")];
    assert_eq!(sent[1..], expected.map(|(method, body)| (method.to_owned(), body.to_owned())));
}

#[test]
fn lists_and_batches_work_as_elsewhere() {
    let next = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":"A"},"next":"https://x"}}"#;
    let answers = r#"[{"code":200,"body":"{\"id\":\"12\"}"}]"#;
    let server = serve([Answer::json(next), Answer::json(r#"{"data":[{"id":"2"}]}"#), Answer::json(answers)]);
    let client = client(&server);
    let ids: Result<Vec<_>, Error> =
        iter(personas::list("12").items(&client)).map(|item| item.map(|item| item.id)).collect();
    assert_eq!(ids.unwrap(), ["1", "2"]);
    let (page,) = wait(client.batch((page::get("12"),))).unwrap();
    assert_eq!(page.unwrap().id, "12");
}

#[test]
fn the_time_of_an_attempt_ends_it() {
    let server = serve([Answer::json("{}").delay(Duration::from_secs(20))]);
    let client =
        builder(&server).retry(Retry::none()).attempt_timeout(Duration::from_millis(50)).build().unwrap();
    let error = wait(page::get("12").send(&client)).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().contains("sent, but no answer in time"), "{error}");
}

#[test]
fn what_was_never_sent_says_so() {
    let builder = Client::builder().access_token(TOKEN).base_url("http://127.0.0.1:1").blocking();
    let client = builder.retry(Retry::none()).connect_timeout(Duration::from_secs(5)).build().unwrap();
    let Error::Transport(error) = wait(page::get("12").send(&client)).unwrap_err() else {
        panic!("it was sent")
    };
    assert!(!error.may_have_been_sent(), "{error}");
}

#[test]
fn no_redirect_is_followed_and_an_answer_has_a_longest() {
    let elsewhere = Answer::status(302).header("location", "http://127.0.0.1:1/");
    let long = Answer::json(format!(r#"{{"id":"{}"}}"#, "1".repeat(5000)));
    let cut = Answer::json(r#"{"id":"12","name":"Shop"}"#).fault(Fault::HalfBody);
    let server = serve([elsewhere, long, cut]);
    let client = builder(&server).retry(Retry::none()).max_answer_size(1000).build().unwrap();
    let read = || wait(page::get("12").send(&client)).unwrap_err();
    assert_eq!(read().status().unwrap(), 302);
    assert!(matches!(read(), Error::Transport(error) if error.is_too_large()));
    assert!(matches!(read(), Error::Transport(error) if error.may_have_been_sent()));
}

#[test]
fn a_body_is_read_piece_by_piece() {
    let server = serve_json(r#"{"id":"12"}"#);
    let mut chunks = wait(client(&server).chunks(page::get("12").with_query("a", 1))).unwrap().body;
    let mut body = Vec::new();
    for piece in iter(&mut chunks) {
        body.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(body, br#"{"id":"12"}"#);
    assert_eq!(only(&server).query(), "a=1");
}
