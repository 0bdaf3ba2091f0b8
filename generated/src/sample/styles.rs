//! The table of OpenAPI, "Style Examples", row by row, and what it leaves open.

use super::{CREATE, LIST};
use crate::runtime::BuildErrorKind;
use crate::runtime::request::{How, Parts, Servers, Style, build};
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Value, json};

fn try_build(parts: &Parts) -> Result<http::Request<Bytes>, BuildErrorKind> {
    build(parts, &Servers::default(), &HeaderMap::new(), &[])
}

fn built(parts: &Parts) -> http::Request<Bytes> {
    try_build(parts).unwrap()
}

fn path(value: &Value, how: How) -> Result<String, BuildErrorKind> {
    let mut parts = Parts::new(&LIST);
    parts.path_as("page_id", value, how);
    let uri = try_build(&parts)?.uri().path().to_owned();
    Ok(uri.trim_start_matches("/v26.0/").trim_end_matches("/shops").to_owned())
}

fn query(value: &Value, how: How) -> String {
    let mut parts = Parts::new(&LIST);
    parts.path("page_id", &"1");
    parts.query_as("color", value, how);
    built(&parts).uri().query().unwrap_or_default().to_owned()
}

fn header(set: impl FnOnce(&mut Parts), name: &str) -> String {
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    set(&mut parts);
    built(&parts).headers()[name].to_str().unwrap().to_owned()
}

/// The values of the table: a text, a list, an object.
fn values() -> [Value; 3] {
    [json!("blue"), json!(["blue", "black", "brown"]), json!({"B": 150, "G": 200, "R": 100})]
}

#[test]
fn every_style_of_the_path() {
    for (style, explode, expected) in [
        (Style::Simple, false, ["blue", "blue,black,brown", "B,150,G,200,R,100"]),
        (Style::Simple, true, ["blue", "blue,black,brown", "B=150,G=200,R=100"]),
        (Style::Label, false, [".blue", ".blue,black,brown", ".B,150,G,200,R,100"]),
        (Style::Label, true, [".blue", ".blue.black.brown", ".B=150.G=200.R=100"]),
        (Style::Matrix, false, [";page_id=blue", ";page_id=blue,black,brown", ";page_id=B,150,G,200,R,100"]),
        (
            Style::Matrix,
            true,
            [";page_id=blue", ";page_id=blue;page_id=black;page_id=brown", ";B=150;G=200;R=100"],
        ),
    ] {
        let written = values().map(|value| path(&value, How::new(style, explode)).unwrap());
        assert_eq!(written, expected, "{style:?} {explode}");
    }
    assert_eq!(path(&json!(""), How::new(Style::Matrix, false)).unwrap(), ";page_id");
    for nothing in [json!(""), json!([]), json!({}), json!(null), json!([null])] {
        assert!(path(&nothing, How::new(Style::Simple, false)).is_err(), "{nothing}");
    }
    assert_eq!(path(&json!({"a": [1]}), How::new(Style::Json, false)).unwrap(), "%7B%22a%22%3A%5B1%5D%7D");
    assert_eq!(
        path(&json!(["a/b", "c,d", "é?"]), How::new(Style::Simple, false)).unwrap(),
        "a%2Fb,c%2Cd,%C3%A9%3F"
    );
}

#[test]
fn every_style_of_the_query() {
    let list = "color=blue&color=black&color=brown";
    let members = "B=150&G=200&R=100";
    let deep = "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100";
    for (style, explode, expected) in [
        (Style::Form, false, ["color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"]),
        (Style::Form, true, ["color=blue", list, members]),
        (
            Style::SpaceDelimited,
            false,
            ["color=blue", "color=blue%20black%20brown", "color=B%20150%20G%20200%20R%20100"],
        ),
        (Style::SpaceDelimited, true, ["color=blue", list, members]),
        (
            Style::PipeDelimited,
            false,
            ["color=blue", "color=blue%7Cblack%7Cbrown", "color=B%7C150%7CG%7C200%7CR%7C100"],
        ),
        (Style::PipeDelimited, true, ["color=blue", list, members]),
        (
            Style::DeepObject,
            true,
            ["color=blue", "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown", deep],
        ),
        (
            Style::DeepObject,
            false,
            ["color=blue", "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown", deep],
        ),
    ] {
        let written = values().map(|value| query(&value, How::new(style, explode)));
        assert_eq!(written, expected, "{style:?} {explode}");
    }
}

