//! What callers add to requests and to a client, whatever the kind of the body is.

use crate::server::Answer;
use crate::setup::{run, serve};
use cases::case_bodies_alternatives::items::{self, AddBody};
use cases::case_bodies_encodings::forms;
use cases::case_bodies_encodings::models::*;
use cases::{BuildErrorKind, Client, Error, Request};
use serde_json::json;

/// The content type and the body of a request.
fn body<R: Request>(request: &R) -> Result<(String, String), Error> {
    let built = Client::builder().build().unwrap().http_request(request)?;
    let content_type = built.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    Ok((content_type.unwrap_or_default(), String::from_utf8(built.body().to_vec()).unwrap()))
}

#[test]
fn a_form_takes_more_members() {
    let request = forms::send(SendFormCard::new().number("4"))
        .with_member("extra", json!({"a": [1]}))
        .with_member("plain", "new");
    let (content_type, sent) = body(&request).unwrap();
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    assert_eq!(sent, "card%5Bnumber%5D=4&extra=%7B%22a%22%3A%5B1%5D%7D&plain=new");
}

#[test]
fn a_multipart_form_takes_more_parts() {
    let request = forms::upload().note("n").with_member("extra", json!({"a": 1})).with_member("note", "other");
    let (content_type, sent) = body(&request).unwrap();
    assert!(content_type.starts_with("multipart/form-data; boundary="), "{content_type}");
    assert!(sent.contains("name=\"extra\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n"), "{sent}");
    assert!(sent.contains("\r\n\r\nother\r\n") && sent.matches("name=\"note\"").count() == 1, "{sent}");
}

#[test]
fn a_body_that_is_no_object_takes_no_member() {
    let request = items::add(AddBody::Xml("<a/>".to_owned())).with_member("extra", 1);
    let Err(Error::Build(error)) = body(&request) else { panic!("it was built") };
    assert_eq!(error.kind(), &BuildErrorKind::NotAnObject);
    assert!(error.to_string().contains("the body is not an object, to which a member could be added"), "{error}");
}

#[test]
fn added_parameters_and_headers_arrive() {
    let (server, client) = serve([Answer::status(204)]);
    let request = forms::send(SendFormCard::new().number("4")).with_query("a b", "c&d").with_header("x-more", "1");
    let _ = run(request.send(&client));
    let sent = crate::setup::only(&server);
    assert_eq!((sent.query(), sent.header("x-more")), ("a%20b=c%26d", Some("1")));
}
