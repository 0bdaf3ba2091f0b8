//! From request values to `http::Request`.

use super::models::{Place, ShopField};
use super::{CREATE, LIST, client, create, edge, list};
use crate::runtime::request::{Credential, Parts, SecurityKind, Servers, build};
use crate::{Client, Error, Request as _, Secret};
use bytes::Bytes;
use http::HeaderMap;

fn built(parts: &Parts) -> http::Request<Bytes> {
    build(parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap()
}

#[test]
fn builds_a_read() {
    let request = list("1").limit(5).limit(50).fields([ShopField::Id, ShopField::parent([ShopField::Id])]);
    let built = client(&[]).http_request(&request).unwrap();
    assert_eq!(built.uri(), "https://graph.example/v26.0/1/shops?limit=50&fields=id,parent%7Bid%7D");
    assert_eq!(built.method(), http::Method::GET);
    assert_eq!(built.headers()["authorization"], "Bearer TOKEN-1");
    assert!(built.headers()["authorization"].is_sensitive());
    assert!(built.body().is_empty());
}

#[test]
fn builds_a_write() {
    let request = create("1", "Ann").place(Place { city: Some("Oslo".into()), door_code: Some("D".into()) });
    let built = client(&[]).http_request(&request).unwrap();
    assert_eq!(built.headers()["content-type"], "application/json");
    assert_eq!(built.body(), r#"{"name":"Ann","place":{"city":"Oslo","door_code":"D"}}"#);
    let shown = format!("{request:#?}");
    assert!(shown.contains(r#"place: {"city": "Oslo", "door_code": "[redacted]"}"#), "{shown}");
    assert_eq!(request.clone(), request);
}

/// An id, a name or a text may be those of a person.
#[test]
fn shows_values_only_if_asked_for() {
    let request = create("P-1", "Ann").place(Place { city: Some("Oslo".into()), door_code: None });
    let shown = format!("{request:?}");
    let expected = "page::shops::create (POST /v26.0/{page_id}/shops, v26.0), body: name place";
    assert!(shown.contains(expected), "{shown}");
    let list = format!("{:?}", list("P-1").limit(5).with_header("x-who", "Ann"));
    assert!(list.contains("(GET /v26.0/{page_id}/shops, v26.0), query: limit, headers: x-who"), "{list}");
    assert!(!(shown + &list).contains(['5', '1']) && !list.contains("Ann"));
    let whole = format!("{request:#?}");
    for value in ["path: [\n", "page_id: \"P-1\"", "name: \"Ann\"", "Oslo"] {
        assert!(whole.contains(value), "{whole}");
    }
}

#[test]
fn shows_no_secret_whatever_its_name() {
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    parts.property("door_code", &Secret::new("D-1"));
    parts.query("key", &Some(Secret::new("D-1")));
    parts.header("Authorization", &Secret::new("D-1"));
    let shown = format!("{parts:#?}");
    assert!(!shown.contains("D-1") && shown.contains("[redacted]"), "{shown}");
    let built = built(&parts);
    assert_eq!(built.headers()["authorization"], "D-1");
    assert!(!format!("{:?}", built.headers()).contains("D-1"));
    assert_eq!(built.uri().query(), Some("key=D-1"));
    assert_eq!(built.body(), r#"{"door_code":"D-1"}"#);
}

#[test]
fn refuses_or_encodes_ids_that_would_change_the_url() {
    let client = client(&[]);
    for id in ["", ".", ".."] {
        let error = client.http_request(&list(id)).unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error}");
    }
    let built = client.http_request(&list("a/../b?c#d\n é%2e\\")).unwrap();
    assert_eq!(built.uri().path(), "/v26.0/a%2F..%2Fb%3Fc%23d%0A%20%C3%A9%252e%5C/shops");
    let long = client.http_request(&list("x".repeat(100_000))).unwrap_err();
    assert!(matches!(long, Error::Build(_)));
}

#[test]
fn puts_each_credential_in_its_place() {
    let credentials = [
        Credential { kind: SecurityKind::Basic, secret: Secret::new("a:b") },
        Credential { kind: SecurityKind::Header("x-key"), secret: Secret::new("k") },
        Credential { kind: SecurityKind::Cookie("session"), secret: Secret::new("s") },
        Credential { kind: SecurityKind::Query("key"), secret: Secret::new("q&") },
    ];
    let mut parts = Parts::new(&LIST);
    parts.path("page_id", &"1");
    let built =
        build(&parts, &Servers::at("http://127.0.0.1:80/proxy/"), &HeaderMap::new(), &credentials).unwrap();
    assert_eq!(built.uri(), "http://127.0.0.1:80/proxy/v26.0/1/shops?key=q%26");
    assert_eq!(built.headers()["authorization"], "Basic YTpi");
    assert_eq!(built.headers()["x-key"], "k");
    assert_eq!(built.headers()["cookie"], "session=s");
}

#[test]
fn needs_a_credential_and_a_usable_base_url() {
    let bare = Client::builder().build().unwrap();
    let error = bare.http_request(&list("1")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "page::shops::list (GET /v26.0/{page_id}/shops, v26.0): not sent: the client has no credential for any of: \
         key, bearer"
    );
    for base_url in ["", "graph.example", "ftp://a", "https://user:pass@a", "https://a?b"] {
        assert!(Client::builder().base_url(base_url).build().is_err(), "{base_url}");
    }
    let keyed = Client::builder().api_key("key", "K").build().unwrap();
    let built = keyed.http_request(&edge::<serde_json::Value>("1", "a/b").query("input_token", "I")).unwrap();
    assert_eq!(built.uri(), "https://graph.example/v26.0/1/a%2Fb?input_token=I&access_token=K");
    let shown = format!("{keyed:?} {:#?}", edge::<()>("1", "x").query("input_token", "INPUT"));
    assert!(!shown.contains("K\"") && !shown.contains("INPUT"), "{shown}");
}
