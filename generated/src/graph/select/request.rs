//! Reads of a selection.

use super::{Pick, Selection};
use crate::graph::page::{Paged, paged};
use crate::paging::{Items, PagedRequest, Pages, ReversibleRequest};
use crate::runtime::request::{self, Parts, Request};
use crate::runtime::{Call, Client};
use std::marker::PhantomData;

/// A read of a node that asks for the fields of `S`, and answers with an `S`.
///
/// The method `select` of a request makes it. Set the other parameters before.
#[must_use = "a request does nothing until it is sent"]
pub struct Selected<S> {
    parts: Parts,
    selection: PhantomData<fn() -> S>,
}

impl<S: Selection> Selected<S> {
    pub(crate) fn new(parts: Parts) -> Self {
        Self { parts: selecting::<S>(parts), selection: PhantomData }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`](crate::Error).
    pub fn send(self, client: &Client) -> Call<S> {
        client.call(self)
    }
}

impl<S: Selection> Request for Selected<S> {
    type Response = S;
    request::reads!(selected);
}

/// A read of a list that asks for the fields of `S`, and answers with pages of `S`.
///
/// The method `select` of a request makes it. Set the other parameters before.
#[must_use = "a request does nothing until it is sent"]
pub struct SelectedList<S> {
    parts: Parts,
    selection: PhantomData<fn() -> S>,
}

impl<S: Selection> SelectedList<S> {
    pub(crate) fn new(parts: Parts) -> Self {
        Self { parts: selecting::<S>(parts), selection: PhantomData }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`](crate::Error).
    pub fn send(self, client: &Client) -> Call<Paged<S>> {
        client.call(self)
    }

    /// Follows the pages and yields the items.
    pub fn items(self, client: &Client) -> Items<Self> {
        Items::new(self, client)
    }

    /// Follows the pages and yields them whole.
    pub fn pages(self, client: &Client) -> Pages<Self> {
        Pages::new(self, client)
    }
}

impl<S: Selection> Request for SelectedList<S> {
    type Response = Paged<S>;
    request::reads!(paged);
}

impl<S: Selection> PagedRequest for SelectedList<S> {
    type Item = S;
    paged!();
}

impl<S: Selection> ReversibleRequest for SelectedList<S> {}

/// The request with the fields of `S` in place of those that it asked for.
pub(super) fn selecting<S: Selection>(mut parts: Parts) -> Parts {
    parts.select_texts(S::PICKS.iter().map(Pick::text).collect());
    parts
}

request::value!(Selected, selection);
request::value!(SelectedList, selection);
