//! Requests that are sent fifty in a call, and their answers as they come.

use super::MOST;
use super::cut::each;
use super::entry::{BatchEntry, Entry};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::Answer;
use futures_core::Stream;
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The answers to the requests of a call.
type Answers = Vec<Result<Answer, Error>>;

/// Requests that are sent fifty in a call, from [`Client::batches`](crate::Client::batches): a [`Stream`] of the answer
/// to each, in their order. Nothing is sent before the first is asked for.
#[must_use = "nothing is sent until the answers are asked for"]
pub struct Batches<E: BatchEntry> {
    client: Client,
    entries: Exclusive<Box<dyn Iterator<Item = Entry> + Send>>,
    running: Option<Exclusive<Pin<Box<dyn Future<Output = Answers> + Send>>>>,
    /// What the last call answered and nobody has taken.
    ready: VecDeque<Result<Answer, Error>>,
    /// The only part that depends on the requests.
    read: fn(Answer) -> Result<E::Response, Error>,
}

impl<E: BatchEntry> Batches<E> {
    pub(super) fn new(
        client: &Client,
        requests: impl IntoIterator<Item = E, IntoIter: Send + 'static>,
    ) -> Self
    where
        E: 'static,
    {
        let entries = Exclusive::new(Box::new(requests.into_iter().map(E::into_entry)) as Box<_>);
        Self { client: client.clone(), entries, running: None, ready: VecDeque::new(), read: E::read }
    }

    /// The answer to the next request, or its error; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<E::Response, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<E: BatchEntry> Stream for Batches<E> {
    type Item = Result<E::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(answer) = this.ready.pop_front() {
                return Poll::Ready(Some(answer.and_then(this.read)));
            }
            if this.running.is_none() {
                let entries: Vec<Entry> = this.entries.get_mut().by_ref().take(MOST).collect();
                if entries.is_empty() {
                    return Poll::Ready(None);
                }
                this.running = Some(Exclusive::new(Box::pin(each(this.client.clone(), entries))));
            }
            if let Some(running) = &mut this.running {
                this.ready = ready!(running.get_mut().as_mut().poll(context)).into();
                this.running = None;
            }
        }
    }
}

impl<E: BatchEntry> fmt::Debug for Batches<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}
