//! The dialect of the Graph API, over the core of the runtime.
//!
//! It implements the traits of [`protocol`](crate::runtime::protocol) and adds methods to the types of the core.

#[doc(hidden)]
#[path = "graph/private.rs"]
pub mod __private;
#[allow(dead_code, reason = "a crate need not have operations of every kind")]
mod answer;
#[cfg(feature = "app-secret")]
mod app_secret;
mod batch;
mod error;
mod headers;
#[allow(unused_macros, unused_imports, reason = "a generated crate need not select fields or know any edges")]
pub(crate) mod names;
mod nodes;
mod pacer;
pub(crate) mod page;
mod protocol;
#[allow(dead_code, reason = "a generated crate need not know any edges")]
mod raw;
mod response;
#[allow(dead_code, unused_imports, unused_macros, reason = "a generated crate need not select fields")]
pub(crate) mod select;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "uploads")]
mod upload;
mod usage;
#[cfg(feature = "app-secret")]
pub mod webhook;

#[cfg(feature = "app-secret")]
pub use app_secret::AppSecret;
pub use batch::{
    Batch, BatchAnswers, BatchCall, BatchEntry, BatchHandle, Batches, InBatch, MixedBatch, MixedBatchCall,
    result_of,
};
pub use error::{
    BatchError, BatchErrorKind, ErrorCode, ErrorKind, ErrorSubcode, UploadError, UploadErrorKind,
};
pub use nodes::NodesCall;
pub use pacer::Pacer;
pub use page::{Cursors, PageLink, Paged, Paging};
pub use raw::RawList;
pub use select::{Field, NestedList, ReadBack, Selectable, Selected, SelectedList, Selection};
#[cfg(feature = "uploads")]
pub use upload::{Upload, UploadPosition, Uploaded};
pub use usage::{AdAccountUsage, BusinessUsage, CallUsage, Usage};
