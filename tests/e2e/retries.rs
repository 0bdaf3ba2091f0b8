//! When a request is sent again, and when it must not be.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::v26_0::persona;
use meta_graph::{Client, ClientBuilder, Error, Failed, Recovery, Retry, RetryPolicy};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const OK: &str = r#"{"id":"12","success":true}"#;

/// A client with the standard policy, whose pauses are too short to be felt.
fn builder(server: &Server) -> ClientBuilder {
    let retry = Retry::standard().base_delay(Duration::from_micros(1));
    Client::builder().access_token(TOKEN).base_url(server.url()).retry(retry)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn api_error(code: i64) -> Answer {
    Answer::json(format!(r#"{{"error":{{"message":"m","type":"OAuthException","code":{code}}}}}"#))
        .with_status(400)
}

/// What is worth another attempt if the request is safe.
fn passing_failures() -> Vec<(&'static str, Answer)> {
    vec![
        ("no answer", Answer::json("{}").fault(Fault::NoAnswer)),
        ("cut off", Answer::json(OK).fault(Fault::HalfBody)),
        ("code 1", api_error(1)),
        ("code 2", api_error(2).with_status(500)),
        ("code 2 in a success", api_error(2).with_status(200)),
        (
            "said to be transient",
            Answer::json(r#"{"error":{"message":"m","code":190,"is_transient":true}}"#).with_status(400),
        ),
        ("HTML", Answer::status(502).body("<html>bad gateway</html>")),
        ("nothing", Answer::status(503)),
        ("a rate limit that says when it ends", api_error(4).header("retry-after", "0")),
        ("too many requests", Answer::status(429).header("retry-after", "0")),
    ]
}

/// What comes again, or what another attempt would make worse.
fn lasting_failures() -> Vec<(&'static str, Answer)> {
    let flagged = r#"{"error":{"message":"m","code":2,"is_transient":false}}"#;
    vec![
        ("a token", api_error(190)),
        ("a permission", api_error(200)),
        ("a parameter", api_error(100)),
        ("a block", api_error(368)),
        ("unknown", api_error(4242)),
        ("said not to be transient", Answer::json(flagged).with_status(500)),
        ("a rate limit without an end", api_error(32)),
        ("a redirect", Answer::status(302).header("location", "https://elsewhere.example/")),
        ("not found, by a server before the API", Answer::status(404)),
        ("not JSON", Answer::status(200).body("<html>")),
    ]
}

#[test]
fn a_read_and_a_deletion_are_sent_again() {
    for (what, failure) in passing_failures() {
        let server = serve([failure.clone(), Answer::json(OK), failure, Answer::json(OK)]);
        let client = client(&server);
        run(async {
            assert_eq!(page::get("12").send(&client).await.unwrap().id, "12", "{what}");
            assert!(persona::delete("12").send(&client).await.unwrap().success, "{what}");
        });
        assert_eq!(server.answers_left(), 0, "{what}");
    }
}

#[test]
fn a_write_that_may_have_arrived_is_not_sent_again() {
    for (what, failure) in passing_failures() {
        let server = serve([failure.clone(), failure]);
        let client = client(&server);
        run(async {
            personas::create("12", "Ann", "u").send(&client).await.unwrap_err();
            page::update("12").about("x").send(&client).await.unwrap_err();
        });
        assert_eq!(server.requests().len(), 2, "{what}");
    }
}

#[test]
fn what_lasts_is_not_tried_again() {
    for (what, failure) in lasting_failures() {
        let server = serve([failure, Answer::json(OK)]);
        run(page::get("12").send(&client(&server))).unwrap_err();
        assert_eq!(server.requests().len(), 1, "{what}");
    }
}

#[test]
fn attempts_are_bounded_and_the_last_error_is_given() {
    let server = serve([1, 2, 1, 2].map(api_error));
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert_eq!((server.requests().len(), error.as_api().unwrap().code().get()), (3, 1));
    let requests = server.requests();
    assert!(requests.iter().all(|request| *request == requests[0]), "each attempt is the same request");
}

#[test]
fn a_wait_beyond_the_time_of_the_call_ends_it() {
    let server = serve([api_error(4).header("retry-after", "3600"), Answer::json(OK)]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert_eq!(error.as_api().unwrap().retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 1);
}

/// Asks the standard policy, keeps what it says, and waits for nothing.
#[derive(Default)]
struct RecordingPolicy(Mutex<Vec<Option<Duration>>>);

impl RetryPolicy for RecordingPolicy {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        assert_eq!(failed.operation().name(), "page::get");
        let wait = Retry::standard().wait(failed);
        self.0.lock().unwrap().push(wait);
        wait.map(|_| Duration::ZERO)
    }
}

#[test]
fn what_the_api_says_of_the_wait_comes_first() {
    let case = r#"{"9":[{"type":"pages","estimated_time_to_regain_access":7}]}"#;
    let server = serve([
        api_error(2).header("retry-after", "30"),
        api_error(80001).header("x-business-use-case-usage", case),
        Answer::json(OK),
    ]);
    let policy = Arc::new(RecordingPolicy::default());
    let client = builder(&server).retry(Arc::clone(&policy)).build().unwrap();
    run(page::get("12").send(&client)).unwrap();
    let waits: Vec<_> = policy.0.lock().unwrap().iter().map(|wait| wait.unwrap().as_secs()).collect();
    // The jitter of less than a second on top of it is cut off here.
    assert!(matches!(waits.as_slice(), [30, 420 | 421]), "{waits:?}");
}

#[test]
fn a_call_may_have_a_policy_and_a_time_of_its_own() {
    let server = serve([api_error(2), Answer::json(OK).delay(Duration::from_secs(600))]);
    let client = client(&server);
    let (first, second) = run(async {
        let first = page::get("12").send(&client).retry(Retry::none()).await.unwrap_err();
        let second = page::get("12").send(&client).timeout(Duration::from_millis(100)).await.unwrap_err();
        (first, second)
    });
    assert_eq!(first.as_api().unwrap().code().get(), 2);
    assert!(matches!(&second, Error::Transport(error) if error.is_timeout()), "{second:?}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_attempt_that_hangs_leaves_time_for_another() {
    let server = serve([Answer::json(OK).delay(Duration::from_secs(600)), Answer::json(OK)]);
    let client = builder(&server).attempt_timeout(Duration::from_millis(300)).build().unwrap();
    assert_eq!(run(page::get("12").send(&client)).unwrap().id, "12");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_call_may_have_a_token_of_its_own() {
    let server = serve([Answer::json(OK), Answer::json(OK), Answer::json(OK)]);
    let client = client(&server);
    let other = client.with_access_token("of-page");
    run(async {
        page::get("12").send(&client).access_token("of-call").await.unwrap();
        page::get("12").send(&other).await.unwrap();
        page::get("12").send(&client).await.unwrap();
    });
    let tokens: Vec<_> =
        server.requests().iter().map(|request| request.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(tokens, ["Bearer of-call", "Bearer of-page", &format!("Bearer {TOKEN}")]);
}

#[test]
fn an_answer_may_only_be_so_long() {
    let long = format!(r#"{{"id":"12","about":"{}"}}"#, "x".repeat(5000));
    let server = serve([Answer::json(long.clone()), Answer::json(long.clone()), Answer::json(long)]);
    let small = builder(&server).max_answer_size(4096).build().unwrap();
    let error = run(page::get("12").send(&small)).unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.is_too_large()), "{error:?}");
    assert!(error.to_string().contains("answered, but not read: the answer is longer than 4096 bytes"));
    assert_eq!(error.recovery(), Recovery::FixRequest);
    // It would be as long the next time.
    assert_eq!(server.requests().len(), 1);
    run(page::get("12").send(&client(&server))).unwrap();
}

/// Small objects that no model knows take a hundred times the memory of their text.
#[test]
fn the_values_of_an_answer_may_only_take_so_much_memory() {
    let many = format!(r#"{{"id":"12","unknown":[{}0]}}"#, r#"{"a":0},"#.repeat(1000));
    let server = serve([Answer::json(many.clone()), Answer::json(many)]);
    let small = builder(&server).max_answer_memory(100_000).build().unwrap();
    let error = run(page::get("12").send(&small)).unwrap_err();
    assert!(matches!(&error, Error::Decode(error) if error.is_too_large()), "{error:?}");
    assert!(
        error.to_string().contains("expected JSON whose values take at most 100000 bytes, found more"),
        "{error}"
    );
    assert_eq!(error.recovery(), Recovery::FixRequest);
    assert_eq!(server.requests().len(), 1);
    run(page::get("12").send(&client(&server))).unwrap();
}

/// The second attempt finds nobody who listens: the first may have been carried out all the same.
#[test]
fn what_was_sent_once_is_never_said_to_be_unsent() {
    let transport = Turns::default();
    let client = Client::builder()
        .access_token(TOKEN)
        .transport(transport)
        .timer(meta_graph::TokioTimer::new())
        .retry(Retry::standard().max_attempts(2).base_delay(Duration::from_micros(1)))
        .build()
        .unwrap();
    let error = run(persona::delete("12").send(&client)).unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert!(error.may_have_been_sent());
    assert_eq!(
        error.to_string(),
        "persona::delete (DELETE /{persona_id}, v26.0): sent, but no answer: nobody listens"
    );
}

/// Loses the first answer, and is out of reach from then on.
#[derive(Default)]
struct Turns(Mutex<u32>);

impl meta_graph::Transport for Turns {
    fn send(&self, _request: http::Request<bytes::Bytes>) -> meta_graph::TransportFuture<'_> {
        let mut turn = self.0.lock().unwrap();
        *turn += 1;
        let error = meta_graph::TransportError::new(if *turn == 1 { "lost" } else { "nobody listens" });
        let error = if *turn == 1 { error } else { error.never_sent() };
        Box::pin(std::future::ready(Err(error)))
    }
}

/// The rate limit says more than an attempt that has no time to be answered.
#[test]
fn a_tenth_of_the_time_is_kept_for_the_answer() {
    for (wait, requests) in [("2", 1), ("0", 2)] {
        let server = serve([api_error(4).header("retry-after", wait), Answer::json(OK)]);
        let call = page::get("12").send(&client(&server)).timeout(Duration::from_millis(2100));
        let kind = run(call).err().and_then(|error| error.kind());
        assert_eq!((kind.is_some(), server.requests().len()), (requests == 1, requests), "{wait}");
    }
}

#[test]
fn an_outage_before_the_api_may_pass() {
    for (status, recovery) in [
        (429, Recovery::RetryLater),
        (500, Recovery::RetryLater),
        (502, Recovery::RetryLater),
        (503, Recovery::RetryLater),
        (504, Recovery::RetryLater),
        (404, Recovery::Report),
        (501, Recovery::Report),
    ] {
        let server = serve([Answer::status(status).body("<html>")]);
        let error = run(personas::create("12", "Ann", "u").send(&client(&server))).unwrap_err();
        assert_eq!(error.recovery(), recovery, "{status}");
    }
}
