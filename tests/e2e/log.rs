//! What the crate and its dependencies report to `tracing`.

use std::cell::RefCell;
use std::fmt::Debug;
use std::sync::Once;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// The lines of this thread, which is the one of a test and of all that it awaits, if the test wants them.
    static LINES: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
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
        Self::add(span.metadata().target(), |visitor| span.record(visitor));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        Self::add("record", |visitor| values.record(visitor));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::add(event.metadata().target(), |visitor| event.record(visitor));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}
