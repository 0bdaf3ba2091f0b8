//! The fake that callers test with, told about requests by value.

use meta_graph::testing::{Failure, Fake, from_json, now};
use meta_graph::v26_0::models::{Page, Persona};
use meta_graph::v26_0::page::{self, Edge, Field, nlp_configs, personas};
use meta_graph::v26_0::persona;
use meta_graph::{Error, ErrorCode, ErrorKind, Pacer, Recovery, Request as _, Retry};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// The message of the panic in which the function ends.
fn panic_of<T>(function: impl FnOnce() -> T) -> String {
    let payload = catch_unwind(AssertUnwindSafe(function)).err().unwrap();
    payload.downcast::<String>().map(|text| *text).unwrap()
}

#[test]
fn requests_are_matched_by_value_and_not_by_the_order_of_their_parameters() {
    let fake = Fake::new();
    let page: Page = from_json(json!({"id": "12", "name": "Fjord Bakery", "access_token": "hidden"}));
    fake.on(page::get("12").account_linking_token("t").fields([Field::Name])).reply(page.clone());
    let client = fake.client();
    assert!(now(page::get("12").fields([Field::Name]).send(&client)).is_err());
    assert!(now(page::get("13").account_linking_token("t").fields([Field::Name]).send(&client)).is_err());
    let same = page::get("12").fields([Field::Name]).account_linking_token("t");
    assert_eq!(now(same.send(&client)).unwrap(), page);

    fake.on(personas::create("12", "Ann", "u")).reply_json(json!({"id": "31"}));
    assert!(now(personas::create("12", "Bob", "u").send(&client)).is_err());
    assert_eq!(now(personas::create("12", "Ann", "u").send(&client)).unwrap().id, "31");
}

#[test]
fn answers_are_given_in_turn_each_as_often_as_told() {
    let fake = Fake::new();
    let client = fake.builder().retry(Retry::none()).build().unwrap();
    let expected = fake.on(persona::get("1")).reply_json(json!({"id": "1"})).times(2);
    expected.fail(ErrorCode::ACCESS_TOKEN_INVALID).always();
    let outcomes = [(); 5].map(|()| now(persona::get("1").send(&client)).is_ok());
    assert_eq!(outcomes, [true, true, false, false, false]);
    fake.assert_all_answered();
}

#[test]
fn failures_are_read_as_those_of_the_api() {
    let fake = Fake::new();
    let client = fake.client();
    let failure = Failure::new(ErrorCode::ACCESS_TOKEN_INVALID).subcode(463).message("Ended");
    fake.on(persona::get("1")).fail(failure).fail_rate_limited(90).break_off().refuse_connection();
    let error = now(persona::get("1").send(&client)).unwrap_err();
    let api = error.as_api().unwrap();
    assert_eq!(
        (api.code(), api.subcode(), api.message()),
        (ErrorCode::ACCESS_TOKEN_INVALID, Some(463), Some("Ended"))
    );
    assert_eq!((error.recovery(), api.status().as_u16()), (Recovery::RenewToken, 400));
    // Ninety minutes are more than a call has, so that nothing is waited for.
    let error = now(persona::get("1").send(&client)).unwrap_err();
    assert_eq!(
        (error.kind(), error.retry_after()),
        (Some(ErrorKind::RateLimit), Some(Duration::from_secs(5400)))
    );
    let once = |sent| {
        let result = now(persona::get("1").send(&client.with_retry(Retry::none())));
        assert!(matches!(result, Err(Error::Transport(error)) if error.may_have_been_sent() == sent));
    };
    once(true);
    once(false);
    fake.assert_all_answered();
}

#[test]
fn retries_wait_for_nothing_and_tell_how_long_they_would() {
    let fake = Fake::new();
    let passing = Failure::new(ErrorCode::SERVICE_UNAVAILABLE).retry_after(Duration::from_secs(20));
    fake.on(page::get("1")).fail(passing).break_off().reply(Page::default());
    now(page::get("1").send(&fake.client())).unwrap();
    assert_eq!(fake.sent().len(), 3);
    assert!(matches!(fake.waits().as_slice(), [first, _] if first.as_secs() == 20), "{:?}", fake.waits());
    // A write is not sent again.
    fake.on(personas::create("1", "n", "u")).break_off();
    now(personas::create("1", "n", "u").send(&fake.client())).unwrap_err();
    assert_eq!(fake.sent().len(), 4);
}

