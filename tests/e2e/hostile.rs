//! A server that means no good: what it answers is an error of the right kind or is read, within bounds, and no more.

use crate::setup::{TOKEN, client, run, serve};
use flate2::{Compression, write::GzEncoder};
use graph_tests::server::{Answer, Raw, Received, Server};
use meta_graph::v26_0::{page, persona};
use meta_graph::{Client, ClientBuilder, Error, Retry};
use std::io::Write as _;
use std::time::Duration;
use tokio::task::{JoinSet, spawn_blocking};

/// The largest answer that a client of these tests takes.
const LARGEST: usize = 1 << 20;

const PAGE: &str = r#"{"id":"12","name":"Fjord"}"#;

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is read.
    Read,
    /// There is no whole answer.
    Transport,
    /// It is an error of the API with this status.
    Api(u16),
    /// It is no JSON of the right shape.
    Decode,
}

fn impatient(server: &Server) -> ClientBuilder {
    Client::builder()
        .strict(true)
        .access_token(TOKEN)
        .base_url(server.url())
        .retry(Retry::none())
        .max_answer_size(LARGEST)
        .attempt_timeout(Duration::from_secs(20))
}

/// An answer of status 200 with these header lines and this body, whose length is right.
fn ok(lines: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n{lines}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Status line and header lines, the body and nothing added to it.
fn exact(head: &str, body: &str) -> Vec<u8> {
    format!("{}\r\n\r\n{body}", head.replace('\n', "\r\n")).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Fails unless each text of the error is one line of a bearable length without the token.
fn assert_fit_for_a_log(name: &str, error: &Error) {
    let shown = error.to_string();
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202e}');
    assert!(!shown.contains(breaks), "{name}: {shown:?}");
    assert!(shown.len() < 3000, "{name}: {} bytes", shown.len());
    assert!(!format!("{shown} {error:?} {error:#?}").contains(TOKEN), "{name}: {error:?}");
}

fn outcome(name: &str, answer: Vec<u8>) -> Outcome {
    let server = serve([Answer::raw(Raw::Bytes(answer))]);
    let result = run(page::get("12").send(&impatient(&server).build().unwrap()));
    assert_eq!(server.requests().len(), 1, "{name}");
    let error = match result {
        Ok(page) => {
            assert_eq!(page.id, "12", "{name}");
            return Outcome::Read;
        }
        Err(error) => error,
    };
    assert_fit_for_a_log(name, &error);
    match error {
        Error::Transport(error) => {
            assert!(error.may_have_been_sent() && !error.is_timeout(), "{name}: {error}");
            Outcome::Transport
        }
        Error::Api(error) => Outcome::Api(error.status().as_u16()),
        Error::Decode(_) => Outcome::Decode,
        other => panic!("{name}: {other:?}"),
    }
}

fn assert_outcomes(cases: Vec<(&str, Vec<u8>, Outcome)>) {
    let wrong: Vec<_> = cases
        .into_iter()
        .map(|(name, answer, expected)| (name, outcome(name, answer), expected))
        .filter(|(_, found, expected)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "(case, found, expected): {wrong:#?}");
}

#[test]
fn what_breaks_http_is_no_answer() {
    let many: String = (0..200).map(|number| format!("x-{number}: 1\r\n")).collect();
    let two = "HTTP/1.1 200 OK\ncontent-length: 26\ncontent-length: 5";
    let chunked = "HTTP/1.1 200 OK\ntransfer-encoding: chunked";
    assert_outcomes(vec![
        ("nothing", Vec::new(), Outcome::Transport),
        ("half a status line", b"HTTP/1.1 2".to_vec(), Outcome::Transport),
        ("half a head", b"HTTP/1.1 200 OK\r\ncontent-le".to_vec(), Outcome::Transport),
        ("another protocol", b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), Outcome::Transport),
        ("another version", exact("HTTP/9.9 200 OK\ncontent-length: 26", PAGE), Outcome::Transport),
        ("no number", exact("HTTP/1.1 abc OK\ncontent-length: 26", PAGE), Outcome::Transport),
        ("a low status", exact("HTTP/1.1 099 OK\ncontent-length: 26", PAGE), Outcome::Transport),
        ("too short a body", exact("HTTP/1.1 200 OK\ncontent-length: 9999", PAGE), Outcome::Transport),
        ("two lengths", exact(two, PAGE), Outcome::Transport),
        ("a negative length", exact("HTTP/1.1 200 OK\ncontent-length: -1", PAGE), Outcome::Transport),
        (
            "a huge length",
            exact(&format!("HTTP/1.1 200 OK\ncontent-length: {}0", u64::MAX), PAGE),
            Outcome::Transport,
        ),
        ("a bad chunk", exact(chunked, &format!("zz\r\n{PAGE}\r\n0\r\n\r\n")), Outcome::Transport),
        ("a huge chunk", exact(chunked, &format!("ffffffffffffffffff\r\n{PAGE}")), Outcome::Transport),
        ("no last chunk", exact(chunked, &format!("1a\r\n{PAGE}\r\n")), Outcome::Transport),
        ("a NUL in a header", ok("x: a\0b\r\n", PAGE), Outcome::Transport),
        ("a bad name of a header", ok("x y: 1\r\n", PAGE), Outcome::Transport),
        ("many headers", ok(&many, PAGE), Outcome::Transport),
        ("not gzip", ok("content-encoding: gzip\r\n", PAGE), Outcome::Transport),
        (
            "half of a gzip",
            ok("content-encoding: gzip\r\n", &gzip(PAGE.as_bytes())[..20]),
            Outcome::Transport,
        ),
    ]);
}

