//! Requests for lists.

use super::Paged;
use crate::runtime::Request;

/// A request whose answers are pages of a list.
pub trait PagedRequest: Request<Response = Paged<Self::Item>> {
    /// What the list holds.
    type Item;
}