#[test]
fn a_pacer_waits_by_the_clock_of_the_fake() {
    let fake = Fake::new();
    let full = r#"{"call_count":100}"#;
    let response = http::Response::builder().header("x-app-usage", full).body(r#"{"id":"1"}"#).unwrap();
    fake.on(persona::get("1")).respond(response).reply_json(json!({"id": "1"}));
    let client = fake.builder().pacer(Pacer::new()).build().unwrap();
    for _ in 0..2 {
        now(persona::get("1").send(&client)).unwrap();
    }
    assert_eq!(fake.waits(), [Duration::from_secs(10)]);
}

#[test]
fn lists_are_followed_over_the_pages_that_were_told() {
    let fake = Fake::new();
    let ann: Persona = from_json(json!({"id": "31", "name": "Ann"}));
    fake.on(personas::list("12").limit(2)).pages([
        vec![ann.clone(), ann],
        vec![],
        vec![from_json(json!({"id": "33"}))],
    ]);
    let mut items = personas::list("12").limit(2).items(&fake.client());
    let ids: Vec<String> =
        std::iter::from_fn(|| now(items.try_next()).unwrap()).map(|persona| persona.id).collect();
    assert_eq!(ids, ["31", "31", "33"]);
    let after: Vec<_> = fake.sent().iter().map(|sent| sent.param("after").map(str::to_owned)).collect();
    assert_eq!(after, [None, Some("after-page-1".to_owned()), Some("after-page-2".to_owned())]);
    fake.assert_all_answered();
}

#[test]
fn a_function_may_take_requests_and_all_are_recorded() {
    let fake = Fake::new();
    let any =
        fake.on_any(|sent| sent.method() == "POST" && sent.json().is_some_and(|body| body["about"] == "x"));
    any.reply_json(json!({"success": true})).always();
    let client = fake.client().with_access_token("of-page");
    now(page::update("1").about("x").send(&client)).unwrap();
    now(page::update("2").about("x").send(&client)).unwrap();
    now(page::update("2").about("y").send(&client)).unwrap_err();
    let sent = fake.sent();
    let paths: Vec<_> = sent.iter().map(|sent| (sent.operation().name(), sent.path())).collect();
    assert_eq!(
        paths,
        [("page::update", "/v26.0/1"), ("page::update", "/v26.0/2"), ("page::update", "/v26.0/2")]
    );
    assert!(sent[0].has_token("of-page") && !sent[0].has_token("other"));
}

#[test]
fn what_is_not_expected_is_shown_as_a_command_and_sent_once() {
    let fake = Fake::new();
    fake.on(persona::get("1")).reply_json(json!({"id": "1"}));
    let error = now(persona::get("2").send(&fake.client())).unwrap_err();
    let shown = error.to_string();
    for part in ["the fake has no answer for", "v26.0/2'", "and expects", "v26.0/1'", "fake.rs:"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!((fake.sent().len(), fake.waits().len()), (1, 0));
    let complaint = panic_of(|| fake.assert_all_answered());
    assert!(complaint.contains("not asked for:") && complaint.contains("without an answer:"), "{complaint}");
}

#[test]
fn an_answer_that_the_request_cannot_have_is_told_at_once() {
    let fake = Fake::new();
    let wrong = panic_of(|| fake.on(persona::get("1")).reply_json(json!({"name": "Ann"})));
    assert!(wrong.contains("cannot have this answer") && wrong.contains("the member `id`"), "{wrong}");
    let refused = panic_of(|| fake.on(page::update("1").about("x")).reply_json(json!({"success": false})));
    assert!(refused.contains("success: false"), "{refused}");
    assert!(panic_of(|| fake.on(persona::get(""))).contains("`persona_id` is empty"));
    assert!(panic_of(|| from_json::<Page>(json!([1]))).contains("no meta_graph"));
}

#[test]
fn edges_and_batches_work_too_and_secrets_are_not_shown() {
    let fake = Fake::new();
    fake.on(page::edge::<Value>("1", Edge::Feed)).reply_json(json!({"data": [{"id": "9"}]}));
    assert_eq!(now(page::edge::<Value>("1", Edge::Feed).send(&fake.client())).unwrap().data[0]["id"], "9");

    let item = json!([{"code": 200, "body": "{\"success\":true}"}]);
    fake.on_any(|sent| sent.operation().name() == "batch").reply_json(item);
    let secret = nlp_configs::create("1").custom_token("hush-hush");
    let (answer,) = now(fake.client().batch((secret.clone(),))).unwrap();
    answer.unwrap();
    let shown = format!("{:?} {fake:?} {}", fake.sent(), secret.to_curl());
    assert!(!shown.contains("hush-hush") && shown.contains("redacted"), "{shown}");
}
