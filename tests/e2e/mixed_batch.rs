//! Requests of any types and in any number, fifty in a call.

use crate::setup::{client, run, serve};
use graph_tests::server::{Answer, Received, Server};
use meta_graph::testing::{Fake, now};
use meta_graph::v26_0::page::{self, locations, personas};
use meta_graph::v26_0::persona;
use meta_graph::{BatchErrorKind, BuildErrorKind, Error, InBatch, MixedBatch, result_of};
use serde_json::{Value, json};

/// The requests of a call.
fn requests(request: &Received) -> Vec<Value> {
    let text = request.text();
    let batch = text.split('&').find_map(|pair| pair.strip_prefix("batch=")).unwrap();
    let decoded = percent_encoding::percent_decode_str(batch).decode_utf8().unwrap();
    serde_json::from_str(&decoded).unwrap()
}

/// Answers each request with the id at the end of its path, and one of a page that is called so with an error.
fn echo() -> Server {
    let server = serve([]);
    server.answer_by(|request| {
        let items = requests(request).into_iter().map(|request| {
            let url = request["relative_url"].as_str().unwrap();
            let id = url.split('?').next().unwrap().rsplit('/').next().unwrap();
            match id {
                "gone" => json!({"code": 404, "body": r#"{"error":{"code":803,"message":"gone"}}"#}),
                id => json!({"code": 200, "body": json!({"id": id, "success": true}).to_string()}),
            }
        });
        Answer::json(Value::Array(items.collect()).to_string())
    });
    server
}

#[test]
fn handles_take_the_answers_of_any_types() {
    let server = echo();
    let mut batch = MixedBatch::new();
    let created = batch.add(personas::create("1", "Ann", "https://a"));
    let reads: Vec<_> = (0..60).map(|id| batch.add(page::get(format!("{id}")))).collect();
    let gone = batch.add(page::get("gone"));
    let removed = batch.add(locations::delete("1", "2"));
    assert_eq!((batch.len(), batch.is_empty()), (63, false));

    let mut answers = run(client(&server).batch_all(batch));
    assert_eq!(answers.take(created).unwrap().id, "personas");
    assert!(answers.take(gone).unwrap_err().is_not_found());
    answers.take(removed).unwrap();
    for (id, read) in reads.into_iter().enumerate() {
        assert_eq!(answers.take(read).unwrap().id, id.to_string());
    }
    let lengths: Vec<_> = server.requests().iter().map(|request| requests(request).len()).collect();
    assert_eq!(lengths, [50, 13]);
}

#[test]
fn a_handle_of_another_batch_takes_nothing() {
    let (mut one, mut other) = (MixedBatch::new(), MixedBatch::new());
    let (own, foreign) = (one.add(page::get("1")), other.add(page::get("2")));
    let mut answers = run(client(&echo()).batch_all(one));
    let Err(Error::Batch(error)) = answers.take(foreign) else {
        panic!("it is the answer of another request")
    };
    assert_eq!(error.kind(), BatchErrorKind::NotAnswered);
    assert_eq!(answers.take(own).unwrap().id, "1");
}

#[test]
fn what_refers_to_another_request_stays_in_its_call() {
    let server = echo();
    let mut batch = MixedBatch::new();
    let before: Vec<_> = (0..49).map(|id| batch.add(page::get(format!("{id}")))).collect();
    let list = batch.add(InBatch::new(personas::list("1")).name("list").omit_answer(false));
    let read = batch.add(persona::get(result_of("list", "$.data.0.id")));
    let mut answers = run(client(&server).batch_all(batch));
    assert!(before.into_iter().all(|handle| answers.take(handle).is_ok()));
    // The server knows no lists; it is asked in the call of the request that refers to the answer.
    assert!(answers.take(list).is_err() && answers.take(read).is_ok());
    let lengths: Vec<_> = server.requests().iter().map(|request| requests(request).len()).collect();
    assert_eq!(lengths, [49, 2]);
}

#[test]
fn a_call_that_fails_is_the_error_of_each_of_its_requests_alone() {
    let server = serve([]);
    server.answer_by(|request| match requests(request).len() {
        50 => Answer::json(r#"{"error":{"code":100,"message":"no"}}"#).with_status(400),
        count => Answer::json(
            Value::Array(vec![json!({"code": 200, "body": "{\"id\":\"1\"}"}); count]).to_string(),
        ),
    });
    let mut batch = MixedBatch::new();
    let reads: Vec<_> = (0..52).map(|_| batch.add(page::get("1"))).collect();
    let mut answers = run(client(&server).batch_all(batch));
    let failed: Vec<bool> = reads.into_iter().map(|read| answers.take(read).is_err()).collect();
    assert_eq!(failed.iter().filter(|failed| **failed).count(), 50);
    assert!(!failed[50] && !failed[51]);

    // More requests that refer to one than a call can hold.
    let mut batch = MixedBatch::new();
    let named = batch.add(InBatch::new(page::get("1")).name("a"));
    let others: Vec<_> = (0..50).map(|_| batch.add(InBatch::new(page::get("1")).depends_on("a"))).collect();
    let mut answers = run(client(&server).batch_all(batch));
    let Err(Error::Build(error)) = answers.take(named) else { panic!("it was sent") };
    assert!(matches!(error.kind(), BuildErrorKind::BatchTooLarge { requests: 51, .. }), "{error}");
    assert!(others.into_iter().all(|other| answers.take(other).is_err()));
    assert!(
        run(client(&server).batch_all(MixedBatch::new()))
            .take(MixedBatch::new().add(page::get("1")))
            .is_err()
    );
}

#[test]
fn a_stream_of_batches_takes_fifty_at_a_time() {
    let server = echo();
    let client = client(&server);
    run(async {
        let mut answers = client.batches((0..120).map(|id| page::get(format!("{id}"))));
        for id in 0..120_usize {
            assert_eq!(server.requests().len(), id.div_ceil(50), "before the answer {id}");
            assert_eq!(answers.next().await.unwrap().unwrap().id, id.to_string());
        }
        assert!(answers.next().await.is_none() && answers.next().await.is_none());
        assert!(client.batches(Vec::<page::Get>::new()).next().await.is_none());
    });
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn the_fake_answers_both() {
    let fake = Fake::new();
    fake.on(page::get("1")).reply_json(json!({"id": "1"})).times(61);
    let client = fake.client();
    let mut batch = MixedBatch::new();
    let handle = batch.add(page::get("1"));
    assert_eq!(now(client.batch_all(batch)).take(handle).unwrap().id, "1");
    now(async {
        let mut answers = client.batches((0..60).map(|_| page::get("1")));
        while let Some(answer) = answers.next().await {
            assert_eq!(answer.unwrap().id, "1");
        }
    });
    fake.assert_all_answered();
}
