//! The answer to a request, before it is read.

use crate::runtime::credentials::Credentials;
use crate::runtime::error::{ApiError, DecodeError, Envelope, Error, Received};
use crate::runtime::paging::Paged;
use crate::runtime::wire::{Decode, Mismatch, Value};
use bytes::Bytes;
use std::sync::Arc;

/// An error in an answer whose status is a success is looked for in so many of its first bytes only, so that a long
/// answer is not parsed twice.
const ERROR_WITHIN: usize = 512;

/// The answer to a request, before it is read.
pub struct Answer {
    pub(crate) received: Received,
    /// What must not appear in the text of an error.
    hidden: Arc<Credentials>,
}

impl Answer {
    pub(crate) fn new(received: Received, hidden: Arc<Credentials>) -> Self {
        Self { received, hidden }
    }

    /// Reads the body as JSON of this type.
    pub(crate) fn json<T: Decode>(self) -> Result<T, Error> {
        let answer = self.successful()?;
        let value = match answer.parse() {
            Ok(value) => value,
            Err(mismatch) => return Err(answer.unreadable(mismatch)),
        };
        if let Some(envelope) = Envelope::recognise(&value) {
            return Err(answer.refused(envelope));
        }
        read(value).map_err(|mismatch| answer.unreadable(mismatch))
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
        let envelope = if !self.received.status.is_success() {
            self.parse().map(|value| Envelope::read(&value)).unwrap_or_default()
        } else if body.get(..body.len().min(ERROR_WITHIN))?.windows(6).any(|window| window == b"\"error") {
            self.parse().ok().as_ref().and_then(Envelope::recognise)?
        } else {
            return None;
        };
        let received = self.received.clone();
        Some(Error::Api(Box::new(ApiError::new(received, envelope, &self.hidden))))
    }

    /// Any status but a success is an error, whatever the body says.
    fn successful(self) -> Result<Self, Error> {
        if self.received.status.is_success() {
            return Ok(self);
        }
        let envelope = self.parse().map(|value| Envelope::read(&value)).unwrap_or_default();
        Err(self.refused(envelope))
    }

    /// As [`successful`](Self::successful), and the body is no error either.
    fn without_error(self) -> Result<Self, Error> {
        let answer = self.successful()?;
        let may_be_error = answer.received.body.trim_ascii_start().starts_with(b"{");
        let value = if may_be_error { answer.parse().ok() } else { None };
        match value.as_ref().and_then(Envelope::recognise) {
            Some(envelope) => Err(answer.refused(envelope)),
            None => Ok(answer),
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
        Error::Api(Box::new(ApiError::new(self.received, envelope, &self.hidden)))
    }

    fn unreadable(self, mismatch: Mismatch) -> Error {
        Error::Decode(Box::new(DecodeError::new(self.received, &mismatch, &self.hidden)))
    }
}

/// Reads the value. A bare `true` stands for `{"success": true}` in old answers to writes.
fn read<T: Decode>(value: Value) -> Result<T, Mismatch> {
    let Value::Bool(success) = value else { return T::decode(value) };
    T::decode(value)
        .or_else(|mismatch| T::decode(serde_json::json!({ "success": success })).map_err(|_| mismatch))
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer").field(&self.received).finish()
    }
}
