//! Bodies of forms, whatever their schemas are, and of multipart bodies of any kind.

use cases::case_bodies_bytes::files;
use cases::case_bodies_content::docs::{self, BothBody};
use cases::case_bodies_content::models::{Inner, Sheet};
use cases::case_bodies_forms::forms::{self, RangesBody};
use cases::case_bodies_forms::models::{EitherForm, EitherFormWithA, Meta};
use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::{Base64, BuildErrorKind, Client, DriftKind, Error, File, Request};
use serde_json::json;

/// The content type and the body of a request.
fn sent<R: Request>(request: &R) -> (String, String) {
    let built = Client::builder().build().unwrap().http_request(request).unwrap();
    let content_type = built.headers()["content-type"].to_str().unwrap().to_owned();
    (content_type, String::from_utf8(built.body().to_vec()).unwrap())
}

fn is_refused<R: Request>(request: &R) -> bool {
    let built = Client::builder().build().unwrap().http_request(request);
    matches!(built, Err(Error::Build(error)) if *error.kind() == BuildErrorKind::NotAForm)
}

#[test]
fn a_form_that_is_no_object_is_sent_as_it_is_or_not_at_all() {
    let form = |body: &str| ("application/x-www-form-urlencoded".to_owned(), body.to_owned());
    assert_eq!(sent(&forms::text("a=1&b")), form("a=1&b"));
    assert_eq!(sent(&forms::list("a=1")), form("a=1"));
    assert_eq!(sent(&forms::any(json!({"a": 1.0, "b": [2]}))), form("a=1&b=2"));
    assert_eq!(sent(&forms::any(json!("a=1"))), form("a=1"));
    assert_eq!(sent(&forms::either(EitherFormWithA::new().a("1"))), form("a=1"));
    assert_eq!(sent(&forms::either(EitherForm::String("a=1".to_owned()))), form("a=1"));
    for value in [json!([1]), json!(1), json!(null)] {
        assert!(is_refused(&forms::any(value.clone())) && is_refused(&forms::any_parts(value)));
    }
    let whole = File::new("", "multipart/form-data; boundary=b", "--b--");
    for (content_type, body) in [sent(&forms::file_list(whole.clone())), sent(&forms::file_alone(whole))] {
        assert_eq!((content_type.as_str(), body.as_str()), ("multipart/form-data; boundary=b", "--b--"));
    }
}

/// The parts between the boundaries.
fn parts(content_type: &str, body: &str) -> Vec<String> {
    let (_, boundary) = content_type.split_once("boundary=").unwrap();
    let boundary = boundary.split(';').next().unwrap();
    let inner = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let delimiter = format!("--{boundary}\r\n");
    let parts = inner.split(&delimiter).skip(1);
    parts.map(|part| part.strip_suffix("\r\n").unwrap().to_owned()).collect()
}

#[test]
fn related_parts_are_in_the_order_of_the_document_and_have_ids() {
    let file = File::new("a.bin", "", "xyz").header("Content-Id", "n1");
    let request = forms::related(Meta::new().id("7")).data(file).note("hi");
    let (content_type, body) = sent(&request);
    assert!(content_type.starts_with("multipart/related; boundary="), "{content_type}");
    assert!(content_type.ends_with("; type=\"text/plain; charset=utf-8\""), "{content_type}");
    assert_eq!(
        parts(&content_type, &body),
        [
            "Content-Type: text/plain; charset=utf-8\r\nContent-Id: note\r\n\r\nhi",
            "Content-Type: application/json\r\nContent-Id: meta\r\n\r\n{\"id\":\"7\"}",
            "Content-Type: application/vnd.example.raw\r\nContent-Id: n1\r\n\r\nxyz",
        ]
    );
    assert!(sent(&forms::related(Meta::new())).0.ends_with("; type=\"application/json\""));
    assert!(request.to_curl().contains("Content-Type: multipart/related; boundary="));
}

#[test]
fn the_items_of_a_list_are_the_parts_of_a_body_that_is_mixed() {
    let (content_type, body) = sent(&forms::mixed([Meta::new().id("1"), Meta::new()]));
    assert!(content_type.starts_with("multipart/mixed; boundary="), "{content_type}");
    let parts = parts(&content_type, &body);
    assert_eq!(parts.len(), 2);
    assert!(parts[0].ends_with("Content-Type: application/json\r\n\r\n{\"id\":\"1\"}"), "{parts:?}");
}

