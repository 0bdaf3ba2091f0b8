//! The shapes in which errors arrive.

use crate::setup::{TOKEN, client, run, serve};
use graph_tests::server::{Answer, Fault};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{ApiError, Client, Error, ErrorCode, ErrorKind, ErrorSubcode, Recovery};
use std::time::Duration;

/// The error of a read that is answered with this.
fn fail(answer: Answer) -> Error {
    let server = serve([answer]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let shown = error.to_string();
    assert!(shown.starts_with("page::get (GET /{page_id}, v26.0): "), "{shown}");
    assert!(!shown.contains(char::is_control), "{shown:?}");
    assert_eq!(error.operation().unwrap().name(), "page::get");
    error
}

/// The error that the API reports with this status and body; status and raw body are kept.
fn refuse(status: u16, body: &str) -> Box<ApiError> {
    let error = fail(Answer::json(body).with_status(status));
    assert_eq!(error.status().unwrap().as_u16(), status);
    assert_eq!(error.body().unwrap(), body);
    match error {
        Error::Api(error) => error,
        other => panic!("{other:?}"),
    }
}

/// The text of an answer that cannot be read; the raw body is kept.
fn misread(body: &str, media_type: &str) -> String {
    let error = fail(Answer::status(200).header("content-type", media_type).body(body));
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!((error.status().unwrap().as_u16(), error.body().unwrap().as_ref()), (200, body.as_bytes()));
    assert!(error.as_api().is_none());
    error.to_string()
}

#[test]
fn nested() {
    let error = refuse(400, include_str!("bodies/error_nested.json"));
    assert_eq!(
        (error.code(), error.subcode()),
        (ErrorCode::ACCESS_TOKEN_INVALID, Some(ErrorSubcode::TOKEN_EXPIRED))
    );
    assert_eq!(error.error_type(), Some("OAuthException"));
    assert_eq!(error.message(), Some("The session has\nexpired."));
    assert_eq!((error.user_title(), error.user_message()), (Some("Logg inn"), Some("Logg inn på nytt.")));
    assert_eq!((error.trace_id(), error.is_transient()), (Some("Trace+Nested"), false));
    assert_eq!(error.error_data().unwrap()["blame_field_specs"][0][0], "access_token");
    assert_eq!(
        error.to_string(),
        "page::get (GET /{page_id}, v26.0): 190/463 OAuthException: The session has expired. \
         [HTTP 400, trace Trace+Nested]"
    );
}

#[test]
fn flat() {
    let error = refuse(403, include_str!("bodies/error_flat.json"));
    assert_eq!(
        (error.code(), error.subcode()),
        (ErrorCode::PERMISSIONS_ERROR, Some(ErrorSubcode::new(1_545_041)))
    );
    assert_eq!((error.message(), error.is_transient()), (Some("No permission"), true));
    assert_eq!(error.trace_id(), Some("TraceFlat"));
}

#[test]
fn flat_of_instagram_login() {
    let error = refuse(400, include_str!("bodies/error_instagram.json"));
    assert_eq!((error.code().get(), error.subcode()), (401, None));
    assert_eq!((error.error_type(), error.message()), (Some("OAuthForbiddenException"), Some("Not you")));
    assert_eq!(
        error.to_string(),
        "page::get (GET /{page_id}, v26.0): 401 OAuthForbiddenException: Not you [HTTP 400]"
    );
}

#[test]
fn flat_of_batches_and_of_the_old_api() {
    let error = refuse(400, include_str!("bodies/error_batch.json"));
    assert_eq!((error.code(), error.message()), (ErrorCode::SESSION_INVALID, Some("No session")));
    let error = refuse(400, include_str!("bodies/error_legacy.json"));
    assert_eq!((error.code(), error.message()), (ErrorCode::INVALID_USER_ID, Some("Invalid id")));
}

#[test]
fn inside_a_success() {
    for (body, code) in [
        (include_str!("bodies/error_nested.json"), 190),
        (include_str!("bodies/error_flat.json"), 200),
        (include_str!("bodies/error_instagram.json"), 401),
        (include_str!("bodies/error_batch.json"), 102),
        (include_str!("bodies/error_legacy.json"), 110),
    ] {
        assert_eq!(refuse(200, body).code().get(), code);
    }
}

#[test]
fn inside_a_success_of_a_write_and_of_a_list() {
    let body = include_str!("bodies/error_nested.json");
    let server = serve([Answer::json(body), Answer::json(body)]);
    let client = client(&server);
    run(async {
        let error = personas::create("12", "Ann", "u").send(&client).await.unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("page::personas::create (POST /{page_id}/personas, v26.0): 190/463")
        );
        let error = personas::list("12").send(&client).await.unwrap_err();
        assert_eq!(error.as_api().unwrap().code(), ErrorCode::ACCESS_TOKEN_INVALID);
    });
}

