//! Errors as HTTP reports them: by their status, by `Retry-After`, and by a body of `application/problem+json`.

use crate::server::{Answer, Server};
use crate::setup::{run, serve};
use cases::case_petstore_pets::models::Pet;
use cases::case_petstore_pets::pets;
use cases::{Client, Error, Recovery, Retry};
use std::time::Duration;

const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

/// A server and a client that sends twice, if it sends again at all, and waits for next to nothing of its own accord.
fn patient(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let (server, client) = serve(answers);
    (server, client.with_retry(Retry::standard().max_attempts(2).base_delay(Duration::from_millis(1))))
}

/// What a read ends in whose first answer is this one, and how often it was sent.
fn read(answer: Answer) -> (Result<Vec<Pet>, Error>, usize) {
    let (server, client) = patient([answer, Answer::json("[]")]);
    (run(pets::list().send(&client)), server.requests().len())
}

/// The error that a read ends in, sent once.
fn failure(answer: Answer) -> Error {
    let (_server, client) = serve([answer]);
    run(pets::list().send(&client)).unwrap_err()
}

#[test]
fn the_status_says_what_may_pass_and_what_can_be_done() {
    for status in [408, 425, 500, 502, 503, 504] {
        let (result, sent) = read(Answer::status(status));
        assert_eq!((result.unwrap(), sent), (Vec::new(), 2), "{status}");
    }
    for (recovery, statuses) in [
        (Recovery::RetryLater, &[429][..]),
        (Recovery::RenewToken, &[401]),
        (Recovery::AskPermission, &[403]),
        (Recovery::FixRequest, &[302, 400, 404, 405, 409, 410, 412, 413, 415, 422, 428, 431]),
        (Recovery::Report, &[402, 451, 501, 505, 511]),
    ] {
        for &status in statuses {
            let (result, sent) = read(Answer::status(status));
            let error = result.unwrap_err();
            assert_eq!((error.recovery(), error.status().unwrap().as_u16(), sent), (recovery, status, 1));
        }
    }
}

#[test]
fn what_the_body_says_does_not_change_what_the_status_says() {
    let body = r#"{"error":{"message":"Please wait","code":190,"is_transient":true}}"#;
    let (result, sent) = read(Answer::json(body).with_status(404));
    assert_eq!((result.unwrap_err().recovery(), sent), (Recovery::FixRequest, 1));
    let (result, sent) = read(Answer::json(r#"{"code":1}"#).with_status(500));
    assert_eq!((result.is_ok(), sent), (true, 2));
}

/// Only in the style of the Graph API may a success be an error.
#[test]
fn a_success_is_what_it_was_asked_for_or_cannot_be_read() {
    assert!(matches!(failure(Answer::json(r#"{"error":{"message":"no","code":1}}"#)), Error::Decode(_)));
    let (_server, client) = serve([Answer::json(r#"{"success":false,"name":"Rex"}"#).with_status(201)]);
    assert_eq!(run(pets::add(Pet::new("Rex")).send(&client)).unwrap().name, "Rex");
}

#[test]
fn a_write_is_not_sent_again() {
    let (server, client) = patient([Answer::status(503).header("retry-after", "0")]);
    let error = run(pets::add(Pet::new("Rex")).send(&client)).unwrap_err();
    assert_eq!((error.recovery(), server.requests().len()), (Recovery::RetryLater, 1));
}

#[test]
fn a_rate_limit_is_waited_for_where_it_says_how_long() {
    for (value, attempts) in [("0", 2), (DATE, 2), ("soon", 1), ("-1", 1)] {
        let (result, sent) = read(Answer::status(429).header("retry-after", value).header("date", DATE));
        assert_eq!((result.is_ok(), sent), (attempts == 2, attempts), "{value}");
    }
}

#[test]
fn a_wait_that_is_longer_than_the_call_ends_it() {
    for value in ["3600", "Sun, 06 Nov 1994 09:49:37 GMT", "99999999999999999999999999"] {
        let (result, sent) = read(Answer::status(503).header("retry-after", value).header("date", DATE));
        assert_eq!((result.unwrap_err().recovery(), sent), (Recovery::RetryLater, 1), "{value}");
    }
}

#[test]
fn a_wait_is_given_in_seconds_or_as_a_date_that_is_read_against_the_date_of_the_answer() {
    for (value, date, seconds) in [
        ("120", "Thu, 01 Jan 2026 00:00:00 GMT", Some(120)),
        ("Sun, 06 Nov 1994 08:51:37 GMT", DATE, Some(120)),
        ("Sunday, 06-Nov-94 08:51:37 GMT", DATE, Some(120)),
        // Without a clock, a year of two digits is one of this century.
        ("Sun Nov  6 08:51:37 1994", "Sunday, 06-Nov-94 08:49:37 GMT", Some(0)),
        ("Sun Nov  6 08:51:37 1994", "Sun Nov  6 08:49:37 1994", Some(120)),
        ("Sun, 06 Nov 1994 08:49:36 GMT", DATE, Some(0)),
        ("Sun, 06 Nov 1994 08:51:37 GMT", "now", None),
    ] {
        let error = failure(Answer::status(503).header("retry-after", value).header("date", date));
        assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{value}, {date}");
    }
    let error = failure(Answer::status(503).header("retry-after", "Sun, 06 Nov 1994 08:51:37 GMT"));
    assert_eq!(error.retry_after(), None);
    assert_eq!(failure(Answer::status(503)).retry_after(), None);
}

#[test]
fn a_problem_describes_itself() {
    let problem = |media_type: &str, body: &str| {
        let error = failure(Answer::status(409).header("content-type", media_type).body(body));
        (error.as_api().unwrap().problem(), error.to_string())
    };
    let body = r#"{"type":"/problems/sold","title":"Sold","status":410,"detail":"Rex was sold.","instance":"/pets/1","price":5}"#;
    let (read, shown) = problem("Application/Problem+JSON; charset=utf-8", body);
    let read = read.unwrap();
    assert_eq!((read.problem_type.as_str(), read.title.as_deref()), ("/problems/sold", Some("Sold")));
    assert_eq!((read.status.unwrap().as_u16(), read.detail.as_deref()), (410, Some("Rex was sold.")));
    assert_eq!((read.instance.as_deref(), read.extensions["price"].as_i64()), (Some("/pets/1"), Some(5)));
    assert_eq!(read.extensions.len(), 1);
    assert_eq!(shown, "pets::list (GET /pets, v1.0): Conflict: Rex was sold. [HTTP 409]");
    let (read, shown) = problem("application/problem+json", r#"{"type":1,"title":["x"],"status":"409","detail":null}"#);
    let read = read.unwrap();
    assert_eq!((read.problem_type.as_str(), read.title, read.status), ("about:blank", None, None));
    assert_eq!((read.detail, read.instance, read.extensions.len()), (None, None, 0));
    assert_eq!(
        shown,
        "pets::list (GET /pets, v1.0): Conflict with 53 bytes of application/problem+json [HTTP 409]"
    );
    assert_eq!(problem("application/json", body).0, None);
    assert_eq!(problem("application/problem+json", "[]").0, None);
    assert_eq!(problem("application/problem+json", "{").0, None);
    assert_eq!(problem("application/problem+json", r#"{"status":99}"#).0.unwrap().status, None);
    assert_eq!(problem("application/problem+json", r#"{"status":70000}"#).0.unwrap().status, None);
}
