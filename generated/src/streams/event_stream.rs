//! Server-sent events whose data has a type.

use super::connection::Connection;
use super::listener::{EVENT_STREAM, EventFormat, Listener};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::events::Event;
use crate::runtime::request::Parts;
use crate::runtime::response::Response;
use crate::runtime::wire::Decode;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Kinds of events that servers send to keep a connection open.
const KEEP_ALIVE: [&str; 4] = ["heartbeat", "keep-alive", "keepalive", "ping"];

/// The items of server-sent events: a stream, with [`try_next`](Self::try_next) for callers that need nothing else.
///
/// The request is sent when the first item is asked for. No piece of the answer may take longer to come than an attempt
/// may ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)), and no event may be longer than an
/// answer ([`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size)).
///
/// # The end
///
/// The stream ends where the server ends it, or with the event `[DONE]` that many APIs send last. A connection that
/// breaks off is an [`Error::Transport`] and never the end; nor is an end inside of an event, or one without `[DONE]`
/// where the specification says that it comes.
///
/// # Errors in the stream
///
/// An event of the kind `error`, or one whose data holds an `error`, is an [`Error::Api`], unless the specification has
/// it among the items: [`ApiError::body_as`](crate::ApiError::body_as) reads its data as a type. An event that is no
/// item is an [`Error::Decode`]. After both, [`try_next`](Self::try_next) goes on with the next event.
///
/// # Connecting again
///
/// After an error of the transport the stream is at its end. With [`reconnect`](Self::reconnect) it asks the server for
/// what comes after the last event instead, by the header `Last-Event-ID`.
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T> {
    listener: Listener,
    item: PhantomData<fn() -> T>,
}

/// An event with its kind and its id.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StreamEvent<T> {
    /// Its kind: `message` where the server names none.
    pub kind: String,
    /// The last id that the server gave, with this event or with one before; empty where it gave none.
    pub id: String,
    /// What it holds.
    pub data: EventData<T>,
}

/// What an event holds.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData<T> {
    /// An item of the stream.
    Item(T),
    /// Something else, as it was sent: the specification does not know the event.
    Unknown(String),
}

impl<T: Decode> EventStream<T> {
    pub(crate) fn new(request: Parts, client: &Client, format: EventFormat) -> Self {
        let connection = Connection::new(request, client, EVENT_STREAM);
        Self { listener: Listener::new(connection, format), item: PhantomData }
    }

    /// Connects again after an error of the transport, at most so often without an event in between. It waits for as
    /// long as the server asks for ([`retry`](Self::retry)), or 3 seconds, and sends the id of the last event.
    ///
    /// A server that gives its events no ids would begin anew: there the error ends the stream all the same.
    pub fn reconnect(mut self, most: u32) -> Self {
        self.listener.reconnect(most);
        self
    }

    /// Begins after the event with this id, the [`last_id`](Self::last_id) of another stream of the same request.
    pub fn resume_from(mut self, last_id: &str) -> Self {
        self.listener.resume(last_id);
        self
    }

    /// The next item; `None` at the end.
    ///
    /// An event that servers send to keep the connection open (of the kind `ping`, `heartbeat`, `keepalive` or
    /// `keep-alive`) is passed over where it is not an item.
    ///
    /// # Errors
    /// Any [`Error`] of the call, [`Error::Transport`] if the stream breaks off, [`Error::Api`] for an error in the
    /// stream, and [`Error::Decode`] for an event that is not an item, or an answer that is not `text/event-stream`.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The next event with its kind and its id; `None` at the end. Events that are not items are among them, as they
    /// were sent.
    ///
    /// # Errors
    /// As [`try_next`](Self::try_next), but for events that are not items.
    pub async fn try_next_event(&mut self) -> Result<Option<StreamEvent<T>>, Error> {
        let Some(event) = poll_fn(|context| self.listener.poll_event(context)).await.transpose()? else {
            return Ok(None);
        };
        let data = match self.listener.item(&event) {
            Ok(item) => EventData::Item(item),
            Err(Error::Decode(_)) => EventData::Unknown(event.data),
            Err(error) => return Err(error),
        };
        Ok(Some(StreamEvent { kind: event.kind, id: event.id, data }))
    }

    /// The id of the last event that the server gave an id; empty where it gave none.
    #[doc(alias = "Last-Event-ID")]
    pub fn last_id(&self) -> &str {
        self.listener.last_id()
    }

    /// How long the server asks to wait before connecting again, if it does.
    pub fn retry(&self) -> Option<Duration> {
        self.listener.retry()
    }

    /// The answer that the events come in: its status and its headers. `None` before the first item.
    pub fn response(&self) -> Option<&Response<()>> {
        self.listener.connection.head()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let event: Event = match ready!(self.listener.poll_event(context)) {
                Some(Ok(event)) => event,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            match self.listener.item(&event) {
                Err(Error::Decode(_)) if KEEP_ALIVE.contains(&event.kind.as_str()) => {}
                item => return Poll::Ready(Some(item)),
            }
        }
    }
}

/// No item is ever polled in place.
impl<T> Unpin for EventStream<T> {}

impl<T: Decode> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("last_id", &self.listener.last_id()).finish_non_exhaustive()
    }
}
