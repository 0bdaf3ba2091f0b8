//! Server-sent events: the pieces of a `text/event-stream` put together.
//!
//! Source: the HTML standard, section 9.2, "Server-sent events"
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

mod parser;
#[cfg(test)]
mod tests;

use crate::runtime::chunks::Chunks;
use crate::runtime::error::Error;
use bytes::BytesMut;
use futures_core::Stream;
pub(crate) use parser::Parser;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// The media type of events.
const MEDIA_TYPE: &str = "text/event-stream";

/// One event of a `text/event-stream`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Its type: `message` where the server names none.
    pub kind: String,
    /// Its lines, joined by line feeds. Where it is JSON, `serde_json::from_str` reads it into a model.
    pub data: String,
    /// The last id that the server gave, with this event or with one before; empty where it gave none.
    pub id: String,
}

/// The events of an answer, as they come, from [`Chunks::events`].
///
/// It is a [`Stream`], and [`try_next`](Self::try_next) reads it without another crate. What [`Chunks`] says about time
/// holds here too: a server that has nothing to say has to send a comment within the time of an attempt. An event may
/// be as long as an answer ([`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size)). Nothing is
/// connected again by itself: send the request again, with [`last_id`](Self::last_id) in the header `Last-Event-ID`
/// where the API knows it.
///
/// ```no_run
/// # use meta_graph::{Client, Error, Request};
/// # async fn example<R: Request>(client: &Client, request: R) -> Result<(), Error> {
/// let mut events = client.chunks(request).await?.body.events();
/// while let Some(event) = events.try_next().await? {
///     println!("{}: {}", event.kind, event.data);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "the events are read when they are asked for"]
#[derive(Debug)]
pub struct Events {
    chunks: Chunks,
    parser: Parser,
    /// What the last piece held and nobody has asked for.
    ready: VecDeque<Event>,
    /// What was read of a body of another media type.
    other: Option<BytesMut>,
}

impl Events {
    pub(crate) fn new(chunks: Chunks) -> Self {
        let other = chunks.is_other_than(MEDIA_TYPE).then(BytesMut::new);
        Self { chunks, parser: Parser::default(), ready: VecDeque::new(), other }
    }

    /// The next event; `None` at the end. An event that the end cuts off does not count, as the standard says.
    ///
    /// # Errors
    /// Those of [`Chunks::try_next`], [`Error::Transport`] if an event is too long, and [`Error::Decode`] with the body
    /// if the answer is of another media type.
    pub async fn try_next(&mut self) -> Result<Option<Event>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// The last id that the server gave; empty where it gave none.
    pub fn last_id(&self) -> &str {
        self.parser.last_id()
    }

    /// How long the server asks to wait before the request is sent again, if it does.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry()
    }
}

impl Stream for Events {
    type Item = Result<Event, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(event) = this.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            let piece = match Pin::new(&mut this.chunks).poll_next(context) {
                Poll::Ready(Some(Ok(piece))) => piece,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => {
                    let other = this.other.take().map(BytesMut::freeze);
                    return Poll::Ready(
                        other.and_then(|body| this.chunks.refused(body, MEDIA_TYPE)).map(Err),
                    );
                }
                Poll::Pending => return Poll::Pending,
            };
            let held = match &mut this.other {
                Some(other) => {
                    other.extend_from_slice(&piece);
                    other.len()
                }
                None => {
                    this.parser.read(&piece, &mut this.ready);
                    this.parser.held()
                }
            };
            if let Some(error) = this.chunks.end_if_longer(held) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}
