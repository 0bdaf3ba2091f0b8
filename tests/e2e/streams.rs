//! Answers that are read piece by piece, and the events in them.

use crate::setup::{TOKEN, client, run, serve};
use graph_tests::server::{Answer, Fault, Raw, Server};
use meta_graph::v26_0::page;
use meta_graph::{Client, ClientBuilder, Error, Event, Retry};
use std::time::Duration;
use tokio::task::spawn_blocking;

/// An answer of events that goes on for as long as somebody listens.
fn endless(part: &[u8]) -> Server {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n".to_vec();
    serve([Answer::raw(Raw::Endless(head, part.to_vec()))])
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none())
}

#[test]
fn a_body_comes_in_pieces_and_whole() {
    let body = vec![b'7'; 300_000];
    let server = serve([Answer::status(200).header("x-kind", "export").body(body.clone())]);
    let (read, pieces) = run(async {
        let answer = client(&server).chunks(page::get("1")).await.unwrap();
        assert_eq!((answer.status.as_u16(), &answer.headers["x-kind"]), (200, &"export".parse().unwrap()));
        let (mut chunks, mut read, mut pieces) = (answer.body, Vec::new(), 0);
        while let Some(chunk) = chunks.try_next().await.unwrap() {
            read.extend_from_slice(&chunk);
            pieces += 1;
        }
        assert!(chunks.try_next().await.unwrap().is_none());
        (read, pieces)
    });
    assert!(read == body && pieces > 1, "{} bytes in {pieces} pieces", read.len());
}

#[test]
fn events_come_before_the_answer_ends() {
    let server = endless(b"id: 12\nevent: add\ndata: {\"a\":1}\n\n");
    let client = client(&server);
    run(async {
        let mut events = client.chunks(page::get("1")).await.unwrap().body.events();
        for _ in 0..3 {
            let Event { kind, data, id, .. } = events.try_next().await.unwrap().unwrap();
            assert_eq!((kind.as_str(), data.as_str(), id.as_str()), ("add", "{\"a\":1}", "12"));
        }
        assert_eq!((events.last_id(), events.retry()), ("12", None));
        drop(events);
        assert!(spawn_blocking(server.hang_up()).await.unwrap(), "the client does not hang up");
    });
}

#[test]
fn an_event_without_end_is_too_large() {
    for part in [&b"data: no end of a line "[..], b"data: no end of an event\n"] {
        let server = endless(part);
        let client = builder(&server).max_answer_size(10_000).build().unwrap();
        run(async {
            let mut events = client.chunks(page::get("1")).await.unwrap().body.events();
            let error = events.try_next().await.unwrap_err();
            assert!(matches!(&error, Error::Transport(error) if error.is_too_large()), "{error}");
            assert!(error.to_string().contains("page::get"), "{error}");
            assert_eq!(events.try_next().await.unwrap(), None);
        });
    }
}

#[test]
fn a_body_that_is_cut_off_is_an_error_after_what_came() {
    let body = format!("data: first\n\ndata: {}\n\n", "x".repeat(1000));
    let server = serve([Answer::status(200).body(body).fault(Fault::HalfBody)]);
    run(async {
        let mut events = client(&server).chunks(page::get("1")).await.unwrap().body.events();
        assert_eq!(events.try_next().await.unwrap().unwrap().data, "first");
        let error = events.try_next().await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert_eq!(events.try_next().await.unwrap(), None);
    });
}

#[test]
fn an_error_is_read_to_its_end() {
    let server = serve([Answer::status(400)
        .header("content-type", "application/json")
        .body(r#"{"error":{"message":"No such page","type":"OAuthException","code":100}}"#)]);
    let error = run(client(&server).chunks(page::get("1"))).unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.message() == Some("No such page")), "{error}");
}

#[test]
fn a_server_that_falls_silent_is_waited_for_as_long_as_an_attempt_may_take() {
    let start = b"HTTP/1.1 200 OK\r\n\r\ndata: a\n\n".to_vec();
    let silent = Raw::Drip(start, b"\n".to_vec(), Duration::from_secs(3));
    let server = serve([Answer::raw(silent)]);
    let client = builder(&server).attempt_timeout(Duration::from_millis(300)).build().unwrap();
    run(async {
        let mut events = client.chunks(page::get("1")).await.unwrap().body.events();
        assert_eq!(events.try_next().await.unwrap().unwrap().data, "a");
        let error = events.try_next().await.unwrap_err();
        assert!(matches!(&error, Error::Transport(error) if error.is_timeout()), "{error}");
    });
}

#[test]
fn events_that_are_none_are_an_error_that_keeps_the_body() {
    let server = serve([Answer::json(r#"{"id":"1"}"#), Answer::json(vec![b'7'; 20_000])]);
    let client = builder(&server).max_answer_size(10_000).build().unwrap();
    run(async {
        let mut events = client.chunks(page::get("1")).await.unwrap().body.events();
        let Err(Error::Decode(error)) = events.try_next().await else { panic!("it was taken for events") };
        assert_eq!((error.found(), error.body().as_ref()), ("`application/json`", &br#"{"id":"1"}"#[..]));
        assert_eq!(error.operation().name(), "page::get");
        let mut events = client.chunks(page::get("1")).await.unwrap().body.events();
        let Err(Error::Transport(error)) = events.try_next().await else { panic!("it was kept whole") };
        assert!(error.is_too_large());
    });
}
