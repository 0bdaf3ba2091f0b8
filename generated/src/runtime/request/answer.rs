//! The answer to a request, before it is read.

use super::operation::Operation;
use crate::runtime::chunks::Chunks;
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::{Drift, Observer};
use crate::runtime::error::{ApiError, DecodeError, Error, Received, Verdict};
use crate::runtime::protocol::{Otherwise, Protocol};
use crate::runtime::wire::drift::{Found, collect};
use crate::runtime::wire::{Decode, Layout, MEMORY, Mismatch, ParseError, Value, leniency, text};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::sync::{Arc, OnceLock};

/// An error in an answer whose status is a success is looked for in so many of its first bytes only, so that a long
/// answer is not parsed twice.
const ERROR_WITHIN: usize = 512;

/// The answer to a request, before it is read.
pub struct Answer {
    pub(crate) received: Received,
    /// What must not appear in the text of an error.
    hidden: Arc<Credentials>,
    /// Receives what the specification does not know.
    observer: Option<Observer>,
    /// Keeps what the specification does not know.
    drift: Option<Arc<OnceLock<Vec<Drift>>>>,
    /// The body, where it is read piece by piece.
    chunks: Option<Chunks>,
    /// Whether a member that cannot be read and may be absent is only lost.
    is_forgiving: bool,
    /// Whether the body of an error is read, which then is what was asked for.
    of_error: bool,
    /// How many bytes of memory the values of the body may take.
    memory: usize,
    /// Whether it is not an error if the server says that nothing has changed.
    may_be_unchanged: bool,
}

impl Answer {
    pub(crate) fn new(received: Received, hidden: Arc<Credentials>) -> Self {
        Self {
            received,
            hidden,
            observer: None,
            drift: None,
            chunks: None,
            is_forgiving: false,
            of_error: false,
            memory: MEMORY,
            may_be_unchanged: false,
        }
    }

    /// Lets the values of the body take so many bytes of memory.
    pub(crate) fn within(mut self, memory: usize) -> Self {
        self.memory = memory;
        self
    }

    /// An error, to read what its body holds.
    pub(crate) fn of_error(received: Received) -> Self {
        Self { of_error: true, ..Self::new(received, Arc::default()) }
    }

    /// The answer without its body.
    pub(crate) fn without_body(&self) -> Self {
        let received = Received {
            body: Bytes::new(),
            headers: self.received.headers.clone(),
            path: None,
            ..self.received
        };
        self.beside(received)
    }

    /// The answer to a request that this one's request held.
    pub(crate) fn holding(&self, operation: &'static Operation, response: http::Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        self.beside(Received { operation, status: head.status, headers: head.headers, body, path: None })
    }

    /// Another answer that is read in the same way.
    fn beside(&self, received: Received) -> Self {
        let (hidden, observer) = (Arc::clone(&self.hidden), self.observer.clone());
        Self { observer, is_forgiving: self.is_forgiving, ..Self::new(received, hidden) }
    }

    /// Loses only the member that cannot be read, where it may be absent.
    pub(crate) fn forgiving(mut self) -> Self {
        self.is_forgiving = true;
        self
    }

    /// Reads the body piece by piece.
    pub(crate) fn with_chunks(mut self, chunks: Option<Chunks>) -> Self {
        self.chunks = chunks;
        self
    }

    /// Takes it for no error if the server says that nothing has changed.
    pub(crate) fn conditional(mut self, is_conditional: bool) -> Self {
        self.may_be_unchanged = is_conditional;
        self
    }

    /// Tells this observer what the specification does not know.
    pub(crate) fn observed_by(mut self, observer: Option<Observer>) -> Self {
        self.observer = observer;
        self
    }

    /// Gives the place where there will be what the specification does not know, once the answer has been read.
    pub(crate) fn keep_drift(&mut self) -> Arc<OnceLock<Vec<Drift>>> {
        Arc::clone(self.drift.get_or_insert_default())
    }

