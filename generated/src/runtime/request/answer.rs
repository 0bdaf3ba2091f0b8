//! The answer to a request, before it is read.

use crate::runtime::chunks::Chunks;
use crate::runtime::credentials::Credentials;
use crate::runtime::drift::{Drift, Observer};
use crate::runtime::error::{ApiError, DecodeError, Envelope, Error, Received};
use crate::runtime::paging::Paged;
use crate::runtime::request::Method;
use crate::runtime::usage::headers;
use crate::runtime::wire::drift::{Found, collect};
use crate::runtime::wire::{Decode, Mismatch, Value};
use bytes::Bytes;
use std::sync::{Arc, OnceLock};

/// An error in an answer whose status is a success is looked for in so many of its first bytes only, so that a long
/// answer is not parsed twice.
const ERROR_WITHIN: usize = 512;

/// The answer to a request, before it is read.
pub struct Answer {
    pub(crate) received: Received,
    /// What must not appear in the text of an error.
    hidden: Arc<Credentials>,
    /// Is told what the specification does not know.
    observer: Option<Observer>,
    /// Keeps what the specification does not know.
    drift: Option<Arc<OnceLock<Vec<Drift>>>>,
    /// The body, where it is read piece by piece.
    pub(super) chunks: Option<Chunks>,
    /// Whether the body of an error is read, which then is what was asked for.
    of_error: bool,
}

impl Answer {
    pub(crate) fn new(received: Received, hidden: Arc<Credentials>) -> Self {
        Self { received, hidden, observer: None, drift: None, chunks: None, of_error: false }
    }

    /// An error, to read what its body holds.
    pub(crate) fn of_error(received: Received) -> Self {
        Self { of_error: true, ..Self::new(received, Arc::default()) }
    }

    /// Reads the body piece by piece.
    pub(crate) fn with_chunks(mut self, chunks: Option<Chunks>) -> Self {
        self.chunks = chunks;
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

    /// Reads the body as JSON of this type.
    pub(crate) fn json<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value()?;
        answer.decode(value)
    }