#[test]
fn what_is_no_json_of_utf_8_is_not_read() {
    let utf_16: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let html = "content-type: text/html\r\n";
    let latin_1 = "content-type: application/json; charset=iso-8859-1\r\n";
    let long = format!("content-type: {}\r\n", "x/y ".repeat(5000));
    assert_outcomes(vec![
        ("latin 1", ok(latin_1, b"{\"id\":\"12\",\"name\":\"Caf\xe9\"}"), Outcome::Decode),
        ("utf 16", ok("content-type: application/json; charset=utf-16\r\n", utf_16), Outcome::Decode),
        ("a lone surrogate", ok("", br#"{"id":"12","name":"\ud800"}"#), Outcome::Read),
        ("a NUL", ok("", "{\"id\":\"12\",\"name\":\"a\0b\"}"), Outcome::Decode),
        ("a NUL after it", ok("", format!("{PAGE}\0")), Outcome::Decode),
        ("two answers", ok("", PAGE.repeat(2)), Outcome::Decode),
        ("only a part", exact("HTTP/1.1 200 OK\ncontent-length: 20", PAGE), Outcome::Decode),
        ("no body", ok("", ""), Outcome::Decode),
        ("HTML", ok(html, "<!doctype html>\n<title>Log in</title>"), Outcome::Decode),
        ("HTML, redirected by itself", ok("refresh: 0; url=http://x/\r\n", "<html>"), Outcome::Decode),
        ("an unknown coding", ok("content-encoding: br\r\n", b"\x0b\x02\x80{}\x03"), Outcome::Decode),
        ("gzip that is not announced", ok("", gzip(PAGE.as_bytes())), Outcome::Decode),
        ("a long content type", ok(&long, "<html>"), Outcome::Decode),
        ("nested deeply", ok("", "[".repeat(200_000)), Outcome::Decode),
        (
            "nested deeply in a member",
            ok("", format!("{{\"id\":{}", "{\"id\":".repeat(99_999))),
            Outcome::Decode,
        ),
        ("HTML of a proxy", exact("HTTP/1.1 502 Bad\ncontent-length: 6", "<html>"), Outcome::Api(502)),
        ("a status of tomorrow", exact("HTTP/1.1 999 No\ncontent-length: 0", ""), Outcome::Api(999)),
        ("a teapot without an end", exact("HTTP/1.1 418 No", "\u{2028}\n\n"), Outcome::Api(418)),
    ]);
}

#[test]
fn what_is_odd_but_whole_is_read() {
    let hints = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    let after = |start: &str| [start.as_bytes(), &ok("", PAGE)].concat();
    assert_outcomes(vec![
        ("100 before it", after("HTTP/1.1 100 Continue\r\n\r\n"), Outcome::Read),
        ("103 before it", after(&hints.repeat(3)), Outcome::Read),
        ("the type of a text", ok("content-type: text/plain; charset=latin1\r\n", PAGE), Outcome::Read),
        ("no end but the end of the connection", exact("HTTP/1.1 200 OK", PAGE), Outcome::Read),
        (
            "the same length twice",
            exact("HTTP/1.1 200 OK\ncontent-length: 26\ncontent-length: 26", PAGE),
            Outcome::Read,
        ),
        (
            "latin 1 in the headers",
            [&b"HTTP/1.1 200 \xe9\r\nx-a: \xe9\xff\r\ncontent-length: 26\r\n\r\n"[..], PAGE.as_bytes()]
                .concat(),
            Outcome::Read,
        ),
        ("a mark of the byte order", ok("", format!("\u{feff}{PAGE}")), Outcome::Read),
        ("gzip", ok("content-encoding: gzip\r\n", gzip(PAGE.as_bytes())), Outcome::Read),
        ("a second answer", [ok("", PAGE), ok("", "{}")].concat(), Outcome::Read),
    ]);
}

#[test]
fn texts_of_the_server_stay_in_one_line() {
    let message = format!("a\\n\u{2028}\u{2029}\u{202e}\\r\\u0000\\u001b[31m{TOKEN}{}", "x".repeat(100_000));
    let body = format!(
        r#"{{"error":{{"message":"{message}","type":"{message}","code":1,"fbtrace_id":"{message}"}}}}"#
    );
    assert_eq!(outcome("an error", ok("", body)), Outcome::Api(200));
    let odd = format!(r#"{{"id":"12","hours":{{"{message}":{{}}}}}}"#);
    assert_eq!(outcome("a key", ok("", odd)), Outcome::Decode);
}

/// The error of a read whose answer has no end, which the client leaves by itself.
fn left(answer: Raw, change: fn(ClientBuilder) -> ClientBuilder) -> Error {
    let server = serve([Answer::raw(answer)]);
    let client = change(impatient(&server)).build().unwrap();
    let error = run(async {
        let error = page::get("12").send(&client).await.unwrap_err();
        // The runtime still runs and the client still lives: it is not their end that closes the connection.
        assert!(spawn_blocking(server.hang_up()).await.unwrap(), "the client does not hang up: {error}");
        error
    });
    assert_fit_for_a_log("left", &error);
    error
}

#[test]
fn an_answer_without_end_is_too_large() {
    let plain = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let failed = b"HTTP/1.1 500 No\r\n\r\n".to_vec();
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = format!("2000\r\n{}\r\n", " ".repeat(0x2000)).into_bytes();
    for answer in [
        Raw::Endless(plain, vec![b'['; 8192]),
        Raw::Endless(failed, vec![b'['; 8192]),
        Raw::Endless(chunked, chunk),
    ] {
        let error = left(answer, |builder| builder);
        assert!(matches!(&error, Error::Transport(error) if error.is_too_large()), "{error:?}");
        assert!(error.to_string().ends_with(&format!("longer than {LARGEST} bytes")), "{error}");
    }
}

#[test]
fn a_head_without_end_is_no_answer() {
    let start = b"HTTP/1.1 200 OK\r\n".to_vec();
    for again in [&b"x-again: 0123456789\r\n"[..], &[b'x'; 8192]] {
        let error = left(Raw::Endless(start.clone(), again.to_vec()), |builder| builder);
        assert!(matches!(&error, Error::Transport(error) if !error.is_timeout()), "{error:?}");
    }
}

#[test]
fn what_only_drips_is_left_in_time() {
    let brief = |builder: ClientBuilder| builder.attempt_timeout(Duration::from_millis(150));
    let pause = Duration::from_millis(5);
    let hints = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(400);
    let body = b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n".to_vec();
    let failed = b"HTTP/1.1 500 No\r\ncontent-length: 99999\r\n\r\n".to_vec();
    for (start, rest) in [(Vec::new(), hints), (body, vec![b' '; 9999]), (failed, vec![b' '; 9999])] {
        let error = left(Raw::Drip(start, rest, pause), brief);
        assert!(error.is_timeout(), "{error:?}");
    }
}

#[test]
fn an_answer_byte_by_byte_is_read() {
    let answer = Raw::Drip(Vec::new(), ok("", PAGE), Duration::from_micros(200));
    let server = serve([Answer::raw(answer)]);
    assert_eq!(run(page::get("12").send(&client(&server))).unwrap().name.as_deref(), Some("Fjord"));
}

#[test]
fn a_bomb_of_gzip_does_not_go_off() {
    let bomb = gzip(&vec![b' '; 16 * LARGEST]);
    assert!(bomb.len() < LARGEST / 8, "{}", bomb.len());
    for status in [200, 500] {
        let answer = Answer::status(status).header("content-encoding", "gzip").body(bomb.clone());
        let server = serve([answer]);
        let error = run(page::get("12").send(&impatient(&server).build().unwrap())).unwrap_err();
        assert!(matches!(&error, Error::Transport(error) if error.is_too_large()), "{error:?}");
    }
}

#[test]
fn the_token_follows_no_redirect() {
    let other = Server::start().unwrap();
    for status in [300, 301, 302, 303, 307, 308] {
        for location in [format!("{}/v26.0/12?t={TOKEN}", other.url()), format!("//{}/", &other.url()[7..])] {
            let answer = Answer::status(status).header("location", &location).header("refresh", &location);
            let server = serve(vec![answer; 3]);
            let client = client(&server);
            let errors = run(async {
                [
                    page::get("12").send(&client).await.map(drop).unwrap_err(),
                    page::update("12").about("x").send(&client).await.map(drop).unwrap_err(),
                    persona::delete("12").send(&client).await.map(drop).unwrap_err(),
                ]
            });
            for error in errors {
                assert_eq!(error.as_api().unwrap().status().as_u16(), status);
                assert_eq!(error.headers().unwrap()["location"], location.as_str());
                assert_fit_for_a_log("redirect", &error);
            }
            assert_eq!(server.requests().len(), 3);
        }
    }
    assert!(other.requests().is_empty(), "{:?}", other.requests());
}

/// Answers with what was asked for and with whose token, the later calls sooner than some before them.
fn echo(request: &Received) -> Answer {
    let id = request.path().rsplit('/').next().unwrap_or_default();
    let token = request.header("authorization").unwrap_or_default();
    let late = id.bytes().map(u64::from).sum::<u64>() % 7 * 5;
    Answer::json(format!(r#"{{"id":"{id}","name":"{token}"}}"#)).delay(Duration::from_millis(late))
}

/// How many calls the process has the sockets for, up to 2000: each takes one here and one at the server, and the other
/// tests take some. Where the system does not tell its limit, it is taken for a low one.
fn many() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(256_usize);
    (files / 3).min(2000)
}

#[test]
fn calls_side_by_side_get_their_own_answers() {
    let server = Server::start().unwrap();
    server.answer_by(echo);
    let client = client(&server);
    let calls = many();
    run(async {
        let mut running = JoinSet::new();
        for id in 0..calls {
            let call = page::get(id.to_string()).send(&client).access_token(format!("token-{id}"));
            running.spawn(async move { (id, call.await) });
        }
        let answers = running.join_all().await;
        assert_eq!(answers.len(), calls);
        for (id, page) in answers {
            let page = page.unwrap();
            assert_eq!(page.id, id.to_string());
            assert_eq!(page.name, Some(format!("Bearer token-{id}")));
        }
    });
    assert_eq!(server.requests().len(), calls);
}
