//! What `tracing` shows of a call: each attempt, and no secret.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Fault};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Retry};
use std::cell::RefCell;
use std::fmt::Debug;
use std::sync::Once;
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// The lines of this thread, which is the one of a test and of all that it awaits.
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps every event and span of every level as a line, those of the HTTP stack too.
///
/// It is there for the whole process: one that comes and goes with a test would miss what other threads meet first.
struct Log;

impl Log {
    fn start() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            tracing::subscriber::set_global_default(Self).unwrap();
            tracing::callsite::rebuild_interest_cache();
        });
    }

    fn lines() -> Vec<String> {
        LINES.with_borrow(Vec::clone)
    }

    fn add(target: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(target.to_owned());
        record(&mut line);
        LINES.with_borrow_mut(|lines| lines.push(line.0));
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
        Self::add(span.metadata().target(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        Self::add("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::add(event.metadata().target(), |line| event.record(line));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

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
