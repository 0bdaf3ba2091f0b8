//! From answers to values and errors, and over pages.

use super::models::Created;
use super::{client, create, edge, list, now};
use crate::{Call, Error, ErrorCode, ErrorKind, Items, Pages, PagingErrorKind, Position, Recovery};

fn refused(status: u16, body: &'static str) -> Box<crate::ApiError> {
    match now(client(&[(status, body)]).call(create("1", "Ann"))) {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn reads_the_nested_envelope() {
    let error = refused(
        400,
        r#"{"error":{"message":"Malformed access token TOKEN-1\nagain","type":"OAuthException","code":190,
            "error_subcode":463,"error_user_title":"T","error_user_msg":"M","is_transient":false,
            "error_data":"{\"blame\":[1]}","fbtrace_id":"AXN"}}"#,
    );
    assert_eq!((error.code(), error.subcode()), (ErrorCode::new(190), Some(463.into())));
    assert_eq!((error.user_title(), error.user_message()), (Some("T"), Some("M")));
    assert_eq!((error.trace_id(), error.is_transient()), (Some("AXN"), false));
    assert_eq!(error.error_data().unwrap()["blame"][0], 1);
    assert_eq!(
        error.to_string(),
        "page::shops::create (POST /v26.0/{page_id}/shops, v26.0): 190/463 OAuthException: Malformed access token \
         [redacted] again [HTTP 400, trace AXN]"
    );
}

