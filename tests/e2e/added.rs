//! What callers add to requests and to a client that the specification does not have.

use crate::setup::{TOKEN, client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{BuildErrorKind, Client, Error, Request, Retry};
use serde_json::json;

const SECRET: &str = "gate-9e41c7";

#[test]
fn a_request_takes_what_the_specification_lacks() {
    let server = serve_json(r#"{"id":"7"}"#);
    let create = personas::create("12", "Ann", "https://cdn.example/a.png")
        .with_query("locale", "nb_NO")
        .with_query("debug", true)
        .with_header("X-Trace", 7)
        .with_header("x-trace", 8)
        .with_member("tags", json!(["a", {"b": 1}]))
        .with_member("name", "Bea");
    run(create.send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(request.target, "/v26.0/12/personas?locale=nb_NO&debug=true");
    assert_eq!(request.header("x-trace"), Some("8"));
    let picture = "https://cdn.example/a.png";
    assert_eq!(
        sent_json(&request),
        json!({"name": "Bea", "profile_picture_url": picture, "tags": ["a", {"b": 1}]})
    );
}

#[test]
fn what_was_added_goes_with_every_page_and_into_a_batch() {
    let next = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":"A"},"next":"https://x"}}"#;
    let server =
        serve([Answer::json(next), Answer::json(r#"{"data":[{"id":"2"}]}"#), Answer::json("[null]")]);
    let client = client(&server);
    let list = || personas::list("12").with_query("locale", "nb_NO").with_header("x-page", "1");
    run(async {
        assert_eq!(list().items(&client).collect_at_most(9).await.unwrap().len(), 2);
        let update = page::update("12").with_member("new", json!({"a": 1}));
        let (first,) = client.batch((list(),)).await.unwrap();
        assert!(first.is_err());
        let _ = client.batch((update,)).await;
    });
    let requests = server.requests();
    assert_eq!(requests[0].target, "/v26.0/12/personas?locale=nb_NO");
    assert_eq!(requests[1].target, "/v26.0/12/personas?locale=nb_NO&after=A");
    assert!(requests[..2].iter().all(|request| request.header("x-page") == Some("1")));
    let inside = percent_decoded(&requests[2].text());
    assert!(inside.contains("locale=nb_NO") && inside.contains(r#""headers":["x-page: 1"]"#), "{inside}");
    let inside = percent_decoded(&requests[3].text());
    assert!(inside.contains(r#""body":"new=%7B%22a%22%3A1%7D""#), "{inside}");
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| std::str::from_utf8(&tail[..2]).unwrap());
        bytes.push(hex.map_or(*first, |hex| u8::from_str_radix(hex, 16).unwrap()));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_member_needs_an_object_and_a_header_a_value() {
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    let kind = |error: Error| match error {
        Error::Build(error) => error.kind().clone(),
        other => panic!("{other:?}"),
    };
    let refused = client.http_request(&page::get("1").with_header("x", "a\nb")).unwrap_err();
    assert_eq!(kind(refused), BuildErrorKind::InvalidValue { name: "x".to_owned() });
    let refused = client.http_request(&page::get("1").with_header("x y", "a")).unwrap_err();
    assert_eq!(kind(refused), BuildErrorKind::InvalidValue { name: "x y".to_owned() });
    let error = Client::builder().header("x", "a\nb").build().unwrap_err();
    assert_eq!(kind(error), BuildErrorKind::InvalidValue { name: "x".to_owned() });
}

#[test]
fn a_client_has_headers_for_all_requests() {
    let server = serve([Answer::json(r#"{"id":"1"}"#), Answer::json(r#"{"id":"1"}"#)]);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none());
    let client =
        builder.user_agent("shop/2").header("X-Tenant", "a").header("accept", "x/y").build().unwrap();
    run(async {
        page::get("1").send(&client).await.unwrap();
        page::get("1").with_header("x-tenant", "b").send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert_eq!(requests[0].header("x-tenant"), Some("a"));
    assert_eq!(requests[1].header("x-tenant"), Some("b"));
    for request in &requests {
        assert_eq!(request.header("user-agent"), Some("shop/2"));
        assert!(request.header("accept").unwrap().starts_with("application/json"));
        assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    }
}

#[test]
fn a_secret_header_is_sent_and_shown_nowhere() {
    let body =
        format!(r#"{{"error":{{"message":"bad key {SECRET} or {SECRET}-2","code":1,"type":"{SECRET}"}}}}"#);
    let server = serve([Answer::json(body.as_str()).with_status(400), Answer::json(body).with_status(400)]);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none());
    let builder = builder.secret_header("x-gate", SECRET).header("x-api-key", format!("{SECRET}-2"));
    assert!(!format!("{builder:?}").contains(SECRET), "{builder:?}");
    let client = builder.build().unwrap();
    let plain = Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none());
    let plain = plain.build().unwrap();
    let request = page::get("1").with_secret_header("x-gate", SECRET).with_header("Cookie", SECRET);
    for shown in [format!("{request:?}"), format!("{request:#?}"), request.to_curl()] {
        assert!(!shown.contains(SECRET) && shown.contains("x-gate"), "{shown}");
    }
    let built = plain.http_request(&request).unwrap();
    assert_eq!(built.headers()["x-gate"], SECRET);
    assert!(built.headers()["x-gate"].is_sensitive() && built.headers()["cookie"].is_sensitive());
    let by_client = run(page::get("1").send(&client)).unwrap_err();
    let by_request = run(request.send(&plain)).unwrap_err();
    for error in [by_client, by_request] {
        assert!(!error.to_string().contains(SECRET) && !format!("{error:?}").contains(SECRET), "{error:?}");
        assert!(error.to_string().contains("bad key [redacted]"), "{error}");
    }
    assert!(server.requests().iter().all(|request| request.header("x-gate") == Some(SECRET)));
}
