//! The examples of the crate do what they say.

use crate::setup::{client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use serde_json::json;

#[allow(dead_code, unreachable_pub, reason = "a program of its own, of which a part is tested")]
#[path = "../../generated/examples"]
mod example {
    pub(super) mod batch;
    pub(super) mod blocking;
    pub(super) mod create;
    pub(super) mod list;
    pub(super) mod publish;
    pub(super) mod read;
    pub(super) mod testing;
    pub(super) mod update;
}

#[test]
fn read() {
    let server = serve_json(r#"{"name":"Fjord Bakery","fan_count":7,"location":{"city":"Oslo"}}"#);
    let card = run(example::read::card(&client(&server), "12")).unwrap();
    assert_eq!((card.fan_count, card.location.unwrap().city.as_deref()), (Some(7), Some("Oslo")));
    assert!(only(&server).target.starts_with("/v26.0/12?fields=name"));
}

#[test]
fn list() {
    let server = serve(
        [include_str!("bodies/personas_first.json"), include_str!("bodies/personas_last.json")]
            .map(Answer::json),
    );
    let names = run(example::list::names(&client(&server), "12")).unwrap();
    assert_eq!((names.len(), names.last().map(String::as_str)), (3, Some("Zoë")));
}

#[test]
fn create() {
    let expired = Answer::json(include_str!("bodies/error_nested.json")).with_status(400);
    let server = serve([Answer::json(r#"{"id":"31"}"#), expired]);
    let client = client(&server);
    run(async {
        assert_eq!(example::create::create(&client, "12", "Ann", "u").await.as_deref(), Ok("31"));
        let advice = example::create::create(&client, "12", "Ann", "u").await.unwrap_err();
        assert_eq!(advice, "Please connect your Page again.");
    });
}

#[test]
fn update() {
    let server = serve_json(r#"{"success":true}"#);
    run(example::update::move_to(&client(&server), "12", "Storgata 1", "Oslo")).unwrap();
    assert_eq!(sent_json(&only(&server)), json!({"location": {"street": "Storgata 1", "city": "Oslo"}}));
}

#[test]
fn batch() {
    let server = serve_json(r#"[{"code":200,"body":"{\"id\":\"12\",\"fan_count\":7}"},null]"#);
    let (page, personas) = run(example::batch::overview(&client(&server), "12")).unwrap();
    assert_eq!((page.fan_count, personas.len()), (Some(7), 0));
}

/// Tests of its own, over the fake.
#[test]
fn testing() {
    example::testing::main();
}

#[test]
fn blocking() {
    let server = serve([
        Answer::json(r#"{"id":"12","name":"Shop"}"#),
        Answer::json(include_str!("bodies/personas_first.json")),
        Answer::json(include_str!("bodies/personas_last.json")),
    ]);
    let client = crate::blocking::client(&server);
    let (name, personas) = example::blocking::names(&client, "12").unwrap();
    assert_eq!((name.as_deref(), personas.len()), (Some("Shop"), 3));
}

#[test]
fn publish() {
    let folder = tempfile::tempdir().unwrap();
    let photos = ["bread.jpg", "cake.jpg"].map(|name| folder.path().join(name));
    photos
        .iter()
        .for_each(|path| std::fs::write(path, path.file_stem().unwrap().as_encoded_bytes()).unwrap());
    let server = serve([r#"{"id":"31"}"#, r#"{"id":"32"}"#, r#"{"id":"12_77"}"#].map(Answer::json));
    let time = "2026-12-24T18:00:00Z".parse().unwrap();
    let post = run(example::publish::schedule(&client(&server), "12", "Open late", &photos, time)).unwrap();
    assert_eq!(post, "12_77");
    let sent = server.requests();
    let targets: Vec<_> = sent.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets, ["/v26.0/12/photos", "/v26.0/12/photos", "/v26.0/12/feed"]);
    for (photo, name) in sent.iter().zip(["bread", "cake"]) {
        let part =
            format!("name=\"source\"; filename=\"{name}.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n{name}\r\n");
        assert!(photo.text().contains(&part), "{}", photo.text());
        assert!(photo.text().contains("name=\"published\"\r\n\r\nfalse\r\n"), "{}", photo.text());
    }
    assert_eq!(
        sent_json(&sent[2]),
        json!({
            "message": "Open late",
            "attached_media": [{"media_fbid": "31"}, {"media_fbid": "32"}],
            "published": false,
            "scheduled_publish_time": "2026-12-24T18:00:00Z",
        })
    );
}
