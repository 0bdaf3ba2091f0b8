//! What `tracing` shows of a call: each attempt, and no secret.

use crate::log::Log;
use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Retry};
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
