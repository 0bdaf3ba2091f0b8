//! A batch on its way.

use super::entry::Entry;
use super::exchange::exchange;
use super::group::{Batch, Replies};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::Answer;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The answers to the requests, or why the call as a whole failed.
type Answers = Result<Vec<Result<Answer, Error>>, Error>;

/// A batch on its way: a future of the answers to its requests, from [`Client::batch`](crate::Client::batch). Nothing
/// is sent before it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct BatchCall<T> {
    requests: usize,
    running: Exclusive<Pin<Box<dyn Future<Output = Answers> + Send>>>,
    /// The only part that depends on the requests.
    read: fn(Replies) -> T,
}

impl<T> BatchCall<T> {
    pub(crate) fn new<B: Batch<Answers = T>>(client: &Client, batch: B) -> Self {
        let entries: Vec<Entry> = batch.into_entries();
        let requests = entries.len();
        Self { requests, running: Exclusive::new(Box::pin(exchange(client.clone(), entries))), read: B::read }
    }
}

impl<T> Future for BatchCall<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        self.running
            .get_mut()
            .as_mut()
            .poll(context)
            .map(|answers| answers.map(|answers| read(Replies::new(answers))))
    }
}

impl<T> fmt::Debug for BatchCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchCall").field("requests", &self.requests).finish_non_exhaustive()
    }
}
