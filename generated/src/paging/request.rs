//! Requests for lists.

use super::{Beside, Route};
use crate::runtime::request::Answer;
use crate::runtime::{Error, Request};

/// A request whose answers are pages of a list.
///
/// The generated request types implement it; it is not meant to be implemented elsewhere.
pub trait PagedRequest: Request {
    /// What the list holds.
    type Item;

    /// The items of a page; `None` where the list is absent.
    #[doc(hidden)]
    fn items_of(page: &mut Self::Response) -> Option<&mut Vec<Self::Item>>;

    /// Reads an answer as a page, and where the pages beside it are.
    ///
    /// # Errors
    /// As [`Request::decode`].
    #[doc(hidden)]
    fn read_page(answer: Answer) -> Result<(Self::Response, Beside), Error>;

    /// How the request for a page follows from its place.
    #[doc(hidden)]
    fn route() -> &'static dyn Route;
}

/// A request for a list that can be followed backwards as well.
pub trait ReversibleRequest: PagedRequest {}
