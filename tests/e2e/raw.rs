//! Requests to any path.

use crate::setup::{TOKEN, client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::models::Page;
use meta_graph::v26_0::{page, raw};
use meta_graph::{BuildErrorKind, Client, Error, File, Raw, Request, Retry};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Duration;

#[derive(Debug, Deserialize, PartialEq)]
struct Post {
    id: String,
    message: Option<String>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
    tags: [u8; 2],
}

/// Why a request is not sent.
fn refused(request: &Raw) -> BuildErrorKind {
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    let Err(Error::Build(error)) = client.http_request(request) else { panic!("it was built") };
    error.kind().clone()
}

#[test]
fn any_path_is_read_within_the_version() {
    let server = serve_json(r#"{"id":"12_1","message":"Hei","more":1}"#);
    let request = raw::get("/{post}").path("post", "12_1").fields("id,message").query("locale", "nb_NO");
    let post: Post = run(request.read_as().send(&client(&server))).unwrap();
    assert_eq!(post, Post { id: "12_1".to_owned(), message: Some("Hei".to_owned()) });
    let request = only(&server);
    assert_eq!(request.method, "GET");
    assert_eq!(request.target, "/v26.0/12_1?fields=id%2Cmessage&locale=nb_NO");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[test]
fn an_answer_is_json_or_a_model_unless_a_type_is_named() {
    let bodies = [r#"{"id":12,"fan_count":3}"#, r#"{"id":12,"fan_count":3}"#, "true", ""];
    let server = serve(bodies.map(Answer::json));
    let client = client(&server);
    run(async {
        assert_eq!(raw::get("/me").send(&client).await.unwrap()["fan_count"], 3);
        let page: Page = raw::get("/me").read_as().send(&client).await.unwrap();
        assert_eq!((page.id.as_str(), page.fan_count), ("12", Some(3)));
        assert_eq!(raw::post("/me/block").send(&client).await.unwrap(), Value::Bool(true));
        raw::delete("/me").read_as::<()>().send(&client).await.unwrap();
    });
}

#[test]
fn bodies_are_json_forms_or_bytes() {
    let server = serve((0..5).map(|_| Answer::json("{}")));
    let client = client(&server);
    let photo = File::new("a.png", "image/png", "PNG");
    run(async {
        let post = || raw::post("/{page}/feed").path("page", 12);
        post().json(&Message { text: "Hei", tags: [1, 2] }).send(&client).await.unwrap();
        post().form("message", "a b").form("published", false).send(&client).await.unwrap();
        post().part("caption", "c").file("source", photo).send(&client).await.unwrap();
        post().body("text/x-log", "raw").send(&client).await.unwrap();
        post().body("text/x-log", "raw").form("a", 1).with_member("b", 2).send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert!(requests.iter().all(|sent| (sent.method.as_str(), sent.path()) == ("POST", "/v26.0/12/feed")));
    assert_eq!(sent_json(&requests[0]), json!({"text": "Hei", "tags": [1, 2]}));
    assert_eq!(requests[1].text(), "message=a%20b&published=false");
    let multipart = requests[2].text();
    assert!(multipart.contains("name=\"caption\"\r\n\r\nc\r\n"), "{multipart}");
    assert!(
        multipart.contains("name=\"source\"; filename=\"a.png\"\r\nContent-Type: image/png"),
        "{multipart}"
    );
    assert_eq!(
        (requests[3].header("content-type"), requests[3].text().as_str()),
        (Some("text/x-log"), "raw")
    );
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!((requests[4].header("content-type"), requests[4].text().as_str()), (form, "a=1&b=2"));
}

#[test]
fn no_value_leads_to_another_resource() {
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    let request = |id: &str| client.http_request(&raw::get("/{id}/feed").path("id", id));
    for (id, path) in [
        ("../13", "/v26.0/..%2F13/feed"),
        ("1?a=b#c", "/v26.0/1%3Fa%3Db%23c/feed"),
        ("http://evil.example/", "/v26.0/http%3A%2F%2Fevil.example%2F/feed"),
    ] {
        let built = request(id).unwrap();
        assert_eq!((built.uri().host(), built.uri().path()), (Some("graph.facebook.com"), path));
    }
    for id in ["", ".", ".."] {
        assert!(request(id).is_err(), "{id}");
    }
    assert_eq!(refused(&raw::get("/{id}")), BuildErrorKind::EmptyParameter { name: "id".to_owned() });
}

#[test]
fn it_is_sent_again_as_a_typed_call_would_be() {
    let failure =
        || Answer::json(r#"{"error":{"message":"m","code":2,"is_transient":true}}"#).with_status(500);
    let server = serve([failure(), Answer::json("{}"), failure(), failure(), Answer::json("{}")]);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url());
    let client = builder.retry(Retry::standard().base_delay(Duration::ZERO)).build().unwrap();
    run(async {
        raw::get("/me").send(&client).await.unwrap();
        let error = raw::post("/me/feed").send(&client).await.unwrap_err();
        let shown = error.to_string();
        assert!(shown.starts_with("raw::post (POST /me/feed, v26.0): "), "{shown}");
        assert_eq!(error.as_api().unwrap().code().get(), 2);
        raw::post("/me/feed").repeatable().send(&client).await.unwrap();
    });
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn a_list_is_followed() {
    let next = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":"A"},"next":"https://x"}}"#;
    let server = serve([Answer::json(next), Answer::json(r#"{"data":[{"id":"2","message":"m"}]}"#)]);
    let posts = raw::get("/{page}/feed").path("page", 12).fields("id").list::<Post>().limit(1);
    let read = run(posts.items(&client(&server)).collect_at_most(9)).unwrap();
    assert_eq!(read.iter().map(|post| post.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v26.0/12/feed?fields=id&limit=1", "/v26.0/12/feed?fields=id&limit=1&after=A"]);
}

#[test]
fn it_is_part_of_a_batch_beside_typed_requests() {
    let item = |body: Value| json!({"code": 200, "body": body.to_string()});
    let answers = json!([item(json!({"id": "1"})), item(json!({"id": "1_2"}))]);
    let server = serve_json(&answers.to_string());
    let post = raw::post("/{page}/feed").path("page", 1).json(&json!({"message": "Hei"}));
    let (page, post) = run(client(&server).batch((page::get("1"), post.read_as::<Post>()))).unwrap();
    assert_eq!((page.unwrap().id.as_str(), post.unwrap().id.as_str()), ("1", "1_2"));
    let sent = only(&server).text();
    assert!(sent.contains("%22v26.0%2F1%2Ffeed%22") && sent.contains("message%3DHei"), "{sent}");
}

#[test]
fn it_goes_to_hosts_of_the_documents_only() {
    let name = "https://graph.facebook.com.evil.example".to_owned();
    assert_eq!(refused(&raw::get("/me").host(&name)), BuildErrorKind::ForeignHost { host: name.clone() });
    for url in [
        format!("{name}/v26.0/me"),
        "http://graph.facebook.com/v26.0/me".to_owned(),
        "https://graph.facebook.com:444/v26.0/me".to_owned(),
        "https://graph.facebook.com@evil.example/v26.0/me".to_owned(),
        "//evil.example/".to_owned(),
        "/v26.0/me".to_owned(),
    ] {
        let BuildErrorKind::ForeignHost { host } = refused(&raw::get("/me").at(url.as_str())) else {
            panic!("{url}");
        };
        assert!(!host.contains('@'), "{host}");
    }
    let client = Client::builder().access_token(TOKEN).build().unwrap();
    let url = "https://GRAPH.facebook.com/upload/v1?sig=s#part";
    let request = raw::post("/upload").at(url).query("part", 2);
    let built = client.http_request(&request).unwrap();
    assert_eq!(built.uri(), "https://GRAPH.facebook.com/upload/v1?sig=s&part=2");
    assert!(built.headers().contains_key("authorization"));
    for shown in [format!("{request:#?}"), request.to_curl()] {
        assert!(!shown.contains("sig"), "{shown}");
    }
    assert!(request.to_curl().starts_with("curl -X POST \"$URL\"'?part=2' -H "), "{}", request.to_curl());
}

#[test]
fn a_url_of_an_answer_goes_to_the_server_of_a_test() {
    let server = serve([Answer::json("{}"), Answer::json("{}"), Answer::json("{}")]);
    let client = client(&server);
    let other = Client::builder().access_token(TOKEN).retry(Retry::none());
    let other = other.base_url_of("https://graph.facebook.com/", server.url()).build().unwrap();
    run(async {
        raw::put("/upload").at("https://graph.facebook.com/up/1?a=b").send(&client).await.unwrap();
        raw::put("/upload").at(format!("{}/up/2", server.url())).send(&client).await.unwrap();
        raw::put("/upload").host("https://graph.facebook.com").send(&other).await.unwrap();
    });
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/up/1?a=b", "/up/2", "/v26.0/upload"]);
}

#[test]
fn what_serde_cannot_write_is_not_sent() {
    let map = std::collections::BTreeMap::from([([1, 2], 3)]);
    let BuildErrorKind::NotJson { reason } = refused(&raw::post("/me").json(&map)) else {
        panic!("it was written")
    };
    assert!(reason.contains("key must be a string"), "{reason}");
}

#[test]
fn two_requests_to_one_path_are_equal() {
    let request = || raw::get("/{id}").path("id", 1);
    assert_eq!(request(), request().clone());
    assert_ne!(request(), raw::delete("/{id}").path("id", 1));
    assert_ne!(request(), request().path("id", 2));
    assert!(std::ptr::eq(operation(&request()), operation(&request())));
}

fn operation(request: &Raw) -> *const meta_graph::Operation {
    std::ptr::from_ref(refused_operation(request))
}

/// The operation of a request, as its error tells it.
fn refused_operation(request: &Raw) -> &'static meta_graph::Operation {
    let client = Client::builder().build().unwrap();
    let answer = http::Response::builder().status(404).body(bytes::Bytes::new()).unwrap();
    client.decode(request, answer).unwrap_err().operation().unwrap()
}
