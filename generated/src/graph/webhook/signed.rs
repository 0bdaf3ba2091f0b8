//! A body whose signature holds.

use super::error::FreshError;
use super::fresh::{self, Seen};
use crate::runtime::DriftKind;
use crate::runtime::drift::drift_of;
use crate::runtime::wire::leniency::forgiving;
use crate::runtime::wire::{Decode, Layout, Value, text};
use serde::de::Error as _;
use std::fmt;

/// The body of a webhook whose [signature](super::Receiver::check) holds.
///
/// `Debug` shows how long it is, and nothing of what people have written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignedBody<'b> {
    pub(super) bytes: &'b [u8],
}

/// A body with what the type does not know of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The body.
    pub body: T,
    /// What it holds beyond the specification, or in another form.
    pub drift: Vec<Drift>,
}

/// Something in a body that the specification does not know, since the API has moved on, or a value in another form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// Where in the body, as in `entry[0].changes[2].value.item`.
    pub path: String,
    /// What it is.
    pub kind: DriftKind,
}

impl<'b> SignedBody<'b> {
    /// The bytes as they came.
    pub fn bytes(self) -> &'b [u8] {
        self.bytes
    }

    /// Reads the body: as the `Notification` of a version, as another of its models, or as a `serde_json::Value`.
    ///
    /// A member that may be missing and cannot be read is lost, and the rest is not, unless the type has to be found by
    /// trying: a `Notification` can be a list or a bare change, an `Envelope` is known by its `object`.
    ///
    /// # Errors
    /// The body is not JSON, or not what the type says. Answer with the status 200 all the same: it would only come
    /// again.
    pub fn decode<T: Decode>(self) -> Result<T, serde_json::Error> {
        text::value(self.bytes, T::layout()).and_then(read)
    }

    /// Reads the body, and lists what the type does not know of it.
    ///
    /// # Errors
    /// As of [`decode`](Self::decode).
    pub fn decode_full<T: Decode>(self) -> Result<Decoded<T>, serde_json::Error> {
        let (body, found) = drift_of(text::losses(self.bytes), || self.decode());
        let drift = found.into_iter().map(|(path, kind)| Drift { path, kind }).collect();
        Ok(Decoded { body: body?, drift })
    }

    /// Reads the body without the events of Messenger that were delivered before.
    ///
    /// Meta delivers at least once. An event is known by its kind and the id of its message or, where it has none, by
    /// its sender and time; changes of a Page have nothing to be known by, and stay. What is new is marked as seen
    /// before the caller has worked on it.
    ///
    /// # Errors
    /// The body cannot be read, or the store fails: then answer with the status 500, so that it comes again.
    pub async fn decode_fresh<T: Decode, S: Seen>(self, seen: &S) -> Result<T, FreshError<S::Error>> {
        let mut body = text::value(self.bytes, Layout::Any).map_err(FreshError::Decode)?;
        fresh::retain(&mut body, seen).await.map_err(FreshError::Seen)?;
        read(body).map_err(FreshError::Decode)
    }
}

/// Reads a value, and loses what may be missing and cannot be read.
fn read<T: Decode>(value: Value) -> Result<T, serde_json::Error> {
    forgiving(true, || T::decode(value)).map_err(serde_json::Error::custom)
}

impl fmt::Debug for SignedBody<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedBody({} bytes)", self.bytes.len())
    }
}
