//! What every generated crate needs: the client, requests and answers, errors, paging, and JSON.
//!
//! It knows nothing of the generated modules, so that they can be deleted and written again, and it does not know the name
//! of the crate, since its source is part of every generated crate. A crate need not use all of
//! it (one without a multipart form, say), which is why unused items of the parts that generated code calls are allowed.

mod base64;
mod call;
mod client;
mod credentials;
#[allow(dead_code, reason = "a generated crate need not know any edges")]
mod edge;
mod error;
mod paging;
pub mod private;
#[allow(dead_code, unused_imports, reason = "a generated crate need not have every kind of operation")]
pub(crate) mod request;
mod response;
#[cfg(test)]
mod sample;
mod secret;
#[allow(dead_code, unused_imports, unused_macros, reason = "a generated crate need not select fields")]
pub(crate) mod select;
mod timestamp;
mod transport;
mod unknown;
mod usage;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "a generated crate need not have every kind of type"
)]
pub(crate) mod wire;

pub use call::Call;
pub use client::{Client, ClientBuilder};
pub use edge::EdgeRead;
pub use error::{
    ApiError, BuildError, BuildErrorKind, DecodeError, Error, ErrorCode, ErrorKind, PagingError,
    PagingErrorKind, Recovery, TransportError,
};
pub use paging::{Cursors, Items, Paged, Paging};
pub use private as __private;
pub use request::{File, Operation, PagedRequest, Request};
pub use response::Response;
pub use secret::Secret;
pub use select::{Field, Selectable, Selected, SelectedList, Selection};
pub use timestamp::{ParseTimestampError, Timestamp};
pub use transport::{Transport, TransportFuture};
pub use unknown::UnknownValue;
pub use usage::{AdAccountUsage, BusinessUsage, CallUsage, Usage};
