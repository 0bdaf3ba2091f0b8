//! Which media type is sent, asked for and read: bytes, forms of any kind, several JSON media types, charsets.

use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::case_answers_told_apart::answers::{HalAnswer, OneOrTwo, VendorAnswer, VersionAnswer};
use cases::case_answers_told_apart::webhooks::Changed;
use cases::case_answers_told_apart::{headers, things};
use cases::case_bodies_bytes::answers::{ReadBesideAnswer, ReadSheetAnswer};
use cases::case_bodies_bytes::files;
use cases::{Error, Request};

/// Bytes that are no text in UTF-8.
const BYTES: [u8; 4] = [0, 159, 146, 150];

fn typed(media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer::status(200).header("content-type", media_type).body(body.into())
}

/// What a request gives when the server answers with this, and what it asked for.
fn answered<R: Request>(request: R, answer: Answer) -> (Result<R::Response, Error>, String) {
    let (server, client) = serve([answer]);
    let read = run(client.call(request));
    (read, only(&server).header("accept").unwrap_or_default().to_owned())
}

#[test]
fn what_the_schema_calls_binary_is_bytes_whatever_the_media_type() {
    for media_type in ["text/plain", "application/json", "image/png"] {
        assert_eq!(answered(files::read_text(), typed(media_type, BYTES)).0.unwrap()[..], BYTES);
        assert_eq!(answered(files::read_json(), typed(media_type, BYTES)).0.unwrap()[..], BYTES);
        assert_eq!(answered(files::read_any(), typed(media_type, BYTES)).0.unwrap()[..], BYTES);
    }
    let sent = |request: cases::Call<()>, server: &crate::server::Server| {
        run(request).unwrap();
        let sent = only(server);
        (sent.header("content-type").unwrap().to_owned(), sent.body)
    };
    let (server, client) = serve([Answer::status(204)]);
    assert_eq!(sent(files::put_text(BYTES.to_vec()).send(&client), &server), ("text/csv".into(), BYTES.into()));
    let (server, client) = serve([Answer::status(204)]);
    let json = files::put_json(BYTES.to_vec()).send(&client);
    assert_eq!(sent(json, &server), ("application/json".into(), BYTES.into()));
    let (server, client) = serve([Answer::status(204)]);
    let any = files::put_any(cases::File::new("", "image/png", BYTES.to_vec())).send(&client);
    assert_eq!(sent(any, &server), ("image/png".into(), BYTES.into()));
    let (server, client) = serve([Answer::status(204)]);
    let latin = files::put_latin(vec![0xe9]).send(&client);
    assert_eq!(sent(latin, &server), ("text/plain; charset=iso-8859-1".into(), vec![0xe9]));
}

