//! Requests that get no whole answer.

use crate::setup::{TOKEN, client, run, serve};
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::v26_0::page;
use meta_graph::{BuildErrorKind, Client, Error, Retry, TransportError};
use std::time::Duration;

/// The error of a read over this client, which gets no answer.
fn no_answer(client: &Client) -> TransportError {
    let error = run(page::get("12").send(client)).unwrap_err();
    assert!(error.status().is_none() && error.body().is_none() && error.headers().is_none());
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.operation().unwrap().name(), "page::get");
    let shown = error.to_string();
    assert!(shown.starts_with("page::get (GET /{page_id}, v26.0): ") && !shown.contains('\n'), "{shown}");
    error
}

#[test]
fn a_refused_connection_was_never_sent() {
    // Nothing listens on this port, and the system never assigns it as a free one.
    let client = Client::builder()
        .access_token(TOKEN)
        .base_url("http://127.0.0.1:1")
        .retry(Retry::none())
        .build()
        .unwrap();
    let error = no_answer(&client);
    assert!(!error.may_have_been_sent() && !error.is_timeout());
    assert!(error.to_string().starts_with("page::get (GET /{page_id}, v26.0): not sent: "), "{error}");
}

#[test]
fn a_connection_that_is_closed_without_an_answer() {
    let server = serve([Answer::json("{}").fault(Fault::NoAnswer)]);
    let error = no_answer(&client(&server));
    assert!(error.may_have_been_sent() && !error.is_timeout());
    assert!(error.to_string().contains("sent, but no answer: "), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_answer_that_is_cut_off() {
    let server = serve([Answer::json(r#"{"id":"12","name":"Fjord Bakery"}"#).fault(Fault::HalfBody)]);
    let error = no_answer(&client(&server));
    assert!(error.may_have_been_sent() && !error.is_timeout());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_error_that_is_cut_off_is_still_that_error() {
    let body = r#"{"error":{"message":"m","code":4}}"#;
    let server = serve([Answer::json(body).with_status(503).fault(Fault::HalfBody)]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(error.body().unwrap().as_ref(), &body.as_bytes()[..body.len() / 2]);
}

#[test]
fn an_answer_that_is_too_late() {
    let server = serve([Answer::json(r#"{"id":"12"}"#).delay(Duration::from_secs(600))]);
    let client = Client::builder()
        .access_token(TOKEN)
        .base_url(server.url())
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = no_answer(&client);
    assert!(error.is_timeout());
    assert!(error.to_string().contains(" in time: "), "{error}");
}

#[test]
fn a_redirect_is_not_followed() {
    let other = Server::start().unwrap();
    let server = serve([Answer::status(302).header("location", &format!("{}/v26.0/12", other.url()))]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 302);
    assert!(other.requests().is_empty(), "{:?}", other.requests());
}

#[test]
fn a_client_without_a_credential_sends_nothing() {
    let server = serve([]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    match run(page::get("12").send(&client)) {
        Err(Error::Build(error)) => assert!(
            matches!(error.kind(), BuildErrorKind::MissingCredential { schemes } if schemes.contains(&vec!["bearer"]))
        ),
        other => panic!("{other:?}"),
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_client_with_a_wrong_base_url_cannot_be_built() {
    for url in ["graph.facebook.com", "ftp://x", "https://user@x", "https://x?y", ""] {
        let error = Client::builder().base_url(url).build().unwrap_err();
        assert!(
            matches!(&error, Error::Build(error) if *error.kind() == BuildErrorKind::InvalidBaseUrl),
            "{url}: {error:?}"
        );
        assert!(error.operation().is_none());
    }
}
