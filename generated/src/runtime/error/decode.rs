//! An answer that cannot be read.

use super::{CallError, Received, Recovery};
use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use crate::runtime::wire::Mismatch;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// An answer that cannot be read as what the specification says.
///
/// The operation itself succeeded as far as the status says: think before you send a write again.
#[derive(Clone)]
pub struct DecodeError {
    received: Received,
    path: String,
    full_path: String,
    expected: String,
    found: String,
    /// The media type of the body, without tokens.
    content_type: String,
    is_too_large: bool,
    is_unread: bool,
}

impl DecodeError {
    pub(crate) fn new(received: Received, mismatch: &Mismatch, hidden: &Credentials) -> Self {
        let content_type = hidden.scrub_ours(received.content_type());
        Self {
            received,
            content_type,
            path: mismatch.path().shown(hidden),
            full_path: mismatch.path().scrubbed(hidden),
            expected: hidden.scrub_ours(mismatch.expected()),
            found: hidden.scrub_ours(mismatch.found()),
            is_too_large: mismatch.is_too_large(),
            is_unread: false,
        }
    }

    /// The same error of a body that was not read.
    pub(crate) fn unread(mut self) -> Self {
        self.is_unread = true;
        self
    }

    /// Where in the body, as in `data[3].location.city`; empty for the body as a whole. The keys of maps, which may be
    /// ids or names of people, are `[*]`, unless [`ClientBuilder::drift_keys`](crate::ClientBuilder::drift_keys) asks
    /// for them.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The [path](Self::path) with the keys of maps, as in `hours["mon.1"]`.
    pub fn full_path(&self) -> &str {
        &self.full_path
    }

    /// What the specification says.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What there was instead, by its kind.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// Whether the values of the body would take more memory than is allowed
    /// ([`ClientBuilder::max_answer_memory`](crate::ClientBuilder::max_answer_memory)).
    pub fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.received.operation
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// The raw body of the answer. It may hold a token.
    pub fn body(&self) -> &Bytes {
        &self.received.body
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: expected {}, found {}",
            self.received.operation,
            self.expected,
            one_line(&self.found)
        )?;
        if !self.path.is_empty() {
            write!(f, " at {}", one_line(&self.path))?;
        }
        write!(f, " [HTTP {}", self.received.status.as_u16())?;
        if !self.is_unread {
            write!(f, ", {} bytes of", self.received.body.len())?;
        }
        write!(f, " {}]", one_line(&self.content_type))
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

impl CallError for DecodeError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.received.operation)
    }

    /// The API and the specification disagree, which no request can fix. One that asks for less has a smaller answer.
    fn recovery(&self) -> Recovery {
        if self.is_too_large { Recovery::FixRequest } else { Recovery::Report }
    }

    fn received(&self) -> Option<&Received> {
        Some(&self.received)
    }
}

fn one_line(text: &str) -> OneLine<'_> {
    OneLine { text, longest: 500 }
}
