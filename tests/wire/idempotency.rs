//! Keys by which a server tells a repeated call: made once for a call, and kept by its attempts.

use crate::server::{Answer, Fault, Received, Server};
use crate::setup::run;
use cases::case_idempotency_keys::{charges, models::Charge, raw};
use cases::{Client, Error, Request, Retry};
use std::collections::BTreeSet;
use std::time::Duration;

/// A server that breaks off the first connections, and a client that tries three times.
fn broken(times: usize) -> (Server, Client) {
    let server = Server::start().unwrap();
    for _ in 0..times {
        server.answer(Answer::status(200).fault(Fault::NoAnswer));
    }
    server.answer_by(|request| match request.path() {
        "/charges" => Answer::json(r#"{"amount":1}"#),
        _ => Answer::status(204),
    });
    let retry = Retry::standard().base_delay(Duration::from_millis(1));
    let client = Client::builder().base_url(server.url()).retry(retry).build().unwrap();
    (server, client)
}

fn keys(requests: &[Received], header: &str) -> Vec<String> {
    requests.iter().filter_map(|request| request.header(header).map(str::to_owned)).collect()
}

#[test]
fn all_attempts_of_a_call_have_the_same_key() {
    let (server, client) = broken(2);
    run(charges::create(Charge::new(1)).send(&client)).unwrap();
    let keys = keys(&server.requests(), "idempotency-key");
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0] && key.len() == 36), "{keys:?}");
}

#[test]
fn two_calls_of_one_request_have_different_keys() {
    let (server, client) = broken(0);
    let request = charges::refund();
    for _ in 0..3 {
        run(request.clone().send(&client)).unwrap();
    }
    let keys: BTreeSet<_> = keys(&server.requests(), "x-idempotency-key").into_iter().collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
}

#[test]
fn a_status_that_may_pass_is_tried_again_too() {
    let (server, client) = broken(0);
    server.answer(Answer::status(503));
    run(charges::refund().send(&client)).unwrap();
    let keys = keys(&server.requests(), "x-idempotency-key");
    assert!(keys.len() == 2 && keys[0] == keys[1], "{keys:?}");
}

/// The server is at work on the first attempt, whose answer was lost.
#[test]
fn an_attempt_that_comes_too_early_waits_for_the_one_before() {
    let (server, client) = broken(1);
    server.answer(Answer::status(409).header("retry-after", "0")).answer(Answer::json(r#"{"amount":7}"#));
    assert_eq!(run(charges::create(Charge::new(1)).send(&client)).unwrap().amount, 7);
    let keys = keys(&server.requests(), "idempotency-key");
    assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

/// To a first attempt, 409 says what it says to any request.
#[test]
fn a_conflict_with_something_else_is_not_sent_again() {
    let conflict = |server: &Server, result: Result<(), Error>, count: usize| {
        let error = result.unwrap_err();
        assert!(matches!(&error, Error::Api(error) if error.status().as_u16() == 409), "{error}");
        assert_eq!(server.requests().len(), count);
    };
    let (server, client) = broken(0);
    server.answer(Answer::status(409));
    conflict(&server, run(charges::create(Charge::new(1)).idempotency_key("mine").send(&client)).map(drop), 1);
    // A deletion has no key: after an answer that was lost, 409 is about something else.
    let (server, client) = broken(1);
    server.answer(Answer::status(409));
    conflict(&server, run(client.call(raw::delete("/other"))).map(drop), 2);
    // The attempts are counted all the same.
    let (server, client) = broken(1);
    server.answer(Answer::status(409)).answer(Answer::status(409));
    conflict(&server, run(charges::create(Charge::new(1)).send(&client)).map(drop), 3);
}

#[test]
fn the_key_of_the_caller_goes_before() {
    let (server, client) = broken(1);
    run(charges::create(Charge::new(1)).idempotency_key("mine").send(&client)).unwrap();
    assert_eq!(keys(&server.requests(), "idempotency-key"), ["mine", "mine"]);
    let (server, client) = broken(1);
    run(client.call(charges::create(Charge::new(1)).with_header("IDEMPOTENCY-KEY", "added"))).unwrap();
    assert_eq!(keys(&server.requests(), "idempotency-key"), ["added", "added"]);
}

/// A write without a key, or with one that nobody can make, may be carried out twice.
#[test]
fn without_a_key_a_write_is_not_sent_again() {
    let (server, client) = broken(1);
    assert!(matches!(run(charges::note().send(&client)), Err(Error::Transport(_))));
    assert_eq!(server.requests().len(), 1);
    let (server, client) = broken(1);
    assert!(matches!(run(charges::narrow().send(&client)), Err(Error::Transport(_))));
    assert_eq!((server.requests().len(), keys(&server.requests(), "idempotency-key").len()), (1, 0));
    let (server, client) = broken(1);
    assert!(matches!(run(charges::short("key").send(&client)), Err(Error::Transport(_))));
    assert_eq!(keys(&server.requests(), "idempotency-key"), ["key"]);
}

#[test]
fn any_request_takes_a_key_where_its_caller_says_so() {
    let (server, client) = broken(1);
    run(client.call(charges::note().with_idempotency_header("X-Key"))).unwrap();
    let keys = keys(&server.requests(), "x-key");
    assert!(keys.len() == 2 && keys[0] == keys[1], "{keys:?}");
    let (server, client) = broken(1);
    let request = raw::post("/other").with_idempotency_header("X-Key").with_header("x-key", "mine");
    run(client.chunks(request)).unwrap();
    assert_eq!(server.requests().iter().filter(|request| request.header("x-key") == Some("mine")).count(), 2);
}

#[test]
fn what_is_sent_by_others_has_a_key_and_curl_makes_one() {
    let client = Client::builder().build().unwrap();
    let request = charges::create(Charge::new(1));
    assert_eq!(client.http_request(&request).unwrap().headers()["idempotency-key"].len(), 36);
    let shown = request.to_curl();
    assert!(shown.contains(r#"-H 'Idempotency-Key: '"$(uuidgen)""#), "{shown}");
    assert!(!request.idempotency_key("mine").to_curl().contains("uuidgen"));
}
