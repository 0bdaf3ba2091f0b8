//! The server itself, spoken to by hand: the other tests stand on it.

use graph_tests::server::{Answer, Fault, Server};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Sends text on a connection of its own and reads until the server closes or stays silent.
fn speak(server: &Server, text: &str) -> String {
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    // A connection that is cut may end in an error; what came before counts.
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn answers_come_in_order_and_requests_are_kept() {
    let server = Server::start().unwrap();
    server.answer(Answer::json("{\"id\":1}")).answer(Answer::status(404).header("x-test", "yes"));
    let text = "POST /a?b=c%20d HTTP/1.1\r\nHost: x\r\nX-One:  1 \r\nContent-Length: 5\r\n\r\nhello\
                GET /second HTTP/1.1\r\nHost: x\r\n\r\n";
    let answer = speak(&server, text);
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.contains("\r\n\r\n{\"id\":1}HTTP/1.1 404 "),
        "{answer}"
    );
    assert!(answer.contains("x-test: yes\r\n"));

    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(
        (requests[0].method.as_str(), requests[0].path(), requests[0].query()),
        ("POST", "/a", "b=c%20d")
    );
    assert_eq!((requests[0].header("x-one"), requests[0].text().as_str()), (Some("1"), "hello"));
    assert_eq!((requests[1].path(), requests[1].query()), ("/second", ""));
    assert_eq!(server.answers_left(), 0);
}

#[test]
fn chunks_are_put_together() {
    let server = Server::start().unwrap();
    server.answer(Answer::status(204));
    speak(
        &server,
        "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    );
    assert_eq!(server.requests()[0].text(), "abcde");
}

#[test]
fn a_request_without_a_scripted_answer_is_an_error() {
    let server = Server::start().unwrap();
    let answer = speak(&server, "GET /a HTTP/1.1\r\n\r\n");
    assert!(
        answer.starts_with("HTTP/1.1 500 ") && answer.ends_with("no answer was scripted for GET /a"),
        "{answer}"
    );
}

#[test]
fn answers_can_be_late_cut_or_missing() {
    let server = Server::start().unwrap();
    server.answer(Answer::json("12345678").fault(Fault::HalfBody));
    let answer = speak(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(answer.contains("content-length: 8\r\n") && answer.ends_with("\r\n\r\n1234"), "{answer}");

    server.answer(Answer::json("{}").fault(Fault::NoAnswer));
    assert_eq!(speak(&server, "GET / HTTP/1.1\r\n\r\n"), "");

    server.answer(Answer::json("{}").delay(Duration::from_millis(60)));
    let start = Instant::now();
    assert!(speak(&server, "GET / HTTP/1.1\r\n\r\n").ends_with("{}"));
    assert!(start.elapsed() >= Duration::from_millis(60));
}
