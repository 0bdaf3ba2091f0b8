//! Operations with several answers: by status, by media type, and with a type for the body of an error.

use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::case_answers_failures::answers::{InvalidOrLimitedOrProblem, InvalidOrProblem};
use cases::case_answers_failures::shops;
use cases::case_answers_media_types::answers::ReportAnswer;
use cases::case_answers_media_types::reports;
use cases::case_answers_statuses::answers::{FetchAnswer, StartAnswer};
use cases::case_answers_statuses::jobs;
use cases::{Client, Error};

/// What a call gives when the server answers with this status and JSON.
fn start(status: u16, json: &str) -> Result<StartAnswer, Error> {
    let (_server, client) = serve([Answer::json(json).with_status(status)]);
    run(jobs::start().send(&client))
}

#[test]
fn the_status_tells_which_answer_it_is() {
    assert!(matches!(start(201, r#"{"id":"a"}"#).unwrap(), StartAnswer::Created(job) if job.id == "a"));
    assert!(
        matches!(start(202, r#"{"number":7}"#).unwrap(), StartAnswer::Accepted(ticket) if ticket.number == 7)
    );
    let (_server, client) = serve([Answer::status(204)]);
    assert_eq!(run(jobs::start().send(&client)).unwrap(), StartAnswer::NoContent);
    let other = start(200, "[1]").unwrap();
    assert!(matches!(other, StartAnswer::Undocumented(status, body) if status == 200 && body == "[1]"));
    assert!(matches!(start(202, r#"{"id":"a"}"#), Err(Error::Decode(_))));
    assert_eq!(start(404, "{}").unwrap_err().status().unwrap(), 404);
}

#[test]
fn a_success_that_is_not_listed_is_read_where_there_is_one_payload() {
    for status in [200, 201, 206, 299] {
        let (_server, client) = serve([Answer::json(r#"{"id":"a"}"#).with_status(status)]);
        assert_eq!(run(jobs::same().send(&client)).unwrap().id, "a", "{status}");
    }
}

#[test]
fn a_payload_may_be_missing_where_the_document_says_so() {
    let job = |answer| {
        let (_server, client) = serve([answer]);
        run(jobs::read("1").send(&client)).map(|job| job.map(|job| job.id))
    };
    assert_eq!(job(Answer::json(r#"{"id":"a"}"#)).unwrap().as_deref(), Some("a"));
    assert_eq!(job(Answer::status(204)).unwrap(), None);
    assert_eq!(job(Answer::status(205)).unwrap(), None);
    // Only a caller who asks whether it has changed hears that it has not.
    assert_eq!(job(Answer::status(304)).unwrap_err().status().unwrap(), 304);
    assert!(matches!(job(Answer::json("")), Err(Error::Decode(_))));
}

#[test]
fn a_documented_redirect_is_an_answer_and_is_not_followed() {
    let redirect = |status| Answer::status(status).header("location", "https://files.example.com/1");
    let (server, client) = serve([redirect(302)]);
    assert_eq!(run(jobs::place("1").send(&client)).unwrap(), "https://files.example.com/1");
    only(&server);
    let (_server, client) = serve([redirect(302), Answer::status(202), Answer::status(200).body("bytes")]);
    let fetch = || run(jobs::fetch("1").send(&client)).unwrap();
    assert_eq!(fetch(), FetchAnswer::Found("https://files.example.com/1".to_owned()));
    assert_eq!(fetch(), FetchAnswer::Accepted);
    assert_eq!(fetch(), FetchAnswer::Ok("bytes".into()));
    let (_server, client) = serve([Answer::status(302), redirect(302)]);
    assert!(matches!(run(jobs::place("1").send(&client)), Err(Error::Decode(_))), "no location");
    assert_eq!(run(jobs::cancel("1").send(&client)).unwrap_err().status().unwrap(), 302);
}

#[test]
fn head_has_no_body_and_no_answer_listed_means_any() {
    let (_server, client) =
        serve([Answer::status(200), Answer::json("[2]").with_status(201), Answer::status(404)]);
    run(jobs::look("1").send(&client)).unwrap();
    assert_eq!(run(jobs::nothing().send(&client)).unwrap(), "[2]");
    assert_eq!(run(jobs::only_errors().send(&client)).unwrap_err().status().unwrap(), 404);
}

#[test]
fn a_default_alone_is_the_answer_and_the_error() {
    let job = || Answer::json(r#"{"id":"a"}"#);
    let (_server, client) = serve([job(), job().with_status(500)]);
    assert_eq!(run(jobs::only_default().send(&client)).unwrap().id, "a");
    let error = run(jobs::only_default().send(&client)).unwrap_err();
    assert_eq!(error.failure::<jobs::OnlyDefault>().unwrap().id, "a");
}

/// The error of the only request to a server that answers with it.
fn error(send: impl Fn(&Client) -> Result<(), Error>, status: u16, body: &str) -> Error {
    let (_server, client) = serve([Answer::json(body).with_status(status)]);
    send(&client).unwrap_err()
}

#[test]
fn the_body_of_an_error_has_the_type_of_its_status() {
    let problem = r#"{"title":"gone"}"#;
    let by_status = |status, body| {
        let error = error(|client| run(shops::by_status().send(client)), status, body);
        error.failure::<shops::ByStatus>()
    };
    let Some(InvalidOrProblem::NotFound(read)) = by_status(404, problem) else { panic!("404") };
    assert_eq!(read.title, "gone");
    let invalid = by_status(422, r#"{"field":"name"}"#);
    assert!(matches!(invalid, Some(InvalidOrProblem::UnprocessableEntity(read)) if read.field == "name"));
    assert_eq!(by_status(500, problem), None, "the document describes no body");
    assert_eq!(by_status(404, "<html>"), None);

    let by_range = |status, body| {
        let error = error(|client| run(shops::by_range().send(client)), status, body);
        error.failure::<shops::ByRange>()
    };
    type Failure = InvalidOrLimitedOrProblem;
    assert!(
        matches!(by_range(429, r#"{"wait":0.5}"#), Some(Failure::TooManyRequests(read)) if read.wait == 0.5)
    );
    assert!(matches!(by_range(418, problem), Some(Failure::ClientError(_))));
    assert!(matches!(by_range(503, r#"{"field":"a"}"#), Some(Failure::Other(_))));
}

#[test]
fn one_type_of_errors_is_read_whatever_the_status() {
    let problem = |status, body: &str| {
        let (server, client) = serve([Answer::status(status)
            .header("content-type", "application/problem+json")
            .body(body.to_owned())]);
        let error = run(shops::one().send(&client)).unwrap_err();
        only(&server);
        error.failure::<shops::One>().map(|problem| problem.title)
    };
    assert_eq!(problem(400, r#"{"title":"bad"}"#).as_deref(), Some("bad"));
    assert_eq!(
        problem(503, r#"{"title":"down","error":{"code":"1","message":"m"}}"#).as_deref(),
        Some("down")
    );
    assert_eq!(problem(503, "Service Unavailable"), None);
}

/// Only the Graph API hides errors in answers; elsewhere a member of this name is one like any other.
#[test]
fn an_error_inside_an_answer_does_not_fail_the_call() {
    let body = r#"{"error":{"code":"rate","message":"later"}}"#;
    let (_server, client) = serve([Answer::json(body)]);
    assert_eq!(run(shops::in_success().send(&client)).unwrap().error.message, "later");
}

#[test]
fn the_content_type_tells_how_the_body_is_read() {
    let typed = |media_type: &str, body: &str| {
        Answer::status(200).header("content-type", media_type).body(body.to_owned())
    };
    let (server, client) = serve([
        typed("application/json; charset=utf-8", r#"{"title":"t"}"#),
        typed("text/csv", "a,b"),
        typed("application/pdf", "%PDF"),
        Answer::status(200).body(r#"{"title":"t"}"#),
    ]);
    let report = || run(reports::report().send(&client)).unwrap();
    assert!(matches!(report(), ReportAnswer::Ok(report) if report.title == "t"));
    let text = run(reports::report().send(&client).accept("text/csv")).unwrap();
    assert_eq!(text, ReportAnswer::OkText("a,b".to_owned()));
    assert_eq!(report(), ReportAnswer::OkBytes("%PDF".into()));
    assert!(matches!(report(), ReportAnswer::Ok(_)), "without a content type it is read as JSON");
    let requests = server.requests();
    let accept: Vec<_> = requests.iter().map(|request| request.header("accept").unwrap()).collect();
    assert_eq!(accept[0], "application/json, text/csv;q=0.9, application/pdf;q=0.9, */*;q=0.8");
    assert_eq!(accept[1], "text/csv");
}

#[test]
fn what_is_documented_is_asked_for() {
    let (server, client) = serve((0..4).map(|_| Answer::status(200).body(r#"{"title":"t"}"#)));
    run(reports::vendor().send(&client)).unwrap();
    assert_eq!(run(reports::log().send(&client)).unwrap(), r#"{"title":"t"}"#);
    run(reports::any().send(&client)).unwrap();
    run(reports::image().send(&client)).unwrap();
    let requests = server.requests();
    let accept: Vec<_> = requests.iter().map(|request| request.header("accept").unwrap()).collect();
    assert_eq!(
        accept,
        [
            "application/vnd.example.v2+json, */*;q=0.8",
            "text/plain, */*;q=0.8",
            "*/*",
            "image/jpeg, image/png;q=0.9, */*;q=0.8",
        ]
    );
}
