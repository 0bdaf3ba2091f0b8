//! The events of a stream, over one connection after another.

use super::connection::Connection;
use crate::runtime::error::Error;
use crate::runtime::events::{Event, Parser};
use crate::runtime::wire::{Decode, Value};
use bytes::Bytes;
use http::StatusCode;
use std::collections::VecDeque;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The media type of server-sent events.
pub(super) const EVENT_STREAM: &str = "text/event-stream";

/// The data by which APIs end a stream, though no standard has it.
const DONE: &str = "[DONE]";

/// How long to wait before connecting again, where the server does not say it. The standard says "a few seconds".
const PAUSE: Duration = Duration::from_secs(3);

/// What the specification says of the events of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventFormat {
    reads: Reads,
    /// Whether the stream ends with `[DONE]`, so that it is cut off without.
    is_marked: bool,
    /// Whether errors are among the items.
    knows_errors: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// The data of an event as JSON.
    Json,
    /// The data of an event as a text.
    Text,
    /// The event as an object with `event`, `data` and `id`.
    Whole,
}

impl EventFormat {
    /// The data of an event is JSON, and an item.
    pub(crate) const JSON: Self = Self { reads: Reads::Json, is_marked: false, knows_errors: false };

    /// The data of an event is an item, as a text.
    pub(crate) const TEXT: Self = Self { reads: Reads::Text, ..Self::JSON };

    /// An event is an item, with its members `event`, `data` and `id`.
    pub(crate) const WHOLE: Self = Self { reads: Reads::Whole, ..Self::JSON };

    /// The stream ends with `[DONE]`.
    pub(crate) const fn marked(self) -> Self {
        Self { is_marked: true, ..self }
    }

    /// Errors are among the items.
    pub(crate) const fn with_errors(self) -> Self {
        Self { knows_errors: true, ..self }
    }
}

/// The events of a stream. It knows nothing of their items, so that it is compiled once for all of them.
pub(super) struct Listener {
    pub(super) connection: Connection,
    parser: Parser,
    /// What the last piece held and nobody has asked for.
    ready: VecDeque<Event>,
    format: EventFormat,
    /// How often in a row it may connect again, and how often it has.
    most: u32,
    attempts: u32,
    is_over: bool,
}

impl Listener {
    pub(super) fn new(connection: Connection, format: EventFormat) -> Self {
        let connection = connection.requiring(EVENT_STREAM);
        let (parser, ready) = (Parser::default(), VecDeque::new());
        Self { connection, parser, ready, format, most: 0, attempts: 0, is_over: false }
    }

    /// Connects again so often in a row.
    pub(super) fn reconnect(&mut self, most: u32) {
        self.most = most;
    }

    /// Begins after the event with this id.
    pub(super) fn resume(&mut self, last_id: &str) {
        self.parser = Parser::after(last_id);
        self.ready.clear();
        self.is_over = false;
        self.connection.resume(last_id);
    }

    pub(super) fn last_id(&self) -> &str {
        self.parser.last_id()
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        self.parser.retry()
    }

    /// The next event; `None` at the end of the stream.
    pub(super) fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event, Error>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                self.attempts = 0;
                if !self.is_end(&event) {
                    return Poll::Ready(Some(Ok(event)));
                }
                self.is_over = true;
                self.ready.clear();
                self.connection.end();
            }
            let error = match ready!(self.connection.poll_piece(context)) {
                Some(Ok(piece)) => {
                    self.parser.read(&piece, &mut self.ready);
                    match self.connection.end_if_longer(self.parser.held()) {
                        Some(error) => return self.end_with(error),
                        None => continue,
                    }
                }
                Some(Err(error)) => error,
                None if self.is_over => return Poll::Ready(None),
                None => {
                    self.is_over = true;
                    match self.cut() {
                        Some(what) => self.connection.cut_off(what),
                        None => return Poll::Ready(None),
                    }
                }
            };
            if !self.connects_again(&error) {
                return self.end_with(error);
            }
        }
    }

    fn end_with(&mut self, error: Error) -> Poll<Option<Result<Event, Error>>> {
        self.is_over = true;
        self.connection.end();
        Poll::Ready(Some(Err(error)))
    }

    /// Whether an event ends the stream. A text may be anything, unless the specification says how the stream ends.
    fn is_end(&self, event: &Event) -> bool {
        let may_end = self.format.reads != Reads::Text || self.format.is_marked;
        may_end && event.data.trim() == DONE
    }

    /// What is missing where the body ends. An answer without a body has no events, and the mark that ends a stream may
    /// lack the empty line after it.
    fn cut(&mut self) -> Option<&'static str> {
        let is_without = self.connection.head().is_none_or(|head| head.status == StatusCode::NO_CONTENT);
        if !self.parser.is_inside() {
            let is_cut = self.format.is_marked && !is_without;
            return is_cut.then_some("the stream ends without its mark `[DONE]`");
        }
        self.parser.read(b"\n\n", &mut self.ready);
        let last = self.ready.pop_back();
        let is_end = last.is_some_and(|event| self.is_end(&event));
        (!is_end).then_some("the stream ends inside of an event")
    }

    /// Connects again after an error of the transport, if that is wanted and the server has said from where on.
    fn connects_again(&mut self, error: &Error) -> bool {
        let is_wanted = self.attempts < self.most && !self.last_id().is_empty();
        let may_pass = matches!(error, Error::Transport(error) if error.may_pass());
        if is_wanted && may_pass {
            self.attempts += 1;
            self.is_over = false;
            self.parser.restart();
            self.connection.resume_after(self.parser.retry().unwrap_or(PAUSE), self.parser.last_id());
        }
        is_wanted && may_pass
    }

    /// Reads the item of an event.
    pub(super) fn item<T: Decode>(&self, event: &Event) -> Result<T, Error> {
        let text = Bytes::copy_from_slice(event.data.as_bytes());
        if event.kind == "error" && !self.format.knows_errors {
            return Err(self.connection.refusal(text));
        }
        match self.format.reads {
            Reads::Json => self.connection.json(text, self.format.knows_errors),
            Reads::Text => self.connection.value(text, &Value::from(event.data.as_str())),
            Reads::Whole => self.connection.value(text, &whole(event)),
        }
    }
}

/// An event as the object that OpenAPI 3.2 describes, its data as JSON where it is JSON of more than a scalar.
fn whole(event: &Event) -> Value {
    let data = serde_json::from_str(&event.data).ok();
    let data = data.filter(|data: &Value| data.is_object() || data.is_array());
    let mut members = serde_json::Map::new();
    members.insert("event".to_owned(), Value::from(event.kind.as_str()));
    members.insert("data".to_owned(), data.unwrap_or_else(|| Value::from(event.data.as_str())));
    if !event.id.is_empty() {
        members.insert("id".to_owned(), Value::from(event.id.as_str()));
    }
    Value::Object(members)
}
