//! What the fake answers with beside single models: streams, raw calls, many nodes; and members that it refuses.

use crate::setup::run;
use meta_graph::testing::{Fake, from_json, now};
use meta_graph::v26_0::models::{Location, Page};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::v26_0::raw;
use meta_graph::{Chunks, Error, ErrorCode};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic says.
fn complaint(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn a_member_that_no_model_has_is_a_typing_mistake() {
    let text = complaint(|| drop(from_json::<Page>(json!({"id": "1", "fan_cout": 3}))));
    assert!(text.contains("models::page::Page has no member `fan_cout` (is it `fan_count`?);"), "{text}");
    let text = complaint(|| drop(from_json::<Page>(json!({"id": "1", "location": {"citi": "Oslo"}}))));
    assert!(text.contains("no member `location.citi` (is it `city`?)"), "{text}");
    // A model that keeps what it does not know is not an exception.
    let text = complaint(|| drop(from_json::<Vec<Location>>(json!([{"citi": "a", "colour": "red"}]))));
    assert!(text.contains("no member `citi` (is it `city`?) and no member `colour`;"), "{text}");

    let fake = Fake::new();
    let odd = || json!({"data": [{"id": "1", "nmae": "Ann"}]});
    let text = complaint(|| drop(fake.on(personas::list("1")).reply_json(odd())));
    assert!(text.contains("the answer has no member `data[0].nmae` (is it `name`?);"), "{text}");
    let text = complaint(|| drop(fake.on(personas::list("1")).pages_json([json!([{"id": "1", "nmae": 1}])])));
    assert!(text.contains("no member `data[0].nmae`"), "{text}");
    // What is not a typing mistake has to be of the right type all the same.
    let text = complaint(|| drop(from_json::<Page>(json!({"id": "1", "fan_count": {}}))));
    assert!(text.contains("fan_count"), "{text}");
}

#[test]
fn a_newer_version_of_the_api_can_be_answered() {
    let newer = || json!({"id": "1", "name": "Fjord Bakery", "colour": "red"});
    let fake = Fake::new();
    fake.on(page::get("1")).allow_unknown_members().reply_json(newer());
    let full = now(fake.client().call_full(page::get("1"))).unwrap();
    assert_eq!((full.body.name.as_deref(), full.drift.len()), (Some("Fjord Bakery"), 1));
    assert_eq!(serde_json::from_value::<Page>(newer()).unwrap(), full.body);
    // A function cannot know the model, and members that begin with `__` may stand in any answer.
    fake.on_any(|_| true).reply_json(newer());
    fake.on(page::get("2")).reply_json(json!({"id": "2", "__debug__": {}}));
    assert!(["1", "2"].map(|id| now(page::get(id).send(&fake.client())).is_ok()) == [true; 2]);
    // A typed value is never refused, whatever it keeps.
    let mut page = Page::default();
    page.location = Some(serde_json::from_value(json!({"city": "Oslo", "colour": "red"})).unwrap());
    fake.on(page::get("3")).reply(page);
    fake.on(raw::get("/1")).reply_json(newer());
    assert_eq!(now(raw::get("/1").send(&fake.client())).unwrap(), newer());
}

async fn rest(mut chunks: Chunks) -> (Vec<String>, Option<Error>) {
    let mut read = Vec::new();
    loop {
        match chunks.try_next().await {
            Ok(Some(piece)) => read.push(String::from_utf8_lossy(&piece).into_owned()),
            Ok(None) => return (read, None),
            Err(error) => return (read, Some(error)),
        }
    }
}

#[test]
fn a_body_comes_piece_by_piece() {
    let fake = Fake::new();
    let client = fake.client();
    fake.on(page::get("1")).reply_chunks(["a", "", "b"]).reply_chunks_and_break_off(["c"]);
    let read = || now(async { rest(client.chunks(page::get("1")).await.unwrap().body).await });
    assert!(matches!(read(), (pieces, None) if pieces == ["a", "", "b"]));
    let (pieces, broken) = read();
    assert!(pieces == ["c"] && matches!(broken, Some(Error::Transport(_))));
    // Who reads all of it gets it whole.
    fake.on(page::get("2")).reply_chunks([r#"{"id":"#, r#""2"}"#]).reply_chunks_and_break_off(["{"]);
    assert_eq!(now(page::get("2").send(&client)).unwrap().id, "2");
    assert!(now(client.with_retry(meta_graph::Retry::none()).call(page::get("2"))).is_err());
    fake.on(page::get("3")).fail(ErrorCode::PERMISSIONS_ERROR);
    assert!(matches!(now(client.chunks(page::get("3"))), Err(Error::Api(_))));
    fake.assert_all_answered();
}

#[test]
fn events_come_one_by_one() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply_events(["{\"a\":1}", "two\nlines", ""]);
    let data = now(async {
        let mut events = fake.client().chunks(page::get("1")).await.unwrap().body.events();
        let mut data = Vec::new();
        while let Some(event) = events.try_next().await.unwrap() {
            data.push((event.kind, event.data));
        }
        data
    });
    let message = |data: &str| ("message".to_owned(), data.to_owned());
    assert_eq!(data, [message("{\"a\":1}"), message("two\nlines"), message("")]);
}

#[test]
fn events_of_another_media_type_are_an_error_that_keeps_the_body() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply_json(json!({"id": "1"}));
    fake.on(page::get("2")).reply_chunks(["data: x\n\n"]);
    now(async {
        let mut events = fake.client().chunks(page::get("1")).await.unwrap().body.events();
        let error = events.try_next().await.unwrap_err();
        let Error::Decode(decode) = &error else { panic!("{error}") };
        assert_eq!((decode.expected(), decode.found()), ("`text/event-stream`", "`application/json`"));
        assert_eq!(decode.body().as_ref(), br#"{"id":"1"}"#);
        assert!(events.try_next().await.unwrap().is_none());
        // Where nothing is said of the type, it may be one.
        let mut events = fake.client().chunks(page::get("2")).await.unwrap().body.events();
        assert_eq!(events.try_next().await.unwrap().unwrap().data, "x");
    });
}

#[test]
fn a_raw_call_is_answered_like_any_other() {
    let fake = Fake::new();
    let create = |text: &str| raw::post("/{id}/feed").path("id", 12).json(&json!({"message": text}));
    fake.on(create("Hei")).reply_json(json!({"id": "12_1"}));
    fake.on(create("Ha")).fail(ErrorCode::PERMISSIONS_ERROR);
    fake.on(raw::get("/12").read_as::<Page>()).reply(from_json(json!({"id": "12"})));
    let client = fake.client();
    assert_eq!(now(create("Hei").send(&client)).unwrap()["id"], "12_1");
    assert!(now(create("Ha").send(&client)).is_err());
    assert_eq!(now(raw::get("/12").read_as::<Page>().send(&client)).unwrap().id, "12");
    fake.assert_all_answered();
}

#[test]
fn many_nodes_are_answered_one_by_one() {
    let fake = Fake::new();
    let answer = |id: &str| fake.on(page::get(id)).reply_json(json!({"id": id}));
    drop(["1", "2", "3"].map(answer));
    let read = |ids: &[&str]| run(fake.client().nodes(ids.iter().map(|id| page::get(*id))));
    let ids: Vec<_> = read(&["1", "2", "3"]).into_iter().map(|page| page.unwrap().id).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(fake.sent()[0].param("ids"), Some("1,2,3"));
    fake.assert_all_answered();

    // One that is missing fails the whole, and the batch that follows tells which it was.
    drop(["1", "3"].map(answer));
    fake.on(page::get("2")).fail(ErrorCode::UNKNOWN_ALIAS);
    let outcomes: Vec<_> = read(&["1", "2", "3"]).into_iter().map(|page| page.map(|page| page.id)).collect();
    assert!(matches!(&outcomes[..], [Ok(one), Err(error), Ok(three)]
        if one == "1" && error.is_not_found() && three == "3"));
    fake.assert_all_answered();

    // One that passes is waited for.
    fake.on(page::get("1")).fail(ErrorCode::SERVICE_UNAVAILABLE).reply_json(json!({"id": "1"}));
    drop(answer("2"));
    assert!(read(&["1", "2"]).iter().all(Result::is_ok));
    fake.on(page::get("4")).fail(ErrorCode::UNKNOWN_ALIAS);
    assert!(read(&["4"])[0].as_ref().unwrap_err().is_not_found());
    fake.assert_all_answered();
    assert!(read(&["5"])[0].as_ref().unwrap_err().to_string().contains("the fake has no answer for"));
}

/// What the fake answers may be any JSON, where the request reads any.
#[test]
fn a_raw_call_reads_any_value() {
    let fake = Fake::new();
    fake.on(raw::get("/x")).reply(Value::from(7));
    assert_eq!(now(raw::get("/x").send(&fake.client())).unwrap(), 7);
}
