//! Streams of items: server-sent events, JSON lines and JSON sequences.

use crate::server::{Answer, Fault, Raw, Server};
use crate::setup::{only, run, serve};
use cases::case_streams_events::chats;
use cases::case_streams_events::models::{Ask, ChatEvent, Chunk, Options, Problem, RunEvent};
use cases::case_streams_lines::logs;
use cases::case_streams_lines::models::Both;
use cases::{Client, Error, EventData, Recovery, Retry};
use std::time::Duration;

fn events(body: &str) -> Answer {
    Answer::status(200).header("content-type", "text/event-stream; charset=utf-8").body(body)
}

/// The items of a stream up to its end or its first error.
async fn all<T>(mut next: impl AsyncFnMut() -> Result<Option<T>, Error>) -> (Vec<T>, Option<Error>) {
    let mut items = Vec::new();
    loop {
        match next().await {
            Ok(Some(item)) => items.push(item),
            Ok(None) => return (items, None),
            Err(error) => return (items, Some(error)),
        }
    }
}

fn ask() -> chats::Create {
    chats::create(Ask::new("Hello?").stream(true))
}

fn deltas(chunks: Vec<Chunk>) -> Vec<String> {
    chunks.into_iter().map(|chunk| chunk.delta).collect()
}

#[test]
fn chunks_of_a_chat_have_their_type() {
    let body = ": hello\n\ndata: {\"delta\":\"Hel\"}\n\ndata: {\"delta\":\"lo\"}\n\ndata: [DONE]\n\n";
    let (server, client) = serve([events(body)]);
    run(async {
        let mut stream = ask().events(&client);
        assert!(stream.response().is_none());
        let (chunks, error) = all(async || stream.try_next().await).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(deltas(chunks), ["Hel", "lo"]);
        assert_eq!(stream.response().unwrap().status.as_u16(), 200);
        assert!(stream.try_next().await.unwrap().is_none());
    });
    let request = only(&server);
    assert_eq!(request.header("accept"), Some("text/event-stream"));
    assert_eq!(request.text(), r#"{"stream":true,"text":"Hello?"}"#);
}

#[test]
fn what_follows_the_mark_is_not_waited_for() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {\"delta\":\"a\"}\n\ndata: [DONE]\n\n";
    let stalled = Raw::Drip(head.into(), b": still here\n".to_vec(), Duration::from_secs(600));
    let (_server, client) = serve([Answer::raw(stalled)]);
    let (chunks, error) = run(async {
        let mut stream = ask().events(&client);
        all(async || stream.try_next().await).await
    });
    assert!(error.is_none(), "{error:?}");
    assert_eq!(deltas(chunks), ["a"]);
}

#[test]
fn a_stream_that_is_cut_off_is_an_error_and_not_at_its_end() {
    let first = "data: {\"delta\":\"a\"}\n\n";
    let raw = |body: &str| {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        Answer::raw(Raw::Bytes([head, body].concat().into()))
    };
    for answer in [
        // Nothing shows that the server has more to say but the mark, which is missing.
        raw(first),
        raw(&format!("{first}data: {{\"delta\":")),
        events(&format!("{first}data: {}\n\n", "x".repeat(1000))).fault(Fault::HalfBody),
    ] {
        let (_server, client) = serve([answer]);
        run(async {
            let mut stream = ask().events(&client);
            let (chunks, error) = all(async || stream.try_next().await).await;
            assert_eq!(deltas(chunks), ["a"]);
            let Some(Error::Transport(error)) = error else { panic!("{error:?}") };
            assert_eq!(error.operation().unwrap().name(), "chats::create");
            assert!(stream.try_next().await.unwrap().is_none(), "nothing follows the error");
        });
    }
    // Where no mark is documented, the server says when the stream ends, but not inside of an event.
    for (body, is_cut) in [("data: a\n\n", false), ("data: a\n\ndata: b\n", true), ("", false)] {
        let (_server, client) = serve([events(body)]);
        let (_, error) = run(async {
        let mut stream = chats::text("1").events(&client);
        all(async || stream.try_next().await).await
    });
        assert_eq!(matches!(error, Some(Error::Transport(_))), is_cut, "{body:?}");
    }
}

#[test]
fn errors_in_the_stream_have_what_the_server_said() {
    for error in [
        "event: error\ndata: {\"message\":\"overloaded\"}\n\n",
        "data: {\"error\":{\"message\":\"overloaded\"}}\n\n",
    ] {
        let body = format!("data: {{\"delta\":\"a\"}}\n\n{error}data: {{\"delta\":\"b\"}}\n\ndata: [DONE]\n\n");
        let (_server, client) = serve([events(&body).header("x-request", "r1")]);
        run(async {
            let mut stream = ask().events(&client);
            let (chunks, error) = all(async || stream.try_next().await).await;
            assert_eq!(deltas(chunks), ["a"]);
            let error = error.unwrap();
            assert_eq!(error.as_api().unwrap().message(), Some("overloaded"));
            assert_eq!(error.headers().unwrap()["x-request"], "r1");
            assert!(error.to_string().contains("an error in the stream: overloaded"), "{error}");
            assert_eq!(error.recovery(), Recovery::Report);
            // The stream itself is whole.
            assert_eq!(deltas(all(async || stream.try_next().await).await.0), ["b"]);
        });
    }
    // An error that the document has among the events is one of them.
    let body = "data: {\"type\":\"started\",\"at\":1}\n\nevent: error\ndata: {\"type\":\"error\",\"code\":\"full\"}\n\ndata: {\"type\":\"new\"}\n\n";
    let (_server, client) = serve([events(body)]);
    let (found, error) = run(async {
        let mut stream = chats::watch("1").stream(true).events(&client);
        all(async || stream.try_next().await).await
    });
    assert!(error.is_none(), "{error:?}");
    let [ChatEvent::Started(started), ChatEvent::Failed(failed), ChatEvent::UnknownValue(new)] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!((started.at, failed.code.as_str()), (1, "full"));
    assert!(format!("{new:?}").contains("new"), "an unknown kind is kept: {new:?}");
}

#[test]
fn an_error_before_the_stream_has_its_type() {
    let problem = Answer::json(r#"{"message":"no text"}"#).with_status(400);
    let (_server, client) = serve([problem]);
    let error = run(async { ask().events(&client).try_next().await }).unwrap_err();
    let failure: Problem = error.failure::<chats::Create>().unwrap();
    assert_eq!(failure.message, "no text");
    // A server that was not told to stream answers with the whole.
    let (_server, client) = serve([Answer::json(r#"{"text":"Hello"}"#)]);
    let error = run(async { ask().events(&client).try_next().await }).unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!((error.expected(), error.found()), ("text/event-stream", "application/json"));
}

#[test]
fn events_that_the_document_does_not_know_are_kept() {
    let body = "event: ping\ndata: {}\n\nevent: note\nid: 7\ndata: plain words\n\ndata: {\"delta\":\"a\"}\n\ndata: [DONE]\n\n";
    let (_server, client) = serve([events(body), events(body)]);
    run(async {
        let mut stream = ask().events(&client);
        let mut found = Vec::new();
        while let Some(event) = stream.try_next_event().await.unwrap() {
            let data = match event.data {
                EventData::Item(chunk) => chunk.delta,
                EventData::Unknown(text) => text,
            };
            found.push((event.kind, event.id, data));
        }
        let expected = [("ping", "", "{}"), ("note", "7", "plain words"), ("message", "7", "a")];
        assert_eq!(found, expected.map(|(kind, id, data)| (kind.into(), id.into(), data.into())));
        // Asked for the items alone, only what keeps the connection open is passed over.
        let mut stream = ask().events(&client);
        assert!(matches!(stream.try_next().await, Err(Error::Decode(_))));
        assert_eq!(stream.try_next().await.unwrap().unwrap().delta, "a");
    });
}

#[test]
fn a_stream_goes_on_after_its_last_event() {
    let cut = |body: &str| events(&format!("{body}data: {}\n\n", "x".repeat(1000))).fault(Fault::HalfBody);
    let server = Server::start().unwrap();
    server.answer(cut("retry: 1\nid: 1\ndata: a\n\n"));
    server.answer(Answer::status(200).fault(Fault::NoAnswer));
    server.answer(cut("id: 2\ndata: b\n\n"));
    server.answer(events("data: c\n\n"));
    let client = Client::builder().base_url(server.url()).retry(Retry::none()).build().unwrap();
    run(async {
        let mut stream = chats::text("1").events(&client).reconnect(2);
        let (texts, error) = all(async || stream.try_next().await).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(texts, ["a", "b", "c"]);
        assert_eq!((stream.last_id(), stream.retry()), ("2", Some(Duration::from_millis(1))));
    });
    let ids: Vec<_> = server.requests().iter().map(|one| one.header("last-event-id").map(str::to_owned)).collect();
    assert_eq!(ids, [None, Some("1".to_owned()), Some("1".to_owned()), Some("2".to_owned())]);
    // Without ids it would begin anew; and only so often in a row.
    for (first, requests) in [("data: a\n\n", 1), ("retry: 1\nid: 1\ndata: a\n\n", 2)] {
        let (server, client) = serve([cut(first), Answer::status(200).fault(Fault::NoAnswer)]);
        let (texts, error) = run(async {
        let mut stream = chats::text("1").events(&client).reconnect(1);
        all(async || stream.try_next().await).await
    });
        assert_eq!(texts, ["a"]);
        assert!(matches!(error, Some(Error::Transport(_))), "{error:?}");
        assert_eq!(server.requests().len(), requests);
    }
    let (server, client) = serve([events("data: d\n\n")]);
    run(async {
        let mut stream = chats::text("1").events(&client).resume_from("9");
        all(async || stream.try_next().await).await
    });
    assert_eq!(only(&server).header("last-event-id"), Some("9"));
}

#[test]
fn whole_events_are_told_apart_by_their_kind() {
    let body = "event: run.created\ndata: {\"text\":\"t\"}\n\nevent: run.done\ndata: over\n\nevent: run.new\ndata: 1\n\n";
    let (_server, client) = serve([events(body)]);
    let (found, error) = run(async {
        let mut stream = chats::runs().events(&client);
        all(async || stream.try_next().await).await
    });
    assert!(error.is_none(), "{error:?}");
    let [RunEvent::RunCreated(created), RunEvent::RunDone(done), RunEvent::UnknownValue(new)] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!((created.data.text.as_str(), done.data.as_str()), ("t", "over"));
    assert!(format!("{new:?}").contains("run.new"), "{new:?}");
}

#[test]
fn lines_and_sequences_have_their_type() {
    let lines = "{\"id\":1,\"text\":\"a\"}\n\n{\"id\":2}\r\nnonsense\n{\"id\":3}";
    let sequence = "\u{1e}{\"id\":1,\n\"text\":\"a\"}\n\u{1e}{\"id\":2}\n\u{1e}{\"id\":\u{1e}{\"id\":3}\n";
    let (server, client) = serve([lines, lines, sequence].map(|body| Answer::status(200).body(body)));
    run(async {
        for mut items in [logs::lines().items(&client), logs::list().items(&client), logs::sequence().items(&client)] {
            let mut ids = Vec::new();
            let first = items.try_next().await.unwrap().unwrap();
            assert_eq!((first.id, first.text.as_deref()), (1, Some("a")));
            loop {
                match items.try_next().await {
                    Ok(Some(entry)) => ids.push(Some(entry.id)),
                    Ok(None) => break,
                    Err(Error::Decode(_)) => ids.push(None),
                    Err(error) => panic!("{error}"),
                }
            }
            assert_eq!(ids, [Some(2), None, Some(3)]);
        }
    });
    let accepts: Vec<_> = server.requests().iter().map(|one| one.header("accept").unwrap().to_owned()).collect();
    assert_eq!(accepts, ["application/x-ndjson", "application/jsonl", "application/json-seq"]);
}

#[test]
fn lines_that_are_cut_off_or_hold_an_error_are_errors() {
    let cut = "{\"id\":1}\n{\"id\":";
    let broken = format!("{{\"id\":1}}\n{{\"id\":2,\"text\":\"{}\"}}\n", "x".repeat(1000));
    let failed = "{\"id\":1}\n{\"error\":\"no more\"}\n";
    let (_server, client) = serve([
        Answer::status(200).body(cut),
        Answer::status(200).body(broken).fault(Fault::HalfBody),
        Answer::status(200).body(failed),
    ]);
    run(async {
        for is_api in [false, false, true] {
            let mut items = logs::lines().items(&client);
            assert_eq!(items.try_next().await.unwrap().unwrap().id, 1);
            let error = items.try_next().await.unwrap_err();
            assert_eq!(matches!(error, Error::Api(_)), is_api, "{error}");
            assert_eq!(matches!(error, Error::Transport(_)), !is_api, "{error}");
            assert!(items.try_next().await.unwrap().is_none());
        }
    });
    // Where an item has such a member, it is an item.
    let (_server, client) = serve([Answer::status(200).body(failed.lines().next_back().unwrap())]);
    let item = run(async { logs::both().body(Both::new().stream(true)).items(&client).try_next().await }).unwrap().unwrap();
    assert_eq!(item.error, "no more");
}

#[test]
fn an_item_without_end_is_too_large() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let server = Server::start().unwrap();
    server.answer(Answer::raw(Raw::Endless(head, b"1".to_vec())));
    let client = Client::builder().base_url(server.url()).max_answer_size(10_000).build().unwrap();
    let error = run(async { logs::lines().items(&client).try_next().await }).unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.is_too_large()), "{error}");
}

/// What the options of a stream say of its end counts too.
#[test]
fn a_stream_without_the_mark_that_its_options_name_is_cut_off() {
    let body = "data: {\"delta\":\"Hel\"}\n\n";
    let (_server, client) = serve([events(body), events(&format!("{body}data: [DONE]\n\n"))]);
    let read = || {
        let mut stream = chats::with_options(Options::new()).events(&client);
        run(all(async || stream.try_next().await))
    };
    let (chunks, error) = read();
    assert_eq!(deltas(chunks), ["Hel"]);
    assert!(error.unwrap().to_string().contains("the stream ends without its mark `[DONE]`"));
    assert!(read().1.is_none());
}

#[test]
fn an_answer_that_is_no_stream_has_no_made_up_length() {
    let (_server, client) = serve([Answer::json(r#"{"text":"Hello"}"#)]);
    let mut stream = ask().events(&client);
    let error = run(stream.try_next()).unwrap_err().to_string();
    assert!(error.ends_with("expected text/event-stream, found application/json [HTTP 200 application/json]"), "{error}");
}
