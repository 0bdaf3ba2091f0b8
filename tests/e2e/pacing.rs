//! Slowing down before a limit is hit.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::page;
use meta_graph::{Client, Error, ErrorKind, Pacer, Recovery, Retry, Sleep, Timer, TokioTimer};
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
    assert!(matches!(&error, Error::HeldBack(_)), "{error:?}");
    assert!(error.to_string().contains("not sent: a limit is near"), "{error}");
    // It is no time out, and says how long to wait in a form that code can read.
    assert!(error.is_rate_limit() && !error.is_timeout());
    let wait = error.retry_after().unwrap().as_secs();
    assert!((299..=300).contains(&wait), "{wait}");
    assert_eq!((error.kind(), error.recovery()), (Some(ErrorKind::RateLimit), Recovery::RetryLater));
    assert_eq!(error.operation().unwrap().name(), "page::get");
    assert_eq!(server.requests().len(), 1);
}

/// A node whose limit is used up, and others whose is not.
fn busy(id: &str) -> Answer {
    let usage =
        format!(r#"{{"{id}":[{{"type":"pages","call_count":100,"estimated_time_to_regain_access":60}}]}}"#);
    let error = r#"{"error":{"message":"There have been too many calls to this Page account","code":80001}}"#;
    Answer::json(error).with_status(400).header("x-business-use-case-usage", &usage)
}

#[test]
fn one_busy_page_stops_no_other() {
    let server = serve([]);
    server.answer_by(
        |request| {
            if request.path().ends_with("/7") { busy("7") } else { Answer::json(r#"{"id":"1"}"#) }
        },
    );
    let client = client(&server, &Arc::new(Recorder::default()));
    run(async {
        for id in 1..=10 {
            assert_eq!(page::get(id.to_string()).send(&client).await.is_ok(), id != 7);
        }
        let again = page::get("7").send(&client).await.unwrap_err();
        assert!(
            matches!(&again, Error::HeldBack(held_back) if held_back.retry_after() > Duration::from_secs(3000))
        );
        // A batch is held back as a whole.
        let batch = client.batch([page::get("8"), page::get("7")]).await.unwrap_err();
        assert!(matches!(batch, Error::HeldBack(_)), "{batch}");
        client.batch([page::get("8"), page::get("9")]).await.unwrap_err();
    });
    assert_eq!(server.requests().len(), 11);
}

#[test]
fn the_answers_of_a_batch_hold_back_their_own_pages_only() {
    let usage = r#"{\"7\":[{\"type\":\"pages\",\"call_count\":100,\"estimated_time_to_regain_access\":60}]}"#;
    let item = format!(
        r#"{{"code":400,"headers":[{{"name":"X-Business-Use-Case-Usage","value":"{usage}"}}],"body":"{{\"error\":{{\"message\":\"m\",\"code\":80001}}}}"}}"#
    );
    let other = r#"{"code":200,"headers":[],"body":"{\"id\":\"8\"}"}"#;
    let server = serve([Answer::json(format!("[{item},{other}]")), Answer::json(PAGE)]);
    let client = client(&server, &Arc::new(Recorder::default()));
    run(async {
        let [seven, eight] =
            client.batch((page::get("7"), page::get("8"))).await.map(<[_; 2]>::from).unwrap();
        assert!(seven.unwrap_err().is_rate_limit() && eight.is_ok());
        assert!(matches!(page::get("7").send(&client).await, Err(Error::HeldBack(_))));
        page::get("8").send(&client).await.unwrap();
    });
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
