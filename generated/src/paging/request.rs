//! Requests for lists.

use super::Paged;
use crate::runtime::Request;
use crate::runtime::request::Parts;

/// A request whose answers are pages of a list.
pub trait PagedRequest: Request<Response = Paged<Self::Item>> {
    /// What the list holds.
    type Item;

    /// What the request is made of, to go on from a cursor.
    #[doc(hidden)]
    fn parts_mut(&mut self) -> &mut Parts;
}
