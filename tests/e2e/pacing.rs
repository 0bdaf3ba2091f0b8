//! Slowing down before a limit is hit.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::page;
use meta_graph::{Client, Error, Pacer, Retry, Sleep, Timer, TokioTimer};
use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

const PAGE: &str = r#"{"id":"12"}"#;

/// Keeps the pauses, all of which are shorter than the times that calls have, and does not wait for them.
#[derive(Default)]
struct Recorder {
    timer: TokioTimer,
    pauses: Mutex<Vec<Duration>>,
    /// Whether pauses last for ever.
    is_stuck: AtomicBool,
}

impl Recorder {
    const LONGEST: Duration = Duration::from_secs(20);

    fn pauses(&self) -> Vec<u64> {
        self.pauses.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

impl Timer for Recorder {
    fn now(&self) -> Duration {
        self.timer.now()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        if time > Self::LONGEST {
            return self.timer.sleep(time);
        }
        self.pauses.lock().unwrap().push(time);
        if self.is_stuck.load(Ordering::Relaxed) {
            return Box::pin(std::future::pending());
        }
        Box::pin(std::future::ready(()))
    }
}

fn client(server: &Server, recorder: &Arc<Recorder>) -> Client {
    Client::builder()
        .access_token(TOKEN)
        .base_url(server.url())
        .pacer(Pacer::new().longest_wait(Recorder::LONGEST))
        .timer(Arc::clone(recorder))
        .build()
        .unwrap()
}

fn used(percent: u32) -> Answer {
    Answer::json(PAGE).header("x-app-usage", &format!(r#"{{"call_count":{percent},"total_time":1}}"#))
}

#[test]
fn calls_wait_the_longer_the_more_is_used() {
    let server = serve([used(10), used(80), used(100), Answer::json(PAGE), Answer::json(PAGE)]);
    let recorder = Arc::new(Recorder::default());
    let client = client(&server, &recorder);
    run(async {
        for _ in 0..5 {
            page::get("12").send(&client).await.unwrap();
        }
    });
    // The clock goes on while the answers come, so a pause is a moment shorter than the distance.
    let pauses = recorder.pauses();
    assert!(matches!(pauses.as_slice(), [..=4, 4..=20]), "{pauses:?}");
}

#[test]
fn an_error_teaches_as_well_and_other_tokens_go_at_once() {
    let full = Answer::json(r#"{"error":{"message":"m","code":4}}"#).with_status(400);
    let server =
        serve([full.header("x-app-usage", r#"{"call_count":100}"#), Answer::json(PAGE), Answer::json(PAGE)]);
    let recorder = Arc::new(Recorder::default());
    let client = client(&server, &recorder);
    run(async {
        page::get("12").send(&client).await.unwrap_err();
        page::get("12").send(&client).access_token("other").await.unwrap();
        assert!(recorder.pauses().is_empty());
        page::get("12").send(&client).await.unwrap();
    });
    assert_eq!(recorder.pauses().len(), 1);
}

#[test]
fn a_call_that_would_wait_beyond_its_time_is_never_sent() {
    let case = r#"{"9":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":5}]}"#;
    let server = serve([Answer::json(PAGE).header("x-business-use-case-usage", case)]);
    let client = client(&server, &Arc::new(Recorder::default()));
    let error = run(async {
        page::get("12").send(&client).await.unwrap();
        page::get("12").send(&client).await.unwrap_err()
    });
    assert!(
        matches!(&error, Error::Transport(error) if !error.may_have_been_sent() && error.is_timeout()),
        "{error:?}"
    );
    assert!(error.to_string().contains("not sent in time: a limit is near"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_batch_teaches_by_the_answers_to_its_requests() {
    let used = r#"{"code":200,"headers":[{"name":"x-app-usage","value":"{\"call_count\":100}"}],"body":"{\"id\":1}"}"#;
    let server = serve([Answer::json(format!("[{used},null]")), Answer::json(PAGE)]);
    let recorder = Arc::new(Recorder::default());
    let client = client(&server, &recorder);
    run(async {
        client.batch(vec![page::get("1"), page::get("2")]).await.unwrap();
        page::get("12").send(&client).await.unwrap();
    });
    assert_eq!(recorder.pauses().len(), 1);
}

/// Nothing would ever be sent by callers who are in a hurry, if the turns that they gave up stayed taken.
#[test]
fn a_call_that_is_given_up_gives_its_turn_back() {
    let server = serve([used(100), Answer::json(PAGE)]);
    let recorder = Arc::new(Recorder::default());
    let client = client(&server, &recorder);
    run(async {
        page::get("12").send(&client).await.unwrap();
        recorder.is_stuck.store(true, Ordering::Relaxed);
        for _ in 0..100 {
            let mut call = pin!(page::get("12").send(&client));
            assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context))).await.is_pending());
        }
        recorder.is_stuck.store(false, Ordering::Relaxed);
        page::get("12").send(&client).await.unwrap();
    });
    assert_eq!((recorder.pauses().len(), server.requests().len()), (101, 2));
    assert!(recorder.pauses().iter().all(|pause| *pause <= Recorder::LONGEST.as_secs()));
}

/// The usage of the answer to the first attempt holds the second one back; the answer tells more than that.
#[test]
fn an_attempt_that_is_held_back_does_not_hide_the_one_before() {
    let limited = r#"{"9":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":5}]}"#;
    let server = serve([Answer::status(503).header("x-business-use-case-usage", limited)]);
    let patient = Retry::standard().base_delay(Duration::from_micros(1));
    let client = client(&server, &Arc::new(Recorder::default())).with_retry(patient);
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.requests().len()), (Some(503), 1));
}

#[test]
fn a_refusal_teaches_even_without_usage() {
    let refusal = Answer::json(r#"{"error":{"message":"m","code":32}}"#).with_status(400);
    let server = serve([
        refusal.clone(),
        Answer::status(502),
        Answer::json(PAGE),
        refusal.header("retry-after", "600"),
    ]);
    let recorder = Arc::new(Recorder::default());
    let client = Client::builder()
        .access_token(TOKEN)
        .base_url(server.url())
        .pacer(Pacer::new().longest_wait(Duration::from_secs(1)))
        .timer(Arc::clone(&recorder))
        .retry(Retry::none())
        .build()
        .unwrap();
    run(async {
        page::get("12").send(&client).await.unwrap_err();
        // A page of HTML from somewhere else does not set free.
        page::get("12").send(&client).await.unwrap_err();
        page::get("12").send(&client).await.unwrap();
        assert_eq!(recorder.pauses().len(), 2);
        page::get("12").send(&client).await.unwrap_err();
        let error = page::get("12").send(&client).await.unwrap_err();
        assert!(error.to_string().contains("a limit is near"), "{error}");
    });
    assert_eq!(server.requests().len(), 4);
}
