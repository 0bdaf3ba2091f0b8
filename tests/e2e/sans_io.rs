//! Requests and answers as values, carried by somebody else.

use crate::setup::{TOKEN, decode, offline, only, serve_json};
use bytes::Bytes;
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Error, ErrorCode, Transport, TransportError, TransportFuture};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

#[test]
fn a_request_is_built_without_sending_it() {
    let request =
        offline().http_request(&personas::create("12", "Ann", "https://cdn.example/a.png")).unwrap();
    assert_eq!((request.method(), request.version()), (&http::Method::POST, http::Version::HTTP_11));
    assert_eq!(request.uri(), "https://graph.facebook.com/v26.0/12/personas");
    let authorization = &request.headers()["authorization"];
    assert_eq!(authorization, &format!("Bearer {TOKEN}"));
    assert!(authorization.is_sensitive());
    assert_eq!(request.headers()["content-type"], "application/json");
    let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, serde_json::json!({"name": "Ann", "profile_picture_url": "https://cdn.example/a.png"}));
}

#[test]
fn a_base_url_takes_the_place_of_the_origin_only() {
    let client = Client::builder()
        .access_token(TOKEN)
        .base_url("https://proxy.example:8443/graph/")
        .user_agent("bakery/2")
        .build()
        .unwrap();
    let request = client.http_request(&page::get("12").fields([page::Field::Id])).unwrap();
    assert_eq!(request.uri(), "https://proxy.example:8443/graph/v26.0/12?fields=id");
    assert_eq!(request.headers()["user-agent"], "bakery/2");
    assert!(request.body().is_empty());
}

#[test]
fn an_answer_is_read_without_a_network() {
    let page = decode(&page::get("12"), 200, r#"{"id":"12","name":"Fjord Bakery"}"#).unwrap();
    assert_eq!(page.name.as_deref(), Some("Fjord Bakery"));
    // A byte order mark and white space are no part of the JSON.
    let page = decode(&page::get("12"), 200, "\u{feff} {\"id\":\"12\"}\r\n").unwrap();
    assert_eq!(page.id, "12");
    let error = decode(&page::get("12"), 400, include_str!("bodies/error_nested.json")).unwrap_err();
    assert_eq!(error.as_api().unwrap().code(), ErrorCode::ACCESS_TOKEN_INVALID);
}

#[test]
fn a_plain_socket_can_carry_it() {
    let server = serve_json(include_str!("bodies/personas_last.json"));
    let client = Client::builder().access_token(TOKEN).base_url(server.url()).build().unwrap();
    let list = personas::list("12").limit(1);
    let response = carry(&client.http_request(&list).unwrap());
    let page = client.decode(&list, response).unwrap();
    assert_eq!((page.data[0].id.as_str(), page.has_next()), ("33", false));
    let request = only(&server);
    assert_eq!(request.target, "/v26.0/12/personas?limit=1");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

/// The poorest HTTP client there is: one request, one connection, and the answer ends where its length says.
fn carry(request: &http::Request<Bytes>) -> http::Response<Bytes> {
    let mut text = format!("{} {} HTTP/1.1\r\n", request.method(), request.uri().path_and_query().unwrap());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut stream = TcpStream::connect(request.uri().authority().unwrap().as_str()).unwrap();
    stream.write_all(format!("{text}content-length: {}\r\n\r\n", request.body().len()).as_bytes()).unwrap();
    stream.write_all(request.body()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    http::Response::builder().status(status).body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
}

/// Answers the first request and then none, and keeps the URLs.
#[derive(Default)]
struct Once(Mutex<Vec<String>>);

impl Transport for Once {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let mut urls = self.0.lock().unwrap();
        urls.push(request.uri().to_string());
        let answer = match urls.len() {
            1 => Ok(http::Response::new(Bytes::from_static(br#"{"id":"12"}"#))),
            _ => Err(TransportError::new("the line is dead").never_sent()),
        };
        Box::pin(std::future::ready(answer))
    }
}

#[test]
fn a_transport_of_the_caller_can_carry_it() {
    let transport = Arc::new(Once::default());
    let client = Client::builder().access_token(TOKEN).transport(Arc::clone(&transport)).build().unwrap();
    let (first, second) = crate::setup::run(async {
        (page::get("12").send(&client).await, page::get("13").send(&client).await)
    });
    assert_eq!(first.unwrap().id, "12");
    let error = second.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if !error.may_have_been_sent()));
    assert_eq!(error.to_string(), "page::get (GET /{page_id}, v26.0): not sent: the line is dead");
    assert_eq!(
        *transport.0.lock().unwrap(),
        ["https://graph.facebook.com/v26.0/12", "https://graph.facebook.com/v26.0/13"]
    );
}
