//! What an answer holds that the specification does not know.

use crate::setup::{TOKEN, client, run, serve, serve_json};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::models::{Page, Persona};
use meta_graph::v26_0::page::{self, Edge, personas};
use meta_graph::{Client, Drift, DriftKind};
use serde::Deserialize;
use std::sync::{Arc, Mutex};

const MOVED_ON: &str = r#"{
    "id": "12", "place_type": "SUBURB", "field_of_tomorrow": {"deep": 1}, "__debug__": {"messages": []},
    "location": {"city": "Oslo", "zip_plus": "0150-7"}, "verification_status": "violet_verified",
    "parent_page": {"id": "13", "place_type": "CITY", "mood": "good"}
}"#;

/// A client that writes the drift of every answer down.
fn watching(server: &Server) -> (Client, Arc<Mutex<Vec<Drift>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url());
    let client = builder.on_drift(move |drift| log.lock().unwrap().push(drift.clone())).build().unwrap();
    (client, seen)
}

fn lines(drift: &[Drift]) -> Vec<String> {
    drift.iter().map(ToString::to_string).collect()
}

#[test]
fn a_full_answer_lists_it() {
    let server = serve_json(MOVED_ON);
    let answer = run(client(&server).call_full(page::get("12"))).unwrap();
    assert_eq!(answer.body.place_type.unwrap().as_str(), "SUBURB");
    assert!(answer.drift.iter().all(|drift| drift.operation.name() == "page::get"));
    let mut shown: Vec<_> = answer.drift.iter().map(|drift| (drift.path.as_str(), &drift.kind)).collect();
    // The order of the members depends on a feature of serde_json that anybody may turn on.
    shown.sort_by_key(|(path, _)| *path);
    let paths: Vec<_> = shown.iter().map(|(path, _)| *path).collect();
    assert_eq!(
        paths,
        ["field_of_tomorrow", "location.zip_plus", "parent_page.mood", "place_type", "verification_status"]
    );
    assert!(matches!(shown[0].1, DriftKind::UnknownField));
    assert!(matches!(shown[3].1, DriftKind::UnknownValue { value, .. } if value == "SUBURB"));
}

#[test]
fn every_answer_is_reported_to_the_observer() {
    let server = serve([
        Answer::json(r#"{"data":[{"id":"1"},{"id":"2","voice":"deep"},{"id":"3","voice":"high"}]}"#),
        Answer::json(r#"{"id":"12","about":"nothing new"}"#),
        Answer::json(r#"{"id":"12","mood":1}"#),
        Answer::json(r#"{"success":true,"receipt":"R"}"#),
    ]);
    let (client, seen) = watching(&server);
    run(async {
        let mut personas = personas::list("12").items(&client);
        while personas.try_next().await.unwrap().is_some() {}
        page::get("12").send(&client).await.unwrap();
        let full = client.call_full(page::get("12")).await.unwrap();
        assert_eq!(lines(&full.drift), ["page::get (GET /{page_id}, v26.0): unknown field at mood"]);
        page::update("12").about("x").send(&client).await.unwrap();
    });
    assert_eq!(
        lines(&seen.lock().unwrap()),
        [
            "page::personas::list (GET /{page_id}/personas, v26.0): unknown field at data[1].voice",
            "page::get (GET /{page_id}, v26.0): unknown field at mood",
            "page::update (POST /{page_id}, v26.0): unknown field at receipt",
        ]
    );
}

#[test]
fn an_answer_of_another_version_is_noticed() {
    let page = || Answer::json(r#"{"id":"12"}"#);
    let error = Answer::json(r#"{"error":{"message":"m","code":100}}"#).with_status(400);
    let server = serve([
        page().header("facebook-api-version", "v27.0"),
        page().header("facebook-api-version", "v26.0"),
        page(),
        error.header("facebook-api-version", "v27.0"),
        page().body("<html>").header("facebook-api-version", "v28.0"),
    ]);
    let (client, seen) = watching(&server);
    run(async {
        let answer = client.call_full(page::get("12")).await.unwrap();
        assert_eq!((answer.other_version(), answer.operation().name()), (Some("v27.0"), "page::get"));
        assert!(
            matches!(&answer.drift[0].kind, DriftKind::OtherVersion { asked: "v26.0", answered, .. } if answered == "v27.0")
        );
        for _ in 0..2 {
            let answer = client.call_full(page::get("12")).await.unwrap();
            assert_eq!((answer.other_version(), answer.drift.len()), (None, 0));
        }
        let error = page::get("12").send(&client).await.unwrap_err();
        assert_eq!(error.as_api().unwrap().other_version(), Some("v27.0"));
        assert!(page::get("12").send(&client).await.is_err());
    });
    assert_eq!(
        lines(&seen.lock().unwrap()),
        ["v27.0", "v27.0", "v28.0"]
            .map(|version| format!("page::get (GET /{{page_id}}, v26.0): answered by {version}"))
    );
}

#[test]
fn no_secret_is_reported() {
    let other = "EAAGm0PX4ZCpsBAKZC1yWQ7d2ZBx3fake9token";
    let long = "Ab".repeat(400);
    let body = format!(
        r#"{{"id":"1","place_type":"for {TOKEN}\nand {other}","verification_status":"{long}","{TOKEN}":1,"{other}":2}}"#
    );
    let server = serve_json(&body);
    let (client, seen) = watching(&server);
    run(page::get("1").send(&client)).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 4, "{seen:?}");
    for drift in seen.iter() {
        let shown = format!("{drift} {drift:?}");
        assert!(!shown.contains(TOKEN) && !shown.contains(other) && !shown.contains('\n'), "{shown}");
        assert!(drift.to_string().len() < 250, "{shown}");
    }
    assert!(lines(&seen).contains(
        &r#"page::get (GET /{page_id}, v26.0): unknown value "for [redacted] and [redacted]" at place_type"#
            .to_owned()
    ));
}

/// Serde tries the variants in turn; what those find that fail does not count.
#[test]
fn a_type_of_the_caller_may_hold_models() {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Mine {
        Persona(Persona),
        Page(Box<Page>),
        Other(serde_json::Value),
    }
    let server = serve_json(
        r#"{"data":[{"id":"1","voice":1},{"name":"no id","place_type":"SUBURB"},{"id":"2","profile_picture_url":{}}]}"#,
    );
    let answer = run(client(&server).call_full(page::edge::<Mine>("1", Edge::Feed))).unwrap();
    let [Mine::Persona(persona), Mine::Other(other), Mine::Page(page)] = &answer.body.data[..] else {
        panic!("{} items", answer.body.data.len())
    };
    assert_eq!((persona.id.as_str(), page.id.as_str(), &other["name"]), ("1", "2", &"no id".into()));
    let paths: Vec<_> = answer.drift.iter().map(|drift| drift.path.as_str()).collect();
    assert_eq!(paths, ["data[0].voice", "data[2].profile_picture_url"]);
}
