//! What every generated crate needs: the client, requests and answers, errors, paging, and JSON.
//!
//! It knows nothing of the generated modules, so that they can be deleted and written again, and it does not know the name
//! of the crate, since its source is part of every generated crate. A crate need not use all of
//! it (one without a multipart form, say), which is why unused items of the parts that generated code calls are allowed.

#[doc(hidden)]
#[path = "runtime/private.rs"]
pub mod __private;
#[cfg(feature = "app-secret")]
mod app_secret;
mod base64;
mod batch;
mod call;
mod chunks;
mod client;
mod credentials;
mod drift;
#[allow(dead_code, reason = "a generated crate need not know any edges")]
mod edge;
mod error;
mod events;
mod formats;
mod header;
mod line;
mod pacer;
mod paging;
#[allow(dead_code, unused_imports, reason = "a generated crate need not have every kind of operation")]
pub(crate) mod request;
mod response;
mod retry;
#[cfg(test)]
mod sample;
mod secret;
#[allow(dead_code, unused_imports, unused_macros, reason = "a generated crate need not select fields")]
pub(crate) mod select;
#[cfg(feature = "testing")]
pub mod testing;
mod timer;
mod timestamp;
mod token;
mod trace;
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

#[cfg(feature = "app-secret")]
pub use app_secret::AppSecret;
pub use batch::{Batch, BatchCall, BatchEntry, InBatch, result_of};
pub use call::Call;
pub use chunks::Chunks;
pub use client::{Client, ClientBuilder};
pub use drift::{Drift, DriftKind};
pub use edge::EdgeRead;
pub use error::{
    ApiError, BatchError, BatchErrorKind, BuildError, BuildErrorKind, DecodeError, Error, ErrorCode,
    ErrorKind, PagingError, PagingErrorKind, Recovery, TransportError,
};
pub use events::{Event, Events};
pub use formats::{Base64, Date, IsoDuration, ParseFormatError, TimeOfDay, Uuid};
pub use header::Header;
pub use pacer::Pacer;
pub use paging::{Cursors, Items, Paged, Pages, Paging, Position};
pub use request::{Fallible, File, Operation, PagedRequest, Request};
pub use response::Response;
pub use retry::{Failed, Retry, RetryPolicy};
pub use secret::Secret;
pub use select::{Field, Selectable, Selected, SelectedList, Selection};
#[cfg(feature = "reqwest")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use timestamp::{ParseTimestampError, Timestamp};
pub use token::AccessToken;
pub use transport::{OpenFuture, Transport, TransportBody, TransportFuture};
pub use unknown::UnknownValue;
pub use usage::{AdAccountUsage, BusinessUsage, CallUsage, Usage};