#[test]
fn bytes_stand_beside_json() {
    let (read, accept) = answered(files::read_beside(), typed("application/octet-stream", BYTES));
    assert!(matches!(read.unwrap(), ReadBesideAnswer::OkBytes(bytes) if bytes[..] == BYTES));
    assert_eq!(accept, "application/json, application/octet-stream;q=0.9, */*;q=0.8");
    let (read, _) = answered(files::read_beside(), typed("application/json", "[1]"));
    assert!(matches!(read.unwrap(), ReadBesideAnswer::Ok(value) if value == serde_json::json!([1])));
    for media_type in ["text/csv", "application/pdf"] {
        let (read, _) = answered(files::read_sheet(), typed(media_type, BYTES));
        assert!(matches!(read.unwrap(), ReadSheetAnswer::OkCsv(bytes) if bytes[..] == BYTES), "{media_type}");
    }
    let (read, _) = answered(files::read_sheet(), typed("application/json", r#"{"text":"a"}"#));
    assert!(matches!(read.unwrap(), ReadSheetAnswer::Ok(note) if note.text.as_deref() == Some("a")));
}

#[test]
fn the_content_type_tells_several_kinds_of_json_apart() {
    let one = r#"{"title":"a"}"#;
    let two = r#"{"n":1}"#;
    let vendor = |media_type: &str, body: &str| answered(things::vendor(), typed(media_type, body)).0;
    assert!(matches!(vendor("application/vnd.x.v1+json", one).unwrap(), VendorAnswer::Ok(_)));
    assert!(
        matches!(vendor("Application/vnd.x.V2+json; charset=utf-8", two).unwrap(), VendorAnswer::OkVndXV2(two) if two.n == 1)
    );
    assert!(vendor("application/vnd.x.v2+json", one).is_err());
    let version = |media_type: &str, body: &str| answered(things::version(), typed(media_type, body)).0.unwrap();
    assert!(matches!(version("application/json;v=\"1\"", one), VersionAnswer::OkJsonV1(_)));
    assert!(matches!(version("application/json; v=3", two), VersionAnswer::Ok(_)));
    let (read, accept) = answered(things::hal(), typed("application/hal+json", one));
    assert!(matches!(read.unwrap(), HalAnswer::OkHal(one) if one.title.as_deref() == Some("a")));
    assert_eq!(accept, "application/json, application/hal+json;q=0.9, text/csv;q=0.9, */*;q=0.8");
    assert!(matches!(answered(things::hal(), typed("text/csv", "a")).0.unwrap(), HalAnswer::OkText(_)));
    let failure = |media_type: &str, body: &str| {
        let error = answered(things::fails(), typed(media_type, body).with_status(400)).0.unwrap_err();
        error.failure::<things::Fails>().unwrap()
    };
    assert!(matches!(failure("application/problem+json", one), OneOrTwo::ClientErrorProblem(_)));
    assert!(matches!(failure("application/json", two), OneOrTwo::ClientError(two) if two.n == 1));
    assert_eq!(Changed::decode(two.as_bytes()).unwrap().n, 1);
    assert_eq!(Changed::decode_vnd_x_v1(one.as_bytes()).unwrap().title.as_deref(), Some("a"));
}

#[test]
fn a_media_type_is_asked_for_with_its_parameters() {
    let (_, accept) = answered(things::profile(), typed("application/ld+json", "{}"));
    assert_eq!(accept, "application/ld+json; profile=\"https://example.com/ns\", */*;q=0.8");
}

#[test]
fn a_text_is_read_as_its_content_type_says() {
    let text = |media_type: &str, body: &[u8]| answered(things::text(), typed(media_type, body)).0;
    assert_eq!(text("text/plain", b"\"hello\"").unwrap(), "\"hello\"");
    assert_eq!(text("application/json", b"\"hello\"").unwrap(), "hello");
    assert_eq!(text("application/json", b"raw").unwrap(), "raw");
    assert_eq!(text("text/plain; charset=ISO-8859-1", b"caf\xe9 \x80").unwrap(), "café €");
    assert_eq!(text("text/plain; charset=\"utf-8\"", "é".as_bytes()).unwrap(), "é");
    for (media_type, body) in [("text/plain", b"caf\xe9"), ("text/plain; charset=utf-16", b"\xff\xfea\0")] {
        let Err(Error::Decode(error)) = text(media_type, body) else { panic!("{media_type}") };
        assert_eq!(&error.body()[..], body);
    }
}

#[test]
fn no_body_is_no_value_where_null_is_one() {
    for answer in [Answer::status(204), Answer::json(" "), Answer::json("null")] {
        assert_eq!(answered(things::maybe(), answer).0.unwrap(), None);
    }
    let (_server, client) = serve([Answer::status(204)]);
    let drift = run(client.call_full(things::maybe())).unwrap().drift;
    assert!(drift[0].to_string().ends_with("another form than JSON"), "{drift:?}");
    assert!(answered(things::hal(), Answer::json("")).0.is_err());
}

#[test]
fn a_header_that_cannot_be_read_is_told_from_one_that_is_not_there() {
    let answer = Answer::status(204)
        .header("last-modified", "Wed, 21 Oct 2015 07:28:00 GMT")
        .header("x-count", "many")
        .header("set-cookie", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT")
        .header("set-cookie", "b=2");
    let (_server, client) = serve([answer, Answer::status(204)]);
    let response = run(client.call_full(things::headers())).unwrap();
    assert_eq!(response.header(headers::LAST_MODIFIED).unwrap().unix_seconds(), 1_445_412_480);
    assert_eq!(response.try_header(headers::X_COUNT).unwrap_err().name(), "x-count");
    let cookies = response.header(headers::SET_COOKIE).unwrap();
    assert_eq!(cookies, ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"]);
    let response = run(client.call_full(things::headers())).unwrap();
    assert_eq!(response.try_header(headers::X_COUNT), Ok(None));
}
