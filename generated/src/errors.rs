//! The errors of this crate: those of the runtime, and those of what goes beyond it.

use crate::graph::{BatchError, UploadError};
use crate::paging::PagingError;

crate::runtime::error::errors! {
    call {
        /// The pages of a list cannot be followed.
        Paging(PagingError),
        /// A request of a batch has no answer.
        Batch(BatchError),
        /// A large file cannot be uploaded to its end.
        Upload(UploadError),
    }
    build {
        /// A batch holds more requests than the API takes, which are 50.
        BatchTooLarge {
            /// How many there are.
            requests: usize,
        } => "{requests} requests are too many for a batch",
        /// The request does not read a single node, so many of its kind cannot be read at once.
        NotANode {} => "it does not read a single node",
        /// The content can be read only once, or its length is not known, so that an upload could not go on.
        NotResumable {} => "the file can be read only once, or its length is not known",
        /// The request cannot be part of a batch.
        NotInBatch {
            /// What it has that a batch cannot hold.
            reason: &'static str,
        } => "it cannot be part of the batch: {reason}",
    }
}
