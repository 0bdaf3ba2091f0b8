//! The headers that the document describes.

use crate::server::Answer;
use crate::setup::{run, serve};
use cases::case_answers_headers::{headers, things};

#[test]
fn headers_are_read_as_their_types() {
    let answer = Answer::json(r#"["a"]"#)
        .header("X-Rate-Limit-Remaining", "41")
        .header("etag", "\"7\"")
        .header("x-tags", "a, b");
    let (_server, client) = serve([answer]);
    let response = run(client.call_full(things::list())).unwrap();
    assert_eq!(response.header(headers::X_RATE_LIMIT_REMAINING), Some(41));
    assert_eq!(response.header(headers::ETAG).as_deref(), Some("\"7\""));
    assert_eq!(response.header(headers::X_TAGS), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(response.header(headers::RETRY_AFTER), None);
}

#[test]
fn an_error_has_headers_as_well() {
    let answer = |wait| Answer::status(429).header("retry-after", wait);
    let (_server, client) = serve([answer("30"), answer("Wed, 21 Oct 2026 07:28:00 GMT")]);
    let error = || run(things::list().send(&client)).unwrap_err();
    assert_eq!(error().header(headers::RETRY_AFTER), Some(30));
    let dated = error();
    assert_eq!(dated.header(headers::RETRY_AFTER), None);
    assert_eq!(dated.headers().unwrap()["retry-after"], "Wed, 21 Oct 2026 07:28:00 GMT");
}