#[test]
fn reads_the_other_envelopes() {
    for (status, body, code, message) in [
        (400, r#"{"message":"m","type":"T","code":100,"fbtrace_id":"A"}"#, 100, Some("m")),
        (200, r#"{"message":"m","type":"T","code":100,"fbtrace_id":"A"}"#, 100, Some("m")),
        (400, r#"{"error_type":"T","code":400,"error_message":"m"}"#, 400, Some("m")),
        (400, r#"{"error_code":190,"error_description":"m"}"#, 190, Some("m")),
        (200, r#"{"error_code":1,"error_msg":"m"}"#, 1, Some("m")),
        (200, r#"{"error":{"message":"m","type":"OAuthException","code":"1"}}"#, 1, Some("m")),
        (401, r#"{"error":"invalid_token","error_description":"m"}"#, 0, Some("m")),
        (502, "<html>down</html>", 0, None),
        (302, "", 0, None),
        (500, "\u{feff}[1]", 0, None),
    ] {
        let error = refused(status, body);
        assert_eq!((error.code().get(), error.message()), (code, message), "{body}");
        assert_eq!((error.status().as_u16(), error.body().as_ref()), (status, body.as_bytes()));
    }
}

#[test]
fn says_why_an_answer_cannot_be_read() {
    for (body, expected) in [
        ("<html>", "expected JSON, found a body that is not JSON (line 1, column 1) [HTTP 200, 6 bytes"),
        ("", "expected JSON, found an empty body [HTTP 200, 0 bytes"),
        (r#"{"success":"#, "expected JSON, found a body that is cut off (line 1, column 11)"),
        (r#"{"success":{}}"#, "expected a boolean, found an object at success [HTTP 200, 14 bytes"),
    ] {
        let error = now(client(&[(200, body)]).call(create("1", "Ann"))).unwrap_err();
        assert!(matches!(error, Error::Decode(_)) && error.to_string().contains(expected), "{error}");
        assert_eq!(error.body().unwrap(), body);
    }
}

#[test]
fn reads_success_in_all_its_forms() {
    for body in [r#"{"success":true}"#, r#"{"success":"true"}"#, "true", r#"{"success":1,"success":true}"#] {
        let created: Created = now(client(&[(200, body)]).call(create("1", "Ann"))).unwrap();
        assert!(created.success, "{body}");
    }
    for body in ["1", r#""true""#] {
        assert!(now(client(&[(200, body)]).call(create("1", "Ann"))).unwrap().success, "{body}");
    }
    let full = now(client(&[(201, "true")]).call_full(create("1", "Ann"))).unwrap();
    assert_eq!(full.status, 201);
}

#[test]
fn takes_a_success_that_is_false_for_an_error() {
    for body in
        [r#"{"success":false}"#, r#"{"success":"false"}"#, r#"{"success":0}"#, "false", "0", r#""false""#]
    {
        let error = refused(200, body);
        assert!(error.is_refusal() && !error.is_transient() && !error.write_succeeded(), "{body}");
        assert_eq!((error.code(), error.kind()), (ErrorCode::ABSENT, ErrorKind::Unknown));
        assert_eq!(
            (error.recovery(), error.message(), error.body().as_ref()),
            (Recovery::Report, None, body.as_bytes())
        );
        assert_eq!(
            error.to_string(),
            "page::shops::create (POST /v26.0/{page_id}/shops, v26.0): refused: the API answered success: false [HTTP 200]"
        );
    }
    let error = refused(200, r#"{"success":false,"message":"Not\nnow","code":4}"#);
    assert_eq!((error.code(), error.message()), (ErrorCode::ABSENT, Some("Not\nnow")));
    assert!(error.to_string().ends_with("success: false: Not now [HTTP 200]"), "{error}");
    assert!(!refused(400, r#"{"success":false}"#).is_refusal());
}

#[test]
fn knows_that_a_write_has_happened() {
    for (error, succeeded, recovery) in [
        (r#""code":2,"original_response":{"id":"1"}"#, true, Recovery::ReadAgain),
        (r#""code":190,"original_response":true"#, true, Recovery::ReadAgain),
        (r#""code":4,"original_response":{"success":"true"}"#, true, Recovery::ReadAgain),
        (r#""code":2,"original_response":{"success":false}"#, false, Recovery::RetryLater),
        (r#""code":2,"original_response":false"#, false, Recovery::RetryLater),
        (r#""code":2,"original_response":null"#, false, Recovery::RetryLater),
        (r#""code":2"#, false, Recovery::RetryLater),
    ] {
        let body = format!(r#"{{"error":{{"message":"m",{error}}}}}"#);
        let error = refused(400, body.leak());
        assert_eq!((error.write_succeeded(), error.recovery()), (succeeded, recovery), "{error:?}");
        assert_eq!(error.to_string().contains("(the write succeeded; the read after it failed)"), succeeded);
    }
}

#[test]
fn follows_pages_to_their_end() {
    let client = client(&[
        (
            200,
            r#"{"data":[{"id":"1"},{"id":"2"}],"paging":{"cursors":{"after":"a"},"next":"https://x?access_token=T"}}"#,
        ),
        (500, "oops"),
        (200, r#"{"data":[],"paging":{"cursors":{"after":"b"},"next":"https://x"}}"#),
        (200, r#"{"data":[{"id":"3"}],"paging":{"cursors":{"after":"c"}}}"#),
    ]);
    let mut items = list("1").items(&client);
    let mut ids = Vec::new();
    let mut errors = 0;
    loop {
        match now(items.try_next()) {
            Ok(Some(shop)) => ids.push(shop.id),
            Ok(None) => break,
            Err(_) => errors += 1,
        }
    }
    assert_eq!((ids.join(","), errors), ("1,2,3".to_owned(), 1));
}

#[test]
fn stops_where_pages_do_not_go_on() {
    let same = r#"{"data":[],"paging":{"cursors":{"after":"a"},"next":"https://x"}}"#;
    let none = r#"{"data":[],"paging":{"next":"https://x"}}"#;
    for (bodies, expected) in [
        ([(200, same), (200, same)], PagingErrorKind::RepeatedCursor),
        ([(200, none), (200, none)], PagingErrorKind::MissingCursor),
    ] {
        let mut items = list("1").items(&client(&bodies));
        match now(items.try_next()) {
            Err(Error::Paging(error)) => assert_eq!(error.kind(), expected),
            other => panic!("{other:?}"),
        }
        // The end of a list that was not reached is never told.
        assert!(now(items.try_next()).is_err() && !items.is_complete());
    }
}

#[test]
fn keeps_no_url_of_a_page() {
    let body = r#"{"data":[],"paging":{"next":"https://x?access_token=T"},"summary":{"total_count":18}}"#;
    let page = now(list("1").send(&client(&[(200, body)]))).unwrap();
    assert!(page.has_next() && page.after().is_none() && !format!("{page:?}").contains("https"));
    assert_eq!(page.summary.unwrap()["total_count"], 18);
    assert!(!now(list("1").send(&client(&[(200, r#"{"data":[],"paging":{}}"#)]))).unwrap().has_next());
}

#[test]
fn reads_an_edge_into_any_type() {
    let body = r#"{"data":["a","b"]}"#;
    let page = now(edge::<String>("1", "tags").limit(2).send(&client(&[(200, body)]))).unwrap();
    assert_eq!(page.data, ["a", "b"]);
    let error = now(edge::<u8>("1", "tags").send(&client(&[(200, body)]))).unwrap_err();
    assert!(error.to_string().contains("at data[0]"), "{error}");
}

#[test]
fn can_cross_threads() {
    fn is_send<T: Send + Unpin>() {}
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    is_send::<Call<Created>>();
    is_send::<crate::Response<Created>>();
    is_send::<Items<super::List>>();
    is_send::<Pages<super::List>>();
    is_shared::<Position>();
    is_shared::<crate::Client>();
}
