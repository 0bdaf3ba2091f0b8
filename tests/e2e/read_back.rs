//! Writes that read what they wrote.

use crate::setup::{client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::page::{self, nlp_configs};
use meta_graph::{Client, Error, Recovery, Retry, select};

select! {
    /// What is shown after an update.
    pub struct Shown of page { about, phone }
}

fn update() -> page::Update {
    page::update("12").about("Bread")
}

#[test]
fn a_write_gives_the_node_that_it_wrote() {
    let server = serve_json(r#"{"id":"12","about":"Bread"}"#);
    let call = update().fields([page::Field::Id, page::Field::About]).send(&client(&server));
    let page = run(call).unwrap().unwrap();
    assert_eq!((page.id.as_str(), page.about.as_deref()), ("12", Some("Bread")));
    let request = only(&server);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/v26.0/12?fields=id,about"));
    assert_eq!(sent_json(&request), serde_json::json!({"about": "Bread"}));
}

#[test]
fn a_write_gives_what_was_selected() {
    let server = serve_json(r#"{"about":"Bread","phone":"1"}"#);
    let shown: Shown = run(update().select().send(&client(&server))).unwrap().unwrap();
    assert_eq!((shown.about.as_deref(), shown.phone.as_deref()), (Some("Bread"), Some("1")));
    assert_eq!(only(&server).query(), "fields=about,phone");
}

/// An edge of the node can read it as well.
#[test]
fn a_write_to_an_edge_reads_its_node() {
    let server = serve_json(r#"{"id":"12","name":"Fjord Bakery"}"#);
    let call = nlp_configs::create("12").fields([nlp_configs::Field::Name]).send(&client(&server));
    assert_eq!(run(call).unwrap().unwrap().name.as_deref(), Some("Fjord Bakery"));
    assert_eq!(only(&server).target, "/v26.0/12/nlp_configs?fields=name");
}

/// What an edge has made is of the type that the edge lists.
#[test]
fn a_write_reads_the_node_that_it_has_made() {
    let server = serve_json(r#"{"id":"12_7","permalink_url":"https://www.facebook.com/7"}"#);
    let create = page::feed::create("12").message("Open late").fields([page::feed::Field::PermalinkUrl]);
    let post = run(create.send(&client(&server))).unwrap().unwrap();
    assert_eq!(
        (post.id.as_str(), post.permalink_url.as_deref()),
        ("12_7", Some("https://www.facebook.com/7"))
    );
    assert_eq!(only(&server).target, "/v26.0/12/feed?fields=permalink_url");
}

#[test]
fn a_read_that_failed_is_no_write_that_failed() {
    let read = r#"{"error":{"message":"(#100) Tried accessing nonexisting field (x)","code":100,"original_response":{"success":true}}}"#;
    let write = r#"{"error":{"message":"Invalid call to update this page","code":370}}"#;
    for (answer, is_written) in [
        (Answer::json(read).with_status(400), true),
        (Answer::json(read), true),
        // The API has not read, or something else.
        (Answer::json(r#"{"success":true}"#), true),
        (Answer::json("true"), true),
        (Answer::json(r#"{"about":"Bread"}"#), true),
        (Answer::json(write).with_status(400), false),
        (Answer::json(r#"{"success":false}"#), false),
        (Answer::json("false"), false),
        (Answer::json("{"), false),
    ] {
        let server = serve([answer.clone(), answer]);
        let client = Client::builder().access_token("T").base_url(server.url()).build().unwrap();
        let outcome = run(update().fields([page::Field::About]).send(&client));
        match &outcome {
            Ok(read) => assert!(read.is_err() && is_written, "{outcome:?}"),
            Err(_) => assert!(!is_written, "{outcome:?}"),
        }
        // Nothing of it is sent again.
        assert_eq!(server.requests().len(), 1, "{outcome:?}");
    }
}

#[test]
fn a_transient_fault_of_the_read_sends_no_write_again() {
    let read =
        r#"{"error":{"message":"m","code":2,"is_transient":true,"original_response":{"success":true}}}"#;
    let server = serve([Answer::json(read).with_status(500)]);
    let client = client(&server).with_retry(Retry::standard());
    let error = run(update().fields([page::Field::About]).send(&client)).unwrap().unwrap_err();
    assert_eq!((error.recovery(), server.requests().len()), (Recovery::ReadAgain, 1));
    assert!(matches!(error, Error::Api(_)));
}

#[test]
fn it_can_be_part_of_a_batch() {
    let server = serve_json(r#"[{"code":200,"body":"{\"id\":\"12\",\"about\":\"Bread\"}"}]"#);
    let answers = run(client(&server).batch([update().fields([page::Field::About])])).unwrap();
    let page = answers.into_iter().next().unwrap().unwrap().unwrap();
    assert_eq!(page.about.as_deref(), Some("Bread"));
}
