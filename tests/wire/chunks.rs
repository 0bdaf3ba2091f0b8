//! Bodies that are read piece by piece.

use crate::server::{Answer, Raw, Server};
use crate::setup::{only, run, serve};
use cases::case_answers_media_types::reports;
use cases::case_answers_statuses::jobs;
use cases::{Client, Error, Retry};
use std::time::Duration;

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

#[test]
fn a_body_may_be_longer_than_an_answer_that_is_kept() {
    let body: Vec<u8> = (0..300_000_u32).map(|byte| byte as u8).collect();
    let server = Server::start().unwrap();
    server.answer(Answer::status(200).header("x-name", "a.bin").body(body.clone()));
    server.answer(Answer::status(200).body(body.clone()));
    let client = Client::builder().base_url(server.url()).max_answer_size(1000).build().unwrap();
    let read = run(async {
        let response = jobs::nothing().chunks(&client).await.unwrap();
        assert_eq!((response.status.as_u16(), &response.headers["x-name"]), (200, &"a.bin".parse().unwrap()));
        let (mut chunks, mut read) = (response.body, Vec::new());
        while let Some(chunk) = chunks.try_next().await.unwrap() {
            read.extend_from_slice(&chunk);
        }
        assert_eq!(chunks.try_next().await.unwrap(), None);
        read
    });
    assert!(read == body, "{} bytes", read.len());
    let Err(Error::Transport(error)) = run(jobs::nothing().send(&client)) else { panic!("kept whole") };
    assert!(error.is_too_large());
}

#[test]
fn events_come_before_the_answer_ends() {
    let again = b"data: x\n\n".to_vec();
    let (server, client) = serve([Answer::raw(Raw::Endless(HEAD.into(), again))]);
    run(async {
        let mut chunks = reports::talk().chunks(&client).await.unwrap().body;
        let first = chunks.try_next().await.unwrap().unwrap();
        assert!(first.starts_with(b"data: x\n\n"), "{first:?}");
        // To drop it is to hang up: the server stops.
        drop(chunks);
    });
    assert_eq!(only(&server).header("accept"), Some("text/event-stream"));
}

#[test]
fn an_error_is_read_whole_and_sent_again_as_ever() {
    let error = || Answer::json(r#"{"message":"down"}"#).with_status(503);
    let server = Server::start().unwrap();
    server.answer(error());
    server.answer(Answer::status(200).body("x"));
    server.answer(error().with_status(404));
    let client = Client::builder().base_url(server.url()).retry(Retry::standard()).build().unwrap();
    run(async {
        let mut chunks = jobs::nothing().chunks(&client).await.unwrap().body;
        assert_eq!(chunks.try_next().await.unwrap().unwrap(), "x");
        let error = jobs::nothing().chunks(&client).await.unwrap_err();
        assert_eq!(error.as_api().unwrap().message(), Some("down"));
    });
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_body_that_breaks_off_or_stalls_is_an_error() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc";
    let stalled = Raw::Drip(HEAD.into(), b"x".to_vec(), Duration::from_secs(600));
    let server = Server::start().unwrap();
    server.answer(Answer::raw(Raw::Bytes(cut.into())));
    server.answer(Answer::raw(stalled));
    let client = Client::builder().base_url(server.url()).retry(Retry::none());
    let client = client.attempt_timeout(Duration::from_millis(200)).build().unwrap();
    run(async {
        let mut chunks = jobs::nothing().chunks(&client).await.unwrap().body;
        assert_eq!(chunks.try_next().await.unwrap().unwrap(), "abc");
        let error = chunks.try_next().await.unwrap_err();
        assert!(matches!(&error, Error::Transport(error) if error.may_have_been_sent()), "{error}");
        assert_eq!(error.operation().unwrap().name(), "jobs::nothing");
        assert!(chunks.try_next().await.unwrap().is_none(), "nothing follows an error");

        let mut chunks = reports::talk().chunks(&client).await.unwrap().body;
        assert!(chunks.try_next().await.unwrap_err().is_timeout());
    });
}
