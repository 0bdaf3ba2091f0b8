//! Several requests in one call.
//!
//! Source: [Batch Requests](https://developers.facebook.com/docs/graph-api/batch-requests).

mod call;
mod entry;
mod exchange;
mod group;
mod reply;
mod tokens;
mod written;

pub use call::BatchCall;
pub(super) use entry::Entry;
pub use entry::{BatchEntry, InBatch, result_of};
pub(super) use exchange::exchange;
pub use group::Batch;

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
}