    /// Reads the body as JSON of this type. Where `null` is a value of it, no body is as good.
    pub(crate) fn json<T: Decode>(self) -> Result<T, Error> {
        if T::reads_null() && self.is_taken() && self.is_empty() {
            return self.decode(Value::Null);
        }
        let (answer, value) = self.value(T::layout())?;
        answer.decode(value)
    }

    /// Checks that the operation succeeded and leaves the body alone.
    pub(crate) fn empty(self) -> Result<(), Error> {
        self.without_error().map(|_| ())
    }

    /// Gives the body piece by piece.
    pub(crate) fn chunks(mut self) -> Result<Chunks, Error> {
        match self.chunks.take() {
            Some(chunks) => Ok(chunks),
            None => self.bytes().map(Chunks::whole),
        }
    }

    /// Gives the body as it is.
    pub(crate) fn bytes(self) -> Result<Bytes, Error> {
        self.without_error().map(|answer| answer.received.body)
    }

    /// The error that reading the answer is going to end in, as far as that is known without reading all of it.
    pub(crate) fn failure(&self) -> Option<Error> {
        let verdict = if self.may_be_unchanged && self.received.status == StatusCode::NOT_MODIFIED {
            return None;
        } else if !self.is_taken() {
            self.verdict()
        } else {
            self.may_be_an_error().then_some(())?;
            self.parse(Layout::Any)
                .ok()
                .and_then(|value| self.protocol().hidden_error(&self.received, &value))?
        };
        Some(Error::Api(Box::new(ApiError::new(self.received.clone(), verdict, &self.hidden))))
    }

    /// The JSON of the body, if it is not an error, as far as the layout reads it.
    pub(crate) fn value(self, layout: Layout) -> Result<(Self, Value), Error> {
        let answer = self.taken()?;
        match answer.parse(layout) {
            Ok(value) => match answer.hidden_error(&value) {
                Some(verdict) => Err(answer.refused(verdict)),
                None => Ok((answer, value)),
            },
            Err(mismatch) => Err(answer.unreadable(mismatch)),
        }
    }

    /// Reads this JSON of the body.
    pub(crate) fn decode<T: Decode>(self, value: Value) -> Result<T, Error> {
        let (other, verdict) = match self.protocol().otherwise(&self.received, &value) {
            Otherwise::Body(other) => (Some(other), None),
            Otherwise::Error(verdict) => (None, Some(verdict)),
            Otherwise::Nothing => (None, None),
        };
        let is_empty = self.is_empty();
        let read = || {
            if is_empty {
                leniency::applied("JSON");
            }
            leniency::forgiving(false, || T::decode(value)).or_else(|mismatch| match other {
                Some(other) => T::decode(other).map_err(|_| mismatch),
                None => Err(mismatch),
            })
        };
        let is_watched = self.observer.is_some() || self.drift.is_some();
        let (mut read, mut found) = if is_watched { collect(read) } else { (read(), Vec::new()) };
        if self.is_forgiving && read.is_err() {
            if let Ok(again) = self.parse(T::layout()) {
                let forgive = || leniency::forgiving(true, || T::decode(again));
                let (forgiven, seen) = if is_watched { collect(forgive) } else { (forgive(), Vec::new()) };
                if forgiven.is_ok() {
                    (read, found) = (forgiven, seen);
                }
            }
        }
        match read {
            Ok(read) => {
                if is_watched {
                    let mut lost = text::losses(&self.received.body);
                    let seen: Vec<_> = found.iter().map(|found| (found.path.text(), &found.part)).collect();
                    lost.retain(|lost| !seen.contains(&(lost.path.text(), &lost.part)));
                    found.append(&mut lost);
                }
                self.tell(found);
                Ok(read)
            }
            Err(mismatch) => Err(match verdict {
                Some(verdict) => self.refused(verdict),
                None => self.unreadable(mismatch),
            }),
        }
    }

