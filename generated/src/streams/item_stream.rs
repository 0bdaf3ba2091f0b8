//! JSON lines and JSON sequences whose items have a type.

use super::connection::Connection;
use super::framing::{Framing, Splitter};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::request::Parts;
use crate::runtime::response::Response;
use crate::runtime::wire::Decode;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The items of an answer that is a sequence of JSON values, as they come: a stream, with [`try_next`](Self::try_next)
/// for callers that need nothing else.
///
/// The request is sent when the first item is asked for. The answer may be of any length; no item of it may be longer
/// than an answer ([`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size)), and no piece may take
/// longer to come than an attempt may ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)).
///
/// A connection that breaks off is an [`Error::Transport`] and never the end; nor is an end inside of an item. An item
/// that holds an `error` is an [`Error::Api`], unless the specification has that among its members, and one that
/// cannot be read is an [`Error::Decode`]: after both, [`try_next`](Self::try_next) goes on with the next item.
#[must_use = "a stream does nothing until it is polled"]
pub struct ItemStream<T> {
    connection: Connection,
    splitter: Splitter,
    knows_errors: bool,
    is_over: bool,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> ItemStream<T> {
    pub(crate) fn new(request: Parts, client: &Client, framing: Framing) -> Self {
        Self {
            connection: Connection::new(request, client, framing.media_type),
            splitter: Splitter::new(framing.is_sequence),
            knows_errors: framing.knows_errors,
            is_over: false,
            item: PhantomData,
        }
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// Any [`Error`] of the call, [`Error::Transport`] if the stream breaks off, [`Error::Api`] for an error in the
    /// place of an item, and [`Error::Decode`] for an item that cannot be read.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The answer that the items come in: its status and its headers. `None` before the first item.
    pub fn response(&self) -> Option<&Response<()>> {
        self.connection.head()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(text) = self.splitter.next() {
                return Poll::Ready(Some(self.connection.json(text, self.knows_errors)));
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            match ready!(self.connection.poll_piece(context)) {
                Some(Ok(piece)) => {
                    self.splitter.read(&piece);
                    if let Some(error) = self.connection.end_if_longer(self.splitter.held()) {
                        return self.end_with(error);
                    }
                }
                Some(Err(error)) => return self.end_with(error),
                None if self.splitter.end() => self.is_over = true,
                None => {
                    let error = self.connection.cut_off("the stream ends inside of an item");
                    return self.end_with(error);
                }
            }
        }
    }

    fn end_with(&mut self, error: Error) -> Poll<Option<Result<T, Error>>> {
        self.is_over = true;
        self.connection.end();
        Poll::Ready(Some(Err(error)))
    }
}

/// No item is ever polled in place.
impl<T> Unpin for ItemStream<T> {}

impl<T: Decode> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").field("is_over", &self.is_over).finish_non_exhaustive()
    }
}
