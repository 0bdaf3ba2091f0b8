//! What `tracing` shows of a call: each attempt, and no secret.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Retry};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps every event and span of every level as a line, those of the HTTP stack too.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// The lines of the crate itself.
    fn own(&self) -> Vec<String> {
        self.lines().into_iter().filter(|line| line.starts_with("meta_graph")).collect()
    }

    fn add(&self, target: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(target.to_owned());
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.add(span.metadata().target(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        self.add("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.add(event.metadata().target(), |line| event.record(line));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[test]
fn every_attempt_is_seen_and_no_secret() {
    const SECRET: &str = "app-secret-41f0";
    // An event that another test's thread meets first is off for good, unless the subscriber is asked again: so all of them
    // are met before.
    let leak = format!(r#"{{"error":{{"message":"Bad {TOKEN} {SECRET}","code":2}}}}"#);
    let answers = || {
        [
            Answer::json(leak.clone()).with_status(500),
            Answer::json("{}").fault(Fault::NoAnswer),
            Answer::json(r#"{"id":"12"}"#),
        ]
    };
    let server = serve(answers().into_iter().chain(answers()).chain([Answer::json(r#"{"id":"31"}"#)]));
    let client = Client::builder()
        .access_token(TOKEN)
        .app_secret(SECRET)
        .base_url(server.url())
        .retry(Retry::standard().base_delay(Duration::from_micros(1)))
        .build()
        .unwrap();
    run(page::get("12").send(&client)).unwrap();
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        tracing::callsite::rebuild_interest_cache();
        run(async {
            page::get("12").send(&client).await.unwrap();
            personas::create("12", "Ann", "https://cdn.example/a.png").send(&client).await.unwrap();
        });
    });
    let own = log.own();
    let of = |message: &str| own.iter().filter(|line| line.contains(&format!("message={message}"))).count();
    assert_eq!((of("sending"), of("failed"), of("waiting"), of("answered")), (4, 2, 2, 2), "{own:#?}");
    let failed = own.iter().find(|line| line.contains("message=failed")).unwrap();
    for part in ["operation=\"page::get\"", "attempt=1", "status=500", "code=2", "[redacted]"] {
        assert!(failed.contains(part), "{part}: {failed}");
    }
    let proof = meta_graph::AppSecret::new(SECRET).proof(&TOKEN.into());
    for line in log.lines() {
        assert!(![TOKEN, SECRET, proof.expose()].iter().any(|hidden| line.contains(hidden)), "{line}");
    }
}
