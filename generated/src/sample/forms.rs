//! Forms and multipart forms, with the encodings of single properties.

use super::models::Place;
use super::{CREATE, File, operation};
use crate::BuildErrorKind;
use crate::runtime::Content;
use crate::runtime::request::{Encoding, How, Method, Operation, Parts, Servers, Style, build, compose};
use crate::runtime::upload::Payload;
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Value, json};
use std::future::Future as _;
use std::task::{Context, Poll, Waker};

static ENCODED: Operation = Operation {
    encodings: &[
        Encoding::styled("deep", How::new(Style::DeepObject, true)),
        Encoding::styled("comma", How::new(Style::Form, false)),
        Encoding::styled("pairs", How::new(Style::Form, true).with_reserved()),
        Encoding::part("json", Some("application/json"), &[]),
        Encoding::part("image", Some("image/png"), &[("X-Kind", "photo")]),
        Encoding::part("note", None, &[("X-Kind", "note")]),
    ],
    ..operation("encoded", Method::Post, "/encoded")
};

fn built(parts: &Parts) -> http::Request<Bytes> {
    build(parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap()
}

fn form(name: &'static str, value: &Value) -> String {
    let mut parts = Parts::new(&ENCODED);
    parts.form_property(name, value);
    let built = built(&parts);
    assert_eq!(built.headers()["content-type"], "application/x-www-form-urlencoded");
    String::from_utf8(built.into_body().to_vec()).unwrap()
}

/// The parts of a multipart form, each its head and its content.
fn multipart(set: impl FnOnce(&mut Parts)) -> Vec<(String, String)> {
    let mut parts = Parts::new(&ENCODED);
    set(&mut parts);
    let built = built(&parts);
    let content_type = built.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = String::from_utf8(built.body().to_vec()).unwrap();
    let body = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    body.split(&format!("--{boundary}\r\n"))
        .skip(1)
        .map(|part| {
            let (head, content) = part.split_once("\r\n\r\n").unwrap();
            let head = head.strip_prefix("Content-Disposition: form-data; ").unwrap();
            (head.to_owned(), content.strip_suffix("\r\n").unwrap().to_owned())
        })
        .collect()
}

fn text(name: &str, content: &str) -> (String, String) {
    (format!("name=\"{name}\""), content.to_owned())
}

#[test]
fn a_form_without_encodings() {
    assert_eq!(form("a", &json!("b c&d=é+")), "a=b%20c%26d%3D%C3%A9%2B");
    assert_eq!(form("a", &json!([1, "x", {"n": [2]}])), "a=1&a=x&a=%7B%22n%22%3A%5B2%5D%7D");
    assert_eq!(form("a", &json!({"n": {"x": [1]}})), "a=%7B%22n%22%3A%7B%22x%22%3A%5B1%5D%7D%7D");
    assert_eq!((form("a", &json!(null)), form("a", &json!([]))), ("a=".to_owned(), String::new()));
}

#[test]
fn a_form_with_encodings() {
    assert_eq!(form("deep", &json!({"a": {"b": 1}})), "deep%5Ba%5D%5Bb%5D=1");
    assert_eq!(form("deep", &json!(["x", {"p": "y"}])), "deep%5B0%5D=x&deep%5B1%5D%5Bp%5D=y");
    assert_eq!(form("deep", &json!("")), "deep=");
    assert_eq!(form("comma", &json!(["x", "y"])), "comma=x,y");
    assert_eq!(form("pairs", &json!({"a": "b/c", "d": 1})), "a=b/c&d=1");
    assert_eq!(form("json", &json!(["x"])), "json=%5B%22x%22%5D");
    let mut parts = Parts::new(&ENCODED);
    parts.form(&json!({"comma": [1, 2], "deep": {"a": true}, "z": [3, 4]}));
    assert_eq!(built(&parts).body(), "comma=1,2&deep%5Ba%5D=true&z=3&z=4");
}

#[test]
fn a_multipart_form_of_values() {
    let written = multipart(|parts| {
        parts.multipart("name", &"Ann");
        parts.multipart("name", &"Bob");
        parts.multipart("list", &json!(["x", null, {"a": 1}]));
        parts.multipart("comma", &json!(["x", "y z"]));
        parts.multipart("deep", &json!({"a": ["b"]}));
        parts.multipart("json", &json!("q"));
        parts.multipart("note", &"n");
    });
    let json = "\r\nContent-Type: application/json";
    let expected = [
        text("name", "Bob"),
        text("list", "x"),
        (format!("name=\"list\"{json}"), r#"{"a":1}"#.to_owned()),
        text("comma", "x,y z"),
        text("deep[a][0]", "b"),
        (format!("name=\"json\"{json}"), r#""q""#.to_owned()),
        ("name=\"note\"\r\nX-Kind: note".to_owned(), "n".to_owned()),
    ];
    assert_eq!(written, expected);
}

#[test]
fn a_multipart_form_of_files() {
    let file = |name: &str| File::new(name, "text/plain", "x");
    let upload = |name: &str, file: &str, more: &str| {
        (format!("name=\"{name}\"; filename=\"{file}\"\r\n{more}"), "x".to_owned())
    };
    let written = multipart(|parts| {
        parts.file("file", file("a\"\r\n.txt").header("X-Id", "1"));
        parts.file("image", File::new("b", "", "x"));
        parts.multipart("files", &vec![file("c"), file("d")]);
        parts.multipart("maybe", &Some(file("e").header("X-Id", "2")));
    });
    let plain = "Content-Type: text/plain";
    let expected = [
        upload("file", "a%22%0D%0A.txt", &format!("{plain}\r\nX-Id: 1")),
        upload("image", "b", "Content-Type: image/png\r\nX-Kind: photo"),
        upload("files", "c", plain),
        upload("files", "d", plain),
        upload("maybe", "e", &format!("{plain}\r\nX-Id: 2")),
    ];
    assert_eq!(written, expected);
}

/// A value of JSON stands between the files and the form, and holds no reader.
#[test]
fn readers_in_lists_and_objects_stay_readers() {
    let reader = |text: &'static str| File::new("a", "text/plain", Content::from_reader(text.as_bytes()));
    let value = std::collections::BTreeMap::from([("files".to_owned(), vec![reader("one"), reader("two")])]);
    let sets: [&dyn Fn(&mut Parts); 2] =
        [&|parts| parts.multipart_form(&value), &|parts| parts.multipart("files", &value["files"].clone())];
    let compose = |parts: &Parts| compose(parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap();
    let mut composed = sets.map(|set| {
        let mut parts = Parts::new(&ENCODED);
        set(&mut parts);
        assert_eq!(
            build(&parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap_err(),
            BuildErrorKind::ReadLater
        );
        compose(&parts)
    });
    let Payload::Pieces(body) = std::mem::replace(composed[0].body_mut(), Bytes::new().into()) else {
        panic!("the files are in memory")
    };
    let read = std::pin::pin!(body.collect(10_000)).poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Ok(read)) = read else { panic!("{read:?}") };
    let text = String::from_utf8(read.to_vec()).unwrap();
    assert!(text.contains("\r\n\r\none\r\n--") && text.contains("\r\n\r\ntwo\r\n--"), "{text}");
    // In a text there is no place for a reader.
    let nested = std::collections::BTreeMap::from([("a".to_owned(), value.clone())]);
    let mut parts = Parts::new(&ENCODED);
    parts.multipart_form(&nested);
    assert_eq!(
        build(&parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap_err(),
        BuildErrorKind::ReadLater
    );
}

#[test]
fn a_multipart_form_from_one_value() {
    let value = std::collections::BTreeMap::from([
        ("a".to_owned(), vec![File::new("f", "text/plain", "x")]),
        ("b".to_owned(), Vec::new()),
    ]);
    let written = multipart(|parts| parts.multipart_form(&value));
    assert_eq!(
        written,
        [("name=\"a\"; filename=\"f\"\r\nContent-Type: text/plain".to_owned(), "x".to_owned())]
    );
    let nested = std::collections::BTreeMap::from([("a".to_owned(), value)]);
    let written = multipart(|parts| parts.multipart_form(&nested));
    assert_eq!(written[0].1, r#"{"a":["x"],"b":[]}"#);
}

#[test]
fn equal_forms_are_equal_bytes_and_show_no_secret() {
    let make = || {
        let mut parts = Parts::new(&CREATE);
        parts.path("page_id", &"1");
        parts.multipart("places", &vec![Place { city: Some("Oslo".into()), door_code: Some("D-1".into()) }]);
        parts
    };
    assert_eq!(built(&make()).body(), built(&make()).body());
    let (shown, curl) = (format!("{:#?}", make()), make().to_curl());
    assert!(shown.contains("Oslo") && !shown.contains("D-1"), "{shown}");
    assert!(curl.contains("Oslo") && !curl.contains("D-1"), "{curl}");
}

#[test]
fn a_header_of_a_part_cannot_end_it() {
    let mut parts = Parts::new(&ENCODED);
    parts.file("file", File::new("a", "text/plain", "x").header("X-Id", "1\r\nX-Other: 2"));
    assert!(build(&parts, &Servers::default(), &HeaderMap::new(), &[]).is_err());
}
