//! From bytes to the texts of JSON values, whatever pieces the bytes come in.
//!
//! Sources: JSON Lines (<https://jsonlines.org>), and RFC 7464 for JSON sequences.

use bytes::Bytes;
use serde::de::IgnoredAny;
use std::collections::VecDeque;
use std::mem::take;

/// What stands before each text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1e;

/// How the items of an answer are told apart, and what the specification says of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Framing {
    /// The media type that is asked for.
    pub(super) media_type: &'static str,
    pub(super) is_sequence: bool,
    /// Whether errors are among the items.
    pub(super) knows_errors: bool,
}

impl Framing {
    /// A line for each item.
    pub(crate) const fn lines(media_type: &'static str) -> Self {
        Self { media_type, is_sequence: false, knows_errors: false }
    }

    /// A record separator before each item.
    pub(crate) const fn sequence(media_type: &'static str) -> Self {
        Self { media_type, is_sequence: true, knows_errors: false }
    }

    /// Errors are among the items.
    pub(crate) const fn with_errors(self) -> Self {
        Self { knows_errors: true, ..self }
    }
}

/// The state between two pieces.
pub(super) struct Splitter {
    is_sequence: bool,
    /// The bytes of an item that has not ended.
    held: Vec<u8>,
    /// The items that nobody has asked for.
    ready: VecDeque<Bytes>,
}

impl Splitter {
    pub(super) fn new(is_sequence: bool) -> Self {
        Self { is_sequence, held: Vec::new(), ready: VecDeque::new() }
    }

    /// The next item that is complete.
    pub(super) fn next(&mut self) -> Option<Bytes> {
        self.ready.pop_front()
    }

    /// How many bytes of an item wait for its end.
    pub(super) fn held(&self) -> usize {
        self.held.len()
    }

    /// Takes a piece of the stream.
    pub(super) fn read(&mut self, piece: &[u8]) {
        let mark = if self.is_sequence { RECORD_SEPARATOR } else { b'\n' };
        let mut parts = piece.split(|byte| *byte == mark);
        self.held.extend_from_slice(parts.next().unwrap_or_default());
        for part in parts {
            self.finish();
            self.held.extend_from_slice(part);
        }
        // The next separator may be long in coming, so that a text is taken as soon as it is known to be whole.
        if self.held.ends_with(b"\n") && is_whole(&self.held) {
            self.finish();
        }
    }

    /// Whether the stream may end here. A last line need not be ended, nor a last text that shows its own end.
    pub(super) fn end(&mut self) -> bool {
        // Of a number or a word in a sequence, what is missing may be its other half.
        let may_go_on = self.is_sequence && self.held.last().is_some_and(u8::is_ascii_alphanumeric);
        let text = self.held.trim_ascii();
        let is_complete = text.is_empty() || (!may_go_on && is_whole(text));
        self.finish();
        if !is_complete {
            self.ready.pop_back();
        }
        is_complete
    }

    fn finish(&mut self) {
        let text = take(&mut self.held);
        if !text.trim_ascii().is_empty() {
            self.ready.push_back(Bytes::from(text));
        }
    }
}

/// Whether a text is a whole JSON value.
fn is_whole(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}
