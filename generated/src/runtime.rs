//! What every generated crate needs: the client, requests and answers, errors, and JSON.
//!
//! It knows HTTP and OpenAPI, and no API in particular: what it has to ask about one, it asks a [`protocol`]. It knows
//! nothing of the generated modules, so that they can be deleted and written again, and it does not know the name of
//! the crate, since its source is part of every generated crate. A crate need not use all of it (one without a
//! multipart form, say), which is why unused items of the parts that generated code calls are allowed.

pub(crate) mod base64;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod chunks;
pub(crate) mod client;
pub(crate) mod credentials;
pub(crate) mod drift;
#[allow(dead_code, reason = "some of it is for a dialect, which not every crate has")]
pub(crate) mod error;
pub(crate) mod events;
pub(crate) mod exclusive;
mod header;
mod http_date;
mod line;
#[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
pub(crate) mod protocol;
#[allow(dead_code, reason = "a document need not have operations")]
pub(crate) mod raw;
pub(crate) mod renewal;
#[allow(dead_code, unused_imports, reason = "a generated crate need not have every kind of operation")]
pub(crate) mod request;
pub(crate) mod response;
mod retry;
mod scrub;
pub(crate) mod secret;
#[cfg(feature = "testing")]
pub mod testing;
pub(crate) mod timer;
pub(crate) mod timestamp;
pub(crate) mod token;
mod token_from;
mod token_source;
mod trace;
mod trace_context;
mod transport;
mod unknown;
mod unknown_members;
#[allow(dead_code, reason = "a generated crate need not send files")]
pub(crate) mod upload;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "a generated crate need not have every kind of type"
)]
pub(crate) mod wire;

pub use call::Call;
pub use chunks::Chunks;
pub use client::{Client, ClientBuilder};
pub use drift::{Drift, DriftKind};
pub use error::{
    ApiError, BuildError, BuildErrorKind, DecodeError, Error, HeldBackError, Problem, Recovery, TokenError,
    TransportError,
};
pub use events::{Event, Events};
pub use header::{Header, HeaderError};
pub use raw::Raw;
pub use request::{Conditional, Fallible, File, IfNoneMatch, Operation, Request};
pub use response::Response;
pub use retry::{Failed, Retry, RetryPolicy};
pub use secret::Secret;
#[cfg(feature = "reqwest")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use timestamp::{ParseTimestampError, Timestamp};
pub use token::AccessToken;
pub use token_from::TokenFrom;
pub use token_source::{TokenFuture, TokenSource};
pub use trace_context::{ParseTraceContextError, TraceContext};
pub use transport::{AttemptTime, OpenFuture, Transport, TransportBody, TransportFuture};
#[cfg(feature = "reqwest")]
pub use transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use unknown::UnknownValue;
pub use unknown_members::UnknownMembers;
pub use upload::{Content, Progress, UploadBody};