#[test]
fn nothing_and_null_in_the_query() {
    for (style, explode) in
        [(Style::Form, true), (Style::Form, false), (Style::PipeDelimited, false), (Style::DeepObject, true)]
    {
        let how = How::new(style, explode);
        assert_eq!(query(&json!(""), how), "color=", "{style:?}");
        for nothing in [json!([]), json!({}), json!([null]), json!({"a": null})] {
            assert_eq!(query(&nothing, how), "", "{style:?} {nothing}");
        }
        let with_null = query(&json!([null, "a", null]), how);
        assert_eq!(with_null, query(&json!(["a"]), how), "{style:?}");
    }
    assert_eq!(query(&json!([]), How::new(Style::Form, true).or_empty()), "color=");
    assert_eq!(query(&json!(["a"]), How::new(Style::Form, true).or_empty()), "color=a");
}

#[test]
fn what_is_nested_in_the_query() {
    let deep = json!({"a": {"b": {"c": "x y"}}, "l": [{"k": 1}, [2]], "n": null});
    assert_eq!(
        query(&deep, How::new(Style::DeepObject, true)),
        "color%5Ba%5D%5Bb%5D%5Bc%5D=x%20y&color%5Bl%5D%5B0%5D%5Bk%5D=1&color%5Bl%5D%5B1%5D%5B0%5D=2"
    );
    assert_eq!(
        query(&json!({"G": {"x": [2]}, "R": 1}), How::new(Style::Form, true)),
        "G=%7B%22x%22%3A%5B2%5D%7D&R=1"
    );
    assert_eq!(query(&json!("x"), How::new(Style::Json, false)), "color=%22x%22");
    assert_eq!(query(&json!("x"), How::new(Style::Plain, false)), "color=x");
    assert_eq!(query(&json!([1, "x"]), How::new(Style::Plain, false)), "color=%5B1%2C%22x%22%5D");
}

#[test]
fn reserved_characters() {
    let value = json!(["a/b?c&d=e#f+g", "é %2F"]);
    assert_eq!(query(&value, How::new(Style::Form, false)), "color=a%2Fb%3Fc%26d%3De%23f%2Bg,%C3%A9%20%252F");
    assert_eq!(
        query(&value, How::new(Style::Form, false).with_reserved()),
        "color=a/b?c%26d=e%23f%2Bg,%C3%A9%20%2F"
    );
}

#[test]
fn headers() {
    for (explode, expected) in [
        (false, ["blue", "blue,black,brown", "B,150,G,200,R,100"]),
        (true, ["blue", "blue,black,brown", "B=150,G=200,R=100"]),
    ] {
        let how = How::new(Style::Simple, explode);
        let written =
            values().map(|value| header(|parts| parts.header_as("x-color", &value, how), "x-color"));
        assert_eq!(written, expected, "{explode}");
    }
    let json = header(
        |parts| parts.header_as("x-color", &json!({"a": "b c"}), How::new(Style::Json, false)),
        "x-color",
    );
    assert_eq!(json, r#"{"a":"b c"}"#);
    let mut parts = Parts::new(&CREATE);
    parts.path("page_id", &"1");
    parts.header("x-list", &"a\r\nb");
    assert_eq!(try_build(&parts).unwrap_err(), BuildErrorKind::InvalidValue { name: "x-list".to_owned() });
}

#[test]
fn all_cookies_are_in_one_header() {
    for (explode, expected) in [
        (false, ["color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"]),
        (true, ["color=blue", "color=blue; color=black; color=brown", "B=150; G=200; R=100"]),
    ] {
        let written = values().map(|value| {
            let how = How::new(Style::Form, explode);
            let set = |parts: &mut Parts| {
                parts.cookie("a", &"d;e");
                parts.cookie_as("color", &value, how);
            };
            header(set, "cookie")
        });
        assert_eq!(written, expected.map(|rest| format!("a=d%3Be; {rest}")), "{explode}");
    }
}