#[test]
fn data_in_a_string() {
    let error = refuse(400, include_str!("bodies/error_data_text.json"));
    assert_eq!(error.error_data().unwrap()["blame_field_specs"][0][0], "about");
    let error = refuse(400, r#"{"error":{"message":"m","code":100,"error_data":"not JSON"}}"#);
    assert_eq!(error.error_data().unwrap(), "not JSON");
}

#[test]
fn codes_beyond_16_bits() {
    let error = refuse(400, include_str!("bodies/error_wide.json"));
    assert_eq!((error.code(), error.code().get()), (ErrorCode::PAGE_RATE_LIMIT, 80_001));
    assert_eq!(error.subcode().map(ErrorSubcode::get), Some(5_000_000_123));
    assert_eq!(error.trace_id(), Some("TraceBeside"));
    assert_eq!(
        refuse(400, r#"{"error":{"message":"m","code":"1609005"}}"#).code(),
        ErrorCode::LINK_POST_FAILURE
    );
}

#[test]
fn transient_where_the_api_says_so() {
    let is_transient = |body: &str| refuse(500, body).is_transient();
    assert!(is_transient(r#"{"error":{"message":"m","code":1}}"#));
    assert!(is_transient(r#"{"error":{"message":"m","code":2}}"#));
    assert!(!is_transient(r#"{"error":{"message":"m","code":1,"is_transient":false}}"#));
    assert!(is_transient(r#"{"error":{"message":"m","code":4,"is_transient":true}}"#));
    assert!(!is_transient(r#"{"error":{"message":"m","code":100}}"#));
}

#[test]
fn what_has_no_accessor_is_read_from_the_body() {
    #[derive(serde::Deserialize)]
    struct Original {
        error: Inner,
    }
    #[derive(serde::Deserialize)]
    struct Inner {
        original_response: serde_json::Value,
    }
    let error = refuse(400, include_str!("bodies/error_read_after_write.json"));
    let original: Original = error.body_as().unwrap();
    assert_eq!(original.error.original_response["id"], "12_99");
}

#[test]
fn of_the_read_after_a_write_that_has_happened() {
    let body = include_str!("bodies/error_read_after_write.json");
    let server = serve([Answer::json(body).with_status(400)]);
    let error = run(page::update("12").about("x").send(&client(&server))).unwrap_err();
    assert_eq!(error.recovery(), Recovery::ReadAgain);
    assert!(
        error.to_string().contains("(the write succeeded; the read after it failed) [HTTP 400"),
        "{error}"
    );
    let api = error.as_api().unwrap();
    assert!(api.write_succeeded());
    assert_eq!(api.original_response().unwrap()["id"], "12_99");
    assert!(!refuse(400, include_str!("bodies/error_nested.json")).write_succeeded());
}

#[test]
fn every_error_says_what_can_be_done() {
    let server = serve([
        Answer::json("[1]"),
        Answer::json(r#"{"error":{"message":"m","code":4}}"#).with_status(400).header("retry-after", "7"),
        Answer::status(200).fault(Fault::NoAnswer),
    ]);
    let client = client(&server);
    let fail = |id: &str| run(page::get(id).send(&client)).unwrap_err();
    let decode = fail("12");
    assert_eq!((decode.recovery(), decode.kind(), decode.retry_after()), (Recovery::Report, None, None));
    let api = fail("12");
    assert_eq!((api.recovery(), api.kind()), (Recovery::RetryLater, Some(ErrorKind::RateLimit)));
    assert_eq!((api.retry_after(), api.is_timeout()), (Some(Duration::from_secs(7)), false));
    let transport = fail("12");
    assert!(matches!(transport, Error::Transport(_)), "{transport:?}");
    assert_eq!((transport.recovery(), transport.is_timeout()), (Recovery::RetryLater, false));
    assert_eq!(fail("").recovery(), Recovery::FixRequest);
}

#[test]
fn an_error_can_be_cloned_for_all_who_wait_for_it() {
    let server = serve([
        Answer::json("[1]"),
        Answer::json(r#"{"error":{"message":"m","code":190,"error_subcode":463}}"#).with_status(400),
        Answer::status(200).fault(Fault::NoAnswer),
    ]);
    let client = client(&server);
    for id in ["12", "12", "12", ""] {
        let error = run(page::get(id).send(&client)).unwrap_err();
        let clone = error.clone();
        assert_eq!((clone.to_string(), clone.recovery()), (error.to_string(), error.recovery()));
        assert_eq!((clone.body(), clone.kind()), (error.body(), error.kind()));
        assert_eq!(format!("{clone:?}"), format!("{error:?}"));
    }
}

#[test]
fn what_is_not_there_has_a_name() {
    for (status, body, expected) in [
        (400, r#"{"error":{"message":"Unsupported get request","code":100,"error_subcode":33}}"#, true),
        (404, r#"{"error":{"message":"(#803) Some of the aliases you requested do not exist: x"}}"#, true),
        (404, "", true),
        (400, r#"{"error":{"message":"(#100) Param limit must be an integer","code":100}}"#, false),
        (400, r#"{"error":{"message":"m","code":190}}"#, false),
    ] {
        let error = refuse(status, body);
        assert_eq!(error.is_not_found(), expected, "{error}");
    }
    let server = serve([Answer::status(410)]);
    assert!(run(page::get("12").send(&client(&server))).unwrap_err().is_not_found());
    let unsent = run(page::get("").send(&client(&server))).unwrap_err();
    assert!(!unsent.is_not_found());
}

#[test]
fn the_code_may_stand_in_the_message_alone() {
    let error = refuse(
        403,
        r#"{"error":{"message":"(#341) Feed action request limit reached","type":"OAuthException"}}"#,
    );
    assert_eq!((error.code(), error.kind()), (ErrorCode::APPLICATION_LIMIT_REACHED, ErrorKind::RateLimit));
    assert_eq!(error.message(), Some("(#341) Feed action request limit reached"));
    for message in ["(#) m", "(#x) m", "see (#4)", "(#4 m", "#4 m"] {
        let error = refuse(400, &format!(r#"{{"error":{{"message":"{message}"}}}}"#));
        assert_eq!(error.code(), ErrorCode::ABSENT, "{message}");
    }
}

#[test]
fn too_much_data_is_asked_for_once() {
    let body = r#"{"error":{"code":1,"message":"Please reduce the amount of data you're asking for, then retry your request"}}"#;
    let server = serve([Answer::json(body).with_status(500)]);
    let client = Client::builder().access_token(TOKEN).base_url(server.url()).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert_eq!((error.kind(), error.recovery()), (Some(ErrorKind::Invalid), Recovery::FixRequest));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn kinds_and_recoveries_can_be_shown() {
    let error = refuse(400, r#"{"error":{"message":"m","code":4}}"#);
    assert_eq!(format!("{}: {}", error.kind(), error.recovery()), "rate limit: retry later");
}

#[test]
fn without_a_code() {
    let error = refuse(400, r#"{"error":{"message":"An old body"}}"#);
    assert_eq!((error.code(), error.message()), (ErrorCode::ABSENT, Some("An old body")));
    let error = refuse(401, r#"{"error":"invalid_token","error_description":"Ended"}"#);
    assert_eq!((error.error_type(), error.message()), (Some("invalid_token"), Some("Ended")));
}

#[test]
fn headers_come_with_the_error() {
    let server = serve([Answer::json(r#"{"error":{"message":"m","code":4}}"#)
        .with_status(400)
        .header("x-app-usage", r#"{"call_count":100}"#)
        .header("x-fb-trace-id", "FromHeader")]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert_eq!(error.headers().unwrap()["x-app-usage"], r#"{"call_count":100}"#);
    assert_eq!(error.as_api().unwrap().trace_id(), Some("FromHeader"));
}

#[test]
fn html_with_an_error_status() {
    let html = "<!DOCTYPE html>\n<title>Sorry</title>";
    let error = fail(Answer::status(500).header("content-type", "text/html; charset=utf-8").body(html));
    assert_eq!((error.status().unwrap().as_u16(), error.body().unwrap().as_ref()), (500, html.as_bytes()));
    let api = error.as_api().unwrap();
    assert_eq!((api.code(), api.message(), api.trace_id()), (ErrorCode::ABSENT, None, None));
    assert_eq!(
        error.to_string(),
        "page::get (GET /{page_id}, v26.0): no error code in 36 bytes of text/html [HTTP 500]"
    );
}

#[test]
fn an_empty_body_with_an_error_status() {
    let error = fail(Answer::status(500));
    assert!(error.body().unwrap().is_empty());
    assert_eq!(error.as_api().unwrap().code(), ErrorCode::ABSENT);
    assert_eq!(
        error.to_string(),
        "page::get (GET /{page_id}, v26.0): no error code in 0 bytes of no content type [HTTP 500]"
    );
}

#[test]
fn a_success_that_cannot_be_read() {
    assert_eq!(
        misread("<html>Service Unavailable</html>", "text/html"),
        "page::get (GET /{page_id}, v26.0): expected JSON, found a body that is not JSON (line 1, column 1) \
         [HTTP 200, 32 bytes of text/html]"
    );
    let truncated = misread("{\n\"id\":\"12\",\"na", "application/json");
    assert!(truncated.contains("found a body that is cut off (line 2, column 13)"), "{truncated}");
    let empty = misread("", "application/json");
    assert!(empty.contains("expected JSON, found an empty body"), "{empty}");
    let list = misread("[1]", "application/json");
    assert!(list.contains("expected an object (Page), found a list"), "{list}");
    let nameless = misread("{}", "application/json");
    assert!(nameless.contains("expected the member `id`, found nothing"), "{nameless}");
}

#[test]
fn a_request_that_cannot_be_built_is_not_sent() {
    let server = serve([]);
    let client = client(&server);
    for (id, expected) in
        [("", "the path parameter `page_id` is empty"), ("..", "a path parameter is `.` or `..`")]
    {
        let error = run(page::get(id).send(&client)).unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
        assert_eq!(error.to_string(), format!("page::get (GET /{{page_id}}, v26.0): not sent: {expected}"));
        assert!(error.status().is_none() && error.body().is_none() && error.headers().is_none());
    }
    assert!(server.requests().is_empty());
}

/// A write whose answer has optional members only would take such a body for a success.
#[test]
fn inside_a_success_even_without_a_code() {
    for body in
        [r#"{"error":{"message":"no"}}"#, r#"{"error":{"code":100}}"#, r#"{"error":{}}"#, r#"{"error":"no"}"#]
    {
        let server = serve([Answer::json(body)]);
        let error = run(page::update("12").about("x").send(&client(&server))).unwrap_err();
        assert!(matches!(error, Error::Api(_)), "{body}: {error:?}");
        assert_eq!(
            (error.status().unwrap().as_u16(), error.body().unwrap().as_ref()),
            (200, body.as_bytes())
        );
    }
}

/// No answer of these operations has such a member, but none can be made of it either.
#[test]
fn a_refusal_of_any_operation_is_one() {
    let refused = r#"{"success":false}"#;
    let server = serve([Answer::json(refused), Answer::json(refused), Answer::json(refused)]);
    let client = client(&server);
    let errors = run(async {
        [
            personas::create("12", "Ann", "u").send(&client).await.unwrap_err(),
            personas::list("12").send(&client).await.unwrap_err(),
            page::get("12").send(&client).await.unwrap_err(),
        ]
    });
    for error in errors {
        assert!(error.as_api().is_some_and(ApiError::is_refusal), "{error}");
    }
    // A read has no bare word for a success.
    let server = serve([Answer::json("true")]);
    let error = run(page::get("12").send(&self::client(&server))).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}
