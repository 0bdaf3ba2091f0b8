//! From request values to `http::Request`.

use super::models::{Place, ShopField};
use super::{CREATE, File, LIST, client, create, edge, list};
use crate::runtime::request::{Credential, Parts, SecurityKind, Style, build};
use crate::runtime::{BuildErrorKind, Client, Error, Secret};
use bytes::Bytes;
use http::HeaderValue;
use serde_json::json;

fn built(parts: &Parts) -> http::Request<Bytes> {
    build(parts, None, &HeaderValue::from_static("test"), &[]).unwrap()
}

fn path(value: serde_json::Value, style: Style, explode: bool) -> String {
    let mut parts = Parts::new(&LIST);
    parts.path_styled("page_id", &value, style, explode);
    let uri = built(&parts).uri().path().to_owned();
    uri.trim_start_matches("/v26.0/").trim_end_matches("/shops").to_owned()
}

fn query(value: serde_json::Value, style: Style, explode: bool) -> String {
    let mut parts = Parts::new(&LIST);
    parts.path("page_id", &"1");
    parts.query_styled("c", &value, style, explode);
    built(&parts).uri().query().unwrap_or_default().to_owned()
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
    let shown = format!("{request:?}");
    assert!(shown.contains(r#"place: {"city": "Oslo", "door_code": "[redacted]"}"#), "{shown}");
    assert_eq!(request.clone(), request);
}

#[test]
fn shows_no_secret_whatever_its_name() {
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    parts.property("door_code", &Secret::new("D-1"));
    parts.query("key", &Some(Secret::new("D-1")));
    let shown = format!("{parts:?}");
    assert!(!shown.contains("D-1") && shown.contains("[redacted]"), "{shown}");
    let built = built(&parts);
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
fn writes_every_style_of_the_path() {
    let (scalar, items, object) = (json!("blue"), json!(["a", "b"]), json!({"G": "2,", "R": 100}));
    for (style, explode, expected) in [
        (Style::Simple, false, ["blue", "a,b", "G,2%2C,R,100"]),
        (Style::Simple, true, ["blue", "a,b", "G=2%2C,R=100"]),
        (Style::Label, false, [".blue", ".a,b", ".G,2%2C,R,100"]),
        (Style::Label, true, [".blue", ".a.b", ".G=2%2C.R=100"]),
        (Style::Matrix, false, [";page_id=blue", ";page_id=a,b", ";page_id=G,2%2C,R,100"]),
        (Style::Matrix, true, [";page_id=blue", ";page_id=a;page_id=b", ";G=2%2C;R=100"]),
    ] {
        let written = [&scalar, &items, &object].map(|value| path(value.clone(), style, explode));
        assert_eq!(written, expected, "{style:?} {explode}");
    }
}

#[test]
fn writes_every_style_of_the_query() {
    let (items, object) = (json!(["a", "b c"]), json!({"G": {"x": [2]}, "R": 1}));
    for (style, explode, expected) in [
        (Style::Form, true, ["c=a&c=b%20c", "G=%7B%22x%22%3A%5B2%5D%7D&R=1"]),
        (Style::Form, false, ["c=a,b%20c", "c=G,%7B%22x%22%3A%5B2%5D%7D,R,1"]),
        (Style::SpaceDelimited, false, ["c=a%20b%20c", "c=G%20%7B%22x%22%3A%5B2%5D%7D%20R%201"]),
        (Style::PipeDelimited, false, ["c=a%7Cb%20c", "c=G%7C%7B%22x%22%3A%5B2%5D%7D%7CR%7C1"]),
        (Style::DeepObject, true, ["c%5B0%5D=a&c%5B1%5D=b%20c", "c%5BG%5D%5Bx%5D%5B0%5D=2&c%5BR%5D=1"]),
        (
            Style::Json,
            false,
            ["c=%5B%22a%22%2C%22b%20c%22%5D", "c=%7B%22G%22%3A%7B%22x%22%3A%5B2%5D%7D%2C%22R%22%3A1%7D"],
        ),
    ] {
        let written = [&items, &object].map(|value| query(value.clone(), style, explode));
        assert_eq!(written, expected, "{style:?} {explode}");
    }
}

#[test]
fn writes_headers_cookies_and_every_body() {
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    parts.header("x-list", &vec!["a".to_owned(), "b".to_owned()]);
    parts.cookie("c", &"d;e");
    parts.form_property("a", &"b c");
    parts.form_property("n", &json!({"x": [1]}));
    let form = built(&parts);
    assert_eq!(form.headers()["x-list"], "a,b");
    assert_eq!(form.headers()["cookie"], "c=d%3Be");
    assert_eq!(form.body(), "a=b%20c&n=%7B%22x%22%3A%5B1%5D%7D");
    parts.header("x-list", &"a\r\nb");
    let error = build(&parts, None, &HeaderValue::from_static("test"), &[]).unwrap_err();
    assert_eq!(error, BuildErrorKind::InvalidValue { name: "x-list".to_owned() });
}

#[test]
fn writes_a_multipart_form() {
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    parts.multipart("name", &"Ann");
    parts.file("source", File::new("a\"\r\n.png", "image/png", vec![1_u8, 2]));
    let first = built(&parts);
    let content_type = first.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAnn\r\n--{boundary}\r\n\
         Content-Disposition: form-data; name=\"source\"; filename=\"a%22%0D%0A.png\"\r\nContent-Type: image/png\r\n\r\n\
         \u{1}\u{2}\r\n--{boundary}--\r\n"
    );
    assert_eq!(first.body(), &expected);
    assert_eq!(built(&parts).body(), first.body());
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
    let agent = HeaderValue::from_static("test");
    let built = build(&parts, Some("http://127.0.0.1:80/proxy/"), &agent, &credentials).unwrap();
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
    let built = keyed.http_request(&edge::<serde_json::Value>("1", "a/b").param("input_token", "I")).unwrap();
    assert_eq!(built.uri(), "https://graph.example/v26.0/1/a%2Fb?input_token=I&access_token=K");
    let shown = format!("{keyed:?} {:?}", edge::<()>("1", "x").param("input_token", "INPUT"));
    assert!(!shown.contains("K\"") && !shown.contains("INPUT"), "{shown}");
}
