//! Requests of any types, each with a handle by which its answer is taken.

use super::cut::{cut, each};
use super::entry::{BatchEntry, Entry};
use crate::graph::error::{BatchError, BatchErrorKind};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::{Answer, Operation};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Requests of any types and in any number, for [`Client::batch_all`](crate::Client::batch_all). Each gives a handle,
/// by which its answer is taken.
///
/// ```no_run
/// use meta_graph::{Client, MixedBatch, Request};
///
/// /// Sends one request for each of the names, and one more.
/// async fn send<R: Request, S: Request>(client: &Client, names: &[&str], create: fn(&str) -> R, last: S) {
///     let mut batch = MixedBatch::new();
///     let created: Vec<_> = names.iter().map(|name| batch.add(create(name))).collect();
///     let last = batch.add(last);
///
///     let mut answers = client.batch_all(batch).await;
///     for (name, handle) in names.iter().zip(created) {
///         if let Err(error) = answers.take(handle) {
///             println!("{name}: {error}");
///         }
///     }
///     println!("{}", if answers.take(last).is_ok() { "done" } else { "not done" });
/// }
/// ```
///
/// The requests are cut into calls of fifty. Those that refer to another one by its name stay in one call with it; if
/// they are too many for that, each of them is [`Error::Build`].
#[derive(Debug, Default)]
#[must_use = "requests do nothing until they are sent"]
pub struct MixedBatch {
    entries: Vec<Entry>,
    /// What its handles and its answers share with it.
    mark: Arc<()>,
}

/// Takes the answer to one request of a [`MixedBatch`].
#[must_use = "the answer is lost without it"]
pub struct BatchHandle<T> {
    at: usize,
    operation: &'static Operation,
    read: fn(Answer) -> Result<T, Error>,
    mark: Arc<()>,
}

/// The answers to the requests of a [`MixedBatch`].
#[derive(Debug)]
pub struct BatchAnswers {
    answers: Vec<Option<Result<Answer, Error>>>,
    mark: Arc<()>,
}

impl MixedBatch {
    /// No requests yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request, and gives the handle for its answer.
    pub fn add<E: BatchEntry>(&mut self, request: E) -> BatchHandle<E::Response> {
        let entry = request.into_entry();
        let (at, operation) = (self.entries.len(), entry.parts.operation());
        self.entries.push(entry);
        BatchHandle { at, operation, read: E::read, mark: Arc::clone(&self.mark) }
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no requests.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl BatchAnswers {
    /// The answer to the request of this handle.
    ///
    /// # Errors
    /// Those of the request, and [`Error::Batch`] if the handle is one of another batch.
    pub fn take<T>(&mut self, handle: BatchHandle<T>) -> Result<T, Error> {
        let is_own = Arc::ptr_eq(&self.mark, &handle.mark);
        let answer = self.answers.get_mut(handle.at).filter(|_| is_own).and_then(Option::take);
        let missing = || Error::Batch(BatchError::new(handle.operation, BatchErrorKind::NotAnswered));
        answer.ok_or_else(missing)?.and_then(handle.read)
    }
}

impl<T> fmt::Debug for BatchHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchHandle").field("at", &self.at).field("operation", &self.operation).finish()
    }
}

/// A [`MixedBatch`] on its way: a future of the answers. Nothing is sent before it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct MixedBatchCall {
    requests: usize,
    running: Exclusive<Pin<Box<dyn Future<Output = BatchAnswers> + Send>>>,
}

impl MixedBatchCall {
    pub(super) fn new(client: &Client, batch: MixedBatch) -> Self {
        let requests = batch.len();
        Self { requests, running: Exclusive::new(Box::pin(send(client.clone(), batch))) }
    }
}

async fn send(client: Client, batch: MixedBatch) -> BatchAnswers {
    let mut answers = Vec::with_capacity(batch.len());
    for call in cut(batch.entries) {
        answers.extend(each(client.clone(), call).await.into_iter().map(Some));
    }
    BatchAnswers { answers, mark: batch.mark }
}

impl Future for MixedBatchCall {
    type Output = BatchAnswers;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.running.get_mut().as_mut().poll(context)
    }
}

impl fmt::Debug for MixedBatchCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MixedBatchCall").field("requests", &self.requests).finish_non_exhaustive()
    }
}
