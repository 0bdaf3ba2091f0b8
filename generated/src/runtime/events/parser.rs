//! From bytes to events, whatever pieces the bytes come in.

use super::Event;
use std::collections::VecDeque;
use std::mem::take;
use std::time::Duration;

/// What an event is that names no type.
const MESSAGE: &str = "message";

/// The state between two pieces.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    /// The bytes of a line that has not ended.
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, with which a line feed is one end of a line.
    after_return: bool,
    /// Whether a line was read, before which a byte order mark may stand.
    is_begun: bool,
    kind: String,
    data: String,
    last_id: String,
    retry: Option<Duration>,
}

impl Parser {
    /// Takes a piece of the stream and gives the events that it completes.
    pub(crate) fn read(&mut self, mut piece: &[u8], events: &mut VecDeque<Event>) {
        if take(&mut self.after_return) {
            piece = piece.strip_prefix(b"\n").unwrap_or(piece);
        }
        while let Some(end) = piece.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (line, rest) = piece.split_at(end);
            self.line.extend_from_slice(line);
            self.end_line(events);
            piece = match rest {
                [b'\r', b'\n', rest @ ..] => rest,
                [b'\r'] => {
                    self.after_return = true;
                    &[]
                }
                [_, rest @ ..] => rest,
                [] => &[],
            };
        }
        self.line.extend_from_slice(piece);
    }

    /// How many bytes of an event wait for its end.
    pub(crate) fn held(&self) -> usize {
        self.line.len() + self.data.len()
    }

    /// A stream that goes on after the event with this id.
    #[allow(dead_code, reason = "it is for streams of items, which not every crate has")]
    pub(crate) fn after(last_id: &str) -> Self {
        Self { last_id: last_id.to_owned(), ..Self::default() }
    }

    /// Another stream that goes on where this one has ended.
    #[allow(dead_code, reason = "it is for streams of items, which not every crate has")]
    pub(crate) fn restart(&mut self) {
        *self = Self { retry: self.retry, ..Self::after(&self.last_id) };
    }

    /// Whether an event has begun and not ended.
    #[allow(dead_code, reason = "it is for streams of items, which not every crate has")]
    pub(crate) fn is_inside(&self) -> bool {
        !self.line.is_empty() || !self.data.is_empty()
    }

    pub(crate) fn last_id(&self) -> &str {
        &self.last_id
    }

    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    fn end_line(&mut self, events: &mut VecDeque<Event>) {
        let bytes = take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let line = if is_first { line.strip_prefix('\u{feff}').unwrap_or(&line) } else { &line };
        if line.is_empty() {
            events.extend(self.event());
            return;
        }
        // A line that starts with a colon is a comment: the field without a name.
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.kind),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().map(Duration::from_millis).ok().or(self.retry);
            }
            _ => {}
        }
    }

    /// The event that an empty line ends; none where it has no data.
    fn event(&mut self) -> Option<Event> {
        let (kind, mut data) = (take(&mut self.kind), take(&mut self.data));
        data.pop()?;
        let kind = if kind.is_empty() { MESSAGE.to_owned() } else { kind };
        Some(Event { kind, data, id: self.last_id.clone() })
    }
}
