//! Many nodes in one call.

use crate::setup::{client, run, serve, serve_json};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{BatchErrorKind, BuildErrorKind, Error};
use serde_json::{Value, json};

fn reads(ids: &[&str]) -> Vec<page::Get> {
    ids.iter().map(|id| page::get(*id).fields([page::Field::Id, page::Field::Name])).collect()
}

/// The nodes with these ids, each named by its own.
fn nodes(ids: &[&str]) -> Answer {
    let nodes = ids.iter().map(|id| ((*id).to_owned(), json!({"id": id, "name": format!("Page {id}")})));
    Answer::json(Value::Object(nodes.collect()).to_string())
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

#[test]
fn many_nodes_come_in_one_call() {
    let server = serve([nodes(&["2", "1"])]);
    let pages = run(client(&server).nodes(reads(&["1", "2"])));
    let names: Vec<_> = pages.into_iter().map(|page| page.unwrap().name.unwrap()).collect();
    assert_eq!(names, ["Page 1", "Page 2"]);
    assert_eq!(targets(&server), ["GET /v26.0/?fields=id,name&ids=1,2"]);
}

#[test]
fn they_are_cut_into_calls() {
    let ids: Vec<String> = (1..=120).map(|id| id.to_string()).collect();
    let server = serve([]);
    server.answer_by(|request| {
        let ids = request.query().split_once("ids=").unwrap().1;
        nodes(&ids.split(',').collect::<Vec<_>>())
    });
    let pages = run(client(&server).nodes(ids.iter().map(page::get)));
    let read: Vec<_> = pages.into_iter().map(|page| page.unwrap().id).collect();
    assert_eq!(read, ids);
    let counts: Vec<_> = server.requests().iter().map(|request| request.query().split(',').count()).collect();
    assert_eq!(counts, [50, 50, 20]);

    // What differs in more than the node does not share a call.
    let server = serve([nodes(&["1"]), nodes(&["2", "3"])]);
    let different =
        [page::get("1"), page::get("2").fields([page::Field::Id]), page::get("3").fields([page::Field::Id])];
    assert!(run(client(&server).nodes(different)).iter().all(Result::is_ok));
    assert_eq!(targets(&server), ["GET /v26.0/?ids=1", "GET /v26.0/?fields=id&ids=2,3"]);

    assert!(run(client(&server).nodes(reads(&[]))).is_empty());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn each_node_has_its_own_error() {
    let missing =
        r#"{"error":{"message":"(#803) Some of the aliases you requested do not exist: 2","code":803}}"#;
    let item = |code: u16, body: &str| json!({"code": code, "body": body});
    let batch = json!([item(200, r#"{"id":"1"}"#), item(404, missing), item(200, r#"{"id":"3"}"#)]);
    let server = serve([Answer::json(missing).with_status(404), Answer::json(batch.to_string())]);
    let pages = run(client(&server).nodes(reads(&["1", "2", "3"])));
    let outcomes: Vec<_> = pages.iter().map(|page| page.as_ref().map(|page| page.id.as_str())).collect();
    assert!(matches!(outcomes[..], [Ok("1"), Err(_), Ok("3")]), "{outcomes:?}");
    assert!(pages[1].as_ref().unwrap_err().is_not_found());
    assert_eq!(targets(&server), ["GET /v26.0/?fields=id,name&ids=1,2,3", "POST /"]);
}

#[test]
fn what_concerns_all_of_a_call_is_sent_once() {
    let expired = r#"{"error":{"message":"Session has expired","code":190}}"#;
    let server = serve([Answer::json(expired).with_status(400)]);
    let pages = run(client(&server).nodes(reads(&["1", "2"])));
    assert!(pages.iter().all(|page| page.as_ref().unwrap_err().as_api().unwrap().code().get() == 190));
    assert_eq!(server.requests().len(), 1);

    // A single node needs no second call to tell which it was.
    let server =
        serve([Answer::json(r#"{"error":{"message":"m","code":100,"error_subcode":33}}"#).with_status(400)]);
    assert!(run(client(&server).nodes(reads(&["1"])))[0].as_ref().unwrap_err().is_not_found());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_node_that_is_left_out_is_an_error() {
    for body in [r#"{"1":{"id":"1"}}"#, r#"{"1":{"id":"1"},"2":null}"#] {
        let server = serve_json(body);
        let pages = run(client(&server).nodes(reads(&["1", "2"])));
        assert!(pages[0].is_ok());
        assert!(
            matches!(&pages[1], Err(Error::Batch(error)) if error.kind() == BatchErrorKind::NotAnswered),
            "{pages:?}"
        );
    }
    let server = serve_json("[]");
    assert!(run(client(&server).nodes(reads(&["1", "2"]))).iter().all(Result::is_err));
}

#[test]
fn only_single_nodes_are_read() {
    let server = serve([]);
    let lists = run(client(&server).nodes([personas::list("1"), personas::list("2")]));
    for list in lists {
        let error = list.unwrap_err();
        let Error::Build(build) = &error else { panic!("{error:?}") };
        assert!(matches!(build.kind(), BuildErrorKind::NotANode { .. }), "{error}");
    }
    assert!(server.requests().is_empty());
}
