//! Several requests in one call.
//!
//! Source: [Batch Requests](https://developers.facebook.com/docs/graph-api/batch-requests).

mod call;
mod cut;
mod entry;
mod exchange;
mod group;
mod mixed;
mod reply;
mod stream;
mod tokens;
mod written;

pub use call::BatchCall;
pub(super) use entry::Entry;
pub use entry::{BatchEntry, InBatch, result_of};
pub(super) use exchange::exchange;
pub use group::Batch;
pub use mixed::{BatchAnswers, BatchHandle, MixedBatch, MixedBatchCall};
pub use stream::Batches;

use crate::runtime::Client;

/// Whether it is the operation of a batch.
#[cfg(feature = "testing")]
pub(super) fn is_batch(operation: &'static crate::runtime::request::Operation) -> bool {
    std::ptr::eq(operation, &raw const reply::BATCH)
}

/// How many requests a batch may hold.
const MOST: usize = 50;

impl Client {
    /// Sends up to 50 requests in one call when it is awaited, and gives the answer to each, or its own error.
    ///
    /// The requests are a `Vec` of one type or a tuple of several, and the answers come in the same shape. Each counts
    /// against the limits of the API as if it were sent alone. They run side by side unless one refers to another by
    /// its name, see [`InBatch`]. All are sent with the client's token. Files cannot be sent in this way.
    ///
    /// # Errors
    /// The call as a whole fails with [`Error::Build`](crate::Error::Build), before anything is sent, if there are more
    /// than 50 requests or if one cannot be part of a batch, and with any [`Error`](crate::Error) if the answer of the
    /// API is not a list. A request without an answer is [`Error::Batch`](crate::Error::Batch).
    pub fn batch<B: Batch>(&self, requests: B) -> BatchCall<B::Answers> {
        BatchCall::new(self, requests)
    }

    /// Sends requests of any types and in any number, fifty in a call, one call after the other, and gives the answers,
    /// which their handles take. See [`MixedBatch`].
    ///
    /// Where a call as a whole fails, each of its requests has that error.
    pub fn batch_all(&self, requests: MixedBatch) -> MixedBatchCall {
        MixedBatchCall::new(self, requests)
    }

    /// Sends requests of one type fifty in a call, and gives their answers as they come, in the order of the requests.
    /// The next fifty are taken from the iterator once the answers before them have been taken.
    ///
    /// Requests that refer to each other belong in a [`MixedBatch`], which keeps them in one call.
    ///
    /// ```no_run
    /// use meta_graph::{Client, Request};
    ///
    /// /// Sends all of them; gives how many failed.
    /// async fn send<R: Request + 'static>(client: &Client, requests: Vec<R>) -> usize
    /// where
    ///     R: Send,
    /// {
    ///     let (mut answers, mut failed) = (client.batches(requests), 0);
    ///     while let Some(answer) = answers.next().await {
    ///         failed += usize::from(answer.is_err());
    ///     }
    ///     failed
    /// }
    /// ```
    pub fn batches<E: BatchEntry + 'static>(
        &self,
        requests: impl IntoIterator<Item = E, IntoIter: Send + 'static>,
    ) -> Batches<E> {
        Batches::new(self, requests)
    }
}
