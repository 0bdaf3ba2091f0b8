//! The fake that callers test their own code with.

use crate::setup::run;
use meta_graph::testing::{Failure, Fake, from_json, now};
use meta_graph::v26_0::models::{Page, Persona, SuccessResponse};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Error, ErrorCode, ErrorKind, ErrorSubcode, Pacer, Recovery, Request as _, Retry, select};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

fn persona(id: &str) -> Persona {
    let mut persona = Persona::default();
    persona.id = id.to_owned();
    persona
}

/// What a panic says.
fn complaint(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn answers_a_request_of_the_same_value_with_a_typed_value() {
    let fake = Fake::new();
    let mut bakery = Page::default();
    (bakery.id, bakery.name, bakery.access_token) =
        ("12".into(), Some("Bakery".into()), Some("page token".into()));
    fake.on(personas::list("12").limit(5).after("A")).reply_json(json!({"data": []}));
    fake.on(page::get("12").fields([page::Field::Name])).reply(bakery.clone());
    let client = fake.client();

    let read = now(page::get("12").fields([page::Field::Name]).send(&client)).unwrap();
    assert_eq!(read, bakery);
    assert_eq!(read.access_token.unwrap().expose(), "page token");
    // The order of the parameters does not count, and neither do credentials.
    let of_page = client.with_access_token("page token");
    assert!(now(personas::list("12").after("A").limit(5).send(&of_page)).unwrap().data.is_empty());

    let sent = fake.sent();
    assert_eq!(
        (sent[0].operation().name(), sent[0].method(), sent[0].path()),
        ("page::get", "GET", "/v26.0/12")
    );
    assert_eq!((sent[0].param("fields"), sent[0].body().len()), (Some("name"), 0));
    assert_eq!(sent[1].query(), [("after".into(), "A".into()), ("limit".into(), "5".into())]);
    assert!(sent[1].has_token("page token") && !sent[0].has_token("page token"));
    fake.assert_all_answered();
}

#[test]
fn a_selection_and_a_model_from_json_are_answers_too() {
    select! { struct Card of page { id, fan_count } }
    let fake = Fake::new();
    fake.on(page::get("1").select::<Card>()).reply(Card { id: "1".into(), fan_count: Some(7) });
    fake.on(page::get("2")).reply(from_json(json!({"id": "2", "fan_count": 8})));
    let client = fake.client();
    assert_eq!(now(page::get("1").select::<Card>().send(&client)).unwrap().fan_count, Some(7));
    assert_eq!(now(page::get("2").send(&client)).unwrap().fan_count, Some(8));
}

#[test]
fn a_read_is_sent_again_and_nobody_waits() {
    let fake = Fake::new();
    fake.on(page::get("1")).fail(ErrorCode::SERVICE_UNAVAILABLE).reply(Page::default());
    assert!(now(page::get("1").send(&fake.client())).is_ok());
    assert_eq!(fake.waits().len(), 1);
    assert!(fake.waits()[0] < Duration::from_millis(500), "{:?}", fake.waits());
    assert_eq!(fake.sent().len(), 2);
    fake.assert_all_answered();
}

#[test]
fn errors_read_as_those_of_the_api() {
    let fake = Fake::new();
    let client = fake.builder().retry(Retry::none()).build().unwrap();
    let failure = Failure::new(ErrorCode::ACCESS_TOKEN_INVALID)
        .subcode(463)
        .message("Session has expired")
        .user_message("Please", "log in")
        .status(http::StatusCode::UNAUTHORIZED);
    fake.on(page::get("1"))
        .fail(failure)
        .fail(Failure::new(ErrorCode::new(4242)).transient(true))
        .fail_rate_limited(7);
    let next = || now(page::get("1").send(&client)).unwrap_err();

    let expired = next();
    let api = expired.as_api().unwrap();
    assert_eq!(
        (api.code().get(), api.subcode(), api.status().as_u16()),
        (190, Some(ErrorSubcode::TOKEN_EXPIRED), 401)
    );
    assert_eq!((api.user_title(), api.user_message()), (Some("Please"), Some("log in")));
    assert_eq!(expired.recovery(), Recovery::RenewToken);
    assert!(expired.to_string().contains("190/463 OAuthException: Session has expired [HTTP 401, trace "));
    assert_eq!(next().kind(), Some(ErrorKind::Transient));
    let limited = next();
    assert_eq!(limited.kind(), Some(ErrorKind::RateLimit));
    assert_eq!(limited.retry_after(), Some(Duration::from_secs(7 * 60)));
    assert_eq!(limited.as_api().unwrap().usage().highest_percent(), Some(100.0));
}

#[test]
fn a_rate_limit_is_waited_for_in_the_time_of_the_fake() {
    let fake = Fake::new();
    let client = fake.builder().timeout(Duration::from_secs(3600)).build().unwrap();
    let seconds = Failure::new(ErrorCode::APP_RATE_LIMIT).retry_after(Duration::from_secs(30));
    fake.on(page::get("1")).fail_rate_limited(2).fail(seconds).reply(Page::default());
    assert!(now(page::get("1").send(&client)).is_ok());
    let whole: Vec<_> = fake.waits().iter().map(Duration::as_secs).collect();
    assert_eq!(whole, [120, 30]);
}

#[test]
fn a_pacer_waits_in_the_time_of_the_fake() {
    let fake = Fake::new();
    let client = fake.builder().pacer(Pacer::new().longest_wait(Duration::from_secs(8))).build().unwrap();
    let used_up = http::Response::builder().header("x-app-usage", r#"{"call_count":100}"#);
    fake.on(page::get("1")).respond(used_up.body(r#"{"id":"1"}"#).unwrap()).reply(Page::default());
    for _ in 0..2 {
        assert!(now(page::get("1").send(&client)).is_ok());
    }
    assert_eq!(fake.waits(), [Duration::from_secs(8)]);
}

#[test]
fn a_line_can_break() {
    let fake = Fake::new();
    let client = fake.builder().retry(Retry::none()).build().unwrap();
    fake.on(page::get("1")).break_off().refuse_connection().time_out();
    let next = || match now(page::get("1").send(&client)).unwrap_err() {
        Error::Transport(error) => (error.may_have_been_sent(), error.is_timeout()),
        error => panic!("{error}"),
    };
    assert_eq!([next(), next(), next()], [(true, false), (false, false), (true, true)]);
    // What was refused has never left, so that even a write is sent again.
    fake.on(personas::create("1", "Ann", "https://a")).refuse_connection().reply_json(json!({"id": "2"}));
    assert_eq!(now(personas::create("1", "Ann", "https://a").send(&fake.client())).unwrap().id, "2");
}

#[test]
fn a_list_is_followed_through_its_pages() {
    let fake = Fake::new();
    let list = || personas::list("12").limit(2);
    let pages = || [vec![persona("1"), persona("2")], vec![], vec![persona("3")]];
    fake.on(list()).pages(pages()).times(2);
    let client = fake.client();
    let items = run(list().items(&client).collect_at_most(10)).unwrap();
    assert_eq!(items.iter().map(|persona| persona.id.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    let mut walk = list().pages(&client);
    let mut lens = Vec::new();
    while let Some(page) = run(walk.try_next()).unwrap() {
        lens.push((page.data.len(), page.has_next(), page.has_previous()));
    }
    assert_eq!(lens, [(2, true, false), (0, true, true), (1, false, true)]);
    assert!(fake.sent().iter().all(|sent| sent.param("limit") == Some("2")));
    fake.assert_all_answered();
}

#[test]
fn a_function_tells_which_requests_are_answered() {
    let fake = Fake::new();
    let looking = fake.clone();
    fake.on_any(move |sent| {
        // It may look at the fake itself.
        let is_first = looking.sent().is_empty();
        is_first
            && sent.operation().name() == "page::personas::create"
            && sent.json().unwrap()["name"] == "Ann"
    })
    .reply_json(json!({"id": "7"}))
    .always();
    let create = |name: &str| now(personas::create("1", name, "https://a").send(&fake.client()));
    assert_eq!(create("Ann").unwrap().id, "7");
    assert!(create("Ann").is_err() && create("Bob").is_err());
}

#[test]
fn answers_are_given_once_unless_set_up_otherwise() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply(Page::default()).times(2).fail(ErrorCode::INVALID_PARAMETER);
    fake.on(page::get("1")).reply(Page::default()).always();
    let client = fake.client();
    let fails: Vec<bool> = (0..6).map(|_| now(page::get("1").send(&client)).is_err()).collect();
    assert_eq!(fails, [false, false, true, false, false, false]);
    fake.assert_all_answered();
}

#[test]
fn a_request_that_nobody_expects_is_shown_with_what_is_expected() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply(Page::default()).times(3);
    fake.on_any(|_| false).fail(ErrorCode::UNKNOWN).always();
    let client = fake.builder().access_token("EAAB-hidden").app_secret("hidden too").build().unwrap();
    let error = now(page::get("2").send(&client)).unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error}") };
    assert!(!transport.may_have_been_sent());
    let text = error.to_string();
    let (first, rest) = text.split_once('\n').unwrap();
    assert_eq!(first, "page::get (GET /{page_id}, v26.0): not sent: the fake has no answer for");
    let lines: Vec<&str> = rest.lines().map(str::trim).collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(lines[0], page::get("2").to_curl());
    assert_eq!(lines[1], "and expects");
    assert!(lines[2].starts_with(&page::get("1").to_curl()), "{text}");
    assert!(lines[2].contains("e2e/fake.rs:") && lines[2].ends_with(", 3 times)"), "{text}");
    assert!(
        lines[3].starts_with("whatever the function takes (") && lines[3].ends_with("any number of times)")
    );
    assert!(!text.contains("hidden") && !text.contains("appsecret_proof"), "{text}");
    // It would come again, so it is not sent again.
    assert_eq!((fake.sent().len(), fake.waits().len()), (1, 0));
    assert!(fake.sent()[0].uri().to_string().contains("appsecret_proof="));
}

#[test]
fn what_is_left_at_the_end_is_named() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply(Page::default());
    fake.on(page::get("3")).reply(Page::default()).always();
    let _ = now(page::get("2").send(&fake.client()));
    let text = complaint(|| fake.assert_all_answered());
    let (left, unanswered) = text.split_once("\nwithout an answer:\n").unwrap();
    assert!(
        left.starts_with("not asked for:\n  curl ")
            && left.contains("/v26.0/1'")
            && left.contains("/v26.0/3'")
    );
    assert_eq!(unanswered.trim(), page::get("2").to_curl());
}

#[test]
fn a_test_that_is_set_up_wrongly_fails_with_a_reason() {
    let fake = Fake::new();
    let text = complaint(|| drop(fake.on(personas::create("1", "a", "b")).reply_json(json!({"id": {}}))));
    assert!(text.contains("the request cannot have this answer: page::personas::create"), "{text}");
    assert!(text.contains("found an object at "), "{text}");
    let mut refusal = SuccessResponse::default();
    refusal.success = Some(false);
    let text = complaint(|| drop(fake.on(page::locations::delete("1", "2")).reply(refusal)));
    assert!(text.contains("refused: the API answered success: false"), "{text}");
    let text = complaint(|| drop(fake.on(page::get(""))));
    assert!(text.contains("page::get") && text.contains("page_id"), "{text}");
    let text = complaint(|| drop(from_json::<Persona>(json!([1]))));
    assert!(text.contains("Persona"), "{text}");
    fake.assert_all_answered();
}

#[test]
fn a_batch_is_one_request_without_secrets_in_its_command() {
    let fake = Fake::new();
    fake.on_any(|sent| sent.operation().name() == "batch")
        .reply_json(json!([{"code": 200, "body": "{\"id\":\"1\"}"}]));
    let read = page::get("1").account_linking_token("hidden-1");
    let (page,) = now(fake.client().batch((read,))).unwrap();
    assert_eq!(page.unwrap().id, "1");
    let sent = &fake.sent()[0];
    assert!(String::from_utf8_lossy(sent.body()).contains("hidden-1"));
    assert!(!sent.to_curl().contains("hidden"), "{sent:?}");
    assert!(sent.to_curl().contains("account_linking_token"), "{sent:?}");
}

#[test]
fn the_requests_of_a_batch_are_answered_one_by_one() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply_json(json!({"id": "1", "name": "Fjord Bakery"}));
    fake.on(personas::list("1")).fail(ErrorCode::PERMISSIONS_ERROR);
    fake.on(page::get("2")).time_out();
    let batch = (page::get("1"), personas::list("1"), page::get("2"));
    let (page, list, lost) = now(fake.client().batch(batch)).unwrap();
    assert_eq!(page.unwrap().name.as_deref(), Some("Fjord Bakery"));
    assert_eq!(list.unwrap_err().as_api().unwrap().code(), ErrorCode::PERMISSIONS_ERROR);
    assert!(matches!(lost, Err(Error::Batch(_))));
    let names: Vec<_> = fake.sent().iter().map(|sent| sent.operation().name()).collect();
    assert_eq!(names, ["batch", "page::get", "page::personas::list", "page::get"]);
    fake.assert_all_answered();
    let unexpected = now(fake.client().batch([page::get("3"), page::get("4")])).unwrap_err().to_string();
    assert!(
        unexpected.contains("the fake has no answer for") && unexpected.contains("v26.0/3'"),
        "{unexpected}"
    );
}

#[test]
fn an_attempt_that_is_out_of_time_takes_it() {
    let fake = Fake::new();
    fake.on(page::get("1")).time_out().time_out().time_out();
    let error = now(page::get("1").send(&fake.client())).unwrap_err();
    assert!(error.is_timeout());
    // Two attempts of thirty seconds are all that a call of sixty has.
    assert_eq!(fake.sent().len(), 2);
    assert_eq!(fake.waits()[0].as_secs(), 30);
}
