//! Several requests in one call.
//!
//! Source: [Batch Requests](https://developers.facebook.com/docs/graph-api/batch-requests).

mod call;
mod entry;
mod exchange;
mod group;
mod reply;

pub use call::BatchCall;
pub use entry::{BatchEntry, InBatch, result_of};
pub use group::Batch;

/// How many requests a batch may hold.
const MOST: usize = 50;
