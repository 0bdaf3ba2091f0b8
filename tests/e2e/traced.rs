//! What `tracing` shows of a call: each attempt, and no secret.

use crate::log::Log;
use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Request, Retry, TraceContext};
use std::time::Duration;

#[test]
fn every_attempt_is_seen_and_no_secret() {
    const SECRET: &str = "app-secret-41f0";
    let leak = format!(r#"{{"error":{{"message":"Bad {TOKEN} {SECRET}","code":2}}}}"#);
    let server = serve([
        Answer::json(leak).with_status(500),
        Answer::json("{}").fault(Fault::NoAnswer),
        Answer::json(r#"{"id":"12"}"#),
        Answer::json(r#"{"id":"31"}"#),
    ]);
    let client = Client::builder()
        .access_token(TOKEN)
        .app_secret(SECRET)
        .base_url(server.url())
        .retry(Retry::standard().base_delay(Duration::from_micros(1)))
        .trace_texts(true)
        .build()
        .unwrap();
    Log::start();
    run(async {
        page::get("12").send(&client).await.unwrap();
        personas::create("12", "Ann", "https://cdn.example/a.png").send(&client).await.unwrap();
    });
    let own: Vec<_> = Log::lines().into_iter().filter(|line| line.starts_with("meta_graph")).collect();
    let of = |message: &str| own.iter().filter(|line| line.contains(&format!("message={message}"))).count();
    assert_eq!((of("sending"), of("failed"), of("waiting"), of("answered")), (4, 2, 2, 2), "{own:#?}");
    let failed = own.iter().find(|line| line.contains("message=failed")).unwrap();
    for part in ["operation=\"page::get\"", "attempt=1", "status=500", "code=2", "[redacted]"] {
        assert!(failed.contains(part), "{part}: {failed}");
    }
    let proof = meta_graph::AppSecret::new(SECRET).proof(&TOKEN.into());
    for line in Log::lines() {
        assert!(![TOKEN, SECRET, proof.expose()].iter().any(|hidden| line.contains(hidden)), "{line}");
    }
}

/// The value of a field of a line.
fn field<'l>(line: &'l str, name: &str) -> &'l str {
    let (_, rest) = line.split_once(&format!(" {name}=")).unwrap_or_else(|| panic!("{name}: {line}"));
    rest.split([' ', ']']).next().unwrap_or_default()
}

#[test]
fn the_attempts_of_a_call_are_inside_its_span() {
    let busy = || Answer::json(r#"{"error":{"message":"m","code":2}}"#).with_status(500);
    let server = serve([busy(), Answer::json(r#"{"id":"1"}"#), Answer::json(r#"{"id":"2"}"#)]);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url());
    let client = builder.retry(Retry::standard().base_delay(Duration::ZERO)).build().unwrap();
    Log::start();
    run(async {
        page::get("1").send(&client).await.unwrap();
        page::get("2").send(&client).await.unwrap();
    });
    let own: Vec<_> = Log::lines().into_iter().filter(|line| line.starts_with("meta_graph")).collect();
    let (spans, events): (Vec<_>, Vec<_>) = own.iter().partition(|line| !line.contains("message="));
    assert_eq!(spans.len(), 2, "{own:#?}");
    for part in ["operation=\"page::get\"", "method=\"GET\"", "path=\"/{page_id}\"", "version=\"v26.0\""] {
        assert!(spans[0].contains(part), "{part}: {}", spans[0]);
    }
    let [first, second] = [field(spans[0], "call"), field(spans[1], "call")];
    assert_ne!(first, second);
    let inside: Vec<_> = events.iter().map(|line| (field(line, "message"), field(line, "call"))).collect();
    assert_eq!(
        inside,
        [
            ("sending", first),
            ("failed", first),
            ("waiting", first),
            ("sending", first),
            ("answered", first),
            ("sending", second),
            ("answered", second),
        ]
    );
}

#[test]
fn what_people_wrote_is_told_only_where_that_is_asked_for() {
    let body = || Answer::json(r#"{"error":{"message":"No post of Ann Berg","code":100}}"#).with_status(400);
    let odd = || Answer::json(r#"{"id":{"Ann Berg":1}}"#);
    let server = serve([body(), odd(), body(), odd()]);
    let builder = || Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none());
    let told = |client: Client| {
        Log::start();
        run(async {
            page::get("77001").send(&client).await.unwrap_err();
            page::get("77001").send(&client).await.unwrap_err();
        });
        Log::lines().into_iter().filter(|line| line.starts_with("meta_graph")).collect::<Vec<_>>()
    };
    let lines = told(builder().build().unwrap());
    let failed = lines.iter().find(|line| line.contains("message=failed")).unwrap();
    assert!(failed.contains("status=400") && failed.contains("code=100"), "{failed}");
    assert!(lines.iter().all(|line| !line.contains("Ann") && !line.contains("77001")), "{lines:#?}");
    let lines = told(builder().trace_texts(true).build().unwrap());
    assert!(lines.iter().any(|line| line.contains("No post of Ann Berg")), "{lines:#?}");
}

#[test]
fn the_attempts_of_a_call_belong_to_one_trace() {
    let busy = || Answer::json(r#"{"error":{"message":"m","code":2}}"#).with_status(500);
    let server = serve([busy(), Answer::json(r#"{"id":"1"}"#), Answer::json(r#"{"id":"1"}"#)]);
    let own = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let builder = Client::builder().access_token(TOKEN).base_url(server.url());
    let builder = builder.retry(Retry::standard().base_delay(Duration::ZERO));
    let client = builder.trace_context(move || own.parse().ok()).build().unwrap();
    Log::start();
    run(async {
        page::get("1").send(&client).await.unwrap();
        page::get("1").with_header("traceparent", "mine").send(&client).await.unwrap();
    });
    let sent: Vec<_> =
        server.requests().iter().map(|sent| sent.header("traceparent").unwrap().to_owned()).collect();
    let contexts: Vec<TraceContext> = sent[..2].iter().map(|text| text.parse().unwrap()).collect();
    assert!(contexts.iter().all(|context| context.trace_id() == own[3..35]), "{sent:?}");
    assert!(sent[0] != sent[1] && sent[0] != own, "{sent:?}");
    assert_eq!(sent[2], "mine");
    let span = Log::lines().into_iter().find(|line| line.contains(" call=")).unwrap();
    assert!(span.contains(&own[3..35]), "{span}");
}

#[test]
fn a_client_of_no_trace_sends_no_header() {
    let server = serve([Answer::json(r#"{"id":"1"}"#)]);
    run(page::get("1").send(&crate::setup::client(&server))).unwrap();
    assert_eq!(server.requests()[0].header("traceparent"), None);
}
