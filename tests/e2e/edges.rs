//! Edges that have no typed model, read into types of the caller.

use crate::setup::{TOKEN, client, only, run, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::models::Page;
use meta_graph::v26_0::page::{self, Edge};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Post {
    id: String,
    message: Option<String>,
    created_time: Option<meta_graph::Timestamp>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Setting {
    setting: String,
    value: SettingValue,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum SettingValue {
    Switch(bool),
    Choice(String),
}

const FEED: &str = r#"{
    "data": [{"id": "12_1", "message": "Hei", "created_time": "2024-03-01T09:30:15+0000"}, {"id": "12_2"}],
    "paging": {"cursors": {"after": "A"}, "next": "https://elsewhere.example/?access_token=LEAKED"}
}"#;

#[test]
fn an_edge_is_read_into_a_type_of_the_caller() {
    let server = serve_json(FEED);
    let edge = page::edge::<Post>("12", Edge::Feed).fields("id,message").limit(2).query("order", "a b");
    let page = run(edge.send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(request.method, "GET");
    assert_eq!(request.target, "/v26.0/12/feed?fields=id%2Cmessage&limit=2&order=a%20b");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!((page.after(), page.has_next()), (Some("A"), true));
    let post = &page.data[0];
    assert_eq!((post.id.as_str(), post.message.as_deref()), ("12_1", Some("Hei")));
    assert_eq!(post.created_time.as_ref().unwrap().unix_seconds(), 1_709_285_415);
    assert_eq!(page.data[1], Post { id: "12_2".to_owned(), message: None, created_time: None });
}

#[test]
fn the_pages_of_an_edge_are_followed() {
    let server = serve([
        Answer::json(FEED),
        Answer::json(r#"{"data":[{"id":"12_3"}],"paging":{"cursors":{"after":"B"}}}"#),
    ]);
    let mut items = page::edge::<Post>("12", Edge::PublishedPosts).limit(2).items(&client(&server));
    let mut ids = Vec::new();
    run(async {
        while let Some(post) = items.try_next().await.unwrap() {
            ids.push(post.id);
        }
    });
    assert_eq!(ids, ["12_1", "12_2", "12_3"]);
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v26.0/12/published_posts?limit=2", "/v26.0/12/published_posts?limit=2&after=A"]);
}

#[test]
fn an_edge_that_is_not_known_is_read_by_its_name() {
    let server = serve_json(r#"{"data":[{"id":"5","name":"Other"}]}"#);
    let edge = page::edge::<Page>("me", Edge::Custom("accounts".to_owned()))
        .query("after", "A")
        .query("before", "B");
    let page = run(edge.send(&client(&server))).unwrap();
    assert_eq!(only(&server).target, "/v26.0/me/accounts?after=A&before=B");
    assert_eq!(page.data[0].name.as_deref(), Some("Other"));
    assert!(page.paging.is_none());
}

#[test]
fn the_name_of_an_edge_cannot_leave_its_place() {
    let server = serve([Answer::json("[]"), Answer::json("[]")]);
    let client = client(&server);
    run(async {
        let edge = |name: &str| page::edge::<Page>("12", Edge::Custom(name.to_owned()));
        assert!(edge("..").send(&client).await.is_err());
        assert!(edge("").send(&client).await.is_err());
        edge("../13?x#y").send(&client).await.unwrap();
    });
    assert_eq!(only(&server).target, "/v26.0/12/..%2F13%3Fx%23y");
}

#[test]
fn an_item_that_serde_refuses_is_named() {
    let server = serve_json(r#"{"data":[{"id":"12_1"},{"id":7}]}"#);
    let error = run(page::edge::<Post>("12", Edge::Feed).send(&client(&server))).unwrap_err();
    let shown = error.to_string();
    assert!(shown.starts_with("page::edge (GET /{page_id}/{edge}, v26.0): "), "{shown}");
    assert!(shown.contains("Post") && shown.contains(" at data[1] [HTTP 200"), "{shown}");
}

#[test]
fn an_error_of_an_edge_is_an_error() {
    let server = serve_json(include_str!("bodies/error_nested.json"));
    let error = run(page::edge::<Post>("12", Edge::Feed).send(&client(&server))).unwrap_err();
    assert_eq!(error.as_api().unwrap().code().get(), 190);
}

#[test]
fn settings_are_switches_and_choices() {
    let server = serve_json(include_str!("bodies/settings.json"));
    let page = run(page::edge::<Setting>("12", Edge::Settings).send(&client(&server))).unwrap();
    let values: Vec<_> = page.data.into_iter().map(|setting| (setting.setting, setting.value)).collect();
    assert_eq!(
        values,
        [
            ("WALL_OPEN".to_owned(), SettingValue::Switch(false)),
            ("FILTER".to_owned(), SettingValue::Choice("Strong".to_owned())),
        ]
    );
}
