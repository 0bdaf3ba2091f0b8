//! What the crate and its dependencies report to `tracing`.

use std::cell::RefCell;
use std::fmt::Debug;
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// The lines of this thread, which is the one of a test and of all that it awaits, if the test wants them.
    static LINES: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
    /// The spans of this thread that are of the crate: their numbers and their lines.
    static SPANS: RefCell<Vec<(u64, String)>> = const { RefCell::new(Vec::new()) };
    /// The spans that this thread is in, the innermost last.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// The number of the next span.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The line of the span of the crate that this thread is in.
fn innermost() -> Option<String> {
    let of = |entered: &u64| {
        let line = |spans: &Vec<(u64, String)>| spans.iter().find(|(id, _)| id == entered).cloned();
        SPANS.with_borrow(line).map(|(_, line)| line)
    };
    ENTERED.with_borrow(|entered| entered.iter().rev().find_map(of))
}

/// Keeps every event and span of every level as a line, those of the HTTP stack too.
///
/// It is there for the whole process: one that comes and goes with a test would miss what other threads meet first.
pub(crate) struct Log;

impl Log {
    /// Keeps the lines of this thread from now on.
    pub(crate) fn start() {
        LINES.set(Some(Vec::new()));
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            tracing::subscriber::set_global_default(Self).unwrap();
            tracing::callsite::rebuild_interest_cache();
        });
    }

    /// The lines of this thread.
    pub(crate) fn lines() -> Vec<String> {
        LINES.with_borrow(Option::clone).unwrap_or_default()
    }

    fn add(target: &str, record: impl FnOnce(&mut FieldVisitor)) {
        LINES.with_borrow_mut(|lines| {
            if let Some(lines) = lines {
                let mut visitor = FieldVisitor(target.to_owned());
                record(&mut visitor);
                lines.push(visitor.0);
            }
        });
    }
}

/// Adds the fields of a span or an event to its line.
struct FieldVisitor(String);

impl Visit for FieldVisitor {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let target = span.metadata().target();
        Self::add(target, |visitor| span.record(visitor));
        if target.starts_with("meta_graph") {
            let mut visitor = FieldVisitor(String::new());
            span.record(&mut visitor);
            SPANS.with_borrow_mut(|spans| spans.push((id, visitor.0)));
        }
        Id::from_u64(id)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        Self::add("record", |visitor| values.record(visitor));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::add(event.metadata().target(), |visitor| {
            event.record(visitor);
            if let Some(span) = innermost() {
                visitor.0.push_str(&format!(" inside [{span}]"));
            }
        });
    }

    fn enter(&self, span: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(span.into_u64()));
    }

    fn exit(&self, _span: &Id) {
        ENTERED.with_borrow_mut(Vec::pop);
    }
}
