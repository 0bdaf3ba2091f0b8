//! Writes that are followed by a read of what they wrote.

use super::{Field, Selection};
use crate::runtime::request::{self, Parts, Request};
use crate::runtime::wire::Decode;
use crate::runtime::{Call, Client, Error};
use std::marker::PhantomData;

/// A write that is followed by a read of the node, in one request (read-after-write).
///
/// The methods `fields` and `select` of a write make it. It answers with a result inside a result, so that a read that
/// failed is never taken for a write that failed:
///
/// - `Err`: the write failed, or nobody knows, as with any other write.
/// - `Ok(Err)`: the write has happened, and only the read failed. Do not send it again.
/// - `Ok(Ok)`: the write has happened, and here is the node.
///
/// ```no_run
/// # use meta_graph::{Client, Error, ReadBack};
/// # use serde_json::Value;
/// # async fn example(client: &Client, update: ReadBack<Value>) -> Result<(), Error> {
/// match update.send(client).await? {
///     Ok(node) => println!("it is now {node}"),
///     Err(error) => println!("updated, but it could not be read: {error}"),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct ReadBack<T> {
    parts: Parts,
    node: PhantomData<fn() -> T>,
}

impl<T: Decode> ReadBack<T> {
    /// Reads the node with these fields; without any, with those that the API gives unasked.
    pub(crate) fn of_fields<F: Field>(mut parts: Parts, fields: impl IntoIterator<Item = F>) -> Self {
        parts.select(fields);
        Self { parts, node: PhantomData }
    }

    /// Reads the fields of the selection.
    pub(crate) fn of_selection(parts: Parts) -> Self
    where
        T: Selection,
    {
        Self { parts: super::request::selecting::<T>(parts), node: PhantomData }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`] of the write. One of the read is inside.
    pub fn send(self, client: &Client) -> Call<Result<T, Error>> {
        client.call(self)
    }
}

impl<T: Decode> Request for ReadBack<T> {
    type Response = Result<T, Error>;
    request::reads!(read_back);
}

request::value!(ReadBack, node);