#[test]
fn a_body_is_of_a_media_type_and_never_of_a_range() {
    let json = |body: &str| ("application/json".to_owned(), body.to_owned());
    assert_eq!(sent(&forms::range(Meta::new().id("1"))), json(r#"{"id":"1"}"#));
    assert_eq!(sent(&forms::ranges(Meta::new())), json("{}"));
    assert_eq!(sent(&forms::ranges(RangesBody::Json2(Meta::new()))).0, "text/json");
    assert_eq!(sent(&forms::xml("<a/>")), ("application/xml".to_owned(), "<a/>".to_owned()));
}

#[test]
fn a_part_says_of_what_media_type_its_content_is() {
    let png = File::new("a.png", "image/png", "x");
    let request = docs::send().raw(png.clone()).pages([png]).icon(Base64::new("hi")).coded(Base64::new("hi"));
    let (content_type, body) = sent(&request);
    let parts = parts(&content_type, &body);
    let head = |part: &str| part.split("\r\n\r\n").next().unwrap().split("\r\n").nth(1).map(str::to_owned);
    let heads: Vec<_> = parts.iter().filter_map(|part| head(part)).collect();
    assert_eq!(heads, ["image/png", "image/png", "image/png", "application/octet-stream"].map(|media| format!("Content-Type: {media}")));
    assert!(parts[2].ends_with("aGk="));
}

#[test]
fn a_part_is_a_file_in_a_form_and_a_text_in_json() {
    let png = || File::new("a.png", "image/png", "x y");
    let sheet = || Sheet::new("t").page(png()).pages([png()]).inner(Inner::new().page("as it is"));
    let (content_type, body) = sent(&docs::both(BothBody::Multipart(sheet())));
    let parts = parts(&content_type, &body);
    let files = parts.iter().filter(|part| part.contains("Content-Type: image/png\r\n\r\nx y"));
    assert_eq!(files.count(), 2, "{parts:?}");
    assert!(parts.iter().any(|part| part.ends_with("\r\n\r\n{\"page\":\"as it is\"}")), "{parts:?}");
    let (_, body) = sent(&docs::both(BothBody::Json(sheet())));
    let expected = json!({"title": "t", "page": "x y", "pages": ["x y"], "inner": {"page": "as it is"}});
    assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), expected);
    let stored: Sheet = serde_json::from_str(&serde_json::to_string(&sheet()).unwrap()).unwrap();
    assert_eq!(stored, sheet());
}

#[test]
fn what_a_sheet_in_an_answer_holds_beside_the_document_is_drift() {
    let body = r#"{"title": "t", "page": "aGk=", "pages": [], "inner": {"new": 1}, "added": null,
        "many": [18446744073709551616, 18446744073709551617], "cut": "a \ud83d"}"#;
    let (server, client) = serve([Answer::json(body)]);
    let answer = run(client.call_full(docs::both(BothBody::Multipart(Sheet::new("t"))))).unwrap();
    only(&server);
    let of = |is_wanted: fn(&DriftKind) -> bool| {
        let found = answer.drift.iter().filter(|drift| is_wanted(&drift.kind));
        let mut paths: Vec<_> = found.map(|drift| drift.path.as_str()).collect();
        paths.sort_unstable();
        paths
    };
    assert_eq!(of(|kind| *kind == DriftKind::UnknownField), ["added", "cut", "inner.new", "many"]);
    assert_eq!(of(|kind| *kind == DriftKind::Rounded), ["many[1]"]);
    assert_eq!(of(|kind| matches!(kind, DriftKind::OtherForm { .. })), ["cut"]);
    assert_eq!(answer.body.unknown.get("cut").unwrap(), "a \u{fffd}");
    assert_eq!(answer.body.page.unwrap().content().bytes().unwrap(), &b"aGk="[..]);
}

#[test]
fn a_binary_text_is_a_file_only_in_a_form_with_parts() {
    let file = || File::new("", "image/png", "x");
    let (content_type, body) = sent(&files::post_blob().raw(file()).all([file(), file()]).part(file()));
    let parts = parts(&content_type, &body);
    assert_eq!(parts.iter().filter(|part| part.contains("Content-Type: image/png")).count(), 4, "{parts:?}");
    assert_eq!(sent(&files::post_pairs().raw("a b")).1, "raw=a%20b");
}