    /// Reads the body as JSON of this type, which tells by a member `success` whether the operation succeeded.
    pub(crate) fn acknowledged<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value()?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused(envelope)),
            None => answer.decode(acknowledgement(value)),
        }
    }

    /// Reads the body as JSON of this type, whose members may all be absent: nothing but an object is taken for it.
    pub(crate) fn selected<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value()?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused(envelope)),
            None if value.is_object() => answer.decode(value),
            None => Err(answer.unreadable(Mismatch::kind("an object", &value))),
        }
    }

    /// Reads the body as a page of a list.
    pub(crate) fn paged<T: Decode>(self) -> Result<Paged<T>, Error> {
        self.json()
    }

    /// Checks that the operation succeeded and leaves the body alone.
    pub(crate) fn empty(self) -> Result<(), Error> {
        self.without_error().map(|_| ())
    }

    /// Reads the body as text; what is not UTF-8 is replaced.
    pub(crate) fn text(self) -> Result<String, Error> {
        let answer = self.without_error()?;
        Ok(String::from_utf8_lossy(&answer.received.body).into_owned())
    }

    /// Gives the body as it is.
    pub(crate) fn bytes(self) -> Result<Bytes, Error> {
        self.without_error().map(|answer| answer.received.body)
    }

    /// The error that reading the answer is going to end in, as far as it can be told without reading all of it.
    pub(crate) fn failure(&self) -> Option<Error> {
        let body = &self.received.body;
        let envelope = if !self.is_taken() {
            self.parse().map(|value| Envelope::read(&value)).unwrap_or_default()
        } else if self.hides_errors()
            && body.get(..body.len().min(ERROR_WITHIN))?.windows(6).any(|window| window == b"\"error")
        {
            self.parse().ok().as_ref().and_then(Envelope::recognise)?
        } else {
            return None;
        };
        let received = self.received.clone();
        Some(Error::Api(Box::new(ApiError::new(received, envelope, &self.hidden))))
    }

    /// The JSON of the body, if it is no error.
    fn value(self) -> Result<(Self, Value), Error> {
        let answer = self.taken()?;
        let value = match answer.parse() {
            Ok(value) => value,
            Err(mismatch) => return Err(answer.unreadable(mismatch)),
        };
        match Envelope::recognise(&value).filter(|_| answer.hides_errors()) {
            Some(envelope) => Err(answer.refused(envelope)),
            None => Ok((answer, value)),
        }
    }

    fn decode<T: Decode>(self, value: Value) -> Result<T, Error> {
        let refusal = Envelope::refusal(&value).or_else(|| Envelope::recognise(&value));
        let read = match self.received.operation.method {
            Method::Get => T::decode,
            _ if self.hides_errors() => read_written,
            _ => T::decode,
        };
        let is_watched = self.observer.is_some() || self.drift.is_some();
        let (read, found) = if is_watched { collect(|| read(value)) } else { (read(value), Vec::new()) };
        match read {
            Ok(read) => {
                self.tell(found);
                Ok(read)
            }
            // It says nothing but that the operation failed, so that it cannot be what was asked for.
            Err(mismatch) => Err(match refusal {
                Some(envelope) => self.refused(envelope),
                None => self.unreadable(mismatch),
            }),
        }
    }

    /// Whether the status is one that was asked for.
    pub(super) fn is_taken(&self) -> bool {
        self.of_error || self.received.operation.expects.takes(self.received.status)
    }

    /// Whether a success may be an error all the same.
    fn hides_errors(&self) -> bool {
        !self.of_error && self.received.operation.expects.hides_errors
    }

    /// Any status but those that were asked for is an error, whatever the body says.
    pub(super) fn taken(self) -> Result<Self, Error> {
        if self.is_taken() {
            return Ok(self);
        }
        let envelope = self.parse().map(|value| Envelope::read(&value)).unwrap_or_default();
        Err(self.refused(envelope))
    }

    /// As [`taken`](Self::taken), and the body is no error either.
    fn without_error(self) -> Result<Self, Error> {
        let answer = self.taken()?;
        let may_be_error = answer.hides_errors() && answer.received.body.trim_ascii_start().starts_with(b"{");
        let value = if may_be_error { answer.parse().ok() } else { None };
        match value.as_ref().and_then(Envelope::recognise) {
            Some(envelope) => Err(answer.refused(envelope)),
            None => {
                answer.tell(Vec::new());
                Ok(answer)
            }
        }
    }

    fn parse(&self) -> Result<Value, Mismatch> {
        let body = &self.received.body;
        let body = body.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(body);
        if body.trim_ascii().is_empty() {
            return Err(Mismatch::new("JSON", "an empty body"));
        }
        serde_json::from_slice(body).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            let found = if error.is_eof() { "a body that is cut off" } else { "a body that is not JSON" };
            Mismatch::new("JSON", format!("{found} ({place})"))
        })
    }

    fn refused(self, envelope: Envelope) -> Error {
        self.tell(Vec::new());
        Error::Api(Box::new(ApiError::new(self.received, envelope, &self.hidden)))
    }

    pub(super) fn unreadable(self, mismatch: Mismatch) -> Error {
        self.tell(Vec::new());
        Error::Decode(Box::new(DecodeError::new(self.received, &mismatch, &self.hidden)))
    }

    /// Tells those who want to know what the specification does not know. An error may be of another version too.
    fn tell(&self, found: Vec<Found>) {
        let operation = self.received.operation;
        let version = headers::other_version(&self.received.headers, operation);
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

/// Reads the answer to a write. A bare `true` stands for `{"success": true}` in old ones.
fn read_written<T: Decode>(value: Value) -> Result<T, Mismatch> {
    if value != Value::Bool(true) {
        return T::decode(value);
    }
    T::decode(value).or_else(|mismatch| T::decode(success()).map_err(|_| mismatch))
}

/// The object for which a bare scalar stands that is not `false` in any of its forms.
fn acknowledgement(value: Value) -> Value {
    match bool::decode(value.clone()) {
        Ok(_) => success(),
        Err(_) => value,
    }
}

fn success() -> Value {
    serde_json::json!({ "success": true })
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer").field(&self.received).finish()
    }
}
