//! Answers that come piece by piece.

use super::outcome::Plain;
use crate::runtime::error::TransportError;
use crate::runtime::transport::{OpenFuture, TransportBody};
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An answer that comes piece by piece.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    head: Plain,
    pieces: VecDeque<Bytes>,
    /// Whether the connection ends before the body does.
    breaks_off: bool,
}

impl Pieces {
    /// A successful answer of these pieces.
    pub(super) fn new(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        let pieces = pieces.into_iter().collect();
        Self { head: Plain::bytes(Bytes::new()), pieces, breaks_off: false }
    }

    /// A `text/event-stream` of events with these data, a piece each.
    pub(super) fn events(data: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let piece = |data: &str| {
            let lines: String = data.split('\n').map(|line| format!("data: {line}\n")).collect();
            Bytes::from(lines + "\n")
        };
        let mut answer = Self::new(data.into_iter().map(|data| piece(data.as_ref())));
        answer.head.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        answer
    }

    /// The same pieces, after which the connection breaks off.
    pub(super) fn breaking_off(mut self) -> Self {
        self.breaks_off = true;
        self
    }

    /// What a transport makes of it that is to give the body piece by piece.
    pub(super) fn open(self) -> OpenFuture<'static> {
        let mut response = http::Response::new(());
        (*response.status_mut(), *response.headers_mut()) = self.head();
        let body: TransportBody = Box::pin(self);
        Box::pin(std::future::ready(Ok(response.map(|()| body))))
    }

    /// What a transport makes of it that is to give the whole body.
    pub(super) fn whole(self) -> Result<Plain, TransportError> {
        let (status, headers) = self.head();
        match self.breaks_off {
            true => Err(broken_off()),
            false => Ok(Plain { status, headers, body: Vec::from(self.pieces).concat().into() }),
        }
    }

    fn head(&self) -> (StatusCode, HeaderMap) {
        (self.head.status, self.head.headers.clone())
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.pieces.pop_front().map(Ok);
        let end = || std::mem::take(&mut self.breaks_off).then(|| Err(broken_off()));
        Poll::Ready(piece.or_else(end))
    }
}

pub(super) fn broken_off() -> TransportError {
    TransportError::new("the fake broke the connection off")
}
