//! A caller passes on whatever a stranger typed: it is encoded or refused, and never another URL than the documented.

use crate::setup::{TOKEN, client, offline, only, run, sent_json, serve};
use graph_tests::server::{Answer, Received, Server};
use meta_graph::v26_0::page::{
    self, Edge, assigned_users, locations, nlp_configs, page_about_story, page_whatsapp_number_verification,
    personas, subscribed_apps,
};
use meta_graph::v26_0::persona;
use meta_graph::{BuildErrorKind, Client, Error, Request};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// More bytes than any URL holds.
const LONG: usize = 64 << 10;

/// More than anybody means to send.
const HUGE: usize = 10 << 20;

/// What each operation with a parameter in its path makes of an id: the documented path, and the request or its error.
type Made = (&'static str, Result<http::Request<bytes::Bytes>, Error>);

const NASTY: [&str; 33] = [
    "a/b",
    "/",
    "//",
    "../x",
    "x/..",
    "..\\x",
    "a?b",
    "?access_token=x",
    "a#b",
    "#",
    "%2e%2e",
    "%2E%2e/",
    "%2F",
    "%",
    "%00",
    "%zz",
    "a&b=c",
    "a=b",
    "a+b",
    "a;b",
    "a:b@c",
    "http://x.example/",
    "{page_id}",
    "\n",
    "\r\nX: y",
    "\0",
    " ",
    "a b",
    "é",
    "\u{202e}",
    "\u{2028}",
    "🦀",
    "...",
];

fn made_of(client: &Client, id: &str) -> Vec<Made> {
    fn build<R: Request>(client: &Client, request: R) -> Result<http::Request<bytes::Bytes>, Error> {
        client.http_request(&request)
    }
    vec![
        ("/v26.0/{}", build(client, page::get(id))),
        ("/v26.0/{}", build(client, page::update(id).about("x"))),
        ("/v26.0/{}", build(client, persona::get(id))),
        ("/v26.0/{}", build(client, persona::delete(id))),
        ("/v26.0/{}/personas", build(client, personas::list(id))),
        ("/v26.0/{}/personas", build(client, personas::create(id, "n", "u"))),
        ("/v26.0/{}/assigned_users", build(client, assigned_users::create(id, "1"))),
        ("/v26.0/{}/assigned_users", build(client, assigned_users::delete(id, "1"))),
        ("/v26.0/{}/locations", build(client, locations::delete(id, "1"))),
        ("/v26.0/{}/nlp_configs", build(client, nlp_configs::create(id))),
        ("/v26.0/{}/page_about_story", build(client, page_about_story::create(id, []))),
        (
            "/v26.0/{}/page_whatsapp_number_verification",
            build(client, page_whatsapp_number_verification::create(id, "1")),
        ),
        ("/v26.0/{}/subscribed_apps", build(client, subscribed_apps::create(id, [] as [&str; 0]))),
        ("/v26.0/{}/feed", build(client, page::edge::<Value>(id, Edge::Feed))),
        ("/v26.0/7/{}", build(client, page::edge::<Value>("7", Edge::Custom(id.to_owned())))),
    ]
}

/// Fails unless a server reads these segments in the path, the id among them as it was given.
fn assert_path(path: &str, documented: &str, id: &str) {
    let segments = path.split('/');
    assert!(path.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\\".contains(&byte)), "{path}");
    let read: Vec<String> =
        segments.map(|segment| percent_decode_str(segment).decode_utf8().unwrap().into_owned()).collect();
    let expected: Vec<&str> =
        documented.split('/').map(|part| if part == "{}" { id } else { part }).collect();
    assert_eq!(read, expected, "{path}");
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let text = |part: &str| percent_decode_str(part).decode_utf8().unwrap().into_owned();
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (text(name), text(value))).collect()
}

/// The reason for which the request was not built; the text that tells it is one short line without the token.
fn refusal(error: Error) -> BuildErrorKind {
    let shown = error.to_string();
    assert!(shown.len() < 300 && !shown.contains(char::is_control) && !shown.contains(TOKEN), "{shown:?}");
    match error {
        Error::Build(error) => error.kind().clone(),
        other => panic!("{other:?}"),
    }
}

fn is_too_long(kind: &BuildErrorKind) -> bool {
    matches!(kind, BuildErrorKind::InvalidUrl { reason } if reason.contains("too long"))
}

#[test]
fn an_id_is_one_segment() {
    let client = offline();
    for id in NASTY {
        for (documented, made) in made_of(&client, id) {
            let request = made.unwrap();
            let uri = request.uri();
            assert_eq!(uri.authority().unwrap(), "graph.facebook.com", "{uri}");
            assert_path(uri.path(), documented, id);
        }
    }
}

#[test]
fn an_id_that_no_encoding_protects_is_refused() {
    let client = offline();
    // Encoded it is longer than the 64 KiB that `http::Uri` takes.
    let long = "é/".repeat(LONG / 9 + 1);
    for id in ["", ".", "..", &long] {
        for (documented, made) in made_of(&client, id) {
            let kind = refusal(made.unwrap_err());
            match id {
                "" => {
                    assert!(matches!(kind, BuildErrorKind::EmptyParameter { .. }), "{documented}: {kind:?}")
                }
                "." | ".." => assert_eq!(kind, BuildErrorKind::DotSegment, "{documented}"),
                _ => assert!(is_too_long(&kind), "{documented}: {kind:?}"),
            }
        }
    }
}

/// Sends a read of each kind of place for a text: the id, an edge, and values of the query.
async fn send_everywhere(client: &Client, text: &str) -> Vec<Result<(), Error>> {
    vec![
        page::get(text).send(client).await.map(drop),
        page::edge::<Value>("7", Edge::Custom(text.to_owned())).send(client).await.map(drop),
        assigned_users::delete("7", text).send(client).await.map(drop),
        page::get("7").fields([page::Field::Custom(text.to_owned())]).send(client).await.map(drop),
        personas::list("7").after(text).send(client).await.map(drop),
        page::edge::<Value>("7", Edge::Feed).query(text.to_owned(), text).send(client).await.map(drop),
    ]
}

#[test]
fn what_arrives_is_what_was_given() {
    let server = Server::start().unwrap();
    server.answer_by(|_| Answer::json(r#"{"id":"1","data":[],"success":true}"#));
    let client = client(&server);
    run(async {
        for text in NASTY {
            for sent in send_everywhere(&client, text).await {
                sent.unwrap();
            }
        }
    });
    let requests = server.requests();
    assert_eq!(requests.len(), NASTY.len() * 6);
    for (text, requests) in NASTY.iter().zip(requests.chunks(6)) {
        assert_path(requests[0].path(), "/v26.0/{}", text);
        assert_path(requests[1].path(), "/v26.0/7/{}", text);
        let asked = [("user", 2), ("fields", 3), ("after", 4), (*text, 5)];
        for (name, index) in asked {
            let expected = [(name.to_owned(), (*text).to_owned())];
            assert_eq!(pairs(requests[index].query()), expected, "{}", requests[index].target);
        }
        for request in requests {
            assert!(is_as_usual(request), "{text:?}: {request:?}");
        }
    }
}

/// Whether the request has the headers of any other, and none that a value has smuggled in.
fn is_as_usual(request: &Received) -> bool {
    let usual = ["accept", "accept-encoding", "authorization", "content-length", "host", "user-agent"];
    let is_usual = |(name, _): &(String, String)| usual.contains(&name.as_str());
    request.headers.iter().all(is_usual)
        && request.header("authorization") == Some(format!("Bearer {TOKEN}").as_str())
}

#[test]
fn what_is_refused_is_not_sent() {
    let server = serve([]);
    let client = client(&server);
    let huge = "x".repeat(HUGE);
    run(async {
        let mut refused = send_everywhere(&client, &huge[..LONG]).await;
        refused.push(page::get(huge.as_str()).send(&client).await.map(drop));
        refused.push(personas::list("7").after(huge.as_str()).send(&client).await.map(drop));
        for sent in refused {
            assert!(is_too_long(&refusal(sent.unwrap_err())));
        }
        assert!(server.requests().is_empty());
        for id in ["", ".", ".."] {
            for sent in send_everywhere(&client, id).await.into_iter().take(2) {
                refusal(sent.unwrap_err());
            }
        }
    });
    let sent: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    // As values of the query they mean nothing to a URL; they were sent there, and only there.
    assert!(sent.iter().all(|target| target.starts_with("/v26.0/7")), "{sent:?}");
}

#[test]
fn a_cursor_of_the_server_does_not_leave_its_place() {
    let server = Server::start().unwrap();
    let client = client(&server);
    for cursor in NASTY {
        let cursors = serde_json::json!({"before": cursor, "after": cursor});
        let paging = serde_json::json!({"cursors": cursors, "next": "http://other.example/v26.0/9"});
        let first = serde_json::json!({"data": [{"id": "1"}], "paging": paging});
        server.answer(Answer::json(first.to_string())).answer(Answer::json(r#"{"data":[]}"#));
        let items = run(async {
            let mut items = personas::list("12").items(&client);
            let mut count = 0;
            while items.try_next().await.unwrap().is_some() {
                count += 1;
            }
            count
        });
        assert_eq!(items, 1, "{cursor:?}");
        let last = server.requests().pop().unwrap();
        assert_eq!(last.path(), "/v26.0/12/personas");
        assert_eq!(pairs(last.query()), [("after".to_owned(), cursor.to_owned())]);
    }
}

#[test]
fn no_credential_and_no_agent_adds_a_header() {
    let server = serve([]);
    for text in ["x\r\nX: y", "x\ny", "x\ry", "x\0", "\n", "x\u{7f}"] {
        let agent = Client::builder().user_agent(format!("{TOKEN}{text}")).build().unwrap_err();
        assert_eq!(refusal(agent), BuildErrorKind::InvalidValue { name: "user-agent".to_owned() });
        let client = client(&server).with_access_token(format!("{TOKEN}{text}"));
        let error = run(page::get("12").send(&client)).unwrap_err();
        assert!(matches!(refusal(error), BuildErrorKind::InvalidToken { .. }), "{text:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_huge_value_in_a_body_is_sent_whole() {
    let server = serve([Answer::json(r#"{"success":true}"#)]);
    let about = "é".repeat(HUGE / 2) + "\n\"\\\u{202e}\0";
    run(page::update("12").about(about.as_str()).send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(request.target, "/v26.0/12");
    assert!(sent_json(&request)["about"] == about.as_str());
    assert!(request.body.len() > HUGE);
}

#[test]
fn nasty_values_stay_values_of_the_json() {
    let server = serve(NASTY.map(|_| Answer::json(r#"{"success":true}"#)));
    let client = client(&server);
    run(async {
        for text in NASTY {
            page::update("12").about(text).send(&client).await.unwrap();
        }
    });
    for (text, request) in NASTY.iter().zip(server.requests()) {
        assert_eq!(sent_json(&request), serde_json::json!({"about": text}));
    }
}
