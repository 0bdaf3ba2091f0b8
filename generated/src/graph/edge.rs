//! Reading an edge that has no typed model.

use crate::paging::{Items, Paged, PagedRequest, Pages};
use crate::runtime::request::{Answer, Operation, Parts, Request};
use crate::runtime::wire::{Decode, Mismatch, Result as WireResult, Value};
use crate::runtime::{Call, Client, Error};
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;

/// Reads an edge of a node into a type of yours, for edges that have no typed model yet.
#[must_use = "a request does nothing until it is sent"]
pub struct EdgeRead<T> {
    parts: Parts,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> EdgeRead<T> {
    /// Reads the edge of the node with this id; the edge is the path parameter `edge` of the operation.
    pub(crate) fn new(operation: &'static Operation, node: &'static str, id: String, edge: &str) -> Self {
        let mut parts = Parts::new(operation);
        parts.path(node, &id);
        parts.path("edge", &edge);
        Self { parts, item: PhantomData }
    }

    /// Selects fields, in the syntax of the API: `id,name,location{city}`.
    pub fn fields(self, fields: impl Into<String>) -> Self {
        self.param("fields", fields)
    }

    /// Sets how many items a page holds at most.
    pub fn limit(mut self, limit: i64) -> Self {
        self.parts.query("limit", &limit);
        self
    }

    /// Asks for the page after this cursor.
    pub fn after(self, cursor: impl Into<String>) -> Self {
        self.param("after", cursor)
    }

    /// Asks for the page before this cursor.
    pub fn before(self, cursor: impl Into<String>) -> Self {
        self.param("before", cursor)
    }

    /// Sets any parameter of the query.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.query(name.into(), &value.into());
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn send(self, client: &Client) -> Call<Paged<T>> {
        client.call(self)
    }

    /// Follows the pages and yields the items.
    pub fn items(self, client: &Client) -> Items<Self> {
        Items::new(self, client)
    }

    /// Follows the pages and yields them.
    pub fn pages(self, client: &Client) -> Pages<Self> {
        Pages::new(self, client)
    }
}

impl<T: DeserializeOwned> Request for EdgeRead<T> {
    type Response = Paged<T>;

    fn parts(&self) -> &Parts {
        &self.parts
    }

    fn parts_mut(&mut self) -> &mut Parts {
        &mut self.parts
    }

    fn into_parts(self) -> Parts {
        self.parts
    }

    fn decode(answer: Answer) -> Result<Self::Response, Error> {
        answer.paged::<Foreign<T>>().map(|page| page.map(|item| item.0))
    }
}

impl<T: DeserializeOwned> PagedRequest for EdgeRead<T> {
    type Item = T;
}

/// An item of the caller's type, which serde reads.
struct Foreign<T>(T);

impl<T: DeserializeOwned> Decode for Foreign<T> {
    fn decode(value: Value) -> WireResult<Self> {
        serde_json::from_value(value).map(Self).map_err(|error| {
            Mismatch::new(std::any::type_name::<T>(), format!("an item that serde refuses ({error})"))
        })
    }

    /// The type of the caller decides.
    fn reads_null() -> bool {
        true
    }
}

impl<T> Clone for EdgeRead<T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), item: PhantomData }
    }
}

impl<T> PartialEq for EdgeRead<T> {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl<T> fmt::Debug for EdgeRead<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EdgeRead").field("parts", &self.parts).finish()
    }
}
