//! Lists and fields of requests to any path.

use super::page::{Paged, paged};
use crate::paging::{Items, PagedRequest, Pages, ReversibleRequest};
use crate::runtime::raw::Foreign;
use crate::runtime::request::{self, Operation, Parts, Request};
use crate::runtime::{Call, Client, Raw};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

impl<T> Raw<T> {
    /// Selects fields, in the syntax of the API: `id,name,location{city}`.
    pub fn fields(self, fields: impl fmt::Display) -> Self {
        self.query("fields", fields)
    }

    /// Reads the answer as a page of a list of this type, whose pages can be followed.
    pub fn list<I: DeserializeOwned>(self) -> RawList<I> {
        RawList { parts: self.take_parts(), item: PhantomData }
    }
}

/// A request for a list that has no typed model yet, into a type of yours: [`Raw::list`] makes it, and so does the
/// function `edge` of a node.
#[must_use = "a request does nothing until it is sent"]
pub struct RawList<T> {
    parts: Parts,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> RawList<T> {
    /// Reads the edge of the node with this id; the edge is the path parameter `edge` of the operation.
    pub(crate) fn of_edge(operation: &'static Operation, node: &'static str, id: String, edge: &str) -> Self {
        let mut parts = Parts::new(operation);
        parts.path(node, &id);
        parts.path("edge", &edge);
        Self { parts, item: PhantomData }
    }

    /// Selects fields, in the syntax of the API: `id,name,location{city}`.
    pub fn fields(self, fields: impl fmt::Display) -> Self {
        self.query("fields", fields)
    }

    /// Sets how many items a page holds at most.
    pub fn limit(self, limit: i64) -> Self {
        self.query("limit", limit)
    }

    /// Sets any parameter of the query.
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.query(name, &value.to_string());
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`](crate::Error).
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

impl<T: DeserializeOwned> Request for RawList<T> {
    type Response = Paged<T>;
    request::reads!(@ answer: answer.paged::<Foreign<T>>().map(|page| page.map(|item| item.0)));
}

impl<T: DeserializeOwned> PagedRequest for RawList<T> {
    type Item = T;
    paged!();
}

impl<T: DeserializeOwned> ReversibleRequest for RawList<T> {}

request::value!(RawList, item);
