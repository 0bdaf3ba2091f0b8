//! Many nodes on their way.

use super::chunk::{chunks, read};
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::{Answer, Parts, Request};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The answers to the reads, in their order.
type Answers = Vec<Result<Answer, Error>>;

/// Many nodes on their way: a future of the answer to each read, from [`Client::nodes`](crate::Client::nodes). Nothing
/// is sent before it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct NodesCall<T> {
    requests: usize,
    running: Exclusive<Pin<Box<dyn Future<Output = Answers> + Send>>>,
    /// The only part that depends on the requests.
    read: fn(Answer) -> Result<T, Error>,
}

impl<T> NodesCall<T> {
    pub(super) fn new<R: Request<Response = T>>(client: Client, reads: Vec<Parts>) -> Self {
        Self {
            requests: reads.len(),
            running: Exclusive::new(Box::pin(read_all(client, reads))),
            read: R::decode,
        }
    }
}

async fn read_all(client: Client, reads: Vec<Parts>) -> Answers {
    let mut answers = Vec::with_capacity(reads.len());
    for chunk in chunks(&reads) {
        answers.extend(read(&client, chunk).await);
    }
    answers
}

impl<T> Future for NodesCall<T> {
    type Output = Vec<Result<T, Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        let each = |answers: Answers| answers.into_iter().map(|answer| answer.and_then(read)).collect();
        self.running.get_mut().as_mut().poll(context).map(each)
    }
}

impl<T> fmt::Debug for NodesCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodesCall").field("requests", &self.requests).finish_non_exhaustive()
    }
}