    fn protocol(&self) -> &'static dyn Protocol {
        self.received.operation.expects.protocol
    }

    /// What an answer says that is an error by its status.
    fn verdict(&self) -> Verdict {
        self.protocol().error(&self.received, self.parse(Layout::Any).ok().as_ref())
    }

    /// What shows that a success may be an error all the same.
    fn error_mark(&self) -> Option<&'static [u8]> {
        if self.of_error { None } else { self.protocol().error_mark() }
    }

    /// Whether the start of the body has the mark of an error.
    fn may_be_an_error(&self) -> bool {
        let start = self.received.body.get(..ERROR_WITHIN).unwrap_or(&self.received.body);
        self.error_mark().is_some_and(|mark| start.windows(mark.len()).any(|window| window == mark))
    }

    /// The error that a success is all the same.
    fn hidden_error(&self, value: &Value) -> Option<Verdict> {
        self.error_mark().and_then(|_| self.protocol().hidden_error(&self.received, value))
    }

    /// Whether the status is one that was asked for.
    pub(crate) fn is_taken(&self) -> bool {
        self.of_error || self.received.operation.expects.takes(self.received.status)
    }

    /// Any status but those that were asked for is an error, whatever the body says.
    pub(crate) fn taken(self) -> Result<Self, Error> {
        if self.is_taken() {
            return Ok(self);
        }
        let verdict = self.verdict();
        Err(self.refused(verdict))
    }

    /// As [`taken`](Self::taken), and the body is not an error either.
    pub(crate) fn without_error(self) -> Result<Self, Error> {
        let answer = self.taken()?;
        let may_be_error =
            answer.error_mark().is_some() && answer.received.body.trim_ascii_start().starts_with(b"{");
        let value = if may_be_error { answer.parse(Layout::Any).ok() } else { None };
        match value.and_then(|value| answer.hidden_error(&value)) {
            Some(verdict) => Err(answer.refused(verdict)),
            None => {
                answer.tell(Vec::new());
                Ok(answer)
            }
        }
    }

    /// Whether there is nothing in the body but white space.
    fn is_empty(&self) -> bool {
        self.received.body.trim_ascii().is_empty()
    }

    fn parse(&self, layout: Layout) -> Result<Value, Mismatch> {
        let body = &self.received.body;
        let layout = if self.may_be_an_error() { Layout::Any } else { layout };
        let body = body.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(body);
        if body.trim_ascii().is_empty() {
            return Err(Mismatch::new("JSON", "an empty body"));
        }
        text::parse(body, layout, self.memory).map_err(|error| {
            let ParseError::Syntax(error) = error else { return Mismatch::too_large(self.memory) };
            let place = format!("line {}, column {}", error.line(), error.column());
            let found = if error.is_eof() { "a body that is cut off" } else { "a body that is not JSON" };
            Mismatch::new("JSON", format!("{found} ({place})"))
        })
    }

    pub(crate) fn refused(self, verdict: Verdict) -> Error {
        self.tell(Vec::new());
        Error::Api(Box::new(ApiError::new(self.received, verdict, &self.hidden)))
    }

    pub(crate) fn unreadable(self, mismatch: Mismatch) -> Error {
        self.tell(Vec::new());
        Error::Decode(Box::new(DecodeError::new(self.received, &mismatch, &self.hidden)))
    }

    /// Reports to the observer what the specification does not know. An error may be of another version too.
    fn tell(&self, found: Vec<Found>) {
        let operation = self.received.operation;
        let version = foreign_version(&self.received.headers, operation);
        let version = version.map(|answered| Drift::of_version(operation, answered));
        let found = found.into_iter().map(|found| Drift::in_body(operation, found, &self.hidden));
        let drift: Vec<Drift> = version.into_iter().chain(found).collect();
        if let Some(observer) = &self.observer {
            drift.iter().for_each(|drift| observer(drift));
        }
        if let Some(kept) = &self.drift {
            // An answer is read once, so that the place is still empty.
            let _ = kept.set(drift);
        }
    }
}

/// The version of the API that answered, if it is another than the one that the operation asks for.
pub(crate) fn foreign_version<'h>(headers: &'h HeaderMap, operation: &Operation) -> Option<&'h str> {
    let (asked, answered) = (operation.version, operation.expects.protocol.version(headers)?);
    (!asked.is_empty() && !answered.eq_ignore_ascii_case(asked)).then_some(answered)
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer").field(&self.received).finish()
    }
}
